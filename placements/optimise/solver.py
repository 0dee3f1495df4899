"""The only file that talks to a solver: GLOP for bounds and SCIP for proof, both inside ortools.

Every level is a linear relaxation, then a whole-number solve to gap 0 unless the relaxation already proves the
incumbent. Options that the relaxation's prices show can be in no best proposal are fixed for the levels after; the
bound behind that is worked out here from the prices alone, so it holds whatever the solver's tolerances are.
One thread and fixed seeds: no clock enters the search unless the time limit is reached.
"""

from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.rows import Rows

Array = npt.NDArray[Any]
SETTINGS = "limits/gap = 0\nlimits/absgap = 0\nrandomization/randomseedshift = 0\nlp/threads = 1\n"
NEARLY = SETTINGS.replace("limits/gap = 0\n", "limits/gap = 0.0001\n")
NEAR = 60
"""How far from the best, in the first guess's own weights, an option may be priced to be looked at first."""
EMPHASIS = 100
"""How much more the level being solved weighs than those after it, when a better incumbent is looked for."""
SAFE = 1e-5
"""Prices are doubles: a bound has to pass a whole number by this much before it counts."""


@dataclass(frozen=True)
class Solved:
    """Chosen options (0/1), and the least cost any proposal can have; `chosen` is None if none was found."""

    chosen: Array | None
    bound: float
    proven: bool


class Model:
    """Options as 0/1 variables under rows `low <= table @ options <= high`; minimised one level after another."""

    def __init__(self, options: int, rows: Rows) -> None:
        from scipy import sparse

        self._sparse = sparse
        self._least, self._most = np.zeros(options), np.ones(options)
        ends = np.cumsum([0, *(len(row.options) for row in rows.rows)])
        which = np.concatenate([np.zeros(0, dtype=np.int64), *(row.options for row in rows.rows)])
        amounts = np.concatenate([np.zeros(0), *(row.amounts for row in rows.rows)])
        self._table = sparse.csr_matrix((amounts, which, ends), shape=(len(rows.rows), options))
        self._low = np.array([row.low for row in rows.rows], dtype=float)
        self._high = np.array([row.high for row in rows.rows], dtype=float)

    def keep(self, costs: Array, value: int) -> None:
        """Keep a level: costs of at most `value` from now on."""
        self._table = self._sparse.vstack([self._table, self._sparse.csr_matrix(costs.astype(float))], format="csr")
        self._low, self._high = np.append(self._low, -np.inf), np.append(self._high, float(value))

    def guess(self, costs: Array, until: float, near: int = NEAR) -> Array | None:
        """Return a good choice for blended costs, to within one part in ten thousand; it proves nothing.

        Only options whose price in the relaxation is near the best are looked at first.
        """
        prices, _ = self._relax(costs, until)
        active = self._most > 0
        cheap = active if prices is None else active & (self._reduced(costs, prices) <= near)
        for options in (cheap, active):
            found = self._search(np.flatnonzero(options), costs, None, until, -np.inf, NEARLY).chosen
            if found is not None and self._obeys(found):
                return found
        return None

    def solve(self, costs: Array, blend: Array | None, start: Array | None, until: float) -> Solved:
        """Minimise whole-number costs to gap 0, or return the best found at the time given.

        `blend` is this level with the levels after it, if any, for a better incumbent where the bound does not prove
        the one there is; `start` the incumbent of the level before; `until` a reading of the monotonic clock.
        """
        prices, relaxed = self._relax(costs, until)
        bound = self._bound(costs, prices) if prices is not None else -np.inf
        solved = self._proven(costs, start, relaxed, bound)
        if solved is None:
            better = None if blend is None else self.guess(blend, until, NEAR * EMPHASIS // 10)
            if better is not None and (start is None or costs @ better < costs @ start):
                start = better
            solved = self._proven(costs, start, None, bound) or self._search_near(costs, prices, start, until, bound)
        if solved.chosen is not None and prices is not None and len(prices) == len(self._low):
            self._fix(costs, prices, bound, int(costs @ solved.chosen))
        return solved

    def _search_near(
        self, costs: Array, prices: Array | None, start: Array | None, until: float, bound: float
    ) -> Solved:
        """Search what could be as good as the incumbent; keep the incumbent where nothing is better."""
        if start is not None:
            self._fix(costs, prices, bound, int(costs @ start))
        solved = self._search(np.flatnonzero(self._most > 0), costs, start, until, bound)
        if start is not None and solved.chosen is not None and costs @ solved.chosen >= costs @ start:
            return Solved(start, solved.bound, solved.proven)
        return solved

    def _proven(self, costs: Array, start: Array | None, relaxed: Array | None, bound: float) -> Solved | None:
        """Return the incumbent, or the relaxed choice where it is whole, if the bound proves it."""
        whole = None
        if relaxed is not None and np.all(np.abs(relaxed - np.rint(relaxed)) < 1e-9):
            whole = np.rint(relaxed).astype(np.int64)
        for choice in (start, whole):
            if choice is not None and np.ceil(bound - SAFE) >= costs @ choice and self._obeys(choice):
                return Solved(choice, bound, True)
        return None

    def _obeys(self, chosen: Array) -> bool:
        totals = self._table @ chosen
        return bool(np.all(totals >= self._low - 1e-9) and np.all(totals <= self._high + 1e-9))

    def _binding(self, table: Any) -> Array:
        """Return the rows that could bind, were any of a table's options chosen."""
        result: Array = np.asarray(
            (self._high < table.maximum(0).sum(axis=1).A1) | (self._low > table.minimum(0).sum(axis=1).A1)
        )
        return result

    def _build(self, options: Array, costs: Array, whole: bool) -> tuple[Any, Any, Array]:
        from ortools.linear_solver.python import model_builder_helper as engine

        table = self._table[:, options]
        used = np.flatnonzero(self._binding(table))
        helper: Any = engine.ModelBuilderHelper()
        helper.fill_model_from_sparse_data(
            self._least[options], self._most[options], costs[options].astype(float), self._low[used],
            self._high[used], table[used],
        )  # fmt: skip
        if whole:
            for k in range(len(options)):
                helper.set_var_integrality(k, True)
        return engine, helper, used

    def _relax(self, costs: Array, until: float) -> tuple[Array | None, Array | None]:
        """Return prices of the rows and the relaxed choice, or None where the relaxation gave nothing."""
        options = np.flatnonzero(self._most > 0)
        engine, helper, used = self._build(options, costs, whole=False)
        solver = engine.ModelSolverHelper("glop")
        solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
        solver.solve(helper)
        if not solver.has_solution() or solver.status() != engine.SolveStatus.OPTIMAL:
            return None, None
        prices = np.zeros(len(self._low))
        prices[used] = np.asarray(solver.dual_values())
        relaxed = np.zeros(len(self._most))
        relaxed[options] = np.asarray(solver.variable_values())
        open_side = (prices > 0) & np.isinf(self._low) | (prices < 0) & np.isinf(self._high)
        return np.where(open_side, 0.0, prices), relaxed

    def _reduced(self, costs: Array, prices: Array) -> Array:
        """Return costs less prices of the rows an option stands in."""
        result: Array = costs - self._table.T @ prices
        return result

    def _bound(self, costs: Array, prices: Array) -> float:
        """Return the Lagrangian bound at given prices: valid whatever the prices are."""
        sides = np.where(prices > 0, self._low, self._high)
        paid = prices[prices != 0] @ sides[prices != 0]
        reduced = self._reduced(costs, prices)
        return float(paid + np.where(reduced > 0, self._least * reduced, self._most * reduced).sum())

    def _fix(self, costs: Array, prices: Array | None, bound: float, value: int) -> None:
        """Fix the options that can be in no proposal of this value, and those in every one; drop idle rows."""
        if prices is None:
            return
        reduced = self._reduced(costs, prices)
        self._most[(bound + reduced > value + SAFE) & (self._least < 1)] = 0.0
        self._least[(bound - reduced > value + SAFE) & (self._most > 0)] = 1.0
        busy = np.flatnonzero(self._binding(self._table @ self._sparse.diags(self._most)))
        self._table, self._low, self._high = self._table[busy], self._low[busy], self._high[busy]

    def _search(
        self, options: Array, costs: Array, start: Array | None, until: float, bound: float, settings: str = SETTINGS
    ) -> Solved:
        engine, helper, _ = self._build(options, costs, whole=True)
        if start is not None:
            for v, k in enumerate(options.tolist()):
                helper.add_hint(v, float(start[k]))
        solver = engine.ModelSolverHelper("scip")
        solver.set_solver_specific_parameters(settings)
        solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
        solver.solve(helper)
        if not solver.has_solution():
            return Solved(start, bound, False)
        chosen = np.zeros(len(self._most), dtype=np.int64)
        chosen[options] = np.rint(np.asarray(solver.variable_values())).astype(np.int64)
        proven = solver.status() == engine.SolveStatus.OPTIMAL
        return Solved(chosen, max(bound, float(solver.best_objective_bound())), proven)
