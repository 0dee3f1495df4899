"""Further places in a week: blocks of homes that are not there, each with as many places as somebody asks about.

A block is a few homes of one profile in one area, or one home of today that might offer a place more or fewer. A row
for each block says how many of its places there are; with today's numbers in all of them the week is as it is. The
same rows, once relaxed and once in whole numbers, answer every question about places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.errors import NoProposalError
from placements.optimise.cuts import Cliques
from placements.optimise.matrix import Matrix
from placements.optimise.model import Model
from placements.optimise.own_places import offered_at_most
from placements.policy.policy import Policy
from placements.sufficiency.common_home import common_home
from placements.sufficiency.met import SECONDS, Met, best, posed

Array = npt.NDArray[Any]
PLACES_EACH = 3
"""Places of one further home: what a foster home may usually have, and about what a children's home has in England."""
BUILT = (Kind.FOSTERING, Kind.RESIDENTIAL, Kind.SUPPORTED)
"""Kinds a region can add to; secure places are allocated nationally, kin are found and not built."""


@dataclass(frozen=True)
class Block:
    """Homes whose places are asked about: where, of what kind, and how many places there are today."""

    name: str
    kind: Kind
    area: str
    homes: tuple[Home, ...]
    today: int = 0


def new_block(region: Region, kind: Kind, area: str, most: int) -> Block:
    """Return homes of the common profile in an area, with up to `most` places between them."""
    count = -(-most // PLACES_EACH)
    name = f"NEW-{kind}-{area}"
    homes = tuple(common_home(region, kind, area, f"{name}-{k + 1}", PLACES_EACH) for k in range(count))
    return Block(name, kind, area, homes)


def standing_block(week: Region, home_id: str) -> Block | None:
    """Return a home of a week that might offer one place more; None where it offers nothing that week."""
    home = week.home.get(home_id)
    if home is None:
        return None
    today = offered_at_most(week, home)
    more = home.model_copy(update={"available": home.available + 1, "places": home.places + 1})
    return Block(home_id, home.kind, home.authority, (more,), today)


def with_blocks(week: Region, blocks: Sequence[Block]) -> Region:
    """Return the region of a week with the homes of blocks beside its own, or instead of them."""
    changed = {h.home_id: h for b in blocks for h in b.homes}
    kept = tuple(changed.pop(h.home_id, h) for h in week.homes)
    vacancies = []
    for row in week.vacancies:
        wider = next((b for b in blocks if b.name == row.home_id), None)
        first = wider is not None and row is next(v for v in week.vacancies if v.home_id == row.home_id)
        vacancies.append(row.model_copy(update={"places": row.places + 1}) if first else row)
    return replace(week, homes=(*kept, *changed.values()), vacancies=tuple(vacancies))


@dataclass(frozen=True)
class Further:
    """A week with blocks, to be solved with as many places in each as one likes."""

    met: Met
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, week: Region, policy: Policy, blocks: Sequence[Block]) -> "Further":
        """Pose a week with blocks."""
        return cls(Met(posed(with_blocks(week, blocks), policy)), tuple(blocks))

    @property
    def children(self) -> int:
        """How many children need a home."""
        return len(self.met.problem.screen.pairs.children)

    @cached_property
    def inside(self) -> Array:
        """The block each option is in, -1 for none."""
        column = self.met.problem.screen.pairs.column
        block_of = np.full(len(column) + 1, -1, dtype=np.int64)
        for b, block in enumerate(self.blocks):
            for home in block.homes:
                if home.home_id in column:
                    block_of[column[home.home_id]] = b
        result: Array = block_of[self.met.problem.options.home]
        return result

    @cached_property
    def today(self) -> Array:
        """Places of every block as things are."""
        return np.array([b.today for b in self.blocks], dtype=float)

    def asked(self, gain: Array) -> "Asked":
        """Return the question how much can be gained, for one gain of options."""
        which = np.flatnonzero(gain != 0)
        model = self.met.model.only(which)
        sizes, inside = self.met.problem.options.size[which], self.inside[which]
        rows = np.array([np.where(inside == b, sizes, 0) for b in range(len(self.blocks))], dtype=float)
        matrix = model.matrix
        first = matrix.table.shape[0]
        if len(self.blocks):
            matrix = matrix.and_rows(rows.reshape(len(self.blocks), len(which)), -np.inf, 0.0)
        members = [self.met.layout.members_of[o] for o in which.tolist()]
        return Asked(matrix, first, -gain[which], members, self.today)


@dataclass(frozen=True)
class Asked:
    """How much can be gained with some numbers of places in the blocks."""

    matrix: Matrix
    first: int
    costs: Array
    members: Sequence[tuple[int, ...]]
    today: Array

    def _with(self, places: Mapping[int, float]) -> Matrix:
        high = self.matrix.high.copy()
        high[self.first :] = self.today
        for block, count in places.items():
            high[self.first + block] = count
        return Matrix(self.matrix.table, self.matrix.low, high)

    def relaxed(self, places: Mapping[int, float]) -> tuple[float, Array]:
        """Return the most in the linear relaxation, and the price of a place of every block."""
        from placements.optimise.solver import relax

        matrix, options = self._with(places), len(self.costs)
        if not options:
            return 0.0, np.zeros(len(self.today))
        part = matrix.part(np.arange(options), np.zeros(options), np.ones(options))
        found = matrix.whole(part, relax(part, self.costs, monotonic() + SECONDS))
        if found.prices is None or found.choice is None:
            raise NoProposalError("A week was not solved in the time allowed.")
        return float(-(self.costs @ found.choice)), np.maximum(0.0, -found.prices[self.first :])

    def exact(self, places: Mapping[int, float]) -> int:
        """Return the most in whole numbers, proven."""
        matrix = self._with(places)
        if not len(self.costs):
            return 0
        values, _ = best([self.costs], Model(matrix, Cliques(matrix, self.members)))
        return -values[0]
