"""Weeks at risk and what happened in them, and the hazards behind: a person-period table and a logistic regression.

A week at risk belongs to a cell: age, time already spent, kind. Weeks and events are added up over cells before the
regression, which is the same as one row for every child and week. A cell's own rate is then drawn towards what the
regression expects of it, as far as the cell's numbers are small (Gamma prior, its spread estimated).
"""

from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm

from placements.demand.assumed import DURATIONS
from placements.demand.calendar import EDGES, birthdays
from placements.demand.paths import AGES, KINDS, Array
from placements.demand.rates import between
from placements.demand.stays import OPEN, Stays
from placements.fitting import Floats

_PRIOR_WEEKS = 50.0
"""Weeks at the mean hazard that are added to every level of the regression, so that one without events has a rate."""


@dataclass(frozen=True)
class Cells:
    """`weeks` at risk and `events` by age, time and kind."""

    weeks: Floats
    events: Floats


def at_risk(stays: Stays, since: Array, first: int | None = None, last: int | None = None) -> Floats:
    """Return weeks at risk before 18 by age, time since a day and kind, on days the returns would show (or some)."""
    ages = [stays.born, *(birthdays(stays.born, edge).astype(np.int64) for edge in EDGES)]
    low = np.maximum(stays.start, stays.seen_from if first is None else np.maximum(stays.seen_from, first))
    high = np.minimum(stays.end, stays.seen_to if last is None else np.minimum(stays.seen_to, last))
    found = np.zeros((len(AGES), len(DURATIONS), len(KINDS)))
    edges = [*(7 * week for week in DURATIONS), int(OPEN)]
    for age in range(len(AGES)):
        for time in range(len(DURATIONS)):
            begin = np.maximum.reduce([low, ages[age], since + edges[time]])
            until = np.minimum.reduce([high, ages[age + 1], since + edges[time + 1]])
            days = np.maximum(until - begin, 0)
            found[age, time] = np.bincount(stays.kind, weights=days / 7.0, minlength=len(KINDS))
    return found


def events(stays: Stays, which: Array, since: Array) -> Floats:
    """Return how many of some stays ended, by age, time and kind on their last day; only ends the returns would
    show."""
    end = stays.end
    seen = which & (end >= stays.seen_from) & (end <= stays.seen_to) & (end < OPEN)
    last = end[seen] - 1
    age = np.stack([birthdays(stays.born[seen], edge) <= last for edge in EDGES[:-1]]).sum(axis=0)
    time = np.searchsorted(np.array([7 * week for week in DURATIONS[1:]]), last - since[seen], side="right")
    found = np.zeros((len(AGES), len(DURATIONS), len(KINDS)))
    np.add.at(found, (age, time, stays.kind[seen]), 1.0)
    return found


def hazards(cells: Cells) -> Floats:
    """Return weekly hazards by age, time and kind."""
    weeks, seen = cells.weeks, cells.events
    there = weeks > 0
    if seen.sum() == 0:
        return np.full(weeks.shape, 0.5 / max(weeks.sum(), 1.0))
    expected = _regression(cells)
    shape = between(seen[there], (weeks * expected)[there])
    drawn = (seen + shape) / (weeks + shape / expected)
    return np.minimum(np.where(there, drawn, expected), 0.5)


def _regression(cells: Cells) -> Floats:
    """Return what a logistic regression on age, time and kind expects of every cell."""
    where = np.indices(cells.weeks.shape).reshape(3, -1)
    design = np.column_stack(
        [np.ones(where.shape[1]), *(_dummies(row, size) for row, size in zip(where, cells.weeks.shape, strict=True))]
    )
    there = cells.weeks.ravel() > 0
    mean = cells.events.sum() / cells.weeks.sum()
    extra = [np.eye(design.shape[1])[column] for column in range(1, design.shape[1])]
    for row in extra:
        row[0] = 1.0
    weeks = np.concatenate([cells.weeks.ravel()[there], np.full(len(extra), _PRIOR_WEEKS)])
    seen = np.concatenate([cells.events.ravel()[there], np.full(len(extra), _PRIOR_WEEKS * mean)])
    seen = np.minimum(seen, weeks)
    rows = np.vstack([design[there], *extra])
    found = sm.GLM(np.column_stack([seen, weeks - seen]), rows, family=sm.families.Binomial()).fit()
    return np.asarray(1.0 / (1.0 + np.exp(-(design @ found.params))), dtype=np.float64).reshape(cells.weeks.shape)


def _dummies(values: Array, size: int) -> Floats:
    return np.asarray(values[:, None] == np.arange(1, size)[None, :], dtype=np.float64)
