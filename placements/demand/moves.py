"""Weekly hazards of a move by age, time in the placement and kind, and the kind a child goes to, from published tables.

England's changes of placement (other than of status) by age, by time in the placement and by kind are fitted together
and divided by the children at risk; an authority's own number of changes scales them. Where children go is fitted so
that every kind keeps the number it has, with half of its recent change.
"""

import numpy as np

from placements.demand.assumed import AGE_BY_KIND, DURATIONS, STAY_IN_KIND, WEEKS_A_YEAR
from placements.demand.exits import MOST
from placements.demand.shapes import CELL_WEEKS, CELLS, TIME_OF_CELL
from placements.fitting import Floats, fit

ROUNDS = 12


def move_hazards(kinds: Floats, leaving: Floats, by_age: Floats, by_time: Floats, by_kind: Floats) -> Floats:
    """Return weekly hazards by age, time in the placement and kind.

    `kinds`: children by age and kind; `leaving`: weekly hazard of leaving care by kind; the rest: changes in a year by
    age, shares by time, and changes by kind.
    """
    total = by_age.sum()
    by_kind = by_kind * (total / by_kind.sum())
    moving = np.broadcast_to((by_kind / kinds.sum(axis=0) / WEEKS_A_YEAR)[:, None], (len(by_kind), len(DURATIONS)))
    for _ in range(ROUNDS):
        spread = np.stack([times_in_placement(moving[k] + leaving[k]) for k in range(len(by_kind))])
        risk = kinds[:, None, :] * spread.T[None, :, :]
        start = risk * moving.T[None, :, :] + 1e-12 * (risk > 0)
        table = fit(start, [((2,), by_kind), ((1,), by_time * total), ((0,), by_age)])
        rate = np.divide(table, risk * WEEKS_A_YEAR, out=np.zeros_like(table), where=risk > 1e-9)
        moving = np.divide((rate * risk).sum(axis=0), risk.sum(axis=0), where=risk.sum(axis=0) > 1e-9,
                           out=np.zeros_like(risk[0])).T  # fmt: skip
    return np.minimum(rate, MOST)


def times_in_placement(weekly: Floats) -> Floats:
    """Return the shares of children by time in the placement if it ends at these weekly hazards by time."""
    alive = still_there(weekly)
    spent = np.bincount(TIME_OF_CELL, weights=alive, minlength=len(DURATIONS))
    return np.asarray(spent / alive.sum(), dtype=np.float64)


def still_there(weekly: Floats) -> Floats:
    """Return the share of placements that last until the middle of each cell of time."""
    hazard = weekly[TIME_OF_CELL] * CELL_WEEKS
    alive: Floats = np.exp(-(np.cumsum(hazard) - hazard / 2.0))
    return alive[:CELLS]


def yearly(moving: Floats, leaving: Floats, kinds: Floats) -> Floats:
    """Return moves in a year by age and kind left, at weekly hazards and children by age and kind."""
    weekly = _of_kind(moving, kinds) + leaving
    spread = np.stack([times_in_placement(row) for row in weekly])
    return np.asarray((moving * kinds[:, None, :] * spread.T[None]).sum(axis=1) * WEEKS_A_YEAR, dtype=np.float64)


def lasting(moving: Floats, leaving: Floats, kinds: Floats) -> Floats:
    """Return the share of placements that last until each cell of time, by kind."""
    return np.stack([still_there(row) for row in _of_kind(moving, kinds) + leaving])


def _of_kind(moving: Floats, kinds: Floats) -> Floats:
    """Return weekly hazards of a move by kind and time, over all ages."""
    found: Floats = ((moving * kinds[:, None, :]).sum(axis=0) / np.maximum(kinds.sum(axis=0), 1e-9)).T
    return found


def destinations(out: Floats, into: Floats) -> Floats:
    """Return where children go by age, kind left and kind entered: shares of each row.

    `out`: moves in a year by age and kind left; `into`: by kind entered.
    """
    possible = (AGE_BY_KIND.T > 0).astype(np.float64)
    prior = STAY_IN_KIND[None, :, :] * possible[:, None, :] * (out[:, :, None] > 0)
    into = np.maximum(into, 0.02 * out.sum(axis=0))
    table = fit(prior, [((2,), into * (out.sum() / into.sum())), ((0, 1), out)])
    sums = table.sum(axis=2, keepdims=True)
    usual = (STAY_IN_KIND[None] * possible[:, None, :]) / (STAY_IN_KIND[None] * possible[:, None, :]).sum(
        2, keepdims=True
    )
    shares = np.divide(table, sums, out=np.zeros_like(table), where=sums > 0)
    return np.asarray(np.where(sums > 0, shares, usual), dtype=np.float64)
