"""Weekly hazards of leaving care before 18, by exit, age, time in care and kind of placement, from published tables.

The tables tell exits by age, by reason, by time in care (England) and by last placement (England), never together. A
table of all four is fitted to those totals from assumed proportions (iterative proportional fitting) and divided by the
children at risk. Who is at risk at which time in care follows from the hazards themselves, so both are worked out in
turn until they agree.
"""

from dataclasses import dataclass

import numpy as np

from placements.demand.assumed import (
    EXIT_BY_AGE,
    EXIT_BY_DURATION,
    EXIT_BY_KIND,
    UASC_BY_DURATION,
    WEEKS_A_YEAR,
)  # fmt: skip
from placements.demand.shapes import CELLS, Ages, by_band, in_care
from placements.fitting import Floats, fit

ROUNDS = 12
MOST = 0.5
"""Largest hazard of a week: a table that asks for more has hardly anybody at risk."""


@dataclass(frozen=True)
class Leaving:
    """`weekly`: hazards by exit (BEFORE_18), age, time and kind; `held`: children by cell of age and of time."""

    weekly: Floats
    held: Floats


def calibrate(
    ages: Ages, held: Floats, reasons: Floats, by_age: Floats, leavers: Floats, kinds: Floats, left_from: Floats
) -> Leaving:
    """Return hazards that meet a year's exits before 18 by reason and by age, and the shares of the rest.

    `held`: children by band of age; `kinds`: the same by kind (ages x kinds); `leavers`: shares of all leavers by time
    in care, `left_from` by kind, both with those who leave at 18, whose times and kinds follow from the model.
    """
    total = by_age.sum()
    alike = np.divide(kinds, kinds.sum(axis=1, keepdims=True), out=np.zeros_like(kinds), where=kinds > 0)
    prior = (
        EXIT_BY_AGE[:, :, None, None] * EXIT_BY_DURATION[:, None, :, None] * EXIT_BY_KIND[:, None, None, :]
        + 1e-6
    ) * alike[None, :, None, :]  # fmt: skip
    reasons = reasons * (total / reasons.sum()) if reasons.sum() > 0 else reasons
    at_18 = ages.held[-1] * (CELLS / 18)
    weekly = np.full((len(held), EXIT_BY_DURATION.shape[1]), total / max(held.sum(), 1.0) / WEEKS_A_YEAR)
    for _ in range(ROUNDS):
        spread = in_care(ages.starting, weekly)
        risk = by_band(spread, held)
        when = _rest(leavers, by_band(spread[-1:].repeat(CELLS, 0), np.eye(len(held))[-1])[-1], at_18, total)
        where = _possible(_rest(left_from / left_from.sum(), alike[-1], at_18, total), alike, by_age)
        people = risk[None, :, :, None] * alike[None, :, None, :]
        table = fit(prior * (people > 1e-6), [((3,), where), ((2,), when), ((0,), reasons), ((1,), by_age)])
        rate = np.divide(table, people * WEEKS_A_YEAR, out=np.zeros_like(table), where=people > 1e-9)
        rate = np.minimum(rate, MOST)
        weekly = (rate * alike[None, :, None, :]).sum(axis=(0, 3))
    return Leaving(rate, in_care(ages.starting, weekly))


def _rest(shares: Floats, at_18_shares: Floats, at_18: float, total: float) -> Floats:
    """Return the exits before 18 left of all exits when those at 18 are taken out, none below a twentieth of its
    share."""
    every = shares * (at_18 + total)
    left = np.maximum(every - at_18 * at_18_shares, 0.05 * every)
    return np.asarray(left * (total / left.sum()), dtype=np.float64)


def _possible(where: Floats, alike: Floats, by_age: Floats) -> Floats:
    """Return exits by kind, none above twice what its share of children of each age would give."""
    usual = (alike * by_age[:, None]).sum(axis=0)
    capped = np.minimum(where, 2.0 * usual)
    rest = np.where(where < 2.0 * usual, usual, 0.0)
    return np.asarray(capped + (where.sum() - capped.sum()) * rest / max(rest.sum(), 1e-9), dtype=np.float64)


def calibrate_uasc(ages: Ages, held: Floats, early: Floats, kinds: Floats) -> Leaving:
    """Return the same for unaccompanied children: exits before 18, by age, are transfers and age assessments."""
    times = len(UASC_BY_DURATION)
    weekly = np.full((len(held), times), early.sum() / max(held.sum(), 1e-9) / WEEKS_A_YEAR)
    for _ in range(ROUNDS):
        risk = by_band(in_care(ages.starting, weekly), held)
        table = early[:, None] * UASC_BY_DURATION[None, :]
        weekly = np.divide(table, risk * WEEKS_A_YEAR, out=np.zeros_like(table), where=risk > 1e-9)
        weekly = np.minimum(weekly, MOST)
    rate = np.zeros((len(EXIT_BY_AGE), len(held), times, kinds.shape[1]))
    rate[-1] = weekly[:, :, None]
    return Leaving(rate, in_care(ages.starting, weekly))
