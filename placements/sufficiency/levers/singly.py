"""Every lever by itself at its full reach from today, on the same paths as doing nothing new."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from placements.demand.model import Demand
from placements.demand.simulate import simulate
from placements.sufficiency.levers.apply import Applied, Use, apply
from placements.sufficiency.levers.area import area_of
from placements.sufficiency.levers.intervals import rounded, spread_of
from placements.sufficiency.levers.register import Lever, Register, register
from placements.sufficiency.spread import spread

PATHS = 30
"""Paths each lever is tried on."""
NO_AMOUNT = "Says nothing until somebody says how much: `placements scenario new`."


@dataclass(frozen=True)
class Common:
    """What every worker needs."""

    demand: Demand
    weeks: int
    seed: int


def singly(
    demand: Demand, weeks: int, seed: int, workers: str, progress: Callable[[int, int], None] = lambda done, all_: None
) -> dict[str, Any]:
    """Return what each lever changes by itself: children looked after at the end, weeks in care, places.

    Levers do not add up: they reach some of the same children (`placements scenario run` takes them together).
    """
    known = register()
    drawn = spread(one, Common(demand, weeks, seed), range(PATHS), workers, progress)
    rows = [_row(name, lever, known, [row[name] for row in drawn]) for name, lever in known.levers.items()]
    return {
        "weeks": weeks, "paths": PATHS, "levers": rows,
        "sentences": [
            f"Each lever by itself, at its full reach from today, on {PATHS} futures with and without it. They do not "
            "add up: several reach the same children.",
            "Effects are those of studies, drawn nearer to none the weaker the study. What they would cost and save is "
            "worked out for a scenario: placements scenario run.",
        ],
    }  # fmt: skip


def one(common: Common, number: int) -> dict[str, tuple[float, float, float]]:
    """Return, for one path, what each lever changes: children at the end, weeks in care, places at the end."""
    known, found = register(), {}
    base = simulate(common.demand, number, common.weeks)
    area = area_of(base, known)
    for name, lever in known.levers.items():
        if lever.needs_amount is not None or not lever.effects:
            found[name] = (0.0, 0.0, 0.0)
            continue
        applied = apply(known, (Use(name),), area, common.weeks, common.seed, number)
        found[name] = (*_stock(common, number, applied, base.stock), _places(applied, common.weeks))
    return found


def _stock(common: Common, number: int, applied: Applied, before: Any) -> tuple[float, float]:
    if not applied.changes:
        return 0.0, 0.0
    after = simulate(common.demand, number, common.weeks, applied.changes).stock
    return float(after[-1].sum() - before[-1].sum()), float(after[1:].sum() - before[1:].sum())


def _places(applied: Applied, weeks: int) -> float:
    return float(sum(change.at(weeks - 1) for change in applied.supply))


def _row(name: str, lever: Lever, known: Register, drawn: list[tuple[float, float, float]]) -> dict[str, Any]:
    stock, weeks, places = np.array(drawn).T
    usable = bool(lever.effects) and lever.needs_amount is None
    flows = any(effect.eligible is not None for effect in lever.effects)
    return {
        "lever": name, "title": lever.title, "theme": lever.theme, "quality": known.grades[lever.grade].title,
        "source": lever.source, "confidence": lever.confidence,
        "stock": rounded(spread_of(stock)) if usable and flows else None,
        "bed_weeks": rounded(spread_of(weeks)) if usable and flows else None,
        "places": rounded(spread_of(places)) if usable and places.any() else None,
        "says": lever.says or (NO_AMOUNT if lever.needs_amount else lever.study),
    }  # fmt: skip
