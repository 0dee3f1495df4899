"""The method of cs-demand-model (Data to Insight), written anew from its description: a ruler for histories.

Five age bands by four sorts of placement. A daily rate from one sort to another, or out of care, is the mean over days
of the share that went, of the children there the day before; a day with nobody there counts as 0. Entrants a day are
their count over the days. Age bands are left at 1 / days in the band, the last at 1 / (30 - 16 years). The expected
number follows day by day; there is no uncertainty, and how long a child has been there plays no part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from placements.demand.record.stays import SORTS, UNKNOWN, YEAR, Days, Stays

Array = npt.NDArray[np.float64]
EDGES = (0, 1, 5, 10, 16, 30)
BANDS = len(EDGES) - 1
LONG_AGO, FAR = -(10**7), 10**7
WEEK = 7


@dataclass(frozen=True)
class Rates:
    """Daily: `moves` (band, sort, sort or out), `entrants` (band, sort); and the stock (band, sort) they start from."""

    moves: Array
    entrants: Array
    stock: Array


@dataclass(frozen=True)
class Transitions:
    """The forecaster; `reference` is how many days before the origin count, None for all the returns cover."""

    reference: int | None = 365

    def __call__(self, history: Stays, origin: int, horizons: Sequence[int], seed: int) -> Array:
        """Return one draw, the expected stock so many weeks ahead; children of unknown age are added in proportion."""
        first = history.first_day if self.reference is None else max(history.first_day, origin - self.reference + 1)
        rates = rates_of(history, first, origin)
        everybody, aged = history.stock(np.array([origin]))[0], rates.stock.sum()
        found = expected(rates, [horizon * WEEK for horizon in horizons])
        return np.array(found)[None, :] * (everybody / aged if aged else 1.0)


def rates_of(history: Stays, first: int, last: int) -> Rates:
    """Return the rates over the days from `first` to `last`, both included."""
    days = last - first + 1
    stock = np.zeros((BANDS, len(SORTS), days + 2))
    for band in range(BANDS):
        begins, ends = _edges(history, band)
        start, end = np.maximum(history.start, begins), np.minimum(history.end, ends)
        there = (start < end) & (history.born != UNKNOWN)
        # Day 0 of the table is the day before the first, because rates are over those there yesterday.
        for step, day in ((1, start), (-1, end)):
            np.add.at(stock[band], (history.sort[there], np.clip(day[there] - first + 1, 0, days + 1)), step)
    stock = np.cumsum(stock, axis=2)[:, :, : days + 1]
    counts = _counts(history, first, days)
    with np.errstate(divide="ignore", invalid="ignore"):
        daily = np.nan_to_num(counts / stock[:, :, None, :-1], nan=0.0, posinf=0.0)
    entrants = _entrants(history, first, last) / days
    return Rates(daily.mean(axis=3), entrants, stock[:, :, -1])


def expected(rates: Rates, days: Sequence[int]) -> list[float]:
    """Return the expected stock after so many days."""
    inside = rates.moves[:, :, : len(SORTS)]
    stays = 1 - rates.moves.sum(axis=2)
    ages = 1 / (np.diff(EDGES) * 365)
    stock, found = rates.stock.copy(), {0: float(rates.stock.sum())}
    for day in range(1, max(days) + 1):
        moved = np.maximum(stock * stays + np.einsum("bi,bij->bj", stock, inside), 0)
        older = moved * ages[:, None]
        stock = moved - older + rates.entrants
        stock[1:] += older[:-1]
        found[day] = float(stock.sum())
    return [found[day] for day in days]


def _edges(history: Stays, band: int) -> tuple[Days, Days]:
    """Return the first day each child is in an age band, and the first day it no longer is."""
    begins = LONG_AGO if band == 0 else history.born + int(EDGES[band] * YEAR)
    ends = FAR if band == BANDS - 1 else history.born + int(EDGES[band + 1] * YEAR)
    return np.broadcast_to(begins, history.born.shape), np.broadcast_to(ends, history.born.shape)


def _band_on(history: Stays, day: Days) -> Days:
    """Return the age band of each child on a day."""
    years = (day - history.born) / YEAR
    found: Days = np.clip(np.searchsorted(np.array(EDGES[1:-1]), years, "right"), 0, BANDS - 1)
    return found


def _counts(history: Stays, first: int, days: int) -> Array:
    """Return children who went, by band, sort, where to (the last: out of care) and day."""
    ends = (history.end >= first) & (history.end < first + days) & (history.born != UNKNOWN)
    to = np.append(history.sort[1:], 0)
    to = np.where(history.left, len(SORTS), to)
    counts = np.zeros((BANDS, len(SORTS), len(SORTS) + 1, days))
    went = ends & (to != history.sort)
    band = _band_on(history, history.end - 1)
    np.add.at(counts, (band[went], history.sort[went], to[went], history.end[went] - first), 1)
    return counts


def _entrants(history: Stays, first: int, last: int) -> Array:
    """Return children who entered, by band and sort."""
    came = history.entered & (history.start >= first) & (history.start <= last) & (history.born != UNKNOWN)
    found = np.zeros((BANDS, len(SORTS)))
    np.add.at(found, (_band_on(history, history.start)[came], history.sort[came]), 1)
    return found
