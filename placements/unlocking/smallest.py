"""The smallest unlock of a child or sibling set, and the proof that none is smaller.

Every home is looked at, the least first: what the least asks is known over columns before any edit is made, so the
search ends at the first home that costs no less than the best found. Where edits would open a home that others are
proposed to, a search decides whether all of them could be placed as well (contested.py). An unlock counts only if the
region, edited and solved again, places the set and no class has fewer other children placed.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.codes import Suits, Urgency
from placements.domain.region import Region
from placements.explain.unlocks import sought_for, wide_screen
from placements.optimise.problem import Array, Problem
from placements.optimise.review import Review
from placements.unlocking import effort
from placements.unlocking.bundles import CHOICES, Bundle, Judged, bundle, judged_by_all, least_costs
from placements.unlocking.confirm import Confirmed, confirm
from placements.unlocking.contested import cheapest_contested
from placements.unlocking.edits import Edit, edited
from placements.unlocking.places import new_home, where_to_open

NEW_KINDS = (("suits_foster", "fostering"), ("suits_residential", "residential"), ("suits_supported", "supported"))


@dataclass(frozen=True)
class Smallest:
    """The smallest unlock of a set, what the region comes to with it, and how it is known to be the smallest."""

    group: tuple[str, ...]
    bundle: Bundle
    confirmed: Confirmed
    cheaper: int
    """Homes that less would open, were nobody else proposed to them."""
    proof: str
    """`counted`: no home is opened by less. `search`: some are, and a search shows that none can take the set."""
    certified: bool


@dataclass
class Unlocker:
    """Smallest unlocks for the children a proposal leaves without a home."""

    problem: Problem
    review: Review

    @property
    def region(self) -> Region:
        """The region."""
        return self.problem.region

    @cached_property
    def units(self) -> tuple[tuple[str, ...], ...]:
        """The sets homes are sought for, in the order of their first child."""
        without = [c.child_id for c in self.region.waiting if c.child_id not in self.review.home_of]
        return tuple(dict.fromkeys(sought_for(self.region, c) for c in without))

    def unit_of(self, child_id: str) -> tuple[str, ...]:
        """Return the set a child is sought a home with."""
        return sought_for(self.region, child_id)

    @cached_property
    def wide(self) -> Screen:
        """Everybody without a home, judged against every home."""
        children = sorted({c for unit in self.units for c in unit})
        return wide_screen(self.region, self.problem.policy, children, rule_by_rule=True)

    @cached_property
    def _judged(self) -> Judged:
        """Every rule's word on them, asked once."""
        return judged_by_all(self.wide)

    def smallest(self, group: tuple[str, ...]) -> Smallest | None:
        """Return the smallest unlock of a set; None where no edit may open a home to it."""
        wanting: set[tuple[Edit, ...]] = set()
        while True:
            best, cheaper = self._search(group, wanting)
            answer = cheapest_contested(self.problem, self.review, group, cheaper) if cheaper else None
            chosen = answer.bundle if answer is not None and answer.bundle is not None else best
            if chosen is None:
                return None
            confirmed = confirm(self.problem, self.review, chosen.region, group)
            if confirmed.holds:
                proof, certified = ("search" if cheaper else "counted"), answer is None or answer.proven
                return Smallest(group, chosen, confirmed, len(cheaper), proof, certified)
            wanting.add(chosen.edits)

    def _search(
        self, group: tuple[str, ...], wanting: Container[tuple[Edit, ...]]
    ) -> tuple[Bundle | None, list[Bundle]]:
        """Return the cheapest bundle nobody has to move for, and the cheaper ones of homes others are proposed to.

        `wanting` are edits that were tried out and did not do.
        """
        best, contested = None, list[Bundle]()
        least = self._least(group)
        for j in self._in_order(group, least):
            limit = effort.NEW_HOME if best is None else best.cost
            if least[j] >= limit:
                break
            for found in self._at(group, self.wide.pairs.homes[j].home_id, limit):
                if found.edits in wanting:
                    continue
                if found.fits and (best is None or found.cost < best.cost):
                    best = found
                elif not found.fits:
                    contested.append(found)
        if best is None:
            best = self._new_home(group)
        best = None if best is not None and best.edits in wanting else best
        return best, [b for b in contested if best is None or b.cost < best.cost]

    def _at(self, group: tuple[str, ...], home_id: str, limit: int) -> Iterator[Bundle]:
        """Yield what opens a home for less than a limit, the least first; after one that fits, nothing more."""
        for extras in CHOICES:
            found = bundle(self.review, group, home_id, extras)
            if found is not None and found.edits and found.cost < limit:
                yield found
                if found.fits:
                    return

    def _least(self, group: tuple[str, ...]) -> Array:
        urgency = max(self.review.urgency[c] for c in group)
        return least_costs(self.wide, group, Urgency(urgency), self._judged)

    def _in_order(self, group: tuple[str, ...], least: Array) -> Iterator[int]:
        """Yield homes, the least first, then the nearest, then in canonical order."""
        far = np.broadcast_to(self.wide.pairs.miles, self.wide.pairs.shape)[self.wide.pairs.row[group[0]]]
        yield from np.lexsort((np.arange(len(least)), np.where(np.isnan(far), 1e9, far), least)).tolist()

    def _new_home(self, group: tuple[str, ...]) -> Bundle | None:
        """Return a home that is not there yet, of the first kind that suits all of a set."""
        kinds = [kind for column, kind in NEW_KINDS if all(self._suits(c, column) for c in group)]
        for kind, where in product(kinds, where_to_open(self.region, group[0])):
            edits = new_home(self.region, group, kind, where)
            opened = edited(self.region, edits)
            home_id = opened.homes[-1].home_id
            other = Review(opened, self.review.policy, self.review.home_of, self.review.best, self.review.previous)
            if (found := bundle(other, group, home_id)) is not None and found.fits:
                return Bundle(home_id, (*edits, *found.edits), found.region, True)
        return None

    def _suits(self, child_id: str, column: str) -> bool:
        said = getattr(self.region.child[child_id], column)
        return said in (Suits.PREFERRED, Suits.SUITABLE) or (said is None and column != "suits_supported")
