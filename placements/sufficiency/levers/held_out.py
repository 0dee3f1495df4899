"""A mix is chosen on some paths and judged on others: what looked best by chance does not look so again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from placements.demand.paths import Array
from placements.sufficiency.levers.attribution import Chosen, Draw, Trial, draws
from placements.sufficiency.levers.intervals import spread_of
from placements.sufficiency.levers.mix import Mix
from placements.sufficiency.levers.tally import Tally

PATHS = 30
"""Paths nothing was chosen on."""


def held_out(
    trial: Trial, mixes: Sequence[Mix], first: int, workers: str = "1",
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> dict[str, Any]:  # fmt: skip
    """Return what the best mix brings on paths from `first` on, by itself and less what the next best brings there."""
    best, *others = (mix.chosen for mix in mixes[:2])
    asked = replace(trial, only=tuple(dict.fromkeys((best, *others))))
    found = draws(asked, range(first, first + PATHS), workers, progress)
    net = {chosen: _net(found, chosen) for chosen in asked.only}
    return {
        "paths": PATHS,
        "benefit": spread_of(net[best]),
        "less_next_best": spread_of(net[best] - net[others[0]]) if others else None,
        "better_than_next_best": float(np.mean(net[best] > net[others[0]])) if others else None,
    }


def _net(found: list[Draw], chosen: Chosen) -> Array:
    """Return the net saving of a set of levers by path."""
    change = Tally.of(np.array([draw.joint[chosen] - draw.base for draw in found]))
    return np.asarray(-(change.cost + change.spend).sum(axis=1))
