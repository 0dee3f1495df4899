"""England's stock with given flows: how far entries or exits have to change for the stock to reach a number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from placements.demand.record.series import Series

Array = npt.NDArray[np.float64]
RESIDUAL_YEARS = 5


@dataclass(frozen=True)
class Base:
    """Where a scenario starts: the last year known, its flows, and the mean of the last residuals."""

    year: int
    stock: float
    entries: float
    hazard: float
    residual: float


def base_of(series: Series, year: int) -> Base:
    """Return the base of a year, from nothing later."""
    known = series.until(year)
    residual = float(known.residual[-RESIDUAL_YEARS:].mean())
    return Base(year, float(known.stock[-1]), float(known.started[-1]), float(known.hazard[-1]), residual)


def path(base: Base, years: int, entries: Any = 1.0, exits: Any = 1.0) -> Array:
    """Return the stock of each following year, with multipliers on entries and the exit hazard: one, or one a year."""
    comes, leaves = np.broadcast_to(entries, years) * base.entries, np.broadcast_to(exits, years) * base.hazard
    stock, found = base.stock, []
    for come, leave in zip(comes, leaves, strict=True):
        stock = (stock * (1 - leave / 2) + come + base.residual) / (1 + leave / 2)
        found.append(stock)
    return np.array(found)


@dataclass(frozen=True)
class Needed:
    """Percent that flows have to change, from the next year on, for the stock to reach a number by a year."""

    entries_alone: float
    exits_alone: float
    both: float
    """Entries less by as much as exits more."""


def needed(base: Base, target: float, year: int) -> Needed:
    """Return the changes that lead to a stock by a year; negative where a flow has to fall."""
    years = year - base.year

    def solved(ends: Callable[[float], float]) -> float:
        return float(brentq(lambda change: ends(change) - target, -0.9, 4.0, xtol=1e-10))

    return Needed(
        100 * solved(lambda change: path(base, years, entries=1 + change)[-1]),
        100 * solved(lambda change: path(base, years, exits=1 + change)[-1]),
        100 * float(brentq(lambda k: path(base, years, 1 - k, 1 + k)[-1] - target, -0.9, 0.9, xtol=1e-10)),
    )


def entry_growth(base: Base, target: float, year: int) -> float:
    """Return the yearly growth of entries, in percent, that alone leads to a stock by a year."""
    ahead = np.arange(1, year - base.year + 1)
    found = brentq(lambda g: path(base, len(ahead), (1 + g) ** ahead)[-1] - target, -0.3, 0.3, xtol=1e-10)
    return 100 * float(found)
