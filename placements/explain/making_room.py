"""Who would have to leave a home for others to come, and where they could go: every exchange worth counting."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Siblings
from placements.domain.living import clashes
from placements.domain.stay import stay_of, togetherness
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.optimise.solve import Costs, costs_of

Array = npt.NDArray[Any]
MOST = 256
"""Ways to send those who leave elsewhere that are all counted; of more, only those that send all of them alike."""
Unit = tuple[str, ...]
"""Children who leave together: one, or brothers and sisters who should live together. In the order of their ids."""


class MakingRoom:
    """Finds the exchanges of one proposal. `problem` is the one it answers, `review` the proposal."""

    def __init__(self, problem: Problem, review: Review) -> None:
        self.problem, self.review = problem, review
        self._free: dict[Unit, list[str]] = {}

    def together(self, children: Iterable[str]) -> list[Unit]:
        """Return children of one home as units."""
        region, there = self.review.region, set(children)
        found = set()
        for child_id in there:
            group = region.group_of[child_id]
            alone = togetherness(region, group) is Siblings.MAY
            found.add((child_id,) if alone else tuple(sorted(there.intersection(group))))
        return sorted(found)

    def exchanges(self, moving: Unit, home_id: str, leaving: Sequence[Unit]) -> Iterator[dict[str, str | None]]:
        """Yield every exchange as moves: `moving` to the home, and of those who may have to leave as few as will do."""
        for out in self.least(moving, home_id, leaving):
            for sent in self._sendings(out, moving):
                yield {**dict.fromkeys(moving, home_id), **sent}

    def least(self, moving: Unit, home_id: str, leaving: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
        """Yield the smallest sets of units without whom there is room: no part of one of them would do."""
        region, there = self.review.region, self.review.children_in[home_id]
        starts = {**self.review.starts, **self._starts([*moving, *(c for unit in leaving for c in unit)])}
        before = clashes(region, home_id, there, self.review.starts, self.review.limit)
        least: list[set[Unit]] = []
        for size in range(len(leaving) + 1):
            for out in combinations(leaving, size):
                gone = {c for unit in out for c in unit}
                left = [c for c in (*there, *moving) if c not in gone]
                if not any(known <= set(out) for known in least) and all(
                    clash in before for clash in clashes(region, home_id, left, starts, self.review.limit)
                ):
                    least.append(set(out))
                    yield out

    def _starts(self, children: Iterable[str]) -> dict[str, date]:
        region = self.review.region
        return {c: stay_of(region.child[c], region.as_of).start for c in children}

    def _sendings(self, out: tuple[Unit, ...], moving: Unit) -> Iterator[dict[str, str | None]]:
        """Yield every way to send those who leave: to a home just left, to a free one, or to none."""
        left = sorted({home_id for c in (*moving, *(c for unit in out for c in unit)) for home_id in self._leaves(c)})
        places = [(None, *self._destinations(unit, left, len(out))) for unit in out]
        few = prod(len(homes) for homes in places) <= MOST
        for homes in product(*places) if few else zip(*places, strict=False):
            yield {c: home_id for unit, home_id in zip(out, homes, strict=True) for c in unit}

    def _leaves(self, child_id: str) -> set[str]:
        """Return the homes with a place more once a child is put elsewhere: the one proposed, the one lived in now."""
        proposed = {self.review.home_of[child_id]} if child_id in self.review.home_of else set()
        return proposed | self._lived_in.get(child_id, set())

    @cached_property
    def _lived_in(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for resident in self.review.region.residents:
            found.setdefault(resident.resident_id, set()).add(resident.home_id)
        return found

    def _destinations(self, unit: Unit, left: Sequence[str], several: int) -> list[str]:
        """Return where a unit may go: homes just left, where brothers and sisters are, and the best that are free."""
        pairs, usable = self.problem.screen.pairs, self.problem.may.proposable
        here, homes = self.review.home_of[unit[0]], self.review.home_of
        mates = sorted({homes[c] for c in self.review.region.group_of[unit[0]] if c in homes})
        known = [h for h in dict.fromkeys([*left, *mates]) if h != here and h in pairs.column]
        may_go = [h for h in known if all(usable[pairs.row[c], pairs.column[h]] for c in unit)]
        return list(dict.fromkeys([*may_go, *self._free_homes(unit)[:several]]))

    def _free_homes(self, unit: Unit) -> list[str]:
        """Return the best homes with room for a unit as the proposal stands; as many as could be asked for."""
        if unit not in self._free:
            here = self.review.home_of[unit[0]]
            most, found = len(self.review.children_in[here]), list[str]()
            for home_id in self._ranked(unit):
                if len(found) < most and home_id != here and self._has_room(unit, home_id):
                    found.append(home_id)
            self._free[unit] = found
        return self._free[unit]

    def _has_room(self, unit: Unit, home_id: str) -> bool:
        region, there = self.review.region, self.review.children_in.get(home_id, ())
        starts = {**self.review.starts, **self._starts(unit)}
        return not clashes(region, home_id, [*there, *unit], starts, self.review.limit)

    @cached_property
    def _costs(self) -> tuple[Costs, ...]:
        return costs_of(self.problem)

    def _ranked(self, unit: Unit) -> list[str]:
        """Return the homes a unit may be proposed, the best first, by what the levels count of it in their order."""
        pairs, options = self.problem.screen.pairs, self.problem.options
        rows = [pairs.row[c] for c in unit]
        members = np.bincount(options.option[np.isin(options.member, rows)], minlength=options.count)
        own = np.flatnonzero((members == len(unit)) & (options.size == len(unit)))
        keys = [cost.signed[own] for cost in self._costs]
        order: Array = np.lexsort(tuple(reversed(keys))) if keys else np.arange(len(own))
        return [pairs.homes[j].home_id for j in options.home[own][order].tolist()]
