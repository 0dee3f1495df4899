"""Two proposals beside each other: which is better at which level, and for every child what changes and why."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from placements.domain.region import Region
from placements.explain.beside import Beside, beside, first
from placements.explain.differences import Told, change, difference
from placements.explain.sides import Side
from placements.explain.standing import better, better_in
from placements.explain.version import program_version
from placements.optimise.check import review_of
from placements.optimise.lawful import Fault, faults
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.policy.policy import Policy
from placements.units import pounds

SCHEMA = "placements/compare/1"


@dataclass(frozen=True)
class Comparison:
    """Two proposals under one region and one policy. `to_dict()` is the JSON of `compare`."""

    problem: Problem
    one: Side
    two: Side

    @property
    def region(self) -> Region:
        """The region both are counted by."""
        return self.problem.region

    @property
    def policy(self) -> Policy:
        """The policy both are counted under."""
        return self.problem.policy

    @cached_property
    def a(self) -> Review:
        """The first proposal under review."""
        return review_of(self.problem, self.one.home_of(self.region))

    @cached_property
    def b(self) -> Review:
        """The second proposal under review."""
        return review_of(self.problem, self.two.home_of(self.region))

    @cached_property
    def levels(self) -> tuple[Beside, ...]:
        """Every level of both."""
        return beside(self.a, self.b)

    @cached_property
    def children(self) -> list[dict[str, Any]]:
        """Every child in the match: what changes and why."""
        gone = (self._gone(self.one), self._gone(self.two))
        told: Told = {}
        return [difference(self.a, self.b, c, gone, told) for c in sorted(self.region.group_of)]

    def _gone(self, side: Side) -> dict[str, str]:
        """Return the children whose home of a side is not in the region any more."""
        return {c: h for c, h in side.given.items() if c in self.region.group_of and h not in self.region.home}

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/compare/1)."""
        deciding = first(self.levels)
        up_a, up_b = better_in(self.a, self.b, sorted(self.region.group_of))
        return {
            "schema": SCHEMA,
            "region": self.region.name,
            "as_of": self.region.as_of.isoformat(),
            "inputs": self.region.inputs,
            "policy": self.policy.digest,
            "version": program_version(),
            "a": self._side(self.one, self.a),
            "b": self._side(self.two, self.b),
            "levels": [row.to_dict() for row in self.levels],
            "first": None if deciding is None else deciding.to_dict(),
            "better": "equal" if deciding is None else deciding.better,
            "counts": dict(sorted(Counter(row["change"] for row in self.children).items())),
            "better_in_a": up_a,
            "better_in_b": up_b,
            "children": self.children,
            "new": self._only(self.two, self.one),
            "left": self._only(self.one, self.two),
            "authorities": self._authorities(),
            "names": {code: a.name for code, a in sorted(self.region.authority.items())},
        }

    def _side(self, side: Side, review: Review) -> dict[str, Any]:
        found: list[Fault] = faults(review)
        return {
            "source": side.source,
            "as_of": side.as_of,
            "same_rows": side.same_rows,
            "same_policy": side.policy is None or side.policy.digest == self.policy.digest,
            "placed": len(review.home_of),
            "lawful": not found,
            "problems": [fault.to_dict() for fault in found],
            "not_in_the_match": side.left(self.region),
            "homes_gone": self._gone(side),
            "weekly_cost": pounds(sum(p.full for p in review.placements.values())),
            "extra_cost": pounds(sum(p.extra for p in review.placements.values())),
        }

    def _only(self, side: Side, other: Side) -> list[str]:
        """Return the children of one side's week who were not in the other's, where both are known."""
        weeks = [s.children if s.children is not None else _listed(s, self.region) for s in (side, other)]
        return sorted(weeks[0] - weeks[1]) if other.children is not None else []

    def _authorities(self) -> list[dict[str, Any]]:
        sides = {c: better(self.a, self.b, c) for c in sorted(self.region.group_of)}
        rows = []
        codes = {self.region.child[c].authority for c in sides}
        for code in sorted(codes, key=lambda code: (self.region.authority[code].name, code)):
            own = [c for c in sides if self.region.child[c].authority == code]
            rows.append({
                "authority": code, "children": len(own),
                "placed_a": sum(c in self.a.home_of for c in own), "placed_b": sum(c in self.b.home_of for c in own),
                "changed": sum(change(self.a, self.b, c) in ("moved", "gained", "lost") for c in own),
                "better_in_a": sum(sides[c] == "a" for c in own), "better_in_b": sum(sides[c] == "b" for c in own),
                "weekly_cost_a": _paid(self.a, own, lambda p: p.full),
                "weekly_cost_b": _paid(self.b, own, lambda p: p.full),
                "extra_cost_a": _paid(self.a, own, lambda p: p.extra),
                "extra_cost_b": _paid(self.b, own, lambda p: p.extra),
            })  # fmt: skip
        return rows


def _listed(side: Side, region: Region) -> frozenset[str]:
    """Everybody a list may be about: the match as it is now, and whoever else it names."""
    return frozenset(region.group_of) | frozenset(side.given)


def _paid(review: Review, children: list[str], price: Callable[[Any], int]) -> float:
    return pounds(sum(price(review.placements[c]) for c in children if c in review.placements))
