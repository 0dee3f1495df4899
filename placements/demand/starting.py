"""The children looked after on the first day, drawn one by one from the counts, and those who had gone home before."""

import numpy as np

from placements.demand.assumed import UASC_MALE
from placements.demand.calendar import birthdays
from placements.demand.model import UNACCOMPANIED, Back, Held, People
from placements.demand.paths import FROM_AGE, Array
from placements.demand.shapes import BAND_OF_CELL, CELL_WEEKS, CELLS
from placements.fitting import Floats

YEARS_BACK = 6
_CELL_DAYS = CELL_WEEKS * 7.0
_UP_TO = (*FROM_AGE[1:], 18)
GONE_HOME = 1 << 40
"""First number of the children who had gone home before the first day."""


def draw_held(held: Held, male: Floats, first: int, rng: np.random.Generator) -> People:
    """Return a child for each that was counted; ages and times in care are drawn. `male`: share by authority."""
    row = np.repeat(np.arange(held.counts.size), held.counts.ravel())
    authority, stream, band, kind = np.unravel_index(row, held.counts.shape)
    size = len(row)
    cell = _cells(held.cells, stream, band, rng.random(size))
    time = _inverse(held.times.reshape(-1, CELLS), stream * CELLS + cell, rng.random(size))
    in_placement = _until(held.placed, kind, time, rng.random(size))
    age = (cell + rng.random(size)) * _CELL_DAYS
    low, high = np.array(FROM_AGE)[band] * 365.25, np.array(_UP_TO)[band] * 365.25
    age = np.clip(age, low + (band > 0) * 2.0, high - 2.0)
    since = np.minimum((time + rng.random(size)) * _CELL_DAYS, np.maximum(age - 0.5, 0.0))
    placed = np.minimum((in_placement + rng.random(size)) * _CELL_DAYS, since)
    boys = rng.random(size) < np.where(stream == UNACCOMPANIED, UASC_MALE, male[authority])
    born, since, placed = (first - np.floor(part).astype(np.int32) for part in (age, since, placed))
    return People(
        authority.astype(np.int32), stream.astype(np.int32), kind.astype(np.int32), boys.astype(np.int8), born, since,
        placed,
        np.arange(size, dtype=np.int64),
    )  # fmt: skip


def _cells(shares: Floats, stream: Array, band: Array, chance: Floats) -> Array:
    """Return a cell of age inside each child's band, in the stream's shares."""
    bands = len(FROM_AGE)
    table = np.zeros((shares.shape[0] * bands, CELLS))
    for number in range(len(table)):
        inside = np.where(number % bands == BAND_OF_CELL, shares[number // bands], 0.0)
        table[number] = inside if inside.sum() > 0 else (number % bands == BAND_OF_CELL)
    return _inverse(table, stream * bands + band, chance)


def _inverse(weights: Floats, row: Array, chance: Floats) -> Array:
    """Return a column for each child, drawn with the weights of its row; rows without weight give column 0."""
    running = np.cumsum(weights, axis=1)
    total = running[:, -1:]
    running = np.divide(running, total, out=np.ones_like(running), where=total > 0)
    flat = (running + np.arange(len(weights))[:, None]).ravel()
    found = np.searchsorted(flat, row + chance, side="right") - row * weights.shape[1]
    return np.asarray(np.clip(found, 0, weights.shape[1] - 1))


def _until(alive: Floats, kind: Array, time: Array, chance: Floats) -> Array:
    """Return the time in the placement, no longer than the time in care."""
    running = np.cumsum(alive, axis=1)
    most = running[kind, time]
    return _inverse_value(running, kind, most * chance)


def _inverse_value(running: Floats, row: Array, value: Floats) -> Array:
    top = running.max() + 1.0
    flat = (running + np.arange(len(running))[:, None] * top).ravel()
    return np.asarray(np.searchsorted(flat, value + row * top, side="right") - row * running.shape[1])


def draw_gone_home(back: Back, male: Floats, first: int, rng: np.random.Generator) -> People:
    """Return children who went home in the years before the first day and have not come back; `since` is when they
    did."""
    counts = rng.poisson(back.a_year * YEARS_BACK)
    authority, cell = np.nonzero(counts)
    many = counts[authority, cell]
    authority, cell = np.repeat(authority, many), np.repeat(cell, many)
    size = len(cell)
    ago = rng.random(size) * YEARS_BACK * 365.25
    then = (cell + rng.random(size)) * _CELL_DAYS
    born = (first - np.floor(then + ago)).astype(np.int32)
    weeks = ago / 7.0
    year = 365.25 / 7.0
    lost = back.weekly[0] * np.minimum(weeks, year) + back.weekly[1] * np.maximum(weeks - year, 0.0)
    stays = (rng.random(size) < np.exp(-lost)) & (birthdays(born, 18) > first)
    left = (first - np.ceil(ago)).astype(np.int32)
    boys = (rng.random(size) < male[authority]).astype(np.int8)
    nothing = np.zeros(size, dtype=np.int32)
    ident = GONE_HOME + np.arange(size, dtype=np.int64)
    people = People(authority.astype(np.int32), nothing, nothing, boys, born, left, left, ident)
    return people.pick(stays)
