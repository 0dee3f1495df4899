"""Children looked after at one moment, with the bands they are in: columns kept up to date, not worked out anew.

Who comes takes the row of somebody who left; `there` says which rows hold a child. Only rows that change are touched.
"""

import numpy as np

from placements.demand.assumed import DURATIONS
from placements.demand.calendar import NEVER, thresholds
from placements.demand.model import People
from placements.demand.paths import Array

_EDGES = np.array([*(7 * week for week in DURATIONS[1:]), NEVER], dtype=np.int64)
_ROOM = 256


class Children:
    """`people` with the band of age, of time in care and of time in the placement, and the day each band ends."""

    people: People
    there: Array
    birthdays: Array
    band: Array
    next_age: Array
    time: Array
    next_time: Array
    stay: Array
    next_stay: Array

    def __init__(self, people: People, day: int) -> None:
        self.people = People.join([people])
        self.there = np.ones(len(people.born), dtype=bool)
        for name, column in zip(_NAMES, _bands(people, day), strict=True):
            setattr(self, name, column)

    @property
    def adult(self) -> Array:
        """The day each child reaches 18."""
        edge: Array = self.birthdays[:, 4]
        return edge

    def age(self, day: int) -> None:
        """Bring the bands up to a day."""
        due = np.flatnonzero(self.next_age <= day)
        self.band[due] = np.minimum((self.birthdays[due, :4] <= day).sum(axis=1), 4)
        self.next_age[due] = np.where(self.birthdays[due, 4] <= day, NEVER, self.birthdays[due, self.band[due]])
        due = np.flatnonzero(self.next_time <= day)
        self.time[due], self.next_time[due] = _spent(self.people.since[due], day)
        due = np.flatnonzero(self.next_stay <= day)
        self.stay[due], self.next_stay[due] = _spent(self.people.placed[due], day)

    def place(self, which: Array, kind: Array, day: int) -> None:
        """Put children into another placement from a day on."""
        self.people.kind[which] = kind
        self.people.placed[which] = day
        self.stay[which], self.next_stay[which] = _spent(np.full(len(which), day), day)

    def remove(self, which: Array) -> None:
        """Take children out."""
        self.there[which] = False

    def add(self, people: People, day: int) -> Array:
        """Take children in; return their bands of age."""
        columns = _bands(people, day)
        free = np.flatnonzero(~self.there)[: len(people.born)]
        if len(free) < len(people.born):
            self._grow(len(people.born) - len(free) + _ROOM)
            free = np.flatnonzero(~self.there)[: len(people.born)]
        for name in People.__dataclass_fields__:
            getattr(self.people, name)[free] = getattr(people, name)
        for name, column in zip(_NAMES, columns, strict=True):
            getattr(self, name)[free] = column
        self.there[free] = True
        return columns[1]

    def _grow(self, more: int) -> None:
        """Add rows that hold nobody."""
        size = len(self.there)
        rows = (
            np.concatenate([np.arange(size), np.zeros(more, dtype=np.int64)]) if size else np.zeros(0, dtype=np.int64)
        )
        if size == 0:
            nobody = np.zeros(more, dtype=np.int32)
            self.people = People(*(nobody.astype(kind) for kind in (*[np.int32] * 7, np.int64)))
            columns = _bands(self.people, 0)
        else:
            self.people = self.people.pick(rows)
            columns = tuple(getattr(self, name)[rows] for name in _NAMES)
        self.there = np.concatenate([self.there, np.zeros(more, dtype=bool)])
        for name, column in zip(_NAMES, columns, strict=True):
            setattr(self, name, column)


_NAMES = ("birthdays", "band", "next_age", "time", "next_time", "stay", "next_stay")


def _bands(people: People, day: int) -> tuple[Array, ...]:
    edges = thresholds(people.born)
    band = (edges[:, :4] <= day).sum(axis=1).astype(np.int32)
    until = edges[np.arange(len(band)), band]
    return edges, band, until, *_spent(people.since, day), *_spent(people.placed, day)


def _spent(since: Array, day: int) -> tuple[Array, Array]:
    """Return the band of time from a day to another, and the day it ends."""
    weeks = np.searchsorted(_EDGES[:-1], day - since, side="right").astype(np.int32)
    until = np.minimum(since + _EDGES[weeks], NEVER).astype(np.int32)
    return weeks, until
