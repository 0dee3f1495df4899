"""One child, or a sibling group asked for together: homes in order, why, why not, and what would open more.

She is looked at as if she were the only one in the match; who else needs each home is said beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from placements.candidates.classes import urgency_of
from placements.candidates.floor import floor_reasons
from placements.candidates.screen import Screen
from placements.candidates.verdicts import judged_cases, verdict_of
from placements.collector import put_off
from placements.domain.codes import Siblings
from placements.domain.region import Region
from placements.domain.stay import stay_of, togetherness
from placements.errors import UsageError
from placements.explain.claims import Claim, claims
from placements.explain.unlocks import sought_for, wide_screen
from placements.explain.why import known
from placements.optimise.check import best_homes
from placements.optimise.points import plain_points
from placements.optimise.problem import Problem, pose_for
from placements.optimise.review import Best, Placement, Review
from placements.policy.policy import Policy
from placements.rules.columns.pairs import Pairs

TOP = 10


@dataclass(frozen=True)
class Choice:
    """One home with the children who would go there together, and their totals."""

    home: int
    children: tuple[str, ...]
    below: bool
    points: int
    shortfall: int


@dataclass(frozen=True)
class Shortlist:
    """What can be said of one child or group; `to_dict` in `shortlist_document` puts it in words.

    `home_of` is a proposal for the whole region, if there is one to compare with.
    """

    region: Region
    policy: Policy
    child_id: str
    group: tuple[str, ...]
    problem: Problem
    top: int = TOP
    tonight: bool = False
    home_of: Mapping[str, str] | None = field(default=None, repr=False)
    ordered: tuple[Choice, ...] | None = field(default=None, repr=False)
    """The choices in another order than their own, if any."""
    recorded: Region | None = field(default=None, repr=False)
    """The region as it is recorded, where she is asked for as if needed tonight."""
    claimed: bool = True
    """Whether to work out who else needs each home."""
    compare: Callable[[str, str], dict[str, Any]] | None = field(default=None, repr=False)
    """Solves the region with a pair forced, where exact effects on others are asked for."""

    def to_dict(self, *, brief: bool = False) -> dict[str, Any]:
        """Return the JSON form (schema placements/child/1); `brief` without the list of closed homes and the hash."""
        from placements.explain.shortlist_document import document

        with put_off():
            return document(self, brief=brief)

    @property
    def flag(self) -> Siblings | None:
        """The group's together-or-apart flag; None for a child without brothers and sisters in the match."""
        everyone = self.region.group_of[self.child_id]
        return togetherness(self.region, everyone) if len(everyone) > 1 else None

    @property
    def start(self) -> date:
        """Her first night."""
        return stay_of(self.region.child[self.child_id], self.region.as_of).start

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every home she, or the group, may be proposed to, best first."""
        if self.ordered is not None:
            return self.ordered
        return tuple(_choices(self.problem, self.child_id, self.group))

    @cached_property
    def wide(self) -> Screen:
        """The group against every home, those that can take nobody today included."""
        return wide_screen(self.region, self.policy, self.group, rule_by_rule=True)

    @cached_property
    def best(self) -> dict[str, Best]:
        """Each one's own best home."""
        return best_homes(self.problem)

    @cached_property
    def cheapest(self) -> Choice | None:
        """The cheapest choice at or above the floor for the same children that costs less than the first."""
        first, costs = self.choices[:1], self._extra
        fair = [c for c in self.choices if not c.below and self._asked(c) == self._asked(first[0])] if first else []
        least = min(fair, key=lambda choice: costs(choice), default=None)
        return least if least is not None and costs(least) < costs(first[0]) else None

    def _extra(self, choice: Choice) -> int:
        rows = [self.problem.screen.pairs.row[c] for c in self._asked(choice)]
        return int(self.problem.extra[rows, choice.home].sum())

    def _asked(self, choice: Choice) -> tuple[str, ...]:
        """Return those of a choice who were asked for; a brother who may live apart only comes along."""
        return tuple(c for c in choice.children if c in self.group)

    @cached_property
    def shown(self) -> tuple[Choice, ...]:
        """The choices put in words: the first ones, and the cheapest."""
        listed = self.choices[: self.top]
        return listed if self.cheapest is None or self.cheapest in listed else (*listed, self.cheapest)

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """Who else needs each home shown."""
        homes = tuple(self.problem.screen.pairs.homes[c.home] for c in self.shown)
        if not self.claimed:
            return {home.home_id: [] for home in homes}
        return claims(self.region, self.policy, self.group, homes)

    @cached_property
    def placements(self) -> dict[tuple[str, str], Placement]:
        """Every child in every home shown, looked at as a placement."""
        pairs = self.problem.screen.pairs
        homes = tuple(pairs.homes[c.home] for c in self.shown)
        asked = Pairs(self.region, self.policy, tuple(self.region.child[c] for c in self._everyone), homes)
        cases = judged_cases(asked)
        found = {}
        for choice, home in zip(self.shown, homes, strict=True):
            for child_id in choice.children:
                case = cases[child_id, home.home_id]
                with_her = frozenset(choice.children) - {child_id}
                below = floor_reasons(case)
                if self._apart(choice):
                    below.append("brothers and sisters who should live together would live apart")
                found[child_id, home.home_id] = Placement(
                    case, verdict_of(case), urgency_of(case.child, self.region.as_of), with_her,
                    plain_points(case, with_her), tuple(below), self.best.get(child_id),
                )  # fmt: skip
        return found

    @property
    def _everyone(self) -> tuple[str, ...]:
        return tuple(sorted({c for choice in self.shown for c in choice.children} | set(self.group)))

    def _apart(self, choice: Choice) -> bool:
        whole = set(choice.children) == set(self.region.group_of[self.child_id])
        return self.flag is Siblings.SHOULD and not whole

    def review(self, choice: Choice) -> Review:
        """Return the choice as a proposal of its own."""
        home_id = self.problem.screen.pairs.homes[choice.home].home_id
        return Review(self.region, self.policy, dict.fromkeys(choice.children, home_id), self.best, {})


def _choices(problem: Problem, child_id: str, group: tuple[str, ...]) -> list[Choice]:
    """Return one choice a home, in the order of each child's own best: floor, whole sets, points, then the rest."""
    options, row = problem.options, problem.screen.pairs.row[child_id]
    hers = np.unique(options.option[options.member == row])
    if not hers.size:
        return []
    home, size = options.home[hers], options.size[hers]
    below = options.total(problem.member_below)[hers] > 0
    points, short = (options.total(t)[hers] for t in (problem.member_points, problem.shortfall))
    kin, school, area = (options.total(problem.of_members(t))[hers] for t in
                         (problem.points.kind, problem.points.school, problem.points.area))  # fmt: skip
    siblings = options.total(problem.sibling_points)[hers]
    cost = options.total(problem.of_members(problem.extra))[hers]
    order = np.lexsort((home, cost, -area, -school, -siblings, -kin, -points, -size * (len(group) > 1), below))
    ids = [c.child_id for c in problem.screen.pairs.children]
    found: dict[int, Choice] = {}
    for k in order.tolist():
        if int(home[k]) not in found:
            inside = options.member[options.option == hers[k]]
            children = tuple(sorted(ids[i] for i in inside))
            found[int(home[k])] = Choice(int(home[k]), children, bool(below[k]), int(points[k]), int(short[k]))
    return list(found.values())


def shortlist(
    region: Region, policy: Policy, child_id: str, *, top: int = TOP, tonight: bool = False,
    home_of: Mapping[str, str] | None = None, compare: Callable[[str, str], dict[str, Any]] | None = None,
) -> Shortlist:  # fmt: skip
    """Return the shortlist of a child, asked for with her brothers and sisters unless they may live apart.

    Raises UsageError for an unknown child, or one who is settled and not in the match.
    """
    known("child", child_id, region.child)
    if child_id not in region.group_of:
        raise UsageError(
            f"{child_id} is settled in the present home. If the child is to move, give move_agreed_on or notice_ends."
        )
    group = sought_for(region, child_id)
    recorded = region
    if tonight:
        region = needed_tonight(region, group)
    problem = pose_for(region, policy, [region.child[c] for c in region.group_of[child_id]])
    return Shortlist(
        region, policy, child_id, group, problem, top, tonight, home_of, recorded=recorded, compare=compare
    )


def needed_tonight(region: Region, group: tuple[str, ...]) -> Region:
    """Return the region in which a child or group needs a home today; overdue children stay overdue."""
    today = region.as_of
    children = tuple(
        child.model_copy(update={"needed_by": today}) if child.child_id in group and child.needed_by > today else child
        for child in region.children
    )
    return region.with_children(children=children)
