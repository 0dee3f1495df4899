"""A forecaster of its own for histories of children: real ages, rates from sums, uncertain rates and uncertain lives.

A week's hazard of leaving care is events over weeks lived, by age band and time already spent, drawn towards the hazard
of all by a Gamma prior; a child leaves at 18 for certain. Children who enter in a week are a Poisson count. Its rate is
uncertain and wanders from quarter to quarter as past counts did beyond chance; each child is of an age drawn from those
who entered in the last year. Needs, places and population play no part.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from placements.demand.record.stays import ADULT, UNKNOWN, YEAR, Days, Stays

Array = npt.NDArray[np.float64]
DRAWS = 400
WEEK = 7
AGES = (1, 5, 10, 16)
SPENT = (13, 52, 104)
"""Weeks already spent in care, where the bands part."""
PRIOR_WEEKS = 52.0
"""The hazard of all counts as much as so many weeks lived."""
ENTRY_WEEKS = 52
QUARTER = 13
PRIOR_QUARTERS = 4.0
DAMPING = 0.8
"""Of a direction, what is left after a year."""
LEAST_STEP = 0.05
"""Standard deviation of the log of entries from quarter to quarter, at least."""


def by_child(history: Stays, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return draws of the stock so many weeks ahead."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(origin,)))
    events, lived = exposure(history, origin)
    pooled = (events.sum() + 0.5) / (lived.sum() + PRIOR_WEEKS)
    shape, weeks = events + PRIOR_WEEKS * pooled, lived + PRIOR_WEEKS
    hazard = np.minimum(rng.gamma(shape, 1 / weeks, (DRAWS, *shape.shape)), 0.95)
    age, spent = _there(history, origin)
    over = lengths(age, spent, hazard, np.arange(DRAWS)[:, None], rng)
    found = np.stack([(over > horizon).sum(axis=1) for horizon in horizons], axis=1)
    return found + _newcomers(history, origin, hazard, horizons, rng)


def exposure(history: Stays, origin: int) -> tuple[Array, Array]:
    """Return those who left and weeks lived, by age band and time spent, over all the returns cover."""
    begun, ended, born, left = _care(history, origin)
    events, lived = np.zeros((len(AGES) + 1, len(SPENT) + 1)), np.zeros((len(AGES) + 1, len(SPENT) + 1))
    for day in range(history.first_day, origin + 1, WEEK):
        at_risk = (begun <= day) & (ended > day) & (_years(born, day) < ADULT)
        row, column = _cells(_years(born, day), (day - begun) / WEEK)
        np.add.at(lived, (row[at_risk], column[at_risk]), np.minimum(ended - day, WEEK)[at_risk] / WEEK)
        gone = at_risk & (ended <= day + WEEK) & left & (_years(born, ended) < ADULT - 14 / YEAR)
        np.add.at(events, (row[gone], column[gone]), 1)
    return events, lived


def _care(history: Stays, origin: int) -> tuple[Days, Days, Days, npt.NDArray[np.bool_]]:
    """Return times in care: begun, ended, born, and whether they ended by the origin; unknown ages at their median."""
    begun, ended = history.start[history.entered], history.end[history.left]
    born = history.born[history.entered]
    known = begun - born
    usual = int(np.median(known[born != UNKNOWN])) if (born != UNKNOWN).any() else int(10 * YEAR)
    return begun, ended, np.where(born == UNKNOWN, begun - usual, born), ended <= origin


def _there(history: Stays, origin: int) -> tuple[Array, Array]:
    """Return age in years and weeks in care of the children looked after at the origin."""
    begun, ended, born, _ = _care(history, origin)
    here = (begun <= origin) & (ended > origin)
    return _years(born[here], origin), (origin - begun[here]) / WEEK


def _newcomers(history: Stays, origin: int, hazard: Array, horizons: Sequence[int], rng: np.random.Generator) -> Array:
    """Return how many of those who enter after the origin are there so many weeks on, in each draw."""
    weeks = max(horizons)
    begun, _, born, _ = _care(history, origin)
    first = max(history.first_day, origin - ENTRY_WEEKS * WEEK + 1)
    recent = (begun >= first) & (begun <= origin)
    over = (origin - first + 1) / WEEK
    rate = rng.gamma(recent.sum() + 0.5, 1 / over, DRAWS)
    counts = rng.poisson(rate[:, None] * np.exp(_walks(history, origin, weeks, rng)))
    ages = _years(born, begun)[recent] if recent.any() else _years(born, begun)
    if not len(ages):
        return np.zeros((DRAWS, len(horizons)))
    draw, week = (np.repeat(where, counts.ravel()) for where in np.divmod(np.arange(counts.size), weeks))
    left = week + 1 + lengths(rng.choice(ages, len(draw)), np.zeros(len(draw)), hazard, draw, rng)
    there = [(week < horizon) & (left > horizon) for horizon in horizons]
    return np.stack([np.bincount(draw[one], minlength=DRAWS) for one in there], axis=1).astype(float)


def wander(history: Stays, origin: int) -> tuple[float, float, float]:
    """Return direction of the log of entries by quarter, how unsure it is, and how far it moves beyond chance.

    The direction is the mean of past changes drawn towards none, as if PRIOR_QUARTERS had shown none.
    """
    begun = _care(history, origin)[0]
    edges = np.arange(origin + 1, history.first_day - 1, -QUARTER * WEEK)[::-1]
    counts = np.histogram(begun, edges)[0] if len(edges) > 2 else np.zeros(0)
    if len(counts) < 3:
        return 0.0, LEAST_STEP, LEAST_STEP
    changes = np.diff(np.log(counts + 0.5))
    chance = np.mean(1 / (counts[1:] + 0.5) + 1 / (counts[:-1] + 0.5))
    step = float(np.sqrt(max(np.mean(changes**2) - chance, LEAST_STEP**2)))
    weight = len(changes) / (len(changes) + PRIOR_QUARTERS)
    return float(weight * changes.mean()), step * float(np.sqrt(weight / len(changes))), step


def _walks(history: Stays, origin: int, weeks: int, rng: np.random.Generator) -> Array:
    """Return paths of the log of entries: a damped direction, and steps of chance."""
    direction, unsure, step = wander(history, origin)
    drift = (direction + unsure * rng.standard_normal(DRAWS)) / QUARTER
    damped = DAMPING ** (np.arange(1, weeks + 1) / ENTRY_WEEKS)
    found: Array = np.cumsum(
        drift[:, None] * damped + step / np.sqrt(QUARTER) * rng.standard_normal((DRAWS, weeks)), axis=1
    )
    return found


def lengths(age: Array, spent: Array, hazard: Array, draw: Days, rng: np.random.Generator) -> Array:
    """Return how many more weeks each child stays: until chance or the 18th birthday ends it.

    `age` in years, `spent` in weeks and `draw`, the row of the hazard, are broadcast; `hazard` is by draw, age band and
    band of time spent. It is constant between birthdays and marks of time spent, so that one draw of the exponential
    goes through these in order.
    """
    marks = [*((edge - age) * YEAR / WEEK for edge in (*AGES, ADULT)), *(edge - spent for edge in SPENT)]
    edges = np.sort(np.maximum(np.stack(np.broadcast_arrays(*marks)), 0.0), axis=0)
    last = np.maximum((ADULT - age) * YEAR / WEEK, 0.0)
    left = rng.standard_exponential(np.broadcast_shapes(age.shape, draw.shape))
    found = np.broadcast_to(last, left.shape).copy()
    begins, open_ = np.zeros(edges.shape[1:]), np.ones(left.shape, dtype=bool)
    for ends in edges:
        middle = (begins + ends) / 2
        row, column = _cells(age + middle * WEEK / YEAR, spent + middle)
        rate = hazard[draw, row, column]
        here = open_ & (left <= rate * (ends - begins)) & (begins < last)
        found[here] = np.minimum(begins + left / rate, last)[here]
        open_, left, begins = open_ & ~here, left - rate * (ends - begins), ends
    return found


def _cells(years: Array, weeks: Array) -> tuple[Days, Days]:
    return np.searchsorted(np.array(AGES), years, "right"), np.searchsorted(np.array(SPENT), weeks, "right")


def _years(born: Days, day: Days | int) -> Array:
    found: Array = (day - born) / YEAR
    return found
