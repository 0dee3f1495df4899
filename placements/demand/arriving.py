"""Children who start to be looked after in a week: families, single teenagers, unaccompanied children, those back
again.

How many start follows a Poisson number of families, so children come in clumps; rates that vary from year to year are
in the weekly figures already. Every place in the queue of an authority and week has its own random numbers, so that one
family more changes nobody else.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import poisson

from placements.demand import chance
from placements.demand.assumed import FAMILY_SIZES, IN_FAMILIES, MALE, UASC_MALE
from placements.demand.calendar import birthdays
from placements.demand.model import CHILDREN, UNACCOMPANIED, Demand, People
from placements.demand.paths import Array
from placements.demand.shapes import BAND_OF_CELL, CELL_WEEKS, CELLS
from placements.fitting import Floats

TEENS = 4
"""Row of the age band whose children start alone: 16 and 17."""
_SHARE = np.array([1.0 - IN_FAMILIES, *(IN_FAMILIES * share for share in FAMILY_SIZES.values())])
_SIZES = np.array([1, *FAMILY_SIZES])
_FAMILIES = _SHARE / _SIZES
MEAN_FAMILY = float(1.0 / _FAMILIES.sum())
_OF_SIZE = np.cumsum(_FAMILIES / _FAMILIES.sum())
_SLOTS = 1 << 12
"""Most children of one authority, week and stream that can be told apart."""
_CELL_DAYS = CELL_WEEKS * 7.0


@dataclass(frozen=True)
class Queue:
    """How many families, single teenagers and unaccompanied children start: weeks x authorities x these three."""

    count: Array
    ages: Floats
    """Shares of the ages under 16 of those who start: weeks x authorities x ages."""


def queue(expected: Floats, uasc: Floats, rng: np.random.Generator) -> Queue:
    """Return who starts, from expected numbers of children by week, authority and age, and of unaccompanied
    children."""
    young = expected[:, :, :TEENS].sum(axis=2)
    mean = np.stack([young / MEAN_FAMILY, expected[:, :, TEENS], uasc], axis=2)
    count = poisson.ppf(rng.random(mean.shape), mean)
    ages = np.divide(expected[:, :, :TEENS], young[:, :, None], out=np.zeros_like(expected[:, :, :TEENS]),
                     where=young[:, :, None] > 0)  # fmt: skip
    return Queue(np.nan_to_num(count).astype(np.int64), np.cumsum(ages, axis=2))


@dataclass(frozen=True)
class Newcomers:
    """Children who start in one week: the family of each, whether a home has to be found, and the band of age."""

    people: People
    family: Array
    needs_home: Array
    band: Array


def newcomers(
    demand: Demand, line: Queue, week: int, end: int, path: int, cells: Floats, kinds: Floats
) -> tuple[People, Array]:
    """Return the children who start in a week that ends before day `end`, and the family of each.

    `cells`: running shares of cells of age by stream and band; `kinds`: running shares of kinds by stream and age.
    """
    authority, stream, family, slot = _slots(line.count[week], week, path)
    ident = (1 << 41) + (week * len(demand.authorities) + authority) * (4 * _SLOTS) + slot
    draw = {purpose: chance.uniform(chance.key(path, purpose), ident) for purpose in (chance.AGE, chance.DAY,
            chance.KIND, chance.SEX)}  # fmt: skip
    young = np.minimum((draw[chance.AGE][:, None] >= line.ages[week, authority]).sum(axis=1), TEENS - 1)
    band = np.where(stream == 0, young, TEENS)
    of = np.where(stream == 2, UNACCOMPANIED, CHILDREN)
    inside = chance.uniform(chance.key(path, chance.DAY, 1), ident)
    row = np.where(of == UNACCOMPANIED, len(cells) - 1, band)
    flat = (cells + np.arange(len(cells))[:, None]).ravel()
    cell = np.minimum(np.searchsorted(flat, row + inside, side="right") - row * CELLS, CELLS - 1)
    born = (end - np.floor((cell + draw[chance.DAY]) * _CELL_DAYS)).astype(np.int32)
    # Nobody starts on the day of being 18: those drawn as old as that are a week younger.
    born += 7 * (birthdays(born, 18) <= end).astype(np.int32)
    kind = (draw[chance.KIND][:, None] >= kinds[of, BAND_OF_CELL[cell]]).sum(axis=1).astype(np.int32)
    boys = draw[chance.SEX] < np.where(of == UNACCOMPANIED, UASC_MALE, MALE)
    days = np.full(len(ident), end, dtype=np.int32)
    people = People(
        authority.astype(np.int32), of.astype(np.int32), kind, boys.astype(np.int8), born, days, days, ident
    )
    return people, family


def _slots(count: Array, week: int, path: int) -> tuple[Array, Array, Array, Array]:
    """Return authority, stream, family and a slot of its own for every child of a week."""
    cell = np.repeat(np.arange(count.size), count.ravel())
    authority, stream = np.divmod(cell, 3)
    number = np.arange(len(cell)) - np.repeat(np.cumsum(count.ravel()) - count.ravel(), count.ravel())
    family = (week * len(count) + authority) * (4 * _SLOTS) + stream * _SLOTS + number
    drawn = chance.uniform(chance.key(path, chance.SIZE), family)
    size = np.where(stream == 0, _SIZES[np.minimum(np.searchsorted(_OF_SIZE, drawn), len(_SIZES) - 1)], 1)
    place = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    # Families hold at most five: eight slots each, in front of the single children's.
    slot = np.where(stream == 0, number * 8, stream * _SLOTS + number)
    repeated = [np.repeat(part, size) for part in (authority, stream, family, slot)]
    return repeated[0], repeated[1], repeated[2], repeated[3] + place


def running(shares: Floats) -> Floats:
    """Return running totals of shares along the last axis, the last one 1."""
    total = np.cumsum(shares, axis=-1)
    top = total[..., -1:]
    return np.divide(total, top, out=np.ones_like(total), where=top > 0)


def age_cells(demand: Demand) -> Floats:
    """Return running shares of cells of age of those who start: one row for each age, the last of unaccompanied."""
    bands = [np.where(band == BAND_OF_CELL, demand.start_cells[CHILDREN], 0.0) for band in range(TEENS + 1)]
    bands = [
        row if row.sum() > 0 else np.asarray(band == BAND_OF_CELL, dtype=np.float64) for band, row in enumerate(bands)
    ]
    return running(np.stack([*bands, demand.start_cells[UNACCOMPANIED]]))
