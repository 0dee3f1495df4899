"""Rows of the model: sums of options between two bounds, kept as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import Offered, offered
from placements.domain.living import nights
from placements.optimise.problem import Problem

Array = npt.NDArray[Any]


class Block(NamedTuple):
    """Rows one below another, each `low <= sum of amounts x options <= high`; `counts` are options by row."""

    options: Array
    amounts: Array
    counts: Array
    low: Array
    high: Array


class Row(NamedTuple):
    """low <= sum of amounts x options <= high."""

    options: Array
    amounts: Array
    low: float
    high: float


@dataclass
class Rows:
    """Rows gathered from the constraints."""

    blocks: list[Block] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """The rows one by one."""
        return [
            Row(options, amounts, low, high) for block in self.blocks
            for options, amounts, low, high in zip(
                np.split(block.options, np.cumsum(block.counts)[:-1]),
                np.split(block.amounts, np.cumsum(block.counts)[:-1]), block.low.tolist(), block.high.tolist(),
                strict=False,
            )
        ]  # fmt: skip

    def add(self, options: Sequence[int] | Array, amounts: Sequence[float] | Array, low: float, high: float) -> None:
        """Add a row unless it cannot bind."""
        which, how = np.asarray(options, dtype=np.int32), np.asarray(amounts, dtype=np.float64)
        below = how[how < 0].sum()
        if how.sum() - below <= high and below >= low:
            return
        self.blocks.append(Block(which, how, np.array([len(which)]), np.array([float(low)]), np.array([float(high)])))

    def add_alike(self, options: Array, counts: Array, high: float) -> None:
        """Add rows of so many options each, all of amount 1: each from 0 to a side below its count."""
        many = len(counts)
        sides = np.full(many, float(high))
        self.blocks.append(Block(options.astype(np.int32), np.ones(len(options)), counts, np.zeros(many), sides))

    def add_each(self, options: Array, amounts: Array, high: Array) -> None:
        """Add the rows of a table, shape (rows, options), whose amounts are 0 or more: each from 0 to its side."""
        binds = amounts.sum(axis=1) > high
        row, column = np.nonzero(amounts[binds])
        kept = amounts[binds][row, column]
        counts, sides = np.bincount(row, minlength=int(binds.sum())), high[binds].astype(float)
        self.blocks.append(Block(options[column].astype(np.int32), kept, counts, np.zeros(len(counts)), sides))


@dataclass(frozen=True)
class Standing:
    """The options of one home, and on which rows of children each of them stands."""

    column: int
    options: Array
    inside: Array
    """Every child with an option here, by row, in order."""
    place: Array
    """Who stands in the options, by place among those inside: one entry for each child of each option, in order."""
    first: Array
    """Where the entries of each option begin."""

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """Rows of children in each option."""
        return tuple(tuple(part.tolist()) for part in np.split(self.inside[self.place], self.first[1:]))

    def adds(self, weights: Array) -> Array:
        """Add up weights of every child inside, shape (..., children inside), by option: shape (..., options)."""
        each: Array = weights[..., self.place]
        return each if len(self.first) == len(self.place) else np.add.reduceat(each, self.first, axis=-1)


class Nightly(NamedTuple):
    """The nights on which a home's places have to be counted, as day numbers, and what it offers on each."""

    nights: Array
    total: Array
    free: Array


@dataclass(frozen=True)
class Layout:
    """Options by home and by child, worked out once for all constraints."""

    problem: Problem
    _places: dict[int, Nightly] = field(default_factory=dict)

    @cached_property
    def starts(self) -> Array:
        """First nights, as day numbers, by row of children."""
        return self.problem.screen.pairs.start[:, 0]

    @cached_property
    def ends(self) -> Array:
        """First nights not there, as day numbers, by row of children."""
        return self.problem.screen.pairs.end[:, 0]

    def places(self, standing: Standing) -> Nightly:
        """Return what a home offers on the nights that count."""
        if standing.column not in self._places:
            counted = self._counted(standing)
            total, free = self.problem.screen.pairs.places.on(standing.column, counted)
            self._places[standing.column] = Nightly(counted, total, free)
        return self._places[standing.column]

    def _counted(self, standing: Standing) -> Array:
        pairs = self.problem.screen.pairs
        home_id = pairs.homes[standing.column].home_id
        if home_id not in pairs.region.vacancies_of:
            return np.unique(self.starts[standing.inside])
        stays = {pairs.children[i].child_id: pairs.stays[i] for i in standing.inside.tolist()}
        return np.array([night.toordinal() for night in nights(pairs.region, home_id, stays)], dtype=np.int64)

    def offered(self, home_id: str, night: date) -> Offered:
        """Return the places a home offers on a night; each is looked up once for all constraints."""
        known = self._nightly
        if (home_id, night) not in known:
            known[home_id, night] = offered(self.problem.region, home_id, night)
        return known[home_id, night]

    @cached_property
    def _nightly(self) -> dict[tuple[str, date], Offered]:
        return {}

    @cached_property
    def members_of(self) -> tuple[tuple[int, ...], ...]:
        """Rows of children in each option."""
        members, ends = self.problem.options.member.tolist(), np.cumsum(self.problem.options.size).tolist()
        return tuple(tuple(members[start:end]) for start, end in zip([0, *ends], ends, strict=False))

    @cached_property
    def homes(self) -> tuple[Standing, ...]:
        """The homes that have options."""
        options, home = self.problem.options, self.problem.member_home
        order = np.argsort(home, kind="stable")
        which, child, home = options.option[order], options.member[order], home[order]
        columns, first = np.unique(home, return_index=True)
        pairs, place = np.unique(home * len(self.problem.stays) + child, return_inverse=True)
        found = []
        for j, entries in zip(columns.tolist(), np.split(np.arange(len(order)), first[1:]), strict=False):
            start, end = place[entries].min(), place[entries].max() + 1
            own, begins = np.unique(which[entries], return_index=True)
            inside = pairs[start:end] % len(self.problem.stays)
            found.append(Standing(j, own, inside, place[entries] - start, begins))
        return tuple(found)

    @cached_property
    def options_of(self) -> tuple[Array, ...]:
        """Options of each child, by row."""
        options = self.problem.options
        order = np.argsort(options.member, kind="stable")
        counts = np.bincount(options.member, minlength=len(self.problem.stays))
        return tuple(np.split(options.option[order], np.cumsum(counts)[:-1]))
