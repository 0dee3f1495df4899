"""Rows of the model: sums of options between two bounds, kept as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import Offered, offered
from placements.optimise.problem import Problem

Array = npt.NDArray[Any]


class Row(NamedTuple):
    """low <= sum of amounts x options <= high."""

    options: Array
    amounts: Array
    low: float
    high: float


@dataclass
class Rows:
    """Rows gathered from the constraints."""

    rows: list[Row] = field(default_factory=list)

    def add(self, options: Sequence[int] | Array, amounts: Sequence[float] | Array, low: float, high: float) -> None:
        """Add a row unless it cannot bind."""
        which, how = np.asarray(options, dtype=np.int32), np.asarray(amounts, dtype=np.float64)
        if which.size == 0 and low <= 0 <= high:
            return
        below = how[how < 0].sum()
        if how.sum() - below <= high and below >= low:
            return
        self.rows.append(Row(which, how, low, high))


@dataclass(frozen=True)
class Standing:
    """The options of one home, and on which rows of children each of them stands."""

    column: int
    options: Array
    members: tuple[tuple[int, ...], ...]

    @cached_property
    def inside(self) -> tuple[int, ...]:
        """Every child with an option here, by row."""
        return tuple(sorted({i for members in self.members for i in members}))

    @cached_property
    def _there(self) -> Array:
        where = {i: k for k, i in enumerate(self.inside)}
        table = np.zeros((len(self.members), len(self.inside)))
        for o, members in enumerate(self.members):
            table[o, [where[i] for i in members]] = 1.0
        return table

    def adds(self, weights: Sequence[float]) -> Array:
        """Add up a weight of every child inside, in the order of `inside`, by option."""
        result: Array = self._there @ np.asarray(weights, dtype=float)
        return result


@dataclass(frozen=True)
class Layout:
    """Options by home and by child, worked out once for all constraints."""

    problem: Problem

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
        found: list[list[int]] = [[] for _ in range(self.problem.options.count)]
        options = self.problem.options
        for option, member in zip(options.option.tolist(), options.member.tolist(), strict=True):
            found[option].append(member)
        return tuple(tuple(m) for m in found)

    @cached_property
    def homes(self) -> tuple[Standing, ...]:
        """The homes that have options."""
        order = np.argsort(self.problem.options.home, kind="stable")
        columns, first = np.unique(self.problem.options.home[order], return_index=True)
        groups = np.split(order, first[1:]) if len(columns) else []
        return tuple(
            Standing(int(j), group, tuple(self.members_of[o] for o in group))
            for j, group in zip(columns, groups, strict=True)
        )

    @cached_property
    def options_of(self) -> tuple[Array, ...]:
        """Options of each child, by row."""
        options = self.problem.options
        order = np.argsort(options.member, kind="stable")
        counts = np.bincount(options.member, minlength=len(self.problem.stays))
        return tuple(np.split(options.option[order], np.cumsum(counts)[:-1]))
