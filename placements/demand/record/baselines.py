"""Rulers a forecast is held against, each over one area's yearly series.

Distributions are given as equally likely draws without randomness: the middle of each of DRAWS slices. A method
published without any uncertainty stays a point: one draw. What the draws of different horizons have to do with each
other is not modelled; scores look at one horizon at a time.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import stats

from placements.demand.record.series import Series

Array = npt.NDArray[np.float64]
DRAWS = 999
"""Odd, so that the middle draw is the middle of the distribution."""
LINE_YEARS = 10
STEPS = 15
"""How many of the last changes say how much a year may change."""
TREND_YEARS = 3
DAMPING = 0.8
RATE_YEARS = 3


def naive(history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the last value, with the spread that past yearly changes would give a walk without direction."""
    return walk(history.stock[-STEPS - 1 :], horizons)


def line(history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the straight line through the last LINE_YEARS years (least squares), with its predictive interval."""
    return line_through(history.last(LINE_YEARS), horizons)


def line_through(history: Series, horizons: Sequence[int]) -> Array:
    """Return the straight line through all the years given."""
    return straight(history.years - history.years[-1], history.stock, horizons)


def walk(values: Array, steps: Sequence[float]) -> Array:
    """Return the last value so many steps on, with the spread of a walk whose steps are like the past ones."""
    changes = np.diff(values)
    step = float(np.sqrt((changes**2).mean()))
    return _spread(np.full(len(steps), values[-1]), step * np.sqrt(np.array(steps)), len(changes))


def straight(times: npt.ArrayLike, values: Array, ahead_at: Sequence[float]) -> Array:
    """Return the straight line through values at some times, by least squares, with its predictive interval."""
    years, ahead = np.asarray(times, dtype=float), np.asarray(ahead_at, dtype=float)
    fitted = stats.linregress(years, values)
    free = len(years) - 2
    left = values - (fitted.intercept + fitted.slope * years)
    away = (ahead - years.mean()) ** 2 / ((years - years.mean()) ** 2).sum()
    error = np.sqrt((left**2).sum() / free * (1 + 1 / len(years) + away))
    return _spread(fitted.intercept + fitted.slope * ahead, error, free)


def compound(history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the growth of the last TREND_YEARS years kept up for ever: a point, as such projections are published."""
    start, end = history.stock[-1 - TREND_YEARS], history.stock[-1]
    found: Array = end * (end / start) ** (np.array(horizons, dtype=float) / TREND_YEARS)
    return found[None, :]


def damped(history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the trend of the last TREND_YEARS years, a fifth of it lost each year, with the spread of past errors."""
    trend = (history.stock[-1] - history.stock[-1 - TREND_YEARS]) / TREND_YEARS
    changes = np.diff(history.stock)
    errors = (changes[1:] - DAMPING * changes[:-1])[-STEPS:]
    step = float(np.sqrt((errors**2).mean()))
    weights = np.cumsum(DAMPING ** np.arange(max(horizons)))
    centre, variance = history.stock[-1] + trend * DAMPING * weights, np.cumsum(weights**2)
    at = np.array(horizons) - 1
    return _spread(centre[at], step * np.sqrt(variance[at]), len(errors))


def constant_rates(history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return what cs-demand-model's method comes to where only yearly totals are known: one state, a point.

    Entries stay at their mean over the last RATE_YEARS years and the exit rate at the mean of its yearly ratios; the
    expected number follows. Nothing stands for what starts and ceases do not explain.
    """
    entries, rate = history.started[-RATE_YEARS:].mean(), history.hazard[-RATE_YEARS:].mean()
    stock, found = history.stock[-1], []
    for _ in range(max(horizons)):
        stock = (stock * (1 - rate / 2) + entries) / (1 + rate / 2)
        found.append(stock)
    return np.array(found)[None, np.array(horizons) - 1]


def _spread(centre: Array, error: Array, free: int) -> Array:
    """Return equally likely draws of Student's t around each centre."""
    slices = (np.arange(DRAWS) + 0.5) / DRAWS
    found: Array = centre + error * stats.t.ppf(slices, free)[:, None]
    return found
