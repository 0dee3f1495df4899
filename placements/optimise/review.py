"""A proposal under review: every placement looked at again from the records, without the solver.

Used for the solver's own proposal, for last week's and for a practitioner's: all are checked and explained alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from placements.candidates.classes import urgency_of
from placements.candidates.floor import floor_reasons
from placements.candidates.verdicts import PairVerdict, judge_all, verdict_of
from placements.domain.codes import Siblings, Urgency
from placements.domain.region import Region
from placements.domain.stay import stay_of, togetherness
from placements.law.parameters_on import parameter
from placements.optimise.costs import extra_cost, full_cost
from placements.optimise.points import PlainPoints, plain_points
from placements.optimise.promise import Members
from placements.policy.policy import Policy
from placements.rules.rule import Case


@dataclass(frozen=True)
class Best:
    """A child's own best home, and what the criteria say of it."""

    home_id: str
    points: int
    kind: int
    siblings: int
    school: int
    area: int


@dataclass(frozen=True)
class Placement:
    """One child in one home, with everything a person may want to know of it."""

    case: Case
    verdict: PairVerdict
    urgency: Urgency
    with_her: frozenset[str]
    points: tuple[PlainPoints, ...]
    below: tuple[str, ...]
    best: Best | None

    @property
    def child_id(self) -> str:
        """The child."""
        return self.case.child.child_id

    @property
    def home_id(self) -> str:
        """The home."""
        return self.case.home.home_id

    @property
    def total(self) -> int:
        """Points, 0 to 100."""
        return sum(part.points for part in self.points)

    @property
    def stop_gap(self) -> bool:
        """Whether it is below the floor."""
        return bool(self.below)

    def worth(self, name: str) -> int:
        """Points of one criterion; 0 where it does not apply."""
        return next((part.points for part in self.points if part.name == name), 0)

    @property
    def area(self) -> int:
        """2 in her authority's area, 1 in an adjoining one, 0 beyond or where distance is the need."""
        pairs = self.case.pairs
        if pairs.wants_away[0, 0]:
            return 0
        return 2 if pairs.in_area[0, 0] else int(pairs.adjoining[0, 0])

    @cached_property
    def shortfall(self) -> int:
        """Points below her own best home; 0 where this one is equally suitable."""
        if self.best is None:
            return 0
        short = max(0, self.best.points - self.total)
        equal = short <= self.case.policy.points.equal_within and (
            self.worth("kin_and_kind") >= self.best.kind and self.worth("siblings") >= self.best.siblings
            and self.worth("school") >= self.best.school and self.area >= self.best.area
        )  # fmt: skip
        return 0 if equal else short

    @property
    def poor(self) -> bool:
        """Whether it falls short by more than the policy's mark."""
        return self.shortfall > self.case.policy.points.poor

    @property
    def extra(self) -> int:
        """Extra pence a week."""
        return extra_cost(self.case.region, self.case.child, self.case.home)

    @property
    def full(self) -> int:
        """Full price in pence a week."""
        return full_cost(self.case.region, self.case.child, self.case.home)


@dataclass(frozen=True)
class Review:
    """A proposal as child -> home, with what the levels are counted from."""

    region: Region
    policy: Policy
    home_of: Mapping[str, str]
    best: Mapping[str, Best]
    previous: Mapping[str, str]
    alone: Members = field(default_factory=dict)

    @cached_property
    def limit(self) -> int:
        """The usual fostering limit on the day of the match."""
        return int(parameter("usual_fostering_limit", self.region.as_of))

    @cached_property
    def urgency(self) -> dict[str, Urgency]:
        """Class of every child in the match."""
        return {c.child_id: urgency_of(c, self.region.as_of) for c in self.region.waiting}

    @cached_property
    def starts(self) -> dict[str, date]:
        """First night of every child placed."""
        return {c: stay_of(self.region.child[c], self.region.as_of).start for c in self.home_of}

    @cached_property
    def children_in(self) -> dict[str, tuple[str, ...]]:
        """Children placed, by home."""
        found: dict[str, list[str]] = {}
        for child_id, home_id in sorted(self.home_of.items()):
            found.setdefault(home_id, []).append(child_id)
        return {home_id: tuple(ids) for home_id, ids in found.items()}

    def apart(self, child_id: str) -> bool:
        """Whether her `should` group would live apart: one elsewhere, or one without a home."""
        group = self.region.group_of[child_id]
        if len(group) == 1 or togetherness(self.region, group) is not Siblings.SHOULD:
            return False
        return any(self.home_of.get(other) != self.home_of.get(child_id) for other in group)

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """Every placement, looked at again."""
        return self._placements(sorted(self.home_of))

    def _placements(self, child_ids: Sequence[str]) -> dict[str, Placement]:
        cases = judge_all(self.region, self.policy, [(c, self.home_of[c]) for c in child_ids])
        return {c: self.placement(cases[c, self.home_of[c]]) for c in child_ids}

    def after(self, home_of: Mapping[str, str]) -> "Review":
        """Return another proposal under review; what is not touched by the change is not looked at again."""
        other = Review(self.region, self.policy, home_of, self.best, self.previous, self.alone)
        same = {
            c: placement for c, placement in self.placements.items()
            if all(home_of.get(s) == self.home_of.get(s) for s in self.region.group_of[c])
        }  # fmt: skip
        found = {**same, **other._placements([c for c in sorted(home_of) if c not in same])}
        other.__dict__["placements"] = {c: found[c] for c in sorted(found)}
        return other

    def placement(self, case: Case) -> Placement:
        """Return one child of the proposal in one home, looked at with who would live there too."""
        child_id, home_id = case.child.child_id, case.home.home_id
        with_her = frozenset(self.children_in[home_id]) & frozenset(self.region.group_of[child_id]) - {child_id}
        below = floor_reasons(case)
        if self.apart(child_id):
            below.append("brothers and sisters who should live together would live apart")
        return Placement(
            case,
            verdict_of(case),
            self.urgency[child_id],
            with_her,
            plain_points(case, with_her),
            tuple(below),
            self.best.get(child_id),
        )
