"""A proposal with a few children put elsewhere, all else as it is: is it lawful, and which levels change by how much?

Only the neighbourhood of a change is counted, before and after, by the same plain code as a whole proposal: children
put elsewhere, everybody in the homes they leave, enter or still sleep in, and the sibling groups of all these. No rule
on sets and no level looks further but the guarantee to members of shared homes, which is counted over everybody. So the
differences are those of the whole proposal; a test holds it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from placements.candidates.verdicts import judge_all
from placements.optimise.lawful import Fault, faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.review import Placement, Review
from placements.rules.rule import Case

Moves = Mapping[str, str | None]
"""Child -> home, or None for no home: only the children who are put elsewhere."""


@dataclass(frozen=True)
class Exchange:
    """A change to a proposal, counted."""

    moves: Moves
    faults: tuple[Fault, ...]
    """What stands against it that did not stand against the proposal as it is."""
    changes: tuple[tuple[str, int], ...]
    """By level, in the order of the policy, how much its value changes; money in pence."""

    @cached_property
    def gains(self) -> tuple[int, ...]:
        """The same, larger always better: exchanges compare level by level as proposals do."""
        return tuple(by if OBJECTIVES[name].sense == "max" else -by for name, by in self.changes)

    @property
    def first(self) -> tuple[str, int] | None:
        """The first level that changes, which decides, and by how much; None for a tie."""
        return next((change for change in self.changes if change[1]), None)

    @property
    def better(self) -> bool:
        """Whether the proposal would be better with it."""
        return self.gains > (0,) * len(self.gains)


def stood(fault: Fault, before: Fault) -> bool:
    """Whether a fault is no more than what stood against the proposal before: the same children, or fewer of them."""
    same = (fault.rule, fault.home_id) == (before.rule, before.home_id)
    return same and set(fault.children) <= set(before.children)


class Exchanges:
    """Counts changes to one proposal; what was looked at once is kept."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._cases: dict[tuple[str, str], Case] = {(p.child_id, p.home_id): p.case for p in review.placements.values()}
        self._placements: dict[tuple[str, str, frozenset[str], bool], Placement] = {}
        self._before: dict[tuple[frozenset[str], frozenset[str]], tuple[list[Fault], dict[str, int]]] = {}
        self._sleeps = {
            person: tuple(sorted(r.home_id for r in review.region.residents if r.resident_id == person))
            for person in {r.resident_id for r in review.region.residents} & review.region.group_of.keys()
        }

    def look_at(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Judge pairs of a child and a home, all of them at once."""
        new = sorted(set(pairs) - self._cases.keys())
        if new:
            self._cases |= judge_all(self.review.region, self.review.policy, new)

    @cached_property
    def unlawful(self) -> frozenset[str]:
        """The children whose home in the proposal no rule allows: it counts as none, as in every comparison."""
        return frozenset(
            c for c, placement in self.review.placements.items() if not placement.verdict.outcome.may_be_proposed
        )

    def part(self, home_of: Mapping[str, str], children: Iterable[str]) -> Review:
        """Return some children of a proposal under review, as if they were all it places."""
        review = self.review
        ids = frozenset(children)
        part = Review(
            review.region, review.policy, {c: home_of[c] for c in sorted(ids) if c in home_of}, review.best,
            {c: h for c, h in review.previous.items() if c in ids},
        )  # fmt: skip
        part.__dict__["urgency"] = review.urgency
        self.look_at(part.home_of.items())
        part.__dict__["placements"] = {c: self._placement(part, c, h) for c, h in part.home_of.items()}
        return part

    def _placement(self, part: Review, child_id: str, home_id: str) -> Placement:
        with_her = frozenset(part.children_in[home_id]) & frozenset(part.region.group_of[child_id])
        key = (child_id, home_id, with_her, part.apart(child_id))
        if key not in self._placements:
            self._placements[key] = part.placement(self._cases[child_id, home_id])
        return self._placements[key]

    def count(self, moves: Moves) -> Exchange:
        """Return a change to the proposal, counted."""
        home_of = {**self.review.home_of, **moves}
        after = {c: h for c, h in home_of.items() if h is not None}
        homes = self._homes(moves, after)
        near = self._near(moves, homes)
        known, values = self._as_it_is(near, homes)
        there = self.part(after, near)
        found = [fault for fault in faults(there, homes) if not any(stood(fault, before) for before in known)]
        found += self._broken(after, moves)
        now = {**self._values(there, moves), **self._shares(after, moves)}
        return Exchange(dict(moves), tuple(found), tuple((name, now[name] - value) for name, value in values.items()))

    def _as_it_is(self, near: frozenset[str], homes: frozenset[str]) -> tuple[list[Fault], dict[str, int]]:
        """Return faults and levels of a neighbourhood in the proposal as it is."""
        if (near, homes) not in self._before:
            part = self.part(self.review.home_of, near)
            values = {**self._values(part, {}), **self._shares(self.review.home_of, {})}
            self._before[near, homes] = (faults(part, homes), values)
        return self._before[near, homes]

    def _values(self, part: Review, moves: Moves) -> dict[str, int]:
        """Return the levels of a part; children left in a home no rule allows count as without one."""
        lawful = self._lawful(part.home_of, moves)
        everybody = {*part.home_of, *part.previous}
        counted = part if len(lawful) == len(part.home_of) else self.part(lawful, everybody)
        return {name: OBJECTIVES[name].value(counted) for name in part.policy.levels.order}

    def _shares(self, home_of: Mapping[str, str], moves: Moves) -> dict[str, int]:
        """Return the level that is counted over everybody, where members are promised anything."""
        review, name = self.review, "fair_shares"
        if not review.alone or name not in review.policy.levels.order:
            return {}
        whole = Review(
            review.region, review.policy, self._lawful(home_of, moves), review.best, review.previous, review.alone
        )
        whole.__dict__["urgency"] = review.urgency
        return {name: OBJECTIVES[name].value(whole)}

    def _lawful(self, home_of: Mapping[str, str], moves: Moves) -> dict[str, str]:
        """Return a proposal without the children it leaves in a home no rule allows."""
        return {c: h for c, h in home_of.items() if c in moves or c not in self.unlawful}

    def _broken(self, after: Mapping[str, str], moves: Moves) -> list[Fault]:
        """Return what is promised to members and kept, or more nearly kept, without the change."""
        region, urgency, found = self.review.region, self.review.urgency, []
        both = (self._lawful(self.review.home_of, {}), self._lawful(after, moves))
        was, then = (Counter((region.child[c].authority, urgency[c]) for c in home_of) for home_of in both)
        for code, alone in self.review.alone.items():
            for u, promised in alone.promised.items():
                if then[code, u] < min(promised, was[code, u]):
                    said = f"{region.authority[code].name} would have {then[code, u]} children of class {u.word} placed"
                    found.append(Fault("POOLING", tuple(sorted(moves)), None, f"{said}, and is promised {promised}."))
        return found

    def _homes(self, moves: Moves, after: Mapping[str, str]) -> frozenset[str]:
        """Return the homes whose children or places may change: left, entered, or slept in by who is moved."""
        now = self.review.home_of
        touched = {h for c in moves for h in (now.get(c), after.get(c), *self._sleeps.get(c, ())) if h}
        return frozenset(touched)

    def _near(self, moves: Moves, homes: frozenset[str]) -> frozenset[str]:
        """Return the neighbourhood of a change, in whole sibling groups."""
        region, there = self.review.region, self.review.children_in
        found = {*moves, *(c for h in homes for c in there.get(h, ()))}
        found |= {
            r.resident_id for h in homes for r in region.residents_of.get(h, ()) if r.resident_id in region.group_of
        }
        return frozenset(other for c in found for other in region.group_of[c])
