"""The rows of a model as a sparse table, and the sums worked out over them by hand."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.rows import Rows
from placements.optimise.solver import Part, Relaxed, binding

Array = npt.NDArray[Any]


class Matrix:
    """`low <= table @ options <= high`; tables and sides are replaced, never changed."""

    @classmethod
    def of(cls, options: int, rows: Rows) -> "Matrix":
        """Build the table of rows."""
        from scipy import sparse

        parts = [np.concatenate([np.zeros(0), *found]) for found in zip(*rows.blocks, strict=True)]
        which, amounts, counts, low, high = parts or [np.zeros(0)] * 5
        ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        table = sparse.csr_matrix((amounts, which.astype(np.int32), ends), shape=(len(counts), options))
        # A sum of amounts of at least 0 needs no lower side at 0, and without one no price can stand on it.
        takes_only = (
            np.bincount(np.repeat(np.arange(len(counts)), np.diff(ends))[amounts < 0], minlength=len(counts)) == 0
        )
        return cls(table, np.where((low <= 0) & takes_only, -np.inf, low), high)

    def __init__(self, table: Any, low: Array, high: Array) -> None:
        self.table, self.low, self.high = table, low, high

    def only(self, options: Array) -> "Matrix":
        """Return the rows of some options alone, those that could still bind."""
        table = self.table[:, options]
        busy = np.flatnonzero(binding(table, self.low, self.high))
        return Matrix(table[busy], self.low[busy], self.high[busy])

    def busy(self, possible: Array) -> "Matrix":
        """Return the rows that could bind were any of the possible options chosen."""
        table = self.table.multiply(possible.astype(float).reshape(1, -1)).tocsr()
        rows = np.flatnonzero(binding(table, self.low, self.high))
        return Matrix(self.table[rows], self.low[rows], self.high[rows])

    def and_rows(self, rows: Any, low: float, high: float) -> "Matrix":
        """Return the table with rows below it."""
        from scipy import sparse

        more = sparse.csr_matrix(rows)
        return Matrix(
            sparse.vstack([self.table, more], format="csr"), np.append(self.low, np.full(more.shape[0], low)),
            np.append(self.high, np.full(more.shape[0], high)),
        )  # fmt: skip

    def and_cuts(self, cuts: Sequence[Array]) -> "Matrix":
        """Return the table with clique rows below it: at most one of each row's options."""
        from scipy import sparse

        if not cuts:
            return self
        ends = np.cumsum([0, *(len(options) for options in cuts)])
        shape = (len(cuts), self.table.shape[1])
        return self.and_rows(sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(cuts), ends), shape), -np.inf, 1.0)

    def part(self, options: Array, least: Array, most: Array) -> Part:
        """Return what a solver needs to choose among some options."""
        table = self.table[:, options]
        used = np.flatnonzero(binding(table, self.low, self.high))
        return Part(options, used, table[used], self.low[used], self.high[used], least[options], most[options])

    def whole(self, part: Part, found: Relaxed) -> Relaxed:
        """Return the relaxation of a part in the table's own rows and options."""
        if found.prices is None or found.choice is None:
            return found
        prices, choice = np.zeros(len(self.low)), np.zeros(self.table.shape[1])
        prices[part.rows], choice[part.options] = found.prices, found.choice
        open_side = (prices > 0) & np.isinf(self.low) | (prices < 0) & np.isinf(self.high)
        return Relaxed(np.where(open_side, 0.0, prices), choice)

    def obeyed(self, chosen: Array) -> bool:
        """Return whether a choice keeps every row."""
        totals = self.table @ chosen
        return bool(np.all(totals >= self.low - 1e-9) and np.all(totals <= self.high + 1e-9))

    def helpful(self, costs: Array) -> Array:
        """Return the options by which a cost falls or a row is met; all others only take room."""
        asked = np.flatnonzero((self.low > 0) | (self.high < 0))
        gives = self.table.minimum(0).getnnz(axis=0) > 0
        result: Array = (costs < 0) | gives | (self.table[asked].getnnz(axis=0) > 0)
        return result

    def reduced(self, costs: Array, prices: Array) -> Array:
        """Return costs less prices of the rows an option stands in."""
        result: Array = costs - self.table.T @ prices
        return result

    def bound(self, reduced: Array, prices: Array, least: Array, most: Array) -> float:
        """Return the Lagrangian bound at given prices, valid whatever they are."""
        sides = np.where(prices > 0, self.low, self.high)
        paid = prices[prices != 0] @ sides[prices != 0]
        return float(paid + np.where(reduced > 0, least * reduced, most * reduced).sum())
