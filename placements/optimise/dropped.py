"""The region solved as if some rules were not there: what they cost everybody together, level by level.

Every proposal is counted on one scale, that of the region without any of the rules asked about: each child's own best
home is the same throughout, so a level never looks better because a better home was forbidden. A rule is dropped as it
judges a child and a home; who arrives together in a home is held as before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from time import monotonic

import numpy as np

from placements.candidates.screen import Screen, screen
from placements.domain.codes import Outcome
from placements.errors import RejectedError
from placements.optimise.check import review_of
from placements.optimise.model import Model
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.options import allowed, build
from placements.optimise.points import points_table
from placements.optimise.problem import Array, Problem, all_homes, canonical_children
from placements.optimise.promise import Members
from placements.optimise.rows import Layout
from placements.optimise.solve import Costs, blend, costs_of, homes_of, rows_of, settle

SECONDS = 120.0


def whole_screen(problem: Problem) -> Screen:
    """Return everybody in the match judged against every home, rule by rule."""
    region, policy = problem.region, problem.policy
    children = canonical_children(policy, region.waiting)
    return screen(region, policy, children, all_homes(region, policy), rule_by_rule=True)


@dataclass(frozen=True)
class Dropped:
    """A region without some rules, to be solved with any of them back in force."""

    wide: Screen
    rules: tuple[str, ...]
    previous: Mapping[str, str]
    alone: Members = field(default_factory=dict)

    @cached_property
    def opened(self) -> Array:
        """The pairs nothing but these rules keeps from being proposed."""
        count = np.zeros(self.wide.outcome.shape, dtype=np.int16)
        for code in self.rules:
            count += self._fails(code)
        result: Array = (self.wide.failing > 0) & (count == self.wide.failing)
        return result

    def _fails(self, code: str) -> Array:
        none = np.zeros(self.wide.outcome.shape, dtype=bool)
        return self.wide.fails.get(code, none)

    @cached_property
    def problem(self) -> Problem:
        """The problem without any of the rules."""
        outcome = np.where(self.opened, Outcome.NEEDS_APPROVAL, self.wide.outcome).astype(np.int8)
        free = replace(self.wide, outcome=outcome)
        may = allowed(free)
        pairs = free.pairs
        region, policy, points = pairs.region, pairs.policy, points_table(free)
        return Problem(region, policy, free, may, build(free, may), points, dict(self.previous), self.alone)

    @cached_property
    def _model(self) -> Model:
        layout = Layout(self.problem)
        return Model.of(self.problem.options.count, rows_of(self.problem, layout), layout.members_of)

    @cached_property
    def costs(self) -> tuple[Costs, ...]:
        """The levels, on the one scale."""
        return costs_of(self.problem)

    @cached_property
    def _broken(self) -> dict[str, Array]:
        """By rule, the options it would keep out."""
        options, found = self.problem.options, {}
        for code in self.rules:
            hers = self.problem.of_members(self._fails(code))
            found[code] = np.bincount(options.option, weights=hers, minlength=options.count) > 0
        return found

    def keeps_out(self, in_force: Iterable[str]) -> Array:
        """Return the options that rules in force keep out."""
        result: Array = np.zeros(self.problem.options.count, dtype=bool)
        for code in in_force:
            result |= self._broken[code]
        return result

    def solve(self, in_force: Sequence[str], seconds: float = SECONDS) -> tuple[tuple[int, ...], Array]:
        """Return the value of every level with some of the rules in force, proven, and the choice.

        Raises NoProposalError when the time is up, RejectedError if the records do not count the same.
        """
        clock = monotonic() + seconds
        model = self._model.copy()
        model.leave_out(np.flatnonzero(self.keeps_out(in_force)))
        model.set_aside(model.far(blend(self.costs), clock))
        levels, chosen = settle(self.problem, model, self.costs, model.guess(blend(self.costs), clock), clock)
        review = review_of(self.problem, homes_of(self.problem, chosen))
        for level in levels:
            counted = OBJECTIVES[level.name].value(review)
            if counted != level.value or level.gap:
                raise RejectedError(f"{level.name}: {level.value} is solved for and {counted} counted.")
        return tuple(level.value for level in levels), chosen

    def every_subset(self) -> dict[frozenset[str], tuple[int, ...]]:
        """Return the levels for every set of the rules dropped; 2 to the power of their number, few of them solved.

        Where the best choice with more rules dropped breaks none that is back in force, it is the best there as well.
        """
        values: dict[frozenset[str], tuple[int, ...]] = {}
        choices: list[tuple[frozenset[str], Array]] = []
        for size in range(len(self.rules), -1, -1):
            for subset in map(frozenset, combinations(self.rules, size)):
                out = self.keeps_out(set(self.rules) - subset)
                known = next((s for s, c in choices if subset <= s and not (c[out] > 0).any()), None)
                if known is None:
                    values[subset], chosen = self.solve(sorted(set(self.rules) - subset))
                    choices.append((subset, chosen))
                else:
                    values[subset] = values[known]
        return values
