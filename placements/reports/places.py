"""Places by kind and area: the region's own areas first, the rest of the country behind.

What is confirmed today (offered, proposed, left) stands apart from what is expected (soon free) and what is blocked.
"""

from typing import Any, NamedTuple

from placements.reports.charts import Bar, Row, bars
from placements.reports.words import KINDS, kinds
from placements.sharing.audience import Level

FIGURES = ("homes", "places", "residents", "offered", "proposed", "soon_free", "blocked")


class Count(NamedTuple):
    """One row of the capacity table."""

    name: str
    homes: int
    places: int
    residents: int
    offered: int
    proposed: int
    soon_free: int
    blocked: int

    @property
    def left(self) -> int:
        """Offered places nobody is proposed to; never below 0."""
        return max(0, self.offered - self.proposed)


class Kind(NamedTuple):
    """One kind of home: its areas where children of this match come from, the others, and the sum."""

    title: str
    near: tuple[Count, ...]
    elsewhere: tuple[Count, ...]
    total: Count

    @property
    def beyond(self) -> Count:
        """The other areas together."""
        return _sum("Elsewhere", self.elsewhere)


class Capacity(NamedTuple):
    """The capacity section; `own`: what is proposed counts the reader's own children alone, so nothing is "left"."""

    kinds: tuple[Kind, ...]
    bars: tuple[Bar, ...]
    later: bool
    board: bool
    own: bool


def places(result: dict[str, Any]) -> Capacity:
    """Return capacity by kind and area."""
    own = {row["authority"] for key in ("placements", "unplaced") for row in result[key]}
    codes = [*KINDS, *sorted({row["kind"] for row in result["capacity"]} - set(KINDS))]
    found = [_kind(code, [r for r in result["capacity"] if r["kind"] == code], own) for code in codes]
    shown = tuple(k for k in found if k.total.homes)
    short = any(c.proposed > c.offered for k in shown for c in (*k.near, *k.elsewhere))
    board = any("soon_free" in row for row in result["capacity"])
    alone = own_only(result)
    return Capacity(shown, _bars(shown, alone), short, board, alone)


def own_only(result: dict[str, Any]) -> bool:
    """Whether a document counts what is proposed for the reader's own children alone (`placements.sharing`)."""
    return bool((result.get("audience") or {}).get("level") == Level.AUTHORITY)


def _kind(code: str, rows: list[dict[str, Any]], own: set[str]) -> Kind:
    ordered = sorted(rows, key=lambda r: (r["name"], r["authority"]))
    near = tuple(_count(r) for r in ordered if r["authority"] in own)
    elsewhere = tuple(_count(r) for r in ordered if r["authority"] not in own)
    return Kind(kinds(code), near, elsewhere, _sum(kinds(code), (*near, *elsewhere)))


def _count(row: dict[str, Any]) -> Count:
    return Count(row["name"], *(row.get(key, 0) for key in FIGURES))


def _sum(name: str, rows: tuple[Count, ...]) -> Count:
    return Count(name, *(sum(getattr(r, key) for r in rows) for key in FIGURES))


def _bars(shown: tuple[Kind, ...], own: bool) -> tuple[Bar, ...]:
    """What is offered today as one bar, what is not as another under it: the two are never added up."""
    return bars([Row(_label(k), _note(k, own), _today(k.total), _expected(k.total)) for k in shown])


def _today(total: Count) -> tuple[tuple[str, int], ...]:
    return ("solid", total.proposed), ("dotted", total.left)


def _expected(total: Count) -> tuple[tuple[str, int], ...]:
    return ("open", total.soon_free), ("crossed", total.blocked)


def _label(k: Kind) -> str:
    return f"{k.title}: {k.total.offered:,} offered today"


def _note(k: Kind, own: bool) -> str:
    total = k.total
    parts = [f"{total.proposed:,} proposed" + (" to your children" if own else f", {total.left:,} left")]
    parts += [f"{total.soon_free:,} soon free"] if total.soon_free else []
    return "; ".join([*parts, *([f"{total.blocked:,} blocked"] if total.blocked else [])])
