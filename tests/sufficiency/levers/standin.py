"""A small simulator of stock and flow, for tests of levers: weekly rates, no ageing, exits as expected.

What is random is how many enter, drawn by the number of the path so that paths of one number share their chance.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import poisson

from placements.demand.paths import AGES, EXITS, KINDS, Arrivals, Path

MIX = np.array([0.5, 0.1, 0.15, 0.1, 0.05, 0.1])
BY_EXIT = np.array([0.3, 0.15, 0.1, 0.3, 0.15])
NOBODY = Arrivals(*(np.zeros(0, dtype) for dtype in (int, int, "datetime64[D]", "U1", bool, int, int, int)))


@dataclass(frozen=True)
class Simple:
    """Children who enter a year by age in each authority; parts who leave, and who come back, a year."""

    weeks: int = 104
    authorities: tuple[str, ...] = ("A", "B")
    entries: tuple[float, ...] = (60.0, 60.0, 60.0, 120.0, 60.0)
    leave: float = 0.4
    back: float = 0.2
    random: bool = True
    seed: int = 7

    def __call__(self, numbers, changes):
        return [self.path(number, changes) for number in numbers]

    def rate(self, changes, flow, week, exit_=None):
        """Return the multiplier on a flow in a week: authorities x ages."""
        found = np.ones((len(self.authorities), len(AGES)))
        for change in changes:
            if change.flow == flow and (change.exit is None or change.exit == exit_):
                rows = [not change.authorities or code in change.authorities for code in self.authorities]
                ages = [not change.ages or age in change.ages for age in AGES]
                found[np.ix_(rows, ages)] *= change.at(week)
        return found

    def path(self, number, changes):
        shape = (len(self.authorities), len(AGES))
        chance = np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(number,)))
        drawn = chance.uniform(size=(self.weeks, *shape))
        new = np.tile(np.array(self.entries) / 52, (self.weeks, len(self.authorities), 1))
        for week in range(self.weeks):
            new[week] *= self.rate(changes, "entries", week)
        entries = poisson.ppf(drawn, new) if self.random else new
        start = np.tile(np.array(self.entries) / self.leave, (len(self.authorities), 1))
        stock, home = [start], np.zeros(shape)
        exits = np.zeros((self.weeks, *shape, len(EXITS)))
        for week in range(self.weeks):
            for k, exit_ in enumerate(EXITS):
                exits[week, :, :, k] = (
                    stock[-1] * self.leave / 52 * BY_EXIT[k] * self.rate(changes, "exits", week, exit_)
                )
            again = home * self.back / 52 * self.rate(changes, "returns", week)
            home = home + exits[week, :, :, 0] - again
            entries[week] += again
            stock.append(stock[-1] + entries[week] - exits[week].sum(axis=-1))
        return Path(
            number, self.authorities, np.array(stock)[..., None] * MIX, np.zeros((self.weeks + 1, shape[0])), entries,
            exits, np.zeros((self.weeks, shape[0], len(KINDS))), NOBODY,
        )  # fmt: skip
