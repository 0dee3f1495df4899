"""Children, homes and regions with sensible defaults, so that a test states only what matters."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from placements.candidates.verdicts import PairVerdict, Verdict, judge_pair
from placements.domain.children import Approval, Child, Fact
from placements.domain.codes import Kind, Located, Outcome
from placements.domain.homes import Authority, Home, Resident
from placements.domain.record import Position
from placements.domain.region import Region
from placements.geography.grid import to_globe, to_grid
from placements.policy.policy import Policy, default_policy, policy_from
from placements.rules.catalogue import CODES
from placements.units import METRES_PER_MILE

MONDAY = date(2026, 11, 23)
"""The day of the match, a Monday; Friday 20 and Thursday 19 November are one and two working days before it."""


@cache
def at(
    east: float = 0, north: float = 0, located: Located = Located.EXACT, origin: tuple[float, float] = (53.48, -2.24)
) -> Position:
    """Return the point so many miles east and north of an origin (degrees); 10, 20 and 30 miles come out exact."""
    (start_east, start_north), *_ = to_grid([origin[0]], [origin[1]])
    easting = round(start_east) + east * METRES_PER_MILE
    northing = round(start_north) + north * METRES_PER_MILE
    (latitude, longitude), *_ = to_globe([easting], [northing])
    return Position(easting, northing, latitude, longitude, located)


AUTHORITIES = (
    Authority(code="A1", name="Ashby", adjacent=("A2",), member=True, position=at()),
    Authority(code="A2", name="Bexton", member=True, position=at(10)),
    Authority(code="A3", name="Coldale", member=False, position=at(60)),
)
"""Ashby and Bexton adjoin and are members; Coldale is far away and is not."""

_TERMS: Mapping[Kind, Mapping[str, Any]] = {
    Kind.FOSTERING: {"places": 3},
    Kind.KINSHIP: {"named_children": ("C1",)},
    Kind.RESIDENTIAL: {"min_age": 0, "max_age": 17},
    Kind.SUPPORTED: {"min_age": 16, "max_age": 17},
    Kind.SECURE: {"min_age": 10, "max_age": 17},
}


def make_child(child_id: str = "C1", **changes: Any) -> Child:
    """Return a girl of Ashby, 12 years old, who needs a home on Monday."""
    defaults: dict[str, Any] = {
        "authority": "A1", "date_of_birth": date(2014, 6, 1), "sex": "F", "needed_by": MONDAY, "position": at(),
    }  # fmt: skip
    return Child.model_validate({**defaults, "child_id": child_id, **changes})


def make_home(home_id: str = "H1", kind: Kind | str = Kind.FOSTERING, **changes: Any) -> Home:
    """Return an open, registered home in Ashby with a place free, a mile from the children."""
    defaults: dict[str, Any] = {
        "authority": "A1", "sector": "in_house", "places": 2, "available": 1, "registration": "REF-1",
        "needs_met": ("none",), "adaptations": ("none",), "smoker": False, "position": at(1),
    }  # fmt: skip
    return Home.model_validate({**defaults, **_TERMS[Kind(kind)], "home_id": home_id, "kind": kind, **changes})


def make_resident(resident_id: str = "R1", home_id: str = "H1", **changes: Any) -> Resident:
    """Return a boy of Ashby, 14 years old, who lives in a home and stays."""
    defaults: dict[str, Any] = {"date_of_birth": date(2012, 3, 1), "sex": "M", "authority": "A1"}
    return Resident.model_validate({**defaults, "resident_id": resident_id, "home_id": home_id, **changes})


def make_approval(kind: str, home_id: str | None = None, child_id: str = "C1", **changes: Any) -> Approval:
    """Return an approval given on Monday, for any home unless one is named."""
    defaults: dict[str, Any] = {"approved_by": "somebody senior", "approved_on": MONDAY}
    return Approval.model_validate({**defaults, "kind": kind, "home_id": home_id, "child_id": child_id, **changes})


def fact(subject: str, who: str, name: str, value: str, on: date | None = None) -> Fact:
    """Return a row of facts.csv."""
    return Fact.model_validate({"subject": subject, "id": who, "fact": name, "value": value, "on": on})


def make_region(**changes: Any) -> Region:
    """Return a region on Monday 23 November 2026 with one child, one foster home and three authorities."""
    defaults: dict[str, Any] = {
        "name": "Test", "as_of": MONDAY, "authorities": AUTHORITIES, "children": (make_child(),),
        "homes": (make_home(),),
    }  # fmt: skip
    rows = {key: tuple(value) if isinstance(value, list) else value for key, value in changes.items()}
    return Region(**{**defaults, **rows})


def make_policy(**parts: Any) -> Policy:
    """Return the default policy with parts laid over it."""
    return policy_from(parts, CODES) if parts else default_policy()


def tightened(code: str, mode: str) -> Policy:
    """Return the default policy with one rule made stricter."""
    return make_policy(rules={code: {"mode": mode}})


def judged(
    child: Child | None = None, home: Home | None = None, policy: Policy | None = None, **rows: Any
) -> PairVerdict:
    """Return every rule's word on one child and one home; `rows` are other tables, `others` and `other_homes`."""
    child, home = child or make_child(), home or make_home()
    others = {"children": [child, *rows.pop("others", [])], "homes": [home, *rows.pop("other_homes", [])]}
    return judge_pair(make_region(**others, **rows), policy or default_policy(), child.child_id, home.home_id)


def word(code: str, verdict: PairVerdict) -> Verdict | None:
    """Return one rule's word, or None where it has nothing to say."""
    return next((v for v in verdict.verdicts if v.rule.code == code), None)


def outcome(code: str, child: Child | None = None, home: Home | None = None, **rows: Any) -> Outcome | None:
    """Return what one rule makes of a pair, or None where it has nothing to say."""
    found = word(code, judged(child, home, **rows))
    return found.outcome if found else None


def said(code: str, child: Child | None = None, home: Home | None = None, **rows: Any) -> Verdict:
    """Return one rule's word on a pair; the rule has to have one."""
    found = word(code, judged(child, home, **rows))
    assert found is not None, f"{code} has nothing to say"
    return found
