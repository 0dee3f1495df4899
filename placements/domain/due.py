"""Settled children who will need a home soon because what keeps them where they are comes to an end.

They are not in the match: nobody has agreed a move. People see them eight weeks ahead, and decide.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placements.domain.children import Child
from placements.domain.codes import Kind
from placements.domain.facts import ENDLESS
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.units import weeks_after

WEEKS_AHEAD = 8
STEP_DOWN, KINSHIP_ENDS = "step_down_due", "kinship_ends"
READS = ("secure_order_ends", "step_down_by", "temporary_approval_ends")
"""Facts that say when."""
TEMPORARY = ("K-REG24", "K-REG25")
"""Approvals that run out: of a connected person, and their one extension."""


class Due(NamedTuple):
    """A settled child, the last day of what keeps her there, and what that is."""

    child_id: str
    kind: str
    by: date
    because: str


def due(region: Region) -> list[Due]:
    """Return the settled children due to need a home within eight weeks or overdue for one, in order of their ids."""
    last = weeks_after(region.as_of, WEEKS_AHEAD)
    settled = sorted((c for c in region.children if c.settled), key=lambda c: c.child_id)
    return [found for child in settled for found in _ends(region, child) if found.by <= last]


def _ends(region: Region, child: Child) -> Iterator[Due]:
    home = region.home.get(child.current_home_id or "")
    order = _day(region, "secure_order_ends", child.child_id)
    moved_on = home is not None and home.kind is not Kind.SECURE and order is not None and order < region.as_of
    planned = _day(region, "step_down_by", child.child_id)
    if order is not None and not moved_on:
        yield Due(child.child_id, STEP_DOWN, order, "the court's order for a secure home ends")
    elif planned is not None:
        yield Due(child.child_id, STEP_DOWN, planned, "the plan has the child move on")
    approval = _temporary(region, child, home)
    if approval is not None:
        yield Due(child.child_id, KINSHIP_ENDS, approval, "the carers' temporary approval ends")


def _temporary(region: Region, child: Child, home: Home | None) -> date | None:
    """Return the last day of her kinship carers' temporary approval: the fact's, else that of the approvals given."""
    if home is None or home.kind is not Kind.KINSHIP:
        return None
    if home.home_id in region.fact_of.get("temporary_approval_ends", {}):
        return _day(region, "temporary_approval_ends", home.home_id)
    given = [
        a.expires_on for a in region.approvals_of.get(child.child_id, ())
        if a.kind in TEMPORARY and a.home_id in (None, home.home_id)
        and a.approved_on is not None and a.approved_on <= region.as_of
    ]  # fmt: skip
    ends = [day for day in given if day is not None]
    return None if home.registration or len(ends) < len(given) else max(ends, default=None)


def _day(region: Region, name: str, who: str) -> date | None:
    day = region.fact_of.get(name, {}).get(who)
    return day if isinstance(day, date) and day != ENDLESS else None
