"""Exhaustive search over every proposal of a small region: no solver, no columns, no rows."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

from placements.candidates.classes import urgency_of
from placements.candidates.floor import floor_reasons
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Siblings, Urgency
from placements.domain.fixed import fixed_pairs
from placements.domain.living import clashes
from placements.domain.region import Region
from placements.domain.stay import stay_of, togetherness
from placements.optimise.costs import extra_cost
from placements.optimise.points import plain_points
from placements.policy.policy import Policy
from placements.rules.rule import Case


class Oracle:
    """Everything about one region, remembered pair by pair."""

    def __init__(self, region: Region, policy: Policy, previous: dict[str, str] | None = None) -> None:
        self.region, self.policy, self.previous = region, policy, previous or {}
        self.ids = [c.child_id for c in region.waiting]
        self.urgency = {c.child_id: urgency_of(c, region.as_of) for c in region.waiting}
        self.flag = {c: togetherness(region, region.group_of[c]) for c in self.ids}
        self.lawful = cache(self._lawful)
        self.points = cache(self._points)
        self.below = cache(self._below)
        self.clashing = cache(self._clashing)
        self.best = cache(self._best)

    def case(self, child: str, home: str) -> Case:
        return Case(self.region, self.policy, self.region.child[child], self.region.home[home])

    def _lawful(self, child: str, home: str) -> bool:
        return judge_pair(self.region, self.policy, child, home).outcome.may_be_proposed

    def _points(self, child: str, home: str, others: frozenset[str]) -> dict[str, int]:
        return {p.name: p.points for p in plain_points(self.case(child, home), others)}

    def _below(self, child: str, home: str) -> bool:
        return bool(floor_reasons(self.case(child, home)))

    def _clashing(self, home: str, children: frozenset[str], moved: frozenset[str]) -> bool:
        starts = {c: stay_of(self.region.child[c], self.region.as_of).start for c in moved}
        return bool(clashes(self.region, home, sorted(children), starts, 3))

    def area(self, child: str, home: str) -> int:
        pairs = self.case(child, home).pairs
        if pairs.wants_away[0, 0]:
            return 0
        return 2 if pairs.in_area[0, 0] else int(pairs.adjoining[0, 0])

    def _best(self, child: str) -> tuple[int, ...] | None:
        """Points, kind, siblings, school and area of her own best lawful home, at or above the floor first."""
        group, found = self.region.group_of[child], []
        for size in range(1, len(group) + 1):
            for part in combinations(group, size):
                if child in part and self._may_be_a_set(group, part):
                    found += list(self._ways(child, group, part))
        return max(found, default=None) and max(found)[1:]

    def _may_be_a_set(self, group: tuple[str, ...], part: tuple[str, ...]) -> bool:
        flag = self.flag[group[0]]
        if set(part) == set(group) or flag is Siblings.MAY:
            return True
        return flag is Siblings.SHOULD and all(self.urgency[c] <= Urgency.TODAY for c in group)

    def _ways(self, child: str, group: tuple[str, ...], part: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
        split = set(part) != set(group) and self.flag[group[0]] is Siblings.SHOULD
        everyone_moved = frozenset(self.region.group_of)
        for home in self.region.home:
            if not all(self.lawful(c, home) for c in part):
                continue
            if any(self.below(c, home) and not self.pressed(c, home) for c in part):
                continue
            starts = dict.fromkeys(everyone_moved, self.region.as_of)
            if clashes(self.region, home, part, starts, 3):
                continue
            points = self.points(child, home, frozenset(part) - {child})
            above = not (split or self.below(child, home))
            yield (
                above, sum(points.values()), points["kin_and_kind"], points.get("siblings", 0),
                points.get("school", 0), self.area(child, home),
            )  # fmt: skip

    def proposals(self) -> Iterator[dict[str, str]]:
        """Yield every lawful proposal."""
        fixed = dict(fixed_pairs(self.region))
        choices = [
            [h for h in self.region.home if self.lawful(c, h)] + [None] if c not in fixed else [fixed[c]]
            for c in self.ids
        ]
        for homes in product(*choices):
            proposal = {c: h for c, h in zip(self.ids, homes, strict=True) if h}
            if self.may_be_proposed(proposal):
                yield proposal

    def may_be_proposed(self, proposal: dict[str, str]) -> bool:
        for child in proposal:
            if self.stop_gap(proposal, child) and not self.pressed(child, proposal[child]):
                return False
            pressed = all(self.urgency[c] <= Urgency.TODAY for c in self.region.group_of[child])
            if self.apart(proposal, child) and not pressed:
                return False
        for child in self.ids:
            group = self.region.group_of[child]
            if self.flag[child] is Siblings.MUST and len({proposal.get(c) for c in group}) > 1:
                return False
        moved = frozenset(proposal)
        return not any(
            self.clashing(home, frozenset(c for c in proposal if proposal[c] == home), moved)
            for home in set(proposal.values())
        )

    def pressed(self, child: str, home: str) -> bool:
        """Whether she may be in a stop-gap there: overdue, today's, or settled by a person."""
        return self.urgency[child] <= Urgency.TODAY or (child, home) in fixed_pairs(self.region)

    def apart(self, proposal: dict[str, str], child: str) -> bool:
        group = self.region.group_of[child]
        return self.flag[child] is Siblings.SHOULD and len({proposal.get(c) for c in group}) > 1

    def stop_gap(self, proposal: dict[str, str], child: str) -> bool:
        return self.below(child, proposal[child]) or self.apart(proposal, child)

    def shortfall(self, proposal: dict[str, str], child: str) -> int:
        home, best = proposal[child], self.best(child)
        with_her = frozenset(c for c in self.region.group_of[child] if c != child and proposal.get(c) == home)
        points = self.points(child, home, with_her)
        short = max(0, best[0] - sum(points.values()))
        no_worse = (
            points["kin_and_kind"] >= best[1] and points.get("siblings", 0) >= best[2]
            and points.get("school", 0) >= best[3] and self.area(child, home) >= best[4]
        )  # fmt: skip
        return 0 if no_worse and short <= self.policy.points.equal_within else short

    def levels(self, proposal: dict[str, str]) -> dict[str, int]:
        """Count every level of a proposal."""
        placed = {u: sum(self.urgency[c] is u for c in proposal) for u in Urgency}
        short = {c: self.shortfall(proposal, c) for c in proposal}
        now = [c for c in proposal if self.urgency[c] <= Urgency.SOON]
        later = [c for c in proposal if self.urgency[c] is Urgency.LATER]
        poor = self.policy.points.poor
        return {
            **{f"placed_{u.word}": placed[u] for u in Urgency},
            "stop_gaps": sum(self.stop_gap(proposal, c) for c in proposal),
            "right_home_poor": sum(short[c] > poor for c in now),
            "right_home_shortfall": sum(short[c] for c in now),
            "right_home_later_poor": sum(short[c] > poor for c in later),
            "right_home_later_shortfall": sum(short[c] for c in later),
            "fair_shares": 0,
            "least_change": sum(c in self.urgency and proposal.get(c) != home for c, home in self.previous.items()),
            "weekly_cost": sum(
                extra_cost(self.region, self.region.child[c], self.region.home[h]) for c, h in proposal.items()
            ),
        }

    def ranked(self, proposal: dict[str, str]) -> tuple[int, ...]:
        """Return the levels in the policy's order, so that the larger tuple is the better proposal."""
        levels = self.levels(proposal)
        return tuple(levels[name] if name.startswith("placed_") else -levels[name] for name in self.policy.levels.order)
