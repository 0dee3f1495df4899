"""How good a forecast was, once the truth is known; all functions take many forecasts at once.

Samples stand along the first axis, one row for each draw. A point forecast is one draw.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
LEVELS = (50, 80, 95)
"""Percent of futures an interval is meant to hold."""


def crps(samples: npt.ArrayLike, actual: npt.ArrayLike) -> Array:
    """Return the continuous ranked probability score: the distance of the whole forecast from the truth, in its unit.

    It is the integral of (F(z) - [z >= actual])^2 over z, F being the share of draws up to z; exactly, by sorting:
    mean |X - actual| - mean |X - X'| / 2. For a single draw it is the absolute error, so that point forecasts and
    distributions can be compared. Lower is better.
    """
    draws = np.sort(np.asarray(samples, dtype=float), axis=0)
    n = len(draws)
    weights = (2 * np.arange(1, n + 1) - n - 1).reshape(-1, *[1] * (draws.ndim - 1))
    spread: Any = (weights * draws).sum(axis=0) / n**2
    away: Any = np.abs(draws - np.asarray(actual, dtype=float)).mean(axis=0) - spread
    return np.asarray(away, dtype=float)


def interval(samples: npt.ArrayLike, level: float) -> tuple[Array, Array]:
    """Return the ends of the central interval that holds `level` percent of the draws."""
    tail = (100 - level) / 200
    low, high = np.quantile(np.asarray(samples, dtype=float), [tail, 1 - tail], axis=0)
    return low, high


def covers(samples: npt.ArrayLike, actual: npt.ArrayLike, level: float) -> npt.NDArray[np.bool_]:
    """Return whether the truth lies in the central interval of `level` percent."""
    low, high = interval(samples, level)
    truth = np.asarray(actual, dtype=float)
    return np.asarray((low <= truth) & (truth <= high))


def bias(samples: npt.ArrayLike, actual: npt.ArrayLike) -> Array:
    """Return how far the middle forecast lies above the truth."""
    return np.asarray(np.median(np.asarray(samples, dtype=float), axis=0) - np.asarray(actual, dtype=float))


def scale(past: npt.ArrayLike) -> float:
    """Return the mean absolute change from one value of the past to the next: what saying "no change" costs."""
    return float(np.abs(np.diff(np.asarray(past, dtype=float))).mean())


def mase(errors: npt.ArrayLike, scales: npt.ArrayLike) -> float:
    """Return the mean absolute scaled error: errors over the past cost of saying "no change". Lower is better."""
    return float((np.abs(np.asarray(errors, dtype=float)) / np.asarray(scales, dtype=float)).mean())
