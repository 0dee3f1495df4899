"""Envy: who would have more points in a home that is proposed to somebody no more urgent, and what the proposal gains.

A child, or brothers and sisters who are thought of together, *envy* a home that they may be proposed, that is at or
above the floor for them and in which they would have more points than now (any such home where they have none, or a
stop-gap), if a child whose class is no more urgent has a place there. For each such home every exchange is counted:
they go there, as few as possible of those no more urgent make room, and each of these goes to a home just left, to the
free homes that suit best, or to none. The best lawful exchange says why the proposal is as it is: the first level that
would get worse. Where that level would get better the envy is *justified*.

In a proven proposal none is: every lawful exchange is a proposal of its own, and none is better than a proven one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from placements.domain.codes import Siblings, Urgency
from placements.domain.fixed import fixed_pairs
from placements.domain.stay import togetherness
from placements.explain.exchange import Exchange, Exchanges
from placements.explain.making_room import MakingRoom, Unit
from placements.optimise.lawful import Fault
from placements.optimise.options import homes_for
from placements.optimise.problem import Problem
from placements.optimise.review import Review

Code = Literal["BETTER", "LEVEL", "TIE", "TAKEN", "PIN", "POLICY", "POOLING"]
"""BETTER: justified. LEVEL: a level gets worse. TIE: none changes. Else no exchange is lawful, and what stops them."""


class Envied(NamedTuple):
    """One home some children would rather have, who is there, and what came of counting."""

    home_id: str
    points: int
    """What they would have there, added up."""
    takers: Unit
    """Who is there and no more urgent."""
    code: Code
    exchange: Exchange | None
    """The best lawful exchange; None where there is none."""
    stops: tuple[Fault, ...] = ()
    """What stops the exchange nearest to lawful, where there is none."""

    @property
    def justified(self) -> bool:
        """Whether nothing in the proposal answers for it."""
        return self.code == "BETTER"


@dataclass(frozen=True)
class Asker:
    """Children who are thought of together, as they are in the proposal."""

    children: Unit
    urgency: Urgency
    """The most urgent class among them."""
    points: int | None
    """Added up; None where none of them has a home."""
    stop_gap: bool
    envied: tuple[Envied, ...]
    """The home with the most points first."""
    outranked: tuple[str, ...]
    """Homes they would rather have in which everybody is more urgent: no envy."""


class Envy:
    """Every envied home of a proposal. `problem` is the one it answers, `review` the proposal."""

    def __init__(self, problem: Problem, review: Review) -> None:
        self.problem, self.review = problem, review
        self.exchanges, self.room = Exchanges(review), MakingRoom(problem, review)
        self.fixed = {child_id for child_id, _ in fixed_pairs(review.region)}

    @cached_property
    def askers(self) -> tuple[Asker, ...]:
        """Every child or sibling group in the match, in the order of their ids."""
        wanted = {unit: self._homes(unit) for unit in self._units()}
        self.exchanges.look_at((c, h) for unit, homes in wanted.items() for h in homes for c in unit)
        return tuple(self._asker(unit, homes) for unit, homes in wanted.items())

    def _units(self) -> list[Unit]:
        """Return who asks: whole groups, and each child alone where they may live apart."""
        region = self.review.region
        groups = {tuple(sorted(group)) for group in region.group_of.values()}
        apart = {(c,) for group in groups if togetherness(region, group) is Siblings.MAY for c in group}
        return sorted(groups | apart)

    def _homes(self, unit: Unit) -> list[str]:
        """Return the homes with others in them that a unit may be proposed, at or above the floor."""
        screen, may = self.problem.screen, self.problem.may
        columns = homes_for(screen, may.lawful & ~may.below, unit)
        ids = sorted(screen.pairs.homes[j].home_id for j in columns.tolist())
        return [h for h in ids if self._others(unit, h) and any(self.review.home_of.get(c) != h for c in unit)]

    def _others(self, unit: Unit, home_id: str) -> list[Unit]:
        """Return who is in a home besides a unit and its brothers and sisters."""
        family = {*unit, *self.review.region.group_of[unit[0]]}
        return self.room.together(c for c in self.review.children_in.get(home_id, ()) if c not in family)

    def _asker(self, unit: Unit, homes: Sequence[str]) -> Asker:
        placed = [p for c, p in self.review.placements.items() if c in unit and c not in self.exchanges.unlawful]
        now = sum(p.total for p in placed) if placed else None
        stop_gap = any(p.stop_gap for p in placed)
        found, outranked = list[Envied](), list[str]()
        for home_id in homes:
            points = self._points(unit, home_id)
            if now is None or stop_gap or points > now:
                rivals = [other for other in self._others(unit, home_id) if self._no_more_urgent(other, unit)]
                if rivals:
                    found.append(self._envied(unit, home_id, points, rivals))
                else:
                    outranked.append(home_id)
        found.sort(key=lambda one: (-one.points, one.home_id))
        return Asker(unit, self._urgency(unit), now, stop_gap, tuple(found), tuple(outranked))

    def _urgency(self, unit: Unit) -> Urgency:
        return min(self.review.urgency[c] for c in unit)

    def _no_more_urgent(self, other: Unit, unit: Unit) -> bool:
        """Whether children have no claim before a unit's; who is where no rule allows it has none before anybody's."""
        return self._urgency(other) >= self._urgency(unit) or bool(self.exchanges.unlawful.intersection(other))

    def _points(self, unit: Unit, home_id: str) -> int:
        """Return what a unit would have in a home, with brothers and sisters who are there already."""
        family = self.review.region.group_of[unit[0]]
        there = {*unit, *(c for c in self.review.children_in[home_id] if c in family)}
        placements = self.exchanges.part(dict.fromkeys(there, home_id), there).placements
        return sum(placements[c].total for c in unit)

    def _envied(self, unit: Unit, home_id: str, points: int, rivals: Sequence[Unit]) -> Envied:
        """Return what came of counting every exchange."""
        takers = tuple(sorted(c for rival in rivals for c in rival))
        moving = tuple(c for c in unit if self.review.home_of.get(c) != home_id)
        leaving = [rival for rival in rivals if not self.fixed.intersection(rival)]
        if self.fixed.intersection(moving):
            return Envied(home_id, points, takers, "PIN", None)
        tried = [self.exchanges.count(moves) for moves in self.room.exchanges(moving, home_id, leaving)]
        best = max((e for e in tried if not e.faults), key=lambda e: e.gains, default=None)
        if best is not None:
            code: Code = "TIE" if best.first is None else "BETTER" if best.better else "LEVEL"
            return Envied(home_id, points, takers, code, best)
        if not tried:
            return Envied(home_id, points, takers, self._closed(moving, home_id, rivals), None)
        stops = next((e.faults for e in tried if _stops(e.faults) == "POOLING"), tried[0].faults)
        return Envied(home_id, points, takers, _stops(stops), None, stops)

    def _closed(self, moving: Unit, home_id: str, rivals: Sequence[Unit]) -> Code:
        """Return why no exchange could be tried: those settled by a person have the place, or there is none."""
        return "PIN" if any(True for _ in self.room.least(moving, home_id, rivals)) else "TAKEN"


def _stops(faults: Sequence[Fault]) -> Code:
    """Return what stops an exchange; who may not live with whom is not told from there being no room."""
    if all(fault.rule == "POOLING" for fault in faults):
        return "POOLING"
    return "POLICY" if any("policy proposes only" in fault.message for fault in faults) else "TAKEN"
