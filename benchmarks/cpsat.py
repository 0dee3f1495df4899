"""Textbook CP-SAT: child x home booleans, the same levels in the same order, two workers, one limit for all of them.

Each level is solved, then kept as a row, and its solution is the hint for the next. When the time is up the level in
hand keeps its best value and CP-SAT's own bound; the levels after it are whatever that last solution gives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.cpsat_model import Textbook, level
from benchmarks.cpsat_rows import textbook
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import Problem

WORKERS = 2
NOT_REACHED = "not reached"
SIMPLIFICATIONS = (
    "It starts from the same lawful pairs, own-best homes and points as ours; only the choice is modelled anew.",
    "Stop-gap, all-in-one-home and limit-lifting booleans are bounded from one side, as textbooks do; they are exact "
    "at a level's optimum, and every value shown is counted from the proposal itself, not from them.",
    "Nights with the same children and the same places share one row, and homes that never offer two places have no "
    "sharing rows; presolve would drop both.",
    "Nothing else is left out: it has the rules, floor, nights, movers, pins, groups and levels of ours.",
)


@dataclass(frozen=True)
class TextbookLevel:
    """One level: value and bound as CP-SAT states them, status and seconds; None where it found no solution in time."""

    name: str
    value: int | None
    bound: int | None
    status: str
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """The last solution as child -> home (empty if none was found), and the levels."""

    home_of: dict[str, str]
    levels: tuple[TextbookLevel, ...]
    found: bool
    variables: int
    rows: int
    build_seconds: float

    @property
    def proven(self) -> bool:
        """Whether every level is proven best."""
        return all(one.status == "OPTIMAL" for one in self.levels)


def solve_textbook(problem: Problem, seconds: float, progress: Callable[[str], None] = lambda text: None) -> Outcome:
    """Build the model and solve its levels within so many seconds of wall time, building included."""
    began = monotonic()
    until = began + seconds
    book = Textbook(problem)
    textbook(book)
    levels: list[TextbookLevel] = []
    home_of: dict[str, str] | None = None
    expressions = {name: level(book, name) for name in problem.policy.levels.order}
    built = monotonic() - began
    for name, expression in expressions.items():
        if levels and levels[-1].status != "OPTIMAL":
            levels.append(TextbookLevel(name, None, None, NOT_REACHED, 0.0))
            continue
        solver, solved = _one(book, name, expression, until)
        levels.append(solved)
        progress(f"CP-SAT {name}: {solved.value} ({solved.bound}) {solved.status} {solved.seconds:.1f} s")
        if solver is not None and solved.value is not None:
            home_of = _homes(book, solver)
            _keep(book, name, expression, solved.value, solver)
    size = book.model.proto
    return Outcome(home_of or {}, tuple(levels), home_of is not None, len(size.variables), len(size.constraints), built)


def _one(book: Textbook, name: str, expression: Any, until: float) -> tuple[Any, TextbookLevel]:
    """Solve one level; a level in which nothing varies needs no solve."""
    if isinstance(expression, int):
        return None, TextbookLevel(name, expression, expression, "OPTIMAL", 0.0)
    began = monotonic()
    if until - began <= 0:
        return None, TextbookLevel(name, None, None, NOT_REACHED, 0.0)
    (book.model.maximize if OBJECTIVES[name].sense == "max" else book.model.minimize)(expression)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = until - began
    status = solver.solve(book.model)
    any_found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = round(solver.objective_value) if any_found else None
    bound = round(solver.best_objective_bound) if any_found else None
    return solver, TextbookLevel(name, value, bound, solver.status_name(status), monotonic() - began)


def _keep(book: Textbook, name: str, expression: Any, value: int, solver: cp_model.CpSolver) -> None:
    """Keep a level's value, and hint its solution to the next."""
    book.model.add(expression >= value if OBJECTIVES[name].sense == "max" else expression <= value)
    book.model.clear_hints()  # type: ignore[no-untyped-call]
    for k, value_found in enumerate(solver.response_proto.solution):
        book.model.add_hint(book.model.get_bool_var_from_proto_index(k), value_found)


def _homes(book: Textbook, solver: cp_model.CpSolver) -> dict[str, str]:
    pairs = book.problem.screen.pairs
    return {
        pairs.children[i].child_id: pairs.homes[j].home_id
        for j, inside in book.at.items() for i, lives in inside.items() if solver.boolean_value(lives)
    }  # fmt: skip
