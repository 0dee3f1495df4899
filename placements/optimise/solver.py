"""The only file that talks to a solver: GLOP for relaxations and SCIP for whole-number searches, both inside ortools.

One thread and fixed seeds: no clock enters the search unless the time limit is reached.
"""

from time import monotonic
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
SETTINGS = "limits/gap = 0\nlimits/absgap = 0\nrandomization/randomseedshift = 0\nlp/threads = 1\n"
NEARLY = SETTINGS.replace("limits/gap = 0\n", "limits/gap = 0.0001\n")

FROM_NOTHING = ("clique", "locks", "shiftandpropagate", "vbounds")
PROOF = SETTINGS + "presolving/maxrounds = 1\n" + "".join(f"heuristics/{name}/freq = -1\n" for name in FROM_NOTHING)
"""Where a good choice is known already: without what looks for a first one, and with little presolving."""


class Part(NamedTuple):
    """Some options of a model, and the rows that could bind were any of them chosen."""

    options: Array
    rows: Array
    table: Any
    low: Array
    high: Array
    least: Array
    most: Array


class Searched(NamedTuple):
    """Chosen options (0/1) of a part in its own order, the search's bound, and whether it is proven."""

    chosen: Array | None
    bound: float
    proven: bool


def binding(table: Any, low: Array, high: Array) -> Array:
    """Return the rows that could bind, were any of a table's options chosen."""
    most, least = table.maximum(0).sum(axis=1).A1, table.minimum(0).sum(axis=1).A1
    result: Array = np.asarray((high < most) | (low > least))
    return result


def _build(part: Part, costs: Array, whole: bool) -> tuple[Any, Any]:
    from ortools.linear_solver.python import model_builder_helper as engine

    helper: Any = engine.ModelBuilderHelper()
    helper.fill_model_from_sparse_data(part.least, part.most, costs.astype(float), part.low, part.high, part.table)
    if whole:
        for k in range(len(part.options)):
            helper.set_var_integrality(k, True)
    return engine, helper


class Relaxed(NamedTuple):
    """Prices of a part's rows and its relaxed choice; neither, and `possible` false, where no choice keeps the rows."""

    prices: Array | None
    choice: Array | None
    possible: bool = True


def relax(part: Part, costs: Array, until: float) -> Relaxed:
    """Relax a part; without an answer in time there are no prices."""
    engine, helper = _build(part, costs, whole=False)
    solver = engine.ModelSolverHelper("glop")
    solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
    solver.solve(helper)
    if solver.status() == engine.SolveStatus.INFEASIBLE:
        return Relaxed(None, None, possible=False)
    if not solver.has_solution() or solver.status() != engine.SolveStatus.OPTIMAL:
        return Relaxed(None, None)
    return Relaxed(np.asarray(solver.dual_values()), np.asarray(solver.variable_values()))


def search(part: Part, costs: Array, hint: Array | None, until: float, settings: str = SETTINGS) -> Searched:
    """Search for the choice of least cost from a hint; `until` is a reading of the monotonic clock."""
    engine, helper = _build(part, costs, whole=True)
    if hint is not None:
        for v, value in enumerate(hint.tolist()):
            helper.add_hint(v, float(value))
    solver = engine.ModelSolverHelper("scip")
    solver.set_solver_specific_parameters(settings)
    solver.set_time_limit_in_seconds(max(until - monotonic(), 0.01))
    solver.solve(helper)
    if not solver.has_solution():
        return Searched(None, -np.inf, False)
    chosen = np.rint(np.asarray(solver.variable_values())).astype(np.int64)
    proven = solver.status() == engine.SolveStatus.OPTIMAL
    return Searched(chosen, float(solver.best_objective_bound()), proven)
