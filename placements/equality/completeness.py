"""How much of a referral is filled in, of what bears on the match."""

from collections.abc import Callable
from datetime import date

from placements.domain.children import Child
from placements.units import age_on

SUPPORTED_FROM, SCHOOL_FROM = 16, 5

Asked = Callable[[Child, date], bool]


def _always(child: Child, day: date) -> bool:
    return True


def _at_school(child: Child, day: date) -> bool:
    return SCHOOL_FROM <= age_on(child.date_of_birth, day) < SUPPORTED_FROM


ASKED: dict[str, Asked] = {
    "school_urn": _at_school,
    "keep_school": lambda child, day: child.school_urn is not None,
    "suits_foster": _always,
    "suits_residential": _always,
    "suits_supported": lambda child, day: age_on(child.date_of_birth, day) >= SUPPORTED_FROM,
    "solo": _always,
    "alongside": _always,
    "languages": _always,
    "distance_intent": _always,
    "expected_weeks": _always,
}
"""Columns a rule or criterion reads, and of whom they are asked.

`needs` and `adaptations` are left out: there a blank and "none" are the same once they are read.
"""

PLACE = ("latitude", "longitude", "postcode")
COLUMNS = (*PLACE, *ASKED)


def missing(child: Child, day: date) -> tuple[int, int]:
    """Return how many answers are missing, and of how many; the child's home counts as one, and not for `uasc`."""
    asked = [column for column, when in ASKED.items() if when(child, day)]
    blank = sum(getattr(child, column) in (None, ()) for column in asked)
    return blank + (child.position is None and not child.uasc), len(asked) + (not child.uasc)
