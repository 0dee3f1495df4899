"""What everybody may see: counts by class, kind and authority with small numbers withheld; nobody's row."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from placements.domain.codes import Kind
from placements.sharing.audience import Audience, Document
from placements.sharing.costs import CLASSES
from placements.sharing.suppression import SMALL, TOTALS_TO, Cell, Name, Tables, withheld

SCHEMA = "placements/public/1"
MARK = "c"
"""Stands for a number withheld, as in the Department for Education's tables."""

MEANS_FROM = 10
"""Children a mean has to be over (our own mark; docs/explanation/sharing.md)."""

FAIR = 100
"""Children from which a percentage of rounded totals is near enough to be told."""

OTHERS = "All other authorities"
REST = ""
"""The row of all authorities without one of their own."""

STATES = ("placed", "without")
NOTES = (
    f"{MARK}: withheld. The number is from 1 to {SMALL}, or it would give such a number away.",
    f"Totals of the region are rounded to the nearest {TOTALS_TO}; percentages are whole and worked out from the "
    "numbers shown.",
    f"Means are shown only over {MEANS_FROM} children or more.",
    "This is a single snapshot. No weekly series of these tables may be published: the change from one week to the "
    "next can show a single child.",
    "These are proposals on one day. People decide.",
)


MERGED = (
    f"{OTHERS}: every authority that is not a member of the co-operative, large ones among them, merged to protect "
    "small numbers. Which of them have a child in this match is not told."
)
"""Naming those that have a child would tell of her; naming all of them would tell nothing."""


def public_view(document: Document, audience: Audience) -> Document:
    """Return the public tables of a match."""
    codes = _listed(document)
    tables = _tables(document, codes)
    hidden = withheld(tables)
    shown = {name: MARK if name in hidden else cell.shown for name, cell in tables.cells.items()}
    named = [*sorted(codes - {REST}, key=lambda code: (_name(document, code), code)), *(codes & {REST})]
    return {
        "schema": SCHEMA,
        "region": document["region"],
        "as_of": document["as_of"],
        "audience": audience.to_dict(),
        "totals": {key: shown["total", key] for key in ("children", *STATES)} | {"percent": _of_totals(shown)},
        "by_class": [_row(shown, ("class", word), word) for word in CLASSES],
        "by_kind": [{"name": str(kind), "placed": shown["kind", kind]} for kind in Kind],
        "by_authority": [_row(shown, ("authority", code), _name(document, code)) for code in named],
        "means": _means(document, shown["total", "placed"]),
        "notes": [*NOTES, *([MERGED] if REST in codes else [])],
    }


def _listed(document: Document) -> frozenset[str]:
    """Return the rows of the table by authority: the members (`facts.facts_of`) and the rest, or all the match knows.

    Never those with a child in the match: a list that depends on the children would tell of them.
    """
    known = frozenset(document["authorities"])
    members = known.intersection(document.get("members") or known)
    return members if members == known else members | {REST}


def _tables(document: Document, codes: frozenset[str]) -> Tables:
    placed, without = document["placements"], document["unplaced"]
    kinds = Counter(row["kind"] for row in placed)
    cells: dict[Name, Cell] = {("kind", kind): Cell(kinds[kind]) for kind in Kind}
    sums: list[tuple[Name, tuple[Name, ...]]] = []
    for state, rows in zip(STATES, (placed, without), strict=True):
        classes = Counter(row["urgency"] for row in rows)
        authorities = Counter(row["authority"] if row["authority"] in codes else REST for row in rows)
        for part, counts, names in (("class", classes, CLASSES), ("authority", authorities, sorted(codes))):
            cells |= {(part, name, state): Cell(counts[name]) for name in names}
            sums.append((("total", state), tuple((part, name, state) for name in names)))
        cells["total", state] = Cell(len(rows), rounded=True)
    cells["total", "children"] = Cell(len(placed) + len(without), rounded=True)
    sums.append((("total", "placed"), tuple(("kind", kind) for kind in Kind)))
    sums.append((("total", "children"), tuple(("total", state) for state in STATES)))
    return Tables(cells, tuple(sums))


def _row(shown: dict[Name, Any], start: Name, name: str) -> dict[str, Any]:
    found = {state: shown[*start, state] for state in STATES}
    return {"name": name, **found, "percent": _share(found["placed"], found["without"])}


def _of_totals(shown: dict[Name, Any]) -> Any:
    """The region's percentage from its rounded totals; left out where rounding would move it by many points."""
    total = shown["total", "children"]
    return _share(shown["total", "placed"], shown["total", "without"]) if total != MARK and total >= FAIR else None


def _share(placed: Any, without: Any) -> Any:
    """Return the whole percentage placed, from numbers that are shown anyhow; withheld where either of them is."""
    if MARK in (placed, without):
        return MARK
    return (200 * placed + placed + without) // (2 * (placed + without)) if placed + without else None


def _means(document: Document, placed: Any) -> dict[str, Any]:
    """Return mean miles (whole) and mean pounds a week (to ten), or the mark.

    They stand only where the rounded total says by itself that there are enough children: a mean shown beside a
    total of 10 would tell that the total is not below 10.
    """
    rows = document["placements"] if placed != MARK and placed >= MEANS_FROM + TOTALS_TO // 2 else ()
    miles = [row["miles"] for row in rows if row["miles"] is not None]
    return {"miles": _mean(miles, 1), "weekly_cost": _mean([row["weekly_cost"] for row in rows], TOTALS_TO)}


def _mean(amounts: Sequence[float], to: int) -> Any:
    return round(sum(amounts) / len(amounts) / to) * to if len(amounts) >= MEANS_FROM else MARK


def _name(document: Document, code: str) -> str:
    return OTHERS if code == REST else str(document["authorities"][code])
