"""What levers do together and each of them by itself, on paths with and without them that share their chance.

A path of one number draws the same children, and a lever the same effect, whatever else is in use: differences between
two sets of levers are paired. Each lever's part is its Shapley share: what it adds, over all orders of adding them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

from placements.demand.paths import Array, Change, Path
from placements.sufficiency.levers.apply import Applied, Use, apply
from placements.sufficiency.levers.area import area_of
from placements.sufficiency.levers.effects import part
from placements.sufficiency.levers.register import Register
from placements.sufficiency.levers.tally import tally
from placements.sufficiency.spread import spread

PathsOf = Callable[[Sequence[int], tuple[Change, ...]], list[Path]]
"""The paths of some numbers under some changes: the simulator."""
Chosen = frozenset[int]
EXACT = 4
"""So many levers are added in every order; of more, each path takes one order and its reverse."""


@dataclass(frozen=True)
class Trial:
    """Levers to try on the paths of a simulator. `always`: changes on every path, such as another rate of arrivals.

    `only`: sets of levers to work out and no others; each lever's part is then left out.
    """

    paths_of: PathsOf
    register: Register
    uses: tuple[Use, ...]
    seed: int
    always: tuple[Change, ...] = ()
    only: tuple[Chosen, ...] = ()


@dataclass(frozen=True)
class Draw:
    """One path: counts without levers, with all, and each lever's part (rows of levers); `joint` by set if worked out.

    `plain` is without what changes every path, too: today's rates.
    """

    number: int
    plain: Array
    base: Array
    full: Array
    parts: Array
    applied: Applied
    joint: dict[Chosen, Array]


def draws(
    trial: Trial, numbers: Iterable[int], workers: str = "1",
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> list[Draw]:  # fmt: skip
    """Return the draws of path numbers, in order."""
    return spread(drawn, trial, numbers, workers, progress)


def drawn(trial: Trial, number: int) -> Draw:
    """Return the draw of one number."""
    tried = _Tried(trial, number)
    all_ = frozenset(range(len(trial.uses)))
    if trial.only:
        base, sets = tried.counts(frozenset()), {chosen: tried.counts(chosen) for chosen in trial.only}
        return Draw(number, base, base, base, np.zeros((0, len(base))), Applied(), sets)
    orders = None if len(trial.uses) <= EXACT else _orders(len(trial.uses), trial.seed, number)
    parts = shapley(tried.counts, len(trial.uses), orders)
    joint = {frozenset(s): tried.counts(frozenset(s)) for s in _sets(len(trial.uses))} if orders is None else {}
    return Draw(number, tried.plain(), tried.counts(frozenset()), tried.counts(all_), parts, tried.applied(all_), joint)


def shapley(value: Callable[[Chosen], Array], count: int, orders: Sequence[Sequence[int]] | None = None) -> Array:
    """Return each player's Shapley share of `value` of all less `value` of none, row by row.

    Exact over all sets, or averaged over the orders given: both add up to the whole.
    """
    if orders is not None:
        return np.asarray(sum(_added(value, order) for order in orders) / len(orders))
    rows = []
    for player in range(count):
        others = [k for k in range(count) if k != player]
        total = np.zeros_like(value(frozenset()))
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for rest in combinations(others, size):
                total = total + weight * (value(frozenset((*rest, player))) - value(frozenset(rest)))
        rows.append(total)
    return np.array(rows).reshape(count, len(value(frozenset())))


def _added(value: Callable[[Chosen], Array], order: Sequence[int]) -> Array:
    """Return what each player adds in one order, by player."""
    rows, before = [np.zeros(0)] * len(order), frozenset[int]()
    for player in order:
        after = before | {player}
        rows[player] = value(after) - value(before)
        before = after
    return np.array(rows)


def _orders(count: int, seed: int, number: int) -> list[list[int]]:
    order = sorted(range(count), key=lambda player: part(seed, number, "order", str(player)))
    return [order, order[::-1]]


def _sets(count: int) -> Iterable[tuple[int, ...]]:
    return (chosen for size in range(count + 1) for chosen in combinations(range(count), size))


class _Tried:
    """The counts of one path under sets of levers, each worked out once; equal changes are simulated once."""

    def __init__(self, trial: Trial, number: int) -> None:
        self.trial, self.number = trial, number
        self._paths: dict[tuple[Change, ...], Path] = {}
        self._counts: dict[Chosen, Array] = {}
        self.base = self._path(())
        self.area = area_of(self.base, trial.register)

    def applied(self, chosen: Chosen) -> Applied:
        """Return what a set of levers comes to."""
        uses = [self.trial.uses[k] for k in sorted(chosen)]
        return apply(self.trial.register, uses, self.area, self.base.weeks, self.trial.seed, self.number)

    def counts(self, chosen: Chosen) -> Array:
        """Return the counts with a set of levers."""
        if chosen not in self._counts:
            uses, applied = [self.trial.uses[k] for k in sorted(chosen)], self.applied(chosen)
            path = self._path(tuple(change for change in applied.changes if change.factor != 1.0))
            found = tally(self.trial.register, uses, path, self.base, applied, self.area, self.trial.seed)
            self._counts[chosen] = found.vector
        return self._counts[chosen]

    def plain(self) -> Array:
        """Return the counts without any change."""
        if not self.trial.always:
            return self.counts(frozenset())
        (path,) = self.trial.paths_of((self.number,), ())
        return tally(self.trial.register, (), path, path, Applied(), self.area, self.trial.seed).vector

    def _path(self, changes: tuple[Change, ...]) -> Path:
        if changes not in self._paths:
            self._paths[changes] = self.trial.paths_of((self.number,), (*self.trial.always, *changes))[0]
        return self._paths[changes]
