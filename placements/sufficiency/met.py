"""Whom supply fails in a week: the least number of children no proposal could meet well.

A child is *well met* in a home that is lawful, above the floor, of a kind the assessment plans, not more than the
authority's `far_miles` away, in the area of the child's authority, and with the whole sibling group where it should
stay together. Relatives are always well met by place; for a child who needs distance, or whose home is not known, so
is everybody. *Badly met* is a child with a home that is not; *without a home* one whom no place is left for. *Unmet*
is either. This is no proposal: it is what the best use of all places could do for the children together, so that a
shortage is never the fault of an order of placing. Other questions, each answered by itself, are the fewest urgent
children (overdue and today's) without any home, and the fewest children without any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen, screen
from placements.domain.children import Child
from placements.domain.codes import Kind, Suits, Urgency
from placements.domain.region import Region
from placements.errors import NoProposalError
from placements.optimise.model import EMPHASIS, Model
from placements.optimise.options import allowed, build
from placements.optimise.points import NAMES, PointsTable
from placements.optimise.problem import Problem, canonical_children, live_homes
from placements.optimise.rows import Layout
from placements.optimise.solve import rows_of
from placements.policy.policy import Policy
from placements.rules.columns.pairs import Pairs

Array = npt.NDArray[Any]
SECONDS = 120.0
WAYS = ("kind", "far", "siblings_apart", "out_of_area", "stop_gap")
"""How a child may be badly met: not as planned, over 20 miles, apart, out of the authority's area, below the floor."""
SUITS = {
    Kind.FOSTERING: "suits_foster", Kind.RESIDENTIAL: "suits_residential", Kind.SUPPORTED: "suits_supported",
    Kind.SECURE: "suits_secure",
}  # fmt: skip
EXEMPT = (Kind.KINSHIP, Kind.SECURE)
"""Kinds whose distance says nothing about supply: relatives live where they live, secure places are national."""


def planned_kinds(child: Child) -> tuple[Kind, ...]:
    """Return the kinds the assessment plans for: those preferred, else those that suit, else a family."""
    for wanted in (Suits.PREFERRED, Suits.SUITABLE):
        found = tuple(kind for kind, name in SUITS.items() if getattr(child, name) is wanted)
        if found:
            return found
    return tuple(k for k in (Kind.FOSTERING,) if child.suits_foster is not Suits.UNSUITABLE) or (Kind.RESIDENTIAL,)


def posed(region: Region, policy: Policy) -> Problem:
    """Return the problem of a region, without points: no child's best home is asked for here."""
    screened = screen(region, policy, canonical_children(policy, region.waiting), live_homes(region, policy))
    may = allowed(screened)
    return Problem(region, policy, screened, may, build(screened, may), no_points(screened), {})


def no_points(screened: Screen) -> PointsTable:
    """Return a table of points nobody reads."""
    none = np.zeros((len(screened.pairs.children), len(NAMES)), dtype=np.int64)
    return PointsTable(none, *(np.zeros((1, 1), dtype=np.int64) for _ in range(4)))


def bad_pairs(pairs: Pairs, below: Array) -> dict[str, Array]:
    """Return how a child would be badly met in a home, as tables of pairs; siblings apart belong to sets."""
    planned = pairs.kind(Kind.KINSHIP)
    for kind in SUITS:
        planned = planned | (pairs.of_children(_plans(kind)) & pairs.kind(kind))
    near = pairs.kind(*EXEMPT) | pairs.wants_away
    far = (pairs.miles > pairs.limit("far_miles")) & ~near
    return {"kind": ~planned, "far": far, "out_of_area": ~pairs.in_area & ~near, "stop_gap": below}


def _plans(kind: Kind) -> Any:
    return lambda child: kind in planned_kinds(child)


@dataclass(frozen=True)
class Met:
    """Children and homes of a week, to be met as well as can be."""

    problem: Problem

    @cached_property
    def layout(self) -> Layout:
        """Options by home and child."""
        return Layout(self.problem)

    @cached_property
    def model(self) -> Model:
        """Every row a proposal keeps."""
        return Model.of(self.problem.options.count, rows_of(self.problem, self.layout), self.layout.members_of)

    @cached_property
    def bad(self) -> dict[str, Array]:
        """How each member of each option would be badly met."""
        problem = self.problem
        tables = bad_pairs(problem.screen.pairs, problem.may.below)
        found = {name: problem.of_members(np.broadcast_to(t, problem.screen.pairs.shape)) for name, t in tables.items()}
        found["siblings_apart"] = problem.options.split[problem.options.option]
        return {name: found[name] for name in WAYS}

    @cached_property
    def well(self) -> Array:
        """How many children each option meets well."""
        return self.problem.options.total(~np.logical_or.reduce(list(self.bad.values())))

    @cached_property
    def urgent(self) -> Array:
        """How many urgent children each option gives a home."""
        return self.problem.options.total(self.problem.urgency_is(Urgency.OVERDUE, Urgency.TODAY))

    @cached_property
    def any_home(self) -> Array:
        """How many children each option gives a home."""
        return self.problem.options.size

    def most(self, gain: Array, among: Array | None = None) -> int:
        """Return the most that can be gained by one choice; `among`: a mask of the options that may be chosen."""
        return self.chain([gain], among)[0][0]

    def chain(self, gains: Sequence[Array], among: Array | None = None) -> tuple[list[int], Array]:
        """Maximise gains one after another, each proven with those before kept; return the values and the choice."""
        useful = np.any([gain != 0 for gain in gains], axis=0) & (True if among is None else among)
        which = np.flatnonzero(useful)
        model = self.model.only(which)
        values, chosen = best([-gain[which] for gain in gains], model)
        whole = np.zeros(self.problem.options.count, dtype=np.int64)
        whole[which] = chosen
        return [-value for value in values], whole


def best(costs: Sequence[Array], model: Model, seconds: float = SECONDS) -> tuple[list[int], Array]:
    """Minimise costs one after another over a model's options, to gap 0; raises NoProposalError when time is up."""
    until = monotonic() + seconds
    chosen: Array | None = None
    values = []
    for k, cost in enumerate(costs):
        rest = sum(costs[k + 1 :], np.zeros_like(cost))
        solved = model.solve(cost, EMPHASIS * cost + rest if rest.any() else None, chosen, until)
        if solved.chosen is None or not solved.proven:
            raise NoProposalError("A week was not solved in the time allowed.")
        chosen = solved.chosen
        values.append(int(cost @ chosen))
        model.keep(cost, values[-1])
    assert chosen is not None
    return values, chosen
