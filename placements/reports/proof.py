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


def title(name: str) -> str:
    """Return a level's title, or its name in plain words."""
    return OBJECTIVES[name].title if name in OBJECTIVES else plain(name)


def amount(name: str, value: float | None) -> str:
    """Return a value of a level as people read it. The JSON has pounds where the solver counts pence."""
    if value is None:
        return "not known"
    return money(value) if name in OBJECTIVES and OBJECTIVES[name].unit == "pence" else f"{value:,}"


def _level(row: dict[str, Any]) -> Level:
    name = row["name"]
    known = OBJECTIVES.get(name)
    low = "as low as possible" if known and known.unit != "children" else "as few as possible"
    wanted = "as many as possible" if row["sense"] == "max" else low
    return Level(
        name, title(name), wanted, amount(name, row["value"]), amount(name, row["bound"]), amount(name, row["gap"]),
        row["gap"] == 0,
    )  # fmt: skip
