"""Solve the levels in order, each to gap 0 with the levels before it kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.errors import InputError, NoProposalError
from placements.optimise.constraints.catalogue import CONSTRAINTS
from placements.optimise.model import EMPHASIS, SAFE, Model
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import Problem
from placements.optimise.rows import Layout, Rows
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
class Costs:
    """One level over options, always minimised: its value is `sign * (signed @ chosen) + constant`."""

    name: str
    title: str
    sense: str
    sign: int
    signed: Array
    constant: int
    span: int
    """The most its value can differ between two choices, in steps."""
    step: int = 1
    """What every amount is a multiple of."""

    def minimised(self, value: int) -> int:
        """Return a level's value, as people read it, as what is minimised."""
        return self.sign * (value - self.constant)

    def level(self, value: int, least: int) -> Level:
        """Return the level as people read it, from the minimised value and the least it could be."""
        return Level(self.name, self.sense, self.sign * value + self.constant, self.sign * least + self.constant)


@dataclass(frozen=True)
class Work:
    """What another solve of the same problem can start from; nothing in it changes."""

    model: Model
    costs: tuple[Costs, ...]
    far: Array
    chosen: Array
    alive: tuple[Array, ...]
    """After each level, the options that may be in a choice with the levels up to it at their values."""
    cuts: tuple[Array, ...] = ()
    """Clique rows found on the way, each as the options of which at most one can be chosen."""


@dataclass(frozen=True)
class Solution:
    """A proposal as child -> home, and its levels."""

    home_of: dict[str, str]
    levels: tuple[Level, ...]
    work: Work = field(repr=False, compare=False)

    @property
    def proven(self) -> bool:
        """Whether every level is proven best."""
        return all(level.gap == 0 for level in self.levels)


def rows_of(problem: Problem, layout: Layout) -> Rows:
    """Return every row of the model."""
    rows = Rows()
    for constraint in CONSTRAINTS:
        constraint.add(layout, rows)
    return rows


def costs_of(problem: Problem) -> tuple[Costs, ...]:
    """Return the levels of the policy as costs of options."""
    found = []
    for name in problem.policy.levels.order:
        objective = OBJECTIVES[name]
        costs, constant = objective.cost(problem)
        sign = -1 if objective.sense == "max" else 1
        step = int(np.gcd.reduce(costs, initial=0)) or 1
        span = _span(costs // step, problem)
        found.append(Costs(name, objective.title, objective.sense, sign, sign * costs, constant, span, step))
    return tuple(found)


def _span(costs: Array, problem: Problem) -> int:
    """Return the most a level's value can differ: each child's largest share of any of her options, added up."""
    options = problem.options
    share = np.abs(costs)[options.option] / options.size[options.option]
    most = np.zeros(len(problem.screen.pairs.children))
    np.maximum.at(most, options.member, share)
    return int(np.ceil(most.sum() - 1e-9))


def solve(problem: Problem, time_limit: float = 120.0, progress: Progress = lambda text: None) -> Solution:
    """Return the best proposal found, level by level.

    Raises NoProposalError if there is none when the seconds are up, InputError if pins cannot all be kept.
    """
    clock = monotonic() + time_limit
    layout = Layout(problem)
    model = Model.of(problem.options.count, rows_of(problem, layout), layout.members_of)
    costs = costs_of(problem)
    progress("A first proposal")
    work = model.copy()
    far = work.far(blend(costs), clock)
    work.set_aside(far)
    chosen = work.guess(blend(costs), clock)
    alive: list[Array] = []
    levels, chosen = settle(problem, work, costs, chosen, clock, progress, alive)
    kept = Work(model.copy(work.cuts), costs, far, chosen, tuple(alive), tuple(work.cuts))
    return Solution(homes_of(problem, chosen), levels, kept)


def settle(
    problem: Problem, model: Model, costs: tuple[Costs, ...], chosen: Array | None, clock: float,
    progress: Progress = lambda text: None, alive: list[Array] | None = None,
) -> tuple[tuple[Level, ...], Array]:  # fmt: skip
    """Solve levels in order from a first choice; return them and the choice. `alive` is filled level by level."""
    levels: list[Level] = []
    for k, cost in enumerate(costs):
        least = fewest(cost.signed, problem)
        if chosen is None or (least < int(cost.signed @ chosen) and monotonic() < clock):
            progress(cost.title)
            rest = blend(costs[k + 1 :])
            solved = model.solve(cost.signed, EMPHASIS * cost.signed + rest if rest.any() else None, chosen, clock)
            if solved.chosen is None:
                raise _none_found(problem, monotonic() >= clock)
            chosen = solved.chosen
            least = int(cost.signed @ chosen) if solved.proven else max(least, _up(solved.bound))
        value = int(cost.signed @ chosen)
        levels.append(cost.level(value, min(least, value)))
        if cost.signed.any():
            model.keep(cost.signed, value)
        if alive is not None:
            alive.append(model.alive)
    assert chosen is not None
    return tuple(levels), chosen


def blend(costs: tuple[Costs, ...]) -> Array:
    """Return levels as one cost. It only finds a good proposal; each level is proven on its own."""
    weighed = [GUESS.get(cost.name, 0) * cost.signed for cost in costs]
    return np.sum(weighed, axis=0) if weighed else np.zeros(0, dtype=np.int64)


def fewest(signed: Array, problem: Problem) -> int:
    """Return a bound that needs no solver: every child at her cheapest option, and none at more than nothing."""
    if not signed.any() or signed.min() >= 0:
        return 0
    options = problem.options
    share = signed[options.option] / options.size[options.option]
    cheapest = np.zeros(len(problem.screen.pairs.children))
    np.minimum.at(cheapest, options.member, share)
    return int(np.floor(cheapest.sum() + 1e-9))


def _up(bound: float) -> int:
    return int(np.ceil(bound - SAFE)) if np.isfinite(bound) else -(10**15)


def homes_of(problem: Problem, chosen: Array) -> dict[str, str]:
    """Return child -> home of the options chosen."""
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
