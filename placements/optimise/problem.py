"""The whole problem as arrays: nothing is looked up any more once it is built."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen, screen
from placements.domain.capacity import idle
from placements.domain.children import Child
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.domain.stay import Stay
from placements.optimise.costs import extra_pence
from placements.optimise.criteria.criterion import shares
from placements.optimise.criteria.siblings import counts, resident_siblings
from placements.optimise.options import Allowed, Options, allowed, build
from placements.optimise.points import SIBLINGS, PointsTable, points_table
from placements.optimise.promise import Members
from placements.optimise.ties import tie
from placements.policy.policy import Policy
from placements.rules.columns.homes import kept_homes

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Problem:
    """Children, homes and options in canonical order, and what each option is worth."""

    region: Region
    policy: Policy
    screen: Screen
    may: Allowed
    options: Options
    points: PointsTable
    previous: Mapping[str, str]
    alone: Members = field(default_factory=dict)

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Stays, by row of children."""
        return self.screen.pairs.stays

    @cached_property
    def member_home(self) -> Array:
        """The home of each member's option."""
        return self.options.home[self.options.option]

    def of_members(self, table: Array) -> Array:
        """Pick a figure of pairs for every member."""
        wide = np.broadcast_to(table, self.screen.pairs.shape)
        result: Array = wide[self.options.member, self.member_home]
        return result

    @cached_property
    def sibling_points(self) -> Array:
        """Points each member earns for the brothers and sisters she would live with."""
        joined = self.of_members(resident_siblings(self.screen)) + self.options.size[self.options.option] - 1
        worth = shares(joined, self.of_members(counts(self.screen)))
        most = self.points.most[self.options.member, SIBLINGS]
        result: Array = (2 * most * worth + 100) // 200
        return result

    @cached_property
    def member_points(self) -> Array:
        """Points of each member in her option, 0 to 100."""
        result: Array = self.of_members(self.points.base) + self.sibling_points
        return result

    @cached_property
    def member_below(self) -> Array:
        """Whether each member would be in a stop-gap: below the floor, or apart from a `should` group."""
        result: Array = self.of_members(self.may.below) | self.options.split[self.options.option]
        return result

    @cached_property
    def best(self) -> Array:
        """For each child the member entry that is her own best, -1 where she has no option.

        At or above the floor before below it; then points, kind, siblings, school, area, price, and the tie.
        """
        order = np.lexsort((
            np.arange(len(self.options.member)), self.of_members(self.extra),
            -self.of_members(self.points.area), -self.of_members(self.points.school), -self.sibling_points,
            -self.of_members(self.points.kind), -self.member_points, self.member_below, self.options.member,
        ))  # fmt: skip
        first = np.full(len(self.screen.pairs.children), -1, dtype=np.int64)
        children, where = np.unique(self.options.member[order], return_index=True)
        first[children] = order[where]
        return first

    @cached_property
    def shortfall(self) -> Array:
        """Points each member falls short of that child's own best; 0 for homes that are equally suitable."""
        best = self.best[self.options.member]
        short = np.maximum(0, self.member_points[best] - self.member_points)
        equal = short <= self.policy.points.equal_within
        for figure in (
            self.of_members(self.points.kind), self.sibling_points,
            self.of_members(self.points.school), self.of_members(self.points.area),
        ):  # fmt: skip
            equal &= figure >= figure[best]
        result: Array = np.where(equal, 0, short)
        return result

    @cached_property
    def extra(self) -> Array:
        """Extra pence a week of each pair, shape (children, homes)."""
        return extra_pence(self.screen.pairs)

    def urgency_is(self, *classes: int) -> Array:
        """Whether each member's child is of one of the classes."""
        result: Array = np.isin(self.may.urgency[:, 0], classes)[self.options.member]
        return result


def pose(region: Region, policy: Policy, previous: Mapping[str, str] | None = None) -> Problem:
    """Return the problem of a region under a policy; `previous` is the last proposal sent.

    With the pooling guarantee every member is solved for alone first.
    """
    problem = pose_for(region, policy, region.waiting, previous)
    if not policy.pooling.guarantee:
        return problem
    from placements.optimise.alone import alone  # solving needs the problem, and with the guarantee it needs solving

    return replace(problem, alone=alone(problem))


def pose_for(
    region: Region, policy: Policy, children: Iterable[Child], previous: Mapping[str, str] | None = None
) -> Problem:
    """Return the problem of some children, whole sibling groups, as if they were the only ones in the match.

    Homes that can take nobody today are left out; a test holds that the rules agree.
    """
    screened = screen(region, policy, canonical_children(policy, children), live_homes(region, policy))
    may = allowed(screened)
    return Problem(region, policy, screened, may, build(screened, may), points_table(screened), dict(previous or {}))


def live_homes(region: Region, policy: Policy) -> tuple[Home, ...]:
    """Return the homes that could take somebody, in canonical order."""
    name = f"live {policy.tie.key}"
    return kept_homes(region, name, lambda: canonical_homes(policy, [h for h in region.homes if not idle(region, h)]))


def all_homes(region: Region, policy: Policy) -> tuple[Home, ...]:
    """Return every home, in canonical order."""
    return kept_homes(region, f"all {policy.tie.key}", lambda: canonical_homes(policy, region.homes))


def canonical_children(policy: Policy, children: Iterable[Child]) -> list[Child]:
    """Return children in the order of their keyed hashes."""
    return sorted(children, key=lambda c: tie(policy.tie.key, c.child_id))


def canonical_homes(policy: Policy, homes: Iterable[Home]) -> list[Home]:
    """Return homes in the order of their keyed hashes."""
    return sorted(homes, key=lambda h: tie(policy.tie.key, h.home_id))
