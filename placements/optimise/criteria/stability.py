"""Stability: staying where she is, a home she does not outgrow within a year, a home in good standing."""

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.codes import Grade
from placements.law import sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth
from placements.rules.rule import Case
from placements.units import birthday

OUTGROWN, MIDDLING, POOR = 60, 70, 30
YEAR = 365


def applies(screen: Screen) -> Array:
    """Every child."""
    return screen.pairs.of_children(lambda c: True)


def worth(screen: Screen) -> Array:
    """100 for staying; else the lowest of 60 if outgrown within a year, 70 or 30 by the inspection grade."""
    pairs = screen.pairs
    grades = pairs.of_homes(lambda h: _by_grade(h.grade), int)
    age = np.minimum(pairs.max_age[0] + 1, 26)
    soon = pairs.birthdays[:, age] < pairs.start + YEAR
    outgrown = soon & (pairs.max_age < 25) & (pairs.age <= pairs.max_age)
    here = pairs.of_children(lambda c: c.current_home_id or "", object)
    stays = (here == pairs.of_homes(lambda h: h.home_id, object)).astype(bool)
    return np.where(stays, FULL, np.minimum(grades, np.where(outgrown, OUTGROWN, FULL)))


def _by_grade(grade: Grade | None) -> int:
    return {Grade.REQUIRES_IMPROVEMENT: MIDDLING, Grade.INADEQUATE: POOR}.get(grade, FULL) if grade else FULL


def plain(case: Case, others: frozenset[str]) -> Worth:
    """The same for one pair."""
    child, home = case.child, case.home
    if child.current_home_id == home.home_id:
        return Worth(FULL, "The child stays in the present home.")
    value, words = _by_grade(home.grade), []
    if value < FULL and home.grade:
        words.append(f"The latest inspection says {home.grade.replace('_', ' ')}.")
    if home.max_age is not None and home.max_age < 25 and case.age <= home.max_age:
        day = birthday(child.date_of_birth, home.max_age + 1)
        if day.toordinal() < case.stay.start.toordinal() + YEAR:
            value = min(value, OUTGROWN)
            words.append("The child outgrows the home within a year.")
    return Worth(value, " ".join(words) or "Nothing on record that would cut the stay short.")


CRITERION = Criterion("stability", "Stability", (sources.CHILDREN_ACT_1989_S22C_5,), applies, worth, plain)
