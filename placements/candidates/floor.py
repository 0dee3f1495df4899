"""The floor: homes nobody should be left in, proposed only as stop-gaps for overdue and today's children.

Published; authorities may tighten the numbers, and a person may lift it for one child, by policy with a reason. A
`place` pin or an accepted offer below it is kept, and is a stop-gap like any other. That brothers and sisters would
live apart is the sixth way to be below it and belongs to sets, not pairs.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind
from placements.domain.stay import stay_of
from placements.geography.grid import miles
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.position import wants_away
from placements.rules.columns.years import school_year_on
from placements.rules.rule import Case
from placements.units import age_on

Array = npt.NDArray[Any]


def below_floor(pairs: Pairs) -> Array:
    """Return which pairs are below the floor, shape (children, homes)."""
    below: Array = np.logical_or.reduce(list(below_parts(pairs).values()))
    return below


def below_parts(pairs: Pairs) -> dict[str, Array]:
    """Return which pairs are below the floor by why: grade, young, far, school."""
    grades = pairs.policy.floor.grades
    graded = pairs.of_homes(lambda h: h.grade in grades, key=("graded", *grades))
    young = pairs.kind(Kind.RESIDENTIAL) & (pairs.age < pairs.limit("u8_age"))
    far = pairs.miles > pairs.limit("far_miles")
    far &= ~pairs.kind(Kind.KINSHIP, Kind.SECURE) & ~pairs.wants_away
    exams = np.isin(pairs.school_year, pairs.policy.floor.exam_years) & pairs.of_children(
        lambda c: c.keep_school is True
    )
    school = exams & (pairs.school_miles > pairs.max_school_miles)
    kept = ~_lifted(pairs)
    return {"grade": graded & kept, "young": young & kept, "far": far & kept, "school": school & kept}


def _lifted(pairs: Pairs) -> Array:
    lifted = pairs.none()
    lifted |= pairs.of_children(
        lambda c: c.child_id in pairs.policy.children and pairs.policy.children[c.child_id].lift_floor
    )
    return lifted


def floor_reasons(case: Case) -> list[str]:
    """Return in words why a pair is below the floor; empty if it is not. Written without columns, as the check."""
    child, home, region, policy = case.child, case.home, case.region, case.policy
    own = policy.children.get(child.child_id)
    if own is not None and own.lift_floor:
        return []
    start = stay_of(child, region.as_of).start
    reasons = []
    if home.grade is not None and home.grade in policy.floor.grades:
        reasons.append(f"the home is graded {home.grade.replace('_', ' ')}")
    youngest = policy.limit("u8_age", child.authority)
    if home.kind is Kind.RESIDENTIAL and age_on(child.date_of_birth, start) < youngest:
        reasons.append(f"a children's home for a child under {youngest}")
    far = float(policy.limit("far_miles", child.authority))
    away = home.kind in (Kind.KINSHIP, Kind.SECURE) or wants_away(child, start) or child.uasc
    if child.position and home.position and not away and miles(child.position, home.position) > far:
        reasons.append(f"more than {far:g} straight-line miles from the child's home")
    school = region.school.get(child.school_urn or "")
    there = school.position if school else None
    limit = policy.limit("school_miles", child.authority) if child.max_school_miles is None else child.max_school_miles
    exams = child.keep_school is True and school_year_on(child, start, region.as_of) in policy.floor.exam_years
    if exams and there and home.position and miles(there, home.position) > float(limit):
        reasons.append(f"exam years, and more than {float(limit):g} miles from the school the child is to keep")
    return reasons
