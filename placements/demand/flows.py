"""A year's published flows by stream: unaccompanied children taken out of the rest, the 18th birthdays out of the
exits.

The tables of ages and reasons hold both streams together. Unaccompanied children are told as a total of each flow;
their ages follow England's share under 16, their exits before 18 the reasons only they are likely to have: care taken
by another authority (beyond what other children have) and an age assessment.
"""

from dataclasses import dataclass

import numpy as np

from placements.demand.assumed import BEFORE_18, TRANSFERS_OF_OTHERS, UASC_START_UNDER_16, UASC_UNDER_16
from placements.demand.published import REASONS, Counts, Published
from placements.fitting import Floats

_UNDER, _OVER = 3, 4
_TRANSFER, _ASSESSED = "Care taken by another local authority", "Age assessment determined child aged 18 or over"
UASC_AGES = np.array([0.0, 0.0, 0.0, UASC_UNDER_16, 1.0 - UASC_UNDER_16])


@dataclass(frozen=True)
class Flows:
    """Years x authorities (x ages): children held, starts, exits before 18 and at 18, of one stream.

    `reasons`: years x authorities x BEFORE_18, before 18.
    """

    held: Floats
    starts: Floats
    exits: Floats
    at_18: Floats
    reasons: Floats


def split(published: Published) -> tuple[Flows, Flows]:
    """Return the flows of all other children, and of unaccompanied children."""
    uasc = _uasc(published)
    held = np.maximum(published["age"].value - uasc.held, 0.0)
    starts = np.maximum(published["started_age"].value - uasc.starts, 0.0)
    ceased = published["ceased_age"].value
    before = np.concatenate([ceased[:, :, :_OVER], ceased[:, :, 4:6].sum(axis=2, keepdims=True)], axis=2)
    exits = np.maximum(before - uasc.exits, 0.0)
    at_18 = np.maximum(ceased[:, :, 6] - uasc.at_18, 0.0)
    return Flows(held, starts, exits, at_18, _reasons(published["ceased_reason"], exits, uasc)), uasc


def _uasc(published: Published) -> Flows:
    held = published["uasc"].value[:, :, 1]
    starts, ceased = (published[name].value[:, :, 1] for name in ("started_uasc", "ceased_uasc"))
    reasons = published["ceased_reason"]
    transfers = reasons.value[:, :, reasons.names.index(_TRANSFER)]
    usual = TRANSFERS_OF_OTHERS * published["uasc"].value[:, :, 0]
    early = np.maximum(transfers - usual, 0.0) + reasons.value[:, :, reasons.names.index(_ASSESSED)]
    early = np.minimum(early, 0.95 * ceased)
    none = np.zeros((*early.shape, len(BEFORE_18)))
    none[:, :, -1] = early
    young = _starting_young(published["started_age"].value[:, :, _OVER], starts)
    ages = np.array([0.0, 0.0, 0.0, young, 1.0 - young])
    by_age = [held[:, :, None] * UASC_AGES, starts[:, :, None] * ages, early[:, :, None] * ages]
    return Flows(by_age[0], by_age[1], by_age[2], ceased - early, none)


def _starting_young(over_16: Floats, uasc: Floats) -> float:
    """Return the share of unaccompanied children who start under 16.

    Where more of them start, more 16 and 17-year-olds start: the slope over authorities and years (least squares, drawn
    towards England's usual 18 %) is the share that is 16 or 17.
    """
    told = np.isfinite(over_16) & np.isfinite(uasc)
    if told.sum() < 3:
        return UASC_START_UNDER_16
    x = np.where(told, uasc, 0.0) - np.nanmean(np.where(told, uasc, np.nan), axis=1, keepdims=True)
    y = np.where(told, over_16, 0.0) - np.nanmean(np.where(told, over_16, np.nan), axis=1, keepdims=True)
    x, y = x[told], y[told]
    firm = 2500.0
    slope = ((x * y).sum() + firm * (1.0 - UASC_START_UNDER_16)) / ((x * x).sum() + firm)
    return float(np.clip(1.0 - slope, 0.05, 0.4))


def _reasons(table: Counts, exits: Floats, uasc: Flows) -> Floats:
    """Return exits before 18 of all other children by how care ended; `other` is what the rest leaves over."""
    named = np.stack(
        [sum_of(table, name) for name in BEFORE_18[:-1]], axis=2
    )  # fmt: skip
    left = np.maximum(exits.sum(axis=2) - named.sum(axis=2), 0.05 * exits.sum(axis=2))
    every = np.concatenate([named, left[:, :, None]], axis=2)
    sums = every.sum(axis=2, keepdims=True)
    scaled = np.divide(every * exits.sum(axis=2, keepdims=True), sums, out=np.zeros_like(every), where=sums > 0)
    return np.where(np.isnan(sums), np.nan, scaled)


def sum_of(table: Counts, name: str) -> Floats:
    """Return exits of the published reasons that mean one of ours."""
    rows = [row for row, reason in enumerate(table.names) if REASONS[reason] == name]
    found: Floats = table.value[:, :, rows].sum(axis=2)
    return found


def at_risk(held: Floats) -> Floats:
    """Return children at risk in each year: the mean of its first and last day, or the last where only that is told."""
    before = np.concatenate([held[:1], held[:-1]])
    return np.where(np.isnan(before), held, (held + before) / 2.0)


def residual(published: Published) -> tuple[float, float]:
    """Return what starts less exits leave unexplained of a year's change, as a share of starts: mean and sd of the
    mean.

    Children who start twice in a year are counted once among the starts, and one can leave and come back unseen; the
    authorities' own figure is drawn towards England's.
    """
    own = _unexplained(published["age"].totals.sum(axis=1), published["started_age"].totals.sum(axis=1),
                       published["ceased_age"].totals.sum(axis=1))  # fmt: skip
    country = _unexplained(*(published[name].england.sum(axis=1) for name in ("age", "started_age", "ceased_age")))
    own = own[np.isfinite(own)]
    spread = 0.02
    if len(own) == 0:
        return float(country.mean()), spread
    noise = max(float(own.var(ddof=1)) if len(own) > 1 else 0.0, 0.01**2) / len(own)
    weight = spread**2 / (spread**2 + noise)
    mean = weight * float(own.mean()) + (1.0 - weight) * float(country.mean())
    return mean, float(np.sqrt(weight * noise))


def _unexplained(held: Floats, starts: Floats, ceased: Floats) -> Floats:
    left: Floats = (np.diff(held) - (starts - ceased)[1:]) / starts[1:]
    return left
