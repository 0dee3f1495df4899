"""How children spread over single ages and over time already spent, where the tables tell only bands.

Children looked after just under and just over a birthday are as many: so the numbers passing 1, 5, 10, 16 and 18 years
follow from starts, exits and the change of each band, and the ages within a band from the numbers passing its ends.
Time in care follows from the starts at younger ages that have survived the exits since.
"""

from dataclasses import dataclass

import numpy as np

from placements.demand.assumed import DURATIONS, NEWBORN, WEEKS_A_YEAR
from placements.demand.paths import AGES, FROM_AGE
from placements.fitting import Floats

CELLS_A_YEAR = 13
CELL_WEEKS = WEEKS_A_YEAR / CELLS_A_YEAR
CELLS = 18 * CELLS_A_YEAR
BAND_OF_CELL = np.searchsorted(np.array(FROM_AGE[1:]) * CELLS_A_YEAR, np.arange(CELLS), side="right")
TIME_OF_CELL = np.searchsorted(np.array(DURATIONS[1:]), (np.arange(CELLS) + 0.5) * CELL_WEEKS, side="right")
"""Band of age, and of time, of each cell of a thirteenth of a year."""
_LATER_STAY = 0.56
"""Part of the first year that children who start after their first four weeks have left of it, on average."""
_LEAST, _MOST = 0.25, 4.0


@dataclass(frozen=True)
class Ages:
    """Children by cell of age: `held` looked after on a day, `starting` in a year."""

    held: Floats
    starting: Floats


def ages(held: Floats, starts: Floats, exits: Floats, at_18: float, change: Floats) -> Ages:
    """Return single ages behind bands: children held, starts and exits (before 18) in a year, change of each band."""
    years = np.diff([*FROM_AGE, 18]).astype(np.float64)
    passing = np.zeros(len(AGES) + 1)
    passing[-1] = at_18
    for band in range(len(AGES) - 1, -1, -1):
        passing[band] = passing[band + 1] + exits[band] + change[band] - starts[band]
    passing = np.maximum(passing, 0.05 * np.append(held / years, at_18))
    found, starting = np.zeros(CELLS), np.zeros(CELLS)
    for band in range(len(AGES)):
        here = band == BAND_OF_CELL
        held_here, into = _band(held[band], years[band], passing[band], passing[band + 1], exits[band])
        if band == 0:
            held_here, into = _infants(held[0], starts[0], exits[0])
        found[here] = held_here
        starting[here] = starts[band] * into
    return Ages(found, starting)


def _band(held: float, years: float, low: float, high: float, exits: float) -> tuple[Floats, Floats]:
    """Return children by cell, and the share of the band's starts in each: what keeps that shape as it is."""
    cells = round(years * CELLS_A_YEAR)
    mean = held / years
    power = 1.0 if abs(high - low) < 1e-9 or mean == low else (high - low) / (mean - low) - 1.0
    power = float(np.clip(power, _LEAST, _MOST)) if np.isfinite(power) and power > 0 else 1.0
    at = (np.arange(cells) + 0.5) / cells
    shape = np.maximum(low + (high - low) * at**power, 1e-9)
    shape *= held / shape.sum() if shape.sum() > 0 else 0.0
    rising = np.diff(np.concatenate([[low], low + (high - low) * ((np.arange(cells) + 1) / cells) ** power]))
    into = np.maximum(rising + exits * shape / max(held, 1e-9), 0.0) + 1e-9
    return shape, into / into.sum()


def _infants(held: float, starts: float, exits: float) -> tuple[Floats, Floats]:
    """Return children under 1 by cell, and the share of their starts in each: some newborn, the rest evenly fewer.

    The share of newborns is what makes the number held fit the starts: who starts at birth stays in the band longest.
    """
    lost = min(exits / max(starts, 1e-9), 0.9)
    in_band = held / max(starts, 1e-9)
    newborn, later = 1.0 - lost / 2.0, (1.0 - lost / 4.0) * _LATER_STAY
    share = np.clip((in_band - later) / max(newborn - later, 1e-9), *NEWBORN) if starts > 0 else NEWBORN[0]
    fewer = np.linspace(2.0, 1.0, CELLS_A_YEAR - 1)
    into = np.concatenate([[share], fewer / fewer.sum() * (1.0 - share)])
    at = (np.arange(CELLS_A_YEAR) + 0.5) / CELLS_A_YEAR
    shape = np.maximum(np.cumsum(into) - into / 2.0 - lost * at, 0.05)
    return shape * held / shape.sum(), into


def in_care(starting: Floats, weekly: Floats) -> Floats:
    """Return children looked after by cell of age and of time in care, if starts and exits had always been so.

    `weekly`: hazard of leaving by band of age and of time.
    """
    start, spent = np.arange(CELLS)[:, None], np.arange(CELLS)[None, :]
    age = np.minimum(start + spent, CELLS - 1)
    hazard = weekly[BAND_OF_CELL[age], TIME_OF_CELL[spent]] * CELL_WEEKS
    gone = np.cumsum(hazard, axis=1) - hazard / 2.0
    alive = np.where(start + spent < CELLS, starting[:, None] * np.exp(-gone), 0.0)
    found = np.zeros((CELLS, CELLS))
    np.add.at(found, (age, np.broadcast_to(spent, age.shape)), alive)
    return found / CELLS_A_YEAR


def by_band(held: Floats, scale_to: Floats) -> Floats:
    """Return children by bands of age and time, each band of age scaled to a total."""
    found = np.zeros((len(AGES), len(DURATIONS)))
    np.add.at(found, (BAND_OF_CELL[:, None], TIME_OF_CELL[None, :]), held)
    sums = found.sum(axis=1, keepdims=True)
    even = np.divide(found, sums, out=np.full_like(found, 1.0 / len(DURATIONS)), where=sums > 0)
    return np.asarray(even * scale_to[:, None], dtype=np.float64)
