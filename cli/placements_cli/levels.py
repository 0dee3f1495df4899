"""Levels in words, for the terminal."""

from typing import Any

FEW = ("fair_shares", "least_change")
"""Levels worth a line only where they are not 0."""


def money_or_count(name: str, amount: float) -> str:
    """Return a level's amount as people read it."""
    return f"£{amount:,.2f}" if name == "weekly_cost" else f"{amount}"


def level_rows(levels: list[dict[str, Any]], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a row for each level: its title, which way is better, and its amounts."""
    from placements.optimise.objectives.catalogue import OBJECTIVES

    rows = []
    for level in levels:
        name = level["name"]
        if name in FEW and not any(level[column] for column in columns):
            continue
        better = "more" if OBJECTIVES[name].sense == "max" else "less"
        rows.append((OBJECTIVES[name].title, better, *(money_or_count(name, level[column]) for column in columns)))
    return rows
