"""What is counted of a path with levers: children looked after, weeks by kind of home, their cost, what is spent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placements.demand.paths import KINDS, Array, Path
from placements.sufficiency.levers.apply import WEEKS, Applied, Use
from placements.sufficiency.levers.area import Area
from placements.sufficiency.levers.effects import draw_figure
from placements.sufficiency.levers.register import Register
from placements.sufficiency.levers.spending import spending


@dataclass(frozen=True)
class Tally:
    """Counts of one path by year: `stock` at each year's end, `bed_weeks` by kind, `cost` and `spend` in pounds."""

    stock: Array
    bed_weeks: Array
    cost: Array
    spend: Array

    @property
    def vector(self) -> Array:
        """All counts in one row."""
        return np.concatenate([self.stock, self.bed_weeks.ravel(), self.cost, self.spend])

    @classmethod
    def of(cls, vector: Array) -> "Tally":
        """Return the counts of a row, or of rows with counts in the last place."""
        years = vector.shape[-1] // (3 + len(KINDS))
        cuts = np.cumsum([years, years * len(KINDS), years])
        stock, weeks, cost, spend = np.split(vector, cuts, axis=-1)
        return cls(stock, weeks.reshape(*vector.shape[:-1], years, len(KINDS)), cost, spend)


def years_of(weeks: int) -> int:
    """Return how many years there are, the last perhaps not whole."""
    return -(-weeks // WEEKS)


def tally(
    register: Register, uses: Sequence[Use], path: Path, base: Path, applied: Applied, area: Area, seed: int
) -> Tally:
    """Return the counts of a path with levers; what is spent follows the flows of the path without them (`base`)."""
    kinds = moved(path.stock, applied, area).sum(axis=(1, 2))
    costs = np.array([draw_figure(register.unit_costs[k], f"week of {k}", seed, path.number) for k in KINDS])
    weekly = kinds[1:] * costs
    for price in applied.prices:
        weekly[:, KINDS.index(price.kind)] *= [price.at(week) for week in range(path.weeks)]
    year = np.arange(path.weeks) // WEEKS
    ends = np.minimum((np.arange(years_of(path.weeks)) + 1) * WEEKS, path.weeks)
    return Tally(
        kinds[ends].sum(axis=1),
        _by_year(kinds[1:], year),
        _by_year(weekly.sum(axis=1), year),
        _by_year(spending(register, uses, base, applied, area, seed), year),
    )


def moved(stock: Array, applied: Applied, area: Area) -> Array:
    """Return a stock in which the children of every shift live where it moves them; one shift after the other."""
    found = stock.astype(float)
    for shift in applied.shifts:
        elsewhere = shift.moved(found, area)
        found[..., KINDS.index(shift.kind)] -= elsewhere
        found[..., KINDS.index(shift.to)] += elsewhere
    return found


def _by_year(weekly: Array, year: Array) -> Array:
    found = np.zeros((year[-1] + 1, *weekly.shape[1:]))
    np.add.at(found, year, weekly)
    return found
