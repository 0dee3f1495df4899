"""What a path remembers of each week, and the children who need a home in it."""

import numpy as np

from placements.demand.arriving import Newcomers
from placements.demand.children import Children
from placements.demand.model import UNACCOMPANIED, Demand, People
from placements.demand.paths import AGES, EXITS, KINDS, Array, Arrivals, Path

NEW, MOVE = 0, 1
_LONE = 1 << 50
"""Added to a child's own number where it moves alone, so that no family has the number."""


class Recorder:
    """Collects a path week by week."""

    def __init__(self, demand: Demand, number: int, weeks: int) -> None:
        size = len(demand.authorities)
        self._demand, self._number = demand, number
        self._stock = np.zeros((weeks + 1, size, len(AGES), len(KINDS)), dtype=np.int32)
        self._uasc = np.zeros((weeks + 1, size), dtype=np.int32)
        self._entries = np.zeros((weeks, size, len(AGES)), dtype=np.int32)
        self._exits = np.zeros((weeks, size, len(AGES), len(EXITS)), dtype=np.int32)
        self._moves = np.zeros((weeks, size, len(KINDS)), dtype=np.int32)
        self._arrivals: list[tuple[Array, ...]] = []

    def begin(self, children: Children) -> None:
        """Remember the first day."""
        self._count(0, children)

    def week(
        self, week: int, children: Children, left: tuple[People, Array, Array], moved: tuple[People, Array, Array],
        came: Newcomers,
    ) -> None:  # fmt: skip
        """Remember a week: who is there at its end, who left (age, exit), moved (kind entered, home wanted), came."""
        self._count(week + 1, children)
        people, band, how = left
        _add(self._exits[week], people.authority, band, how)
        _add(self._moves[week], moved[0].authority, moved[0].kind)
        _add(self._entries[week], came.people.authority, came.band)
        wanted = moved[2]
        self._remember(week, came.people.pick(came.needs_home), NEW, came.family[came.needs_home])
        self._remember(week, moved[0].pick(wanted), MOVE, moved[0].ident[wanted] + _LONE)

    def path(self) -> Path:
        """Return what was remembered."""
        columns = [np.concatenate(part) for part in zip(*self._arrivals, strict=True)]
        order = np.lexsort((columns[4], columns[8], columns[1], columns[0]))
        week, authority, stream, sex, born, reason, kind, _, family = (column[order] for column in columns)
        new = np.ones(len(order), dtype=bool)
        new[1:] = (family[1:] != family[:-1]) | (authority[1:] != authority[:-1]) | (week[1:] != week[:-1])
        arrivals = Arrivals(
            week, authority, born.astype("datetime64[D]"), np.where(sex == 1, "M", "F"), stream == UNACCOMPANIED,
            reason,
            kind, np.cumsum(new) - 1,
        )  # fmt: skip
        counts = (self._stock, self._uasc, self._entries, self._exits, self._moves)
        return Path(self._number, self._demand.authorities, *counts, arrivals)

    def _count(self, row: int, children: Children) -> None:
        people, here = children.people, np.flatnonzero(children.there)
        _add(self._stock[row], people.authority[here], children.band[here], people.kind[here])
        alone = here[people.stream[here] == UNACCOMPANIED]
        _add(self._uasc[row], people.authority[alone])

    def _remember(self, week: int, people: People, reason: int, family: Array) -> None:
        size = len(people.born)
        kind = people.kind if reason == MOVE else np.full(size, -1, dtype=np.int32)
        self._arrivals.append((
            np.full(size, week, dtype=np.int32), people.authority, people.stream, people.sex,
            people.born.astype(np.int64),
            np.full(size, reason, dtype=np.int8), kind, people.ident, family,
        ))  # fmt: skip


def _add(table: Array, *rows: Array) -> None:
    """Count children into a table, one cell for each set of rows."""
    flat = np.ravel_multi_index(rows, table.shape)
    table += np.bincount(flat, minlength=table.size).reshape(table.shape).astype(table.dtype)
