"""The only file that talks to a solver: SCIP inside ortools, one thread, gap 0, no clock unless a limit is reached."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.rows import Rows

Array = npt.NDArray[Any]
SOLVER = "scip"
SETTINGS = "limits/gap = 0\nlimits/absgap = 0\nrandomization/randomseedshift = 0\nlp/threads = 1\n"


@dataclass(frozen=True)
class Solved:
    """Chosen options (0/1), and a bound no proposal can pass; `chosen` is None if none was found."""

    chosen: Array | None
    bound: float | None
    proven: bool


class Model:
    """Options as 0/1 variables under rows; solved for one level after another."""

    def __init__(self, options: int, rows: Rows) -> None:
        from ortools.linear_solver.python import model_builder_helper

        self._engine = model_builder_helper
        self._helper = model_builder_helper.ModelBuilderHelper()
        self._options = options
        for _ in range(options):
            k = self._helper.add_var()
            self._helper.set_var_lower_bound(k, 0.0)
            self._helper.set_var_upper_bound(k, 1.0)
            self._helper.set_var_integrality(k, True)
        for row in rows.rows:
            self.keep(row.options, row.amounts, row.low, row.high)

    def keep(self, options: Array, amounts: Array, low: float, high: float) -> None:
        """Add a row."""
        k = self._helper.add_linear_constraint()
        self._helper.set_constraint_lower_bound(k, low)
        self._helper.set_constraint_upper_bound(k, high)
        for option, amount in zip(options.tolist(), amounts.tolist(), strict=True):
            self._helper.add_term_to_constraint(k, option, amount)

    def solve(self, costs: Array, sense: str, start: Array | None, seconds: float) -> Solved:
        """Solve for one level to gap 0, or return the best found when the seconds are up."""
        self._helper.clear_objective()
        self._helper.set_maximize(sense == "max")
        for k in np.flatnonzero(costs).tolist():
            self._helper.set_var_objective_coefficient(k, float(costs[k]))
        self._helper.clear_hints()
        if start is not None:
            for k in range(self._options):
                self._helper.add_hint(k, float(start[k]))
        solver = self._engine.ModelSolverHelper(SOLVER)
        solver.set_solver_specific_parameters(SETTINGS)
        solver.set_time_limit_in_seconds(max(seconds, 0.01))
        solver.solve(self._helper)
        if not solver.has_solution():
            return Solved(None, None, False)
        chosen = np.rint(np.asarray(solver.variable_values())).astype(np.int64)
        proven = solver.status() == self._engine.SolveStatus.OPTIMAL
        return Solved(chosen, float(solver.best_objective_bound()), proven)
