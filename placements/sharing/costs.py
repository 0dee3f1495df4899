"""Other authorities' children in figures: counts always, sums and means only over enough children."""

from collections import Counter
from typing import Any

from placements.domain.codes import Urgency
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.sharing.audience import Document

ENOUGH = 5
"""Children a sum or a mean of others has to be over (our own mark; docs/explanation/sharing.md)."""

ROUNDED = 10
"""Pounds to which a regional mean is rounded."""

COUNTS = tuple(name for name, objective in OBJECTIVES.items() if objective.unit == "children")
"""Levels that count children; the others add up points or pence."""

CLASSES = tuple(urgency.word for urgency in Urgency)


def enough(document: Document, own: frozenset[str]) -> bool:
    """Return whether enough children of others have a proposed home for a sum over them to say nothing of one."""
    return sum(row["child_id"] not in own for row in document["placements"]) >= ENOUGH


def whole_region(document: Document, own: frozenset[str]) -> dict[str, Any]:
    """Return the region in counts by class, and the mean weekly costs (pounds) of the other authorities' children."""
    placed = Counter(row["urgency"] for row in document["placements"])
    without = Counter(row["urgency"] for row in document["unplaced"])
    others = [row for row in document["placements"] if row["child_id"] not in own]
    return {
        "classes": {word: {"children": placed[word] + without[word], "placed": placed[word]} for word in CLASSES},
        "mean_weekly_cost": _mean([row["weekly_cost"] for row in others]),
        "mean_extra_cost": _mean([row["extra_cost"] for row in others]),
    }


def _mean(amounts: list[float]) -> int | None:
    return round(sum(amounts) / len(amounts) / ROUNDED) * ROUNDED if len(amounts) >= ENOUGH else None
