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

from placements.optimise.rows import Row, Rows

Array = npt.NDArray[Any]
SETTINGS = "limits/gap = 0\nlimits/absgap = 0\nrandomization/randomseedshift = 0\nlp/threads = 1\n"
NEARLY = SETTINGS.replace("limits/gap = 0\n", "limits/gap = 0.0001\n")
NEAR = 150
"""How far from the best, in the first guess's own weights, an option may be priced to be looked at first."""
SAFE = 1e-5
"""Prices are doubles: a bound has to pass a whole number by this much before it counts."""


@dataclass(frozen=True)
class Solved:
    """Chosen options (0/1), and the least cost any proposal can have; `chosen` is None if none was found."""

    chosen: Array | None
    bound: float
    proven: bool


class Model:
    """Options as 0/1 variables under rows; minimised for one level after another."""

    def __init__(self, options: int, rows: Rows) -> None:
        self._options = options
        self._low, self._high = np.zeros(options), np.ones(options)
        self._rows: list[Row] = list(rows.rows)

    def keep(self, options: Array, amounts: Array, low: float, high: float) -> None:
        """Add a row."""
        self._rows.append(Row(options.astype(np.int32), amounts.astype(np.float64), low, high))

    def guess(self, costs: Array, until: float) -> Array | None:
        """Return a good choice for blended costs, to within one part in ten thousand; it proves nothing.

        Only options whose price in the relaxation is near the best are looked at first.
        """
        active = self._active()
        prices, _ = self._relax(active, costs, until)
        near = active
        if prices is not None:
            near = active[self._reduced(costs, self._clip(prices))[active] <= NEAR]
        for options in (near, active):
            found = self._search(options, costs, None, until, -np.inf, NEARLY).chosen
            if found is not None and self._obeys(found):
                return found
        return None

    def solve(self, costs: Array, start: Array | None, until: float) -> Solved:
        """Minimise whole-number costs to gap 0, or return the best found at the time given.

        `start` is the incumbent of the level before; `until` a reading of the monotonic clock.
        """
        active = self._active()
        prices, relaxed = self._relax(active, costs, until)
        bound = self._bound(costs, prices) if prices is not None else -np.inf
        if start is not None and np.ceil(bound - SAFE) >= costs @ start:
            self._fix(costs, prices, bound, int(costs @ start))
            return Solved(start, bound, True)
        if relaxed is not None and self._whole(relaxed):
            chosen = np.rint(relaxed).astype(np.int64)
            if np.ceil(bound - SAFE) >= costs @ chosen:
                self._fix(costs, prices, bound, int(costs @ chosen))
                return Solved(chosen, bound, True)
        solved = self._search(active, costs, start, until, bound)
        if solved.chosen is not None and prices is not None:
            self._fix(costs, prices, bound, int(costs @ solved.chosen))
        return solved

    def _active(self) -> Array:
        return np.flatnonzero(self._high > 0)

    def _whole(self, values: Array) -> bool:
        return bool(np.all(np.abs(values - np.rint(values)) < 1e-9)) and self._obeys(np.rint(values))

    def _obeys(self, chosen: Array) -> bool:
        sums = (float(row.amounts @ chosen[row.options]) for row in self._rows)
        return all(row.low - 1e-9 <= total <= row.high + 1e-9 for row, total in zip(self._rows, sums, strict=True))

    def _build(self, active: Array, costs: Array, whole: bool) -> tuple[Any, Any, list[int]]:
        from ortools.linear_solver.python import model_builder_helper as engine

        helper = engine.ModelBuilderHelper()
        where = np.full(self._options, -1, dtype=np.int64)
        where[active] = np.arange(len(active))
        for k in active.tolist():
            v = helper.add_var()
            helper.set_var_lower_bound(v, float(self._low[k]))
            helper.set_var_upper_bound(v, 1.0)
            helper.set_var_integrality(v, whole)
            if costs[k]:
                helper.set_var_objective_coefficient(v, float(costs[k]))
        used = []
        for r, row in enumerate(self._rows):
            there = where[row.options] >= 0
            amounts, options = row.amounts[there], where[row.options[there]]
            if amounts.clip(min=0).sum() <= row.high and amounts.clip(max=0).sum() >= row.low:
                continue
            c = helper.add_linear_constraint()
            helper.set_constraint_lower_bound(c, row.low)
            helper.set_constraint_upper_bound(c, row.high)
            for v, amount in zip(options.tolist(), amounts.tolist(), strict=True):
                helper.add_term_to_constraint(c, v, amount)
            used.append(r)
        return engine, helper, used

    def _relax(self, active: Array, costs: Array, until: float) -> tuple[Array | None, Array | None]:
        """Return prices of the rows and the relaxed choice, or None where the relaxation gave nothing."""
        engine, helper, used = self._build(active, costs, whole=False)
        solver = engine.ModelSolverHelper("glop")
        solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
        solver.solve(helper)
        if not solver.has_solution() or solver.status() != engine.SolveStatus.OPTIMAL:
            return None, None
        prices = np.zeros(len(self._rows))
        prices[used] = np.asarray(solver.dual_values())
        relaxed = np.zeros(self._options)
        relaxed[active] = np.asarray(solver.variable_values())
        return prices, relaxed

    def _reduced(self, costs: Array, prices: Array) -> Array:
        """Return costs less prices of the rows an option stands in."""
        reduced = costs.astype(np.float64).copy()
        for r in np.flatnonzero(prices):
            np.subtract.at(reduced, self._rows[r].options, prices[r] * self._rows[r].amounts)
        return reduced

    def _clip(self, prices: Array) -> Array:
        """Set prices to 0 where the side of the row they push against is open."""
        low = np.array([row.low for row in self._rows])
        high = np.array([row.high for row in self._rows])
        return np.where((prices > 0) & np.isinf(low) | (prices < 0) & np.isinf(high), 0.0, prices)

    def _bound(self, costs: Array, prices: Array) -> float:
        """Return the Lagrangian bound at given prices: valid whatever the prices are."""
        prices = self._clip(prices)
        sides = [row.low if price > 0 else row.high for row, price in zip(self._rows, prices, strict=True)]
        fixed = sum(price * side for price, side in zip(prices, sides, strict=True) if price)
        reduced = self._reduced(costs, prices)
        return float(fixed + np.where(reduced > 0, self._low * reduced, self._high * reduced).sum())

    def _fix(self, costs: Array, prices: Array | None, bound: float, value: int) -> None:
        """Fix the options that can be in no proposal of this value, and those in every one."""
        if prices is None:
            return
        reduced = self._reduced(costs, self._clip(prices))
        never = bound + reduced > value + SAFE
        always = bound - reduced > value + SAFE
        self._high[never & (self._low == 0)] = 0.0
        self._low[always & (self._high == 1)] = 1.0
        self._rows = [row for row in self._rows if not self._idle(row)]

    def _idle(self, row: Row) -> bool:
        """Whether a row can no longer bind, whatever is chosen of the options left."""
        amounts = row.amounts * self._high[row.options]
        return bool(amounts.clip(min=0).sum() <= row.high and amounts.clip(max=0).sum() >= row.low)

    def _search(
        self, active: Array, costs: Array, start: Array | None, until: float, bound: float, settings: str = SETTINGS
    ) -> Solved:
        engine, helper, _ = self._build(active, costs, whole=True)
        if start is not None:
            for v, k in enumerate(active.tolist()):
                helper.add_hint(v, float(start[k]))
        solver = engine.ModelSolverHelper("scip")
        solver.set_solver_specific_parameters(settings)
        solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
        solver.solve(helper)
        if not solver.has_solution():
            return Solved(start, bound, False)
        chosen = np.zeros(self._options, dtype=np.int64)
        chosen[active] = np.rint(np.asarray(solver.variable_values())).astype(np.int64)
        proven = solver.status() == engine.SolveStatus.OPTIMAL
        return Solved(chosen, max(bound, float(solver.best_objective_bound())), proven)
