"""How sure the proposal is: every level in the order it was settled, with value, bound and gap."""

from typing import Any, NamedTuple

from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.reports.words import listed, money, plain

BEST = "Every level is proven best: no other proposal does better on one without doing worse on one before it."


class Level(NamedTuple):
    """One level in words."""

    name: str
    title: str
    sense: str
    value: str
    bound: str
    gap: str
    proven: bool


def levels(result: dict[str, Any]) -> tuple[Level, ...]:
    """Return the levels in the order they were settled."""
    return tuple(_level(row) for row in result["levels"])


def proof(result: dict[str, Any]) -> tuple[str, bool]:
    """Return one sentence on how good the proposal is, and whether every level is proven."""
    rows = levels(result)
    open_ones = [row.title for row in rows if not row.proven]
    if not open_ones and result["solver"]["status"] == "optimal":
        return BEST, True
    found = f"{len(rows) - len(open_ones)} of {len(rows)} levels are proven best"
    return f"{found}. Best found in the time allowed: {listed(open_ones) or 'the proposal as a whole'}.", False


def _level(row: dict[str, Any]) -> Level:
    known = OBJECTIVES.get(row["name"])
    in_pence = known is not None and known.unit == "pence"

    def shown(amount: float | None) -> str:
        return "not known" if amount is None else money(amount / 100) if in_pence else f"{amount:,}"

    low = "as low as possible" if known and known.unit != "children" else "as few as possible"
    wanted = "as many as possible" if row["sense"] == "max" else low
    return Level(
        row["name"], known.title if known else plain(row["name"]), wanted,
        shown(row["value"]), shown(row["bound"]), shown(row["gap"]), row["gap"] == 0,
    )  # fmt: skip
