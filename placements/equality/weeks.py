"""The children of one or more weekly matches, each counted once: in the first of these matches the child stands in.

A child who waits three weeks is not three children. Counting each week would make one family's bad luck look like a
pattern, and every interval too narrow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from placements.domain.children import Child
from placements.domain.region import Region
from placements.equality.characteristics import CHARACTERISTICS, Seen, age_band
from placements.equality.deprivation import Deprivation
from placements.equality.outcomes import outcomes_of
from placements.errors import InputError, UsageError
from placements.explain.recorded import recorded
from placements.policy.policy import Policy


@dataclass(frozen=True)
class Week:
    """One match: its day, what it was made from, and how many of its children are counted here for the first time."""

    as_of: date
    region: str
    inputs: str
    policy: str
    children: int
    new: int = 0


@dataclass(frozen=True)
class Row:
    """One child as counted: what is compared, in which groups, and with whom the child shares a fate."""

    child_id: str
    urgency: str
    age_band: str
    family: str
    groups: dict[str, str]
    outcomes: dict[str, float]
    referred_on: date | None
    waited: int | None
    """Days since referral on the day of the match; None where no such day is recorded."""
    proposed: bool


@dataclass(frozen=True)
class Counted:
    """Everybody, once; names of authorities; the weeks in order, and how many rows they have together."""

    rows: tuple[Row, ...]
    weeks: tuple[Week, ...]
    authorities: dict[str, str]
    members: frozenset[str]
    child_weeks: int


def counted(
    matches: Iterable[tuple[Region, Path]], policy: Policy | None = None, deprivation: Deprivation | None = None
) -> Counted:
    """Return everybody in some weekly matches once; a region may be let go as soon as the next is asked for.

    Raises UsageError for two matches of one day, InputError or UsageError for a match that is not of its region.
    """
    names: dict[str, str] = {}
    members: set[str] = set()
    found: list[tuple[Week, list[Row]]] = []
    for region, folder in matches:
        week, rows = _week(region, folder, policy, deprivation)
        if any(other.as_of == week.as_of for other, _ in found):
            raise UsageError(
                "Two of the matches are of the same day. Give one match for each week: the one that was sent."
            )
        found.append((week, rows))
        names |= {code: authority.name for code, authority in region.authority.items()}
        members |= {code for code in region.authority if region.is_member(code)}
    found.sort(key=lambda pair: pair[0].as_of)
    first: dict[str, Row] = {}
    weeks = []
    for week, rows in found:
        weeks.append(replace(week, new=sum(row.child_id not in first for row in rows)))
        for row in rows:
            first[row.child_id] = _later(first[row.child_id], row) if row.child_id in first else row
    rows = [_with_wait(first[child_id]) for child_id in sorted(first)]
    return Counted(tuple(rows), tuple(weeks), names, frozenset(members), sum(week.children for week in weeks))


def _later(before: Row, now: Row) -> Row:
    """Return a child's first week, with the days waited since the same referral as long as no home was proposed."""
    if before.proposed or now.waited is None or now.referred_on != before.referred_on:
        return before
    return replace(before, waited=now.waited, proposed=now.proposed)


def _with_wait(row: Row) -> Row:
    return row if row.waited is None else replace(row, outcomes={**row.outcomes, "wait": float(row.waited)})


def _week(
    region: Region, folder: Path, policy: Policy | None, deprivation: Deprivation | None
) -> tuple[Week, list[Row]]:
    found = recorded(region, folder, policy)
    document = found.document
    placed = _by_child(document, "placements", PLACED)
    without = _by_child(document, "unplaced", UNPLACED)
    waiting = {child.child_id for child in region.waiting}
    if placed.keys() | without.keys() != waiting or placed.keys() & without.keys():
        raise InputError(
            "match.json does not name every child in the match once, so it is damaged. Run the match again."
        )
    deprived = deprivation.quintiles(region) if deprivation else {}
    rows = [
        _row(Seen(region, child, deprived.get(child.child_id)), placed.get(child.child_id) or without[child.child_id])
        for child in region.waiting
    ]
    return Week(region.as_of, region.name, document["inputs"], document["policy"], len(rows)), rows


PLACED = ("urgency", "home_id", "stop_gap", "poor", "shortfall", "siblings_with", "siblings_apart", "school_kept")
UNPLACED = ("urgency",)
"""What is read of a row beside the child: a damaged file must not be half read."""


def _by_child(document: Any, part: str, needed: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    try:
        rows = {row["child_id"]: row for row in document[part]}
        whole = all(name in row for row in rows.values() for name in needed) and len(rows) == len(document[part])
    except (KeyError, TypeError):
        whole = False
    if not whole:
        raise InputError("match.json lacks a part that is needed here, or is damaged. Run the match again.")
    return rows


def _row(seen: Seen, said: dict[str, Any]) -> Row:
    child = seen.child
    return Row(
        child.child_id,
        str(said["urgency"]),
        age_band(seen),
        _family(child),
        {one.name: one.of(seen) for one in CHARACTERISTICS},
        outcomes_of(seen, said if "home_id" in said else None),
        child.referred_on,
        None if child.referred_on is None else max(0, (seen.region.as_of - child.referred_on).days),
        "home_id" in said,
    )


def _family(child: Child) -> str:
    return f"group {child.sibling_group}" if child.sibling_group else f"child {child.child_id}"
