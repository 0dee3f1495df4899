"""What supports each level's claim, so that it can be checked without the solver that made it.

A level says: given the levels before it, no proposal does better than its bound. With prices p on the rows
`low <= A x <= high` of the model, every choice x of options costs at least
  p . (low where p > 0, high where p < 0) + sum over options of min(0, cost - A' p),
whatever the prices are (weak duality, Lagrange). Prices are kept as whole millionths, and costs and rows are whole
numbers, so the sum is exact: where it passes the bound less one, the claim is proven by adding up. The same prices show
which options can be in no proposal as good, so that only the others count for the levels after. What no prices prove
is left to a search by a second solver.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.matrix import Matrix
from placements.optimise.problem import Problem
from placements.optimise.solve import Solution, fewest
from placements.optimise.solver import Part, Relaxed, relax

Array = npt.NDArray[Any]
MILLION = 1_000_000
COUNTED, PRICES, SEARCH = "counted", "prices", "search"
"""How a claim is supported: each child's cheapest option, prices, or a search of what the prices leave open."""
SECONDS = 60.0
LEAST = -(2**62)
"""A bound that says nothing."""


@dataclass(frozen=True)
class Claim:
    """One level's claim: minimised, no choice costs less than `least`; `value` is what the proposal comes to."""

    name: str
    value: int
    least: int
    support: str
    prices: Mapping[int, int]
    """Millionths by row; empty where the claim is counted."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "name": self.name, "minimised": self.value, "least": self.least, "support": self.support,
            "prices": {str(row): price for row, price in self.prices.items()},
        }  # fmt: skip


class Sums:
    """Rows in whole numbers, and the options that can still be in a choice as good as claimed."""

    def __init__(self, matrix: Matrix, alive: Array | None = None) -> None:
        self.matrix = matrix
        self.alive = np.ones(matrix.table.shape[1], dtype=bool) if alive is None else alive.copy()

    def copy(self) -> "Sums":
        """Return the same rows and options, to be gone on with apart."""
        return Sums(self.matrix, self.alive)

    def priced(self, costs: Array, prices: Mapping[int, int]) -> tuple[int, Array]:
        """Return the least any choice can cost, in millionths, and what each option costs less its prices."""
        table, paid = _whole(self.matrix.table), np.zeros(self.matrix.table.shape[0], dtype=np.int64)
        paid[list(prices)] = list(prices.values())
        used = np.flatnonzero(paid)
        sides = np.where(paid > 0, self.matrix.low, self.matrix.high)[used]
        if not np.isfinite(sides).all():
            return LEAST, np.zeros(len(costs), dtype=np.int64)
        reduced: Array = costs.astype(np.int64) * MILLION - table.T @ paid
        rows = int((paid[used] * np.rint(sides).astype(np.int64)).sum())
        return rows + int(np.minimum(reduced, 0)[self.alive].sum()), reduced

    def at_most(self, value: int, bound: int, reduced: Array) -> Array:
        """Return whether an option may be in a choice of at most a value."""
        result: Array = self.alive & (bound + np.maximum(reduced, 0) <= value * MILLION)
        return result

    def keep(self, costs: Array, value: int) -> None:
        """Keep a level at a value, or better, from now on."""
        self.matrix = self.matrix.and_rows(costs.reshape(1, -1).astype(float), -np.inf, float(value))


def _whole(table: Any) -> Any:
    """Return a table of whole numbers as such; a fraction in a row would be our fault."""
    whole = table.copy()
    whole.data = np.rint(table.data).astype(np.int64)
    if np.abs(whole.data - table.data).max(initial=0) > 0:
        raise ArithmeticError("A row of the model has an amount that is not whole.")
    return whole


def up(millionths: int) -> int:
    """Return the least whole number that is no less."""
    return -(-millionths // MILLION)


def prices_of(sums: Sums, costs: Array, relaxed: Callable[[Part, Array], Relaxed]) -> dict[int, int]:
    """Return prices of a relaxation over the options still alive, in millionths by row; none without an answer."""
    nothing, one = np.zeros(len(costs)), np.ones(len(costs))
    part = sums.matrix.part(np.flatnonzero(sums.alive), nothing, one)
    found = sums.matrix.whole(part, relaxed(part, costs[part.options]))
    if found.prices is None:
        return {}
    whole = np.rint(found.prices * MILLION).astype(np.int64)
    return {int(row): int(whole[row]) for row in np.flatnonzero(whole)}


def claims(problem: Problem, solution: Solution) -> tuple[Claim, ...]:
    """Return a claim for every level of a solution; its prices stand on the rows, then cuts, then levels kept."""
    return tuple(_claims(problem, Sums(solution.work.model.matrix), solution))


def _claims(problem: Problem, sums: Sums, solution: Solution) -> Iterator[Claim]:
    for cost, level in zip(solution.work.costs, solution.levels, strict=True):
        value, least = cost.minimised(level.value), cost.minimised(level.bound)
        if fewest(cost.signed, problem) >= least:
            yield Claim(cost.name, value, least, COUNTED, {})
        else:
            prices = prices_of(sums, cost.signed, lambda part, costs: relax(part, costs, monotonic() + SECONDS))
            bound, reduced = sums.priced(cost.signed, prices)
            yield Claim(cost.name, value, least, PRICES if up(bound) >= least else SEARCH, prices)
            sums.alive = sums.at_most(value, bound, reduced)
        sums.keep(cost.signed, value)
