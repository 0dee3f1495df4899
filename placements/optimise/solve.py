"""Solve the levels in order, each to gap 0 with the levels before it kept."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.errors import InputError, NoProposalError
from placements.optimise.constraints.catalogue import CONSTRAINTS
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.objectives.objective import Objective
from placements.optimise.problem import Problem
from placements.optimise.rows import Layout, Rows
from placements.optimise.solver import Model

Array = npt.NDArray[Any]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Level:
    """One level's value, and the bound no proposal can pass given the levels before."""

    name: str
    sense: str
    value: int
    bound: int

    @property
    def gap(self) -> int:
        """How far the bound is from the value."""
        return abs(self.bound - self.value)

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {"name": self.name, "sense": self.sense, "value": self.value, "bound": self.bound, "gap": self.gap}


@dataclass(frozen=True)
class Solution:
    """A proposal as child -> home, and its levels."""

    home_of: dict[str, str]
    levels: tuple[Level, ...]

    @property
    def proven(self) -> bool:
        """Whether every level is proven best."""
        return all(level.gap == 0 for level in self.levels)


def rows_of(problem: Problem) -> Rows:
    """Return every row of the model."""
    rows, layout = Rows(), Layout(problem)
    for constraint in CONSTRAINTS:
        constraint.add(layout, rows)
    return rows


def solve(problem: Problem, time_limit: float = 120.0, progress: Progress = lambda text: None) -> Solution:
    """Return the best proposal found, level by level.

    Raises NoProposalError if there is none when the seconds are up, InputError if pins cannot all be kept.
    """
    clock = monotonic() + time_limit
    model = Model(problem.options.count, rows_of(problem))
    chosen: Array | None = None
    levels = []
    for name in problem.policy.levels.order:
        objective = OBJECTIVES[name]
        costs, constant = objective.cost(problem)
        bound = _trivial(objective, problem, costs)
        if chosen is None or (bound != int(costs @ chosen) and monotonic() < clock):
            progress(f"{objective.title} ...")
            solved = model.solve(costs, objective.sense, chosen, clock - monotonic())
            if solved.chosen is not None:
                chosen = solved.chosen
                bound = _whole(objective, costs, solved.bound, chosen, solved.proven, bound)
        if chosen is None:
            raise _none_found(problem, monotonic() >= clock)
        value = int(costs @ chosen)
        levels.append(Level(name, objective.sense, value + constant, bound + constant))
        _keep(model, costs, objective.sense, value)
    assert chosen is not None
    return Solution(_homes(problem, chosen), tuple(levels))


def _trivial(objective: Objective, problem: Problem, costs: Array) -> int:
    """Return a bound that needs no solver: all the children of a class who have an option; nothing at all."""
    if objective.sense == "max":
        per_child = np.zeros(len(problem.screen.pairs.children), dtype=np.int64)
        reach = costs[problem.options.option] > 0
        per_child[problem.options.member[reach]] = 1
        urgent = objective.name.removeprefix("placed_")
        return int(sum(1 for i in np.flatnonzero(per_child) if _class(problem, int(i)) == urgent))
    return int(np.minimum(costs, 0).sum())


def _class(problem: Problem, i: int) -> str:
    from placements.domain.codes import Urgency

    return Urgency(int(problem.may.urgency[i, 0])).word


def _whole(
    objective: Objective, costs: Array, bound: float | None, chosen: Array, proven: bool, trivial: int
) -> int:
    """Return the solver's bound as the whole number it implies."""
    value = int(costs @ chosen)
    if proven:
        return value
    if bound is None or not np.isfinite(bound):
        return trivial
    if objective.sense == "max":
        return max(value, min(trivial, int(np.floor(bound + 1e-6))))
    return min(value, max(trivial, int(np.ceil(bound - 1e-6))))


def _keep(model: Model, costs: Array, sense: str, value: int) -> None:
    some = np.flatnonzero(costs)
    if some.size:
        low, high = (value, np.inf) if sense == "max" else (-np.inf, value)
        model.keep(some, costs[some], low, high)


def _homes(problem: Problem, chosen: Array) -> dict[str, str]:
    pairs = problem.screen.pairs
    used = chosen[problem.options.option] == 1
    return dict(
        sorted(
            (pairs.children[i].child_id, pairs.homes[j].home_id)
            for i, j in zip(problem.options.member[used], problem.member_home[used], strict=True)
        )
    )


def _none_found(problem: Problem, late: bool) -> Exception:
    if late:
        return NoProposalError("No proposal was found in the time allowed. Maybe allow it more: --time-limit 300.")
    return InputError(
        "The pins and accepted offers cannot all be kept together. Maybe two of them need one place, or a "
        "sibling group is pinned only in part."
    )
