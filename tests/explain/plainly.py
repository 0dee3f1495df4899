"""One child at a time by counting: every home, every set of her brothers and sisters, no columns and no solver."""

from dataclasses import dataclass
from itertools import combinations

from properties.oracle import Oracle

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome, Siblings, Urgency
from placements.domain.living import clashes
from placements.domain.region import Region
from placements.optimise.costs import extra_cost
from placements.policy.policy import default_policy


@dataclass(frozen=True)
class Way:
    """A set of children in a home; of two ways the one with the smaller `key` stands first."""

    home_id: str
    children: tuple[str, ...]
    below: bool
    key: tuple[int, ...]


class Plainly(Oracle):
    """What may be said of one child, found home by home."""

    def __init__(self, region: Region) -> None:
        super().__init__(region, default_policy())

    def asked_for(self, child: str) -> tuple[str, ...]:
        group = self.region.group_of[child]
        return (child,) if self.flag[child] is Siblings.MAY else tuple(sorted(group))

    def sets_with(self, child: str) -> list[tuple[str, ...]]:
        group = self.region.group_of[child]
        every = [part for size in range(1, len(group) + 1) for part in combinations(sorted(group), size)]
        return [part for part in every if child in part and self._may_be_a_set(group, part)]

    def ways(self, child: str) -> dict[str, Way]:
        """Return the best way into each home that may be proposed to her."""
        found: dict[str, Way] = {}
        for part in self.sets_with(child):
            for home in self.region.home:
                if self.possible(home, part):
                    way = self.way(home, part)
                    if home not in found or way.key < found[home].key:
                        found[home] = way
        return found

    def possible(self, home: str, part: tuple[str, ...]) -> bool:
        if not all(self.lawful(c, home) for c in part):
            return False
        if any(self.below(c, home) and self.urgency[c] > Urgency.TODAY for c in part):
            return False
        return not clashes(self.region, home, part, dict.fromkeys(self.region.group_of, self.region.as_of), 3)

    def way(self, home: str, part: tuple[str, ...]) -> Way:
        flag, region = self.flag[part[0]], self.region
        split = flag is Siblings.SHOULD and set(part) != set(region.group_of[part[0]])
        below = split or any(self.below(c, home) for c in part)
        points = [self.points(c, home, frozenset(part) - {c}) for c in part]
        key = (
            below, 0 if flag is Siblings.MAY else -len(part), -sum(sum(p.values()) for p in points),
            *(-sum(p.get(name, 0) for p in points) for name in ("kin_and_kind", "siblings", "school")),
            -sum(self.area(c, home) for c in part),
            sum(extra_cost(region, region.child[c], region.home[home]) for c in part),
        )  # fmt: skip
        return Way(home, part, below, key)

    def failing(self, children: tuple[str, ...], home: str) -> set[str]:
        """Return the rules that close a home to any of some children."""
        return {
            v.rule.code for c in children for v in judge_pair(self.region, self.policy, c, home).failing
        }  # fmt: skip

    def worst(self, children: tuple[str, ...], home: str) -> Outcome:
        return max(judge_pair(self.region, self.policy, c, home).outcome for c in children)
