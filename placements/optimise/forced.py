"""What insisting on one child in one home would do: the region solved again with the pair forced.

The first proposal's levels are bounds for the second, because more is asked of it; and an option that can be in no
choice with some levels at their values can be in none that has the pair as well. So the first level that differs is
looked for from below, over the options still alive there, and only it and the levels after it are solved anew, several
levels as one cost where that is exact.

Among proposals equally good by the policy the one nearest to the first is taken, so that nobody is called displaced
who need not be.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from os import cpu_count
from threading import Lock
from time import monotonic

import numpy as np

from placements.domain.fixed import fixed_pairs
from placements.errors import NoProposalError
from placements.optimise.model import Model
from placements.optimise.problem import Array, Problem
from placements.optimise.solve import Costs, Level, Solution, homes_of

SECONDS = 60.0
LARGEST = 2**16
"""Levels are solved as one as long as their costs together span no more: beyond it, one at a time was faster."""
UNKNOWN = -(10**15)
NEAREST = "nearest"
MUCH_MORE = 1.5
"""How many times the options have to grow for another stage to be worth building."""


@dataclass(frozen=True)
class Forced:
    """A proposal with a pair forced: child -> home, and its levels."""

    home_of: dict[str, str]
    levels: tuple[Level, ...]

    @property
    def proven(self) -> bool:
        """Whether every level is proven best."""
        return all(level.gap == 0 for level in self.levels)


def options_with(problem: Problem, child_id: str, home_id: str) -> tuple[Array, Array]:
    """Return the options that put a child in a home, alone or with siblings, and her other options."""
    pairs, options = problem.screen.pairs, problem.options
    hers = np.unique(options.option[options.member == pairs.row[child_id]])
    there = options.home[hers] == pairs.column.get(home_id, -1)
    return hers[there], hers[~there]


@dataclass(frozen=True)
class Stage:
    """The model with the levels before `first` at the first proposal's values, over the options still alive there."""

    first: int
    model: Model
    options: Array
    blocks: tuple[tuple[Costs, ...], ...]
    """The levels from `first` on, and nearness to the first proposal, in runs that are solved as one."""
    far: Array
    chosen: Array
    """The first proposal; most children stay where it has them."""


class Insistence:
    """Solves a region again with a pair forced, as often as asked; every answer is independent of those before."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem, self.solution = problem, solution
        self._stages: dict[int, Stage] = {}
        self._building = Lock()

    def force_all(self, pairs: Sequence[tuple[str, str]], seconds: float) -> list[Forced | None]:
        """Return the answer for every pair, side by side; None too where the seconds were up before it was found."""
        clock = monotonic() + seconds
        _ = self.problem.member_home, self.problem.screen.pairs.column

        def one(pair: tuple[str, str]) -> Forced | None:
            try:
                return self.force(*pair, seconds=max(clock - monotonic(), 0.0))
            except NoProposalError:
                return None

        with ThreadPoolExecutor(max_workers=min(4, cpu_count() or 1)) as workers:
            return list(workers.map(one, pairs))

    def force(self, child_id: str, home_id: str, seconds: float = SECONDS) -> Forced | None:
        """Return the best proposal with a pair forced, or None where no proposal has it.

        Raises NoProposalError when the time is up without an answer.
        """
        wanted, others = options_with(self.problem, child_id, home_id)
        if not wanted.size or any(c == child_id and h != home_id for c, h in fixed_pairs(self.problem.region)):
            return None
        if self.solution.home_of.get(child_id) == home_id:
            return Forced(self.solution.home_of, self.solution.levels)
        clock = monotonic() + seconds
        for k in self._steps(wanted):
            answer = self._from(self._stage(k), wanted, others, clock)
            if monotonic() >= clock:
                raise NoProposalError("The comparison was not finished in the time allowed.")
            if answer is not None:
                return answer
        return None

    def _steps(self, wanted: Array) -> list[int]:
        """Return the levels to solve anew from, the last first: each with far fewer options alive than the one before.

        The first level that differs is never before the one solved from, so nothing is assumed of the levels between.
        """
        work = self.solution.work
        gone = (k for k, options in enumerate(work.alive) if not options[wanted].any())
        steps = [next(gone, len(work.costs) - 1)]
        for k in range(steps[0] - 1, 0, -1):
            if work.costs[k].signed.any() and self._alive[k - 1] > MUCH_MORE * self._alive[steps[-1] - 1]:
                steps.append(k)
        return [*steps, 0] if steps[-1] else steps

    @cached_property
    def _alive(self) -> list[int]:
        return [int(options.sum()) for options in self.solution.work.alive]

    def _stage(self, k: int) -> Stage:
        with self._building:
            if k not in self._stages:
                self._stages[k] = self._built(k)
            return self._stages[k]

    def _built(self, k: int) -> Stage:
        work = self.solution.work
        model = work.model.copy()
        for cost in work.costs[:k]:
            if cost.signed.any():
                model.keep(cost.signed, int(cost.signed @ work.chosen))
        options = np.flatnonzero(work.alive[k - 1] if k else np.ones(len(work.far), dtype=bool))
        costs = tuple(replace(cost, signed=cost.signed[options]) for cost in work.costs[k:])
        nearest = Costs(NEAREST, "", "min", 1, -work.chosen[options], 0, len(self.problem.screen.pairs.children))
        chosen = work.chosen[options]
        return Stage(k, model.only(options), options, tuple(blocks((*costs, nearest))), work.far[options], chosen)

    def _from(self, stage: Stage, wanted: Array, others: Array, clock: float) -> Forced | None:
        """Solve the levels of a stage and those after it with the pair forced; None where that cannot be.

        Last, stay as near to the first proposal as the levels allow.
        """
        model = _forced(stage, wanted, others)
        chosen: Array | None = None
        levels: list[Level] = []
        for block in stage.blocks:
            solved = model.solve(joined(block), None, chosen, clock)
            if solved.chosen is None:
                return None
            chosen = solved.chosen
            for cost in block:
                value = int(cost.signed @ chosen)
                levels.append(cost.level(value, value if solved.proven else UNKNOWN))
                if cost.signed.any():
                    model.keep(cost.signed, value)
        everywhere = np.zeros(self.problem.options.count, dtype=np.int64)
        everywhere[stage.options] = np.zeros(0) if chosen is None else chosen
        levels = [level for level in levels if level.name != NEAREST]
        return Forced(homes_of(self.problem, everywhere), (*self.solution.levels[: stage.first], *levels))


def _forced(stage: Stage, wanted: Array, others: Array) -> Model:
    model = stage.model.copy()
    ours, hers = np.isin(stage.options, wanted), np.isin(stage.options, others)
    model.force(ours, hers)
    model.set_aside(stage.far & ~ours)
    model.know(np.where(ours, 1, stage.chosen))
    return model


def blocks(costs: tuple[Costs, ...]) -> Iterator[tuple[Costs, ...]]:
    """Cut levels into runs short enough to be solved as one whole-number cost, exact for any choice."""
    block: list[Costs] = []
    for cost in costs:
        if block and prod(c.span + 1 for c in (*block, cost)) > LARGEST:
            yield tuple(block)
            block = []
        block.append(cost)
    if block:
        yield tuple(block)


def joined(block: tuple[Costs, ...]) -> Array:
    """Return levels in order as one cost: a level weighs more than all those after it can come to."""
    total = np.zeros(len(block[0].signed), dtype=np.int64)
    weight = 1
    for cost in reversed(block):
        total += weight * (cost.signed // cost.step)
        weight *= cost.span + 1
    return total
