"""What everybody may see of the outcomes by group: counts with small numbers withheld, and percentages of those.

No interval, ratio, difference or finding is told: each could be turned back into a count. All tables are withheld
together, since each adds up to the same totals and one could give away another's. Rows are the same whoever is in the
match; words of free text are never told.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from placements.equality.characteristics import CHARACTERISTICS, NOT_KNOWN, OTHER_WORDS, Characteristic
from placements.equality.document import Equality
from placements.equality.reads import read_by, readers, unread
from placements.equality.weeks import Counted, Row
from placements.equality.words import MEANING, SOURCE
from placements.sharing.audience import PUBLIC
from placements.sharing.public import MARK, MERGED, OTHERS, REST
from placements.sharing.suppression import SMALL, TOTALS_TO, Cell, Name, Tables, withheld

SCHEMA = "placements/equality-public/1"
STATES = ("at_or_above", "stop_gap", "without")
"""A proposed home at or above the floor; a stop-gap; no proposed home. Every child is in one of them."""
TOTAL = ("total",)
NOTES = (
    f"{MARK}: withheld. The number is from 1 to {SMALL}, or it would give such a number away.",
    f"Totals are rounded to the nearest {TOTALS_TO}; percentages are whole and worked out from the numbers shown.",
    "Each child is counted once, in the first of these matches the child stands in.",
    "Publish these tables or the public figures of the same weekly matches, not both, and no series of them: each was "
    "checked by itself, and two together can show a single child.",
    "Two people should read these tables before they are published.",
)


def public_document(found: Equality) -> dict[str, Any]:
    """Return the public tables of outcomes by group."""
    everybody = found.counted
    groups = {one.name: _groups(one, everybody) for one in CHARACTERISTICS}
    shown = {state: _shown(state, everybody.rows, groups) for state in STATES}
    return {
        "schema": SCHEMA,
        "region": everybody.weeks[-1].region,
        "audience": PUBLIC.to_dict(),
        "from": everybody.weeks[0].as_of.isoformat(),
        "to": everybody.weeks[-1].as_of.isoformat(),
        "weeks": len(everybody.weeks),
        "totals": {state: shown[state][TOTAL] for state in STATES},
        "characteristics": [_characteristic(one, found, groups[one.name], shown) for one in CHARACTERISTICS],
        "columns": {
            "read": [{"column": column, "by": list(by)} for column, by in readers().items() if by],
            "unread": list(unread()),
        },
        "meaning": list(MEANING),
        "source": SOURCE,
        "notes": [*NOTES, *([MERGED] if REST in groups["authority"] else [])],
    }


def _characteristic(
    one: Characteristic, found: Equality, groups: Sequence[str], shown: dict[str, dict[Name, Any]]
) -> dict[str, Any]:
    rows = []
    for group in groups:
        mine = {state: shown[state][one.name, group] for state in STATES}
        rows.append({
            "name": group, "title": _title(found, one, group), **mine, "percent": percent(list(mine.values())),
        })  # fmt: skip
    return {
        "name": one.name, "title": one.title, "protected": one.protected, "columns": list(one.columns),
        "read_by": list(read_by(one.columns)), "groups": rows,
    }  # fmt: skip


def _shown(state: str, rows: Iterable[Row], groups: dict[str, list[str]]) -> dict[Name, Any]:
    """Return how many children of each group are in a state, and all of them rounded, as far as may be told.

    The states can be looked at one by one: no number that joins two of them is published that is not worked out from
    numbers shown.
    """
    here = [row for row in rows if _state(row) == state]
    cells: dict[Name, Cell] = {TOTAL: Cell(len(here), rounded=True)}
    for one in CHARACTERISTICS:
        counts = Counter(_group(one, row, groups[one.name]) for row in here)
        cells |= {(one.name, group): Cell(counts[group]) for group in groups[one.name]}
    sums = tuple((TOTAL, tuple((name, group) for group in listed)) for name, listed in groups.items())
    hidden = withheld(Tables(cells, sums))
    return {name: MARK if name in hidden else cell.shown for name, cell in cells.items()}


def percent(counts: Sequence[Any]) -> Any:
    """Return the whole percentage with a proposed home, halves up, from numbers that are all shown; None of nobody."""
    if MARK in counts:
        return MARK
    with_home, everybody = sum(counts[:2]), sum(counts)
    return (200 * with_home + everybody) // (2 * everybody) if everybody else None


def _state(row: Row) -> str:
    if not row.outcomes["home"]:
        return "without"
    return "stop_gap" if row.outcomes["stop_gap"] else "at_or_above"


def _groups(one: Characteristic, everybody: Counted) -> list[str]:
    """Return the rows of a table; never those with a child in the match, as that would tell of the child."""
    if one.name != "authority":
        return [*one.groups, *([OTHER_WORDS] if one.free_text else [])]
    names, members = everybody.authorities, everybody.members or frozenset(everybody.authorities)
    listed = sorted(members, key=lambda code: (names[code], code))
    return [*listed, *([REST] if members != frozenset(names) else [])]


def _group(one: Characteristic, row: Row, groups: Sequence[str]) -> str:
    group = row.groups[one.name]
    if group in groups:
        return group
    return REST if one.name == "authority" else OTHER_WORDS if one.free_text else NOT_KNOWN


def _title(found: Equality, one: Characteristic, group: str) -> str:
    return OTHERS if one.name == "authority" and group == REST else found.title_of(one, group)
