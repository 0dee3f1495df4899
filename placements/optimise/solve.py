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
from placements.optimise.problem import Problem
from placements.optimise.rows import Layout, Rows
from placements.optimise.solver import EMPHASIS, SAFE, Model
from placements.units import pounds

Array = npt.NDArray[Any]
Progress = Callable[[str], None]


GUESS = {
    "placed_overdue": 8000, "placed_today": 4000, "placed_soon": 2000, "stop_gaps": 500, "right_home_poor": 100,
    "placed_later": 300, "right_home_later_poor": 50, "right_home_shortfall": 1, "right_home_later_shortfall": 1,
}  # fmt: skip
"""Weights of the guesses; they change how long the proof takes, never what is proven."""


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
        """Return the JSON form; money in pounds."""
        value, bound = shown(self.name, self.value), shown(self.name, self.bound)
        return {
            "name": self.name,
            "sense": self.sense,
            "value": value,
            "bound": bound,
            "gap": shown(self.name, self.gap),
        }


def shown(name: str, amount: int) -> int | float:
    """Return a level's amount as people read it: pence as pounds, everything else as it is."""
    return pounds(amount) if OBJECTIVES[name].unit == "pence" else amount


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
    progress("A first proposal")
    order = problem.policy.levels.order
    chosen = model.guess(_blend(problem, order), clock)
    levels = []
    for k, name in enumerate(order):
        objective = OBJECTIVES[name]
        costs, constant = objective.cost(problem)
        sign = -1 if objective.sense == "max" else 1
        signed = sign * costs
        least = _least(signed, problem)
        if chosen is None or (least < int(signed @ chosen) and monotonic() < clock):
            progress(objective.title)
            rest = _blend(problem, order[k + 1 :])
            blend = EMPHASIS * signed + rest if rest.any() else None
            solved = model.solve(signed, blend, chosen, clock)
            if solved.chosen is None:
                raise _none_found(problem, monotonic() >= clock)
            chosen = solved.chosen
            least = int(signed @ chosen) if solved.proven else max(least, _up(solved.bound))
        value = int(signed @ chosen)
        levels.append(Level(name, objective.sense, sign * value + constant, sign * min(least, value) + constant))
        if signed.any():
            model.keep(signed, value)
    assert chosen is not None
    return Solution(_homes(problem, chosen), tuple(levels))


def _blend(problem: Problem, levels: tuple[str, ...]) -> Array:
    """Return levels as one cost. It only finds a good proposal; each level is proven on its own."""
    total = np.zeros(problem.options.count, dtype=np.int64)
    for name in levels:
        objective, weight = OBJECTIVES[name], GUESS.get(name, 0)
        total += (-weight if objective.sense == "max" else weight) * objective.cost(problem)[0]
    return total


def _least(signed: Array, problem: Problem) -> int:
    """Return a bound that needs no solver: every child at her cheapest option, and none at more than nothing."""
    if not signed.any():
        return 0
    if signed.min() >= 0:
        return 0
    options = problem.options
    share = signed[options.option] / options.size[options.option]
    cheapest = np.zeros(len(problem.screen.pairs.children))
    np.minimum.at(cheapest, options.member, share)
    return int(np.floor(cheapest.sum() + 1e-9))


def _up(bound: float) -> int:
    return int(np.ceil(bound - SAFE)) if np.isfinite(bound) else -(10**15)


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
