"""What the homes offer each child during her stay, as columns."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import ONE_DAY, holders, offered, vacancies_on
from placements.domain.children import Child
from placements.domain.codes import Certainty, OfferStatus
from placements.domain.homes import Home, Vacancy
from placements.domain.region import ABOUT_HOMES, Region
from placements.domain.stay import Stay
from placements.law.working_days import working_days_between
from placements.policy.policy import Policy

Array = npt.NDArray[Any]


@cache
def stale_before(as_of: date, days: int) -> date:
    """Return the first day whose confirmation is still fresh: at most `days` working days before."""
    day = as_of
    while working_days_between(day - ONE_DAY, as_of) <= days:
        day -= ONE_DAY
    return day


NO_DAY = 10_000_000
"""Later than any day: no word is never an old word."""


class Word(NamedTuple):
    """What one home offers from one day to the next on which that changes: `changes` is shorter by one.

    `said` is the day the best of the rows in force was confirmed.
    """

    changes: list[int]
    total: list[int]
    free: list[int]
    said: list[int]


def word_of(region: Region, home_id: str) -> Word:
    """Return what a home offers over time, looked up once for a region."""
    known = region.remembered.setdefault(ABOUT_HOMES, {}).setdefault("words", {})
    if home_id not in known:
        known[home_id] = _word(region, home_id)
    found: Word = known[home_id]
    return found


def _word(region: Region, home_id: str) -> Word:
    rows, home = region.vacancies_of.get(home_id, ()), region.home[home_id]
    days = {row.from_ for row in rows} | {row.until + ONE_DAY for row in rows if row.until not in (None, date.max)}
    days |= {home.available_from} if home.available_from and not rows else set()
    changes = sorted(days)
    nights = [*([changes[0] - ONE_DAY] if changes and changes[0] > date.min else [region.as_of]), *changes]
    offers = [offered(region, home_id, night) for night in nights]
    said = [_latest_word(vacancies_on(region, home_id, night), home) for night in nights]
    return Word([day.toordinal() for day in changes], [o.total for o in offers], [o.free for o in offers], said)


class Offers:
    """What some homes offer to anybody, and which of them offer it by dated rows or have made an offer."""

    def __init__(self, region: Region, homes: Sequence[Home]) -> None:
        self._region = region
        self.special = {j: home.home_id for j, home in enumerate(homes) if _is_special(region, home.home_id)}
        self.words = [word_of(region, home_id) for home_id in self.special.values()]
        self.confirmed = np.array([h.confirmed_on.toordinal() if h.confirmed_on else NO_DAY for h in homes]).reshape(
            1, -1
        )
        self.places = np.array([h.available for h in homes], dtype=np.int64).reshape(1, -1)
        self.opens = np.array([h.available_from.toordinal() if h.available_from else 0 for h in homes]).reshape(1, -1)

    @cached_property
    def kept_for(self) -> dict[int, frozenset[str]]:
        """By column, for whom a place of a home is kept; homes that keep none are left out."""
        each = {j: holders(self._region, home_id) for j, home_id in self.special.items()}
        return {j: kept for j, kept in each.items() if kept}

    @cached_property
    def columns(self) -> Array:
        """The columns of the homes with dated rows or offers."""
        return np.array(list(self.special), dtype=np.int64)

    @cached_property
    def changes(self) -> Array:
        """The days their words change, one row a home, filled up with days that never come."""
        return self._filled([word.changes for word in self.words], NO_DAY)

    @cached_property
    def table(self) -> tuple[Array, Array, Array]:
        """Places in all, free places and the day of the latest word: one row a home, one entry a span."""
        each = zip(*((word.total, word.free, word.said) for word in self.words), strict=True)
        total, free, said = (self._filled(rows, 0) for rows in each)
        return total, free, said

    def _filled(self, rows: Sequence[Sequence[int]], rest: int) -> Array:
        table = np.full((len(rows), max(map(len, rows), default=0)), rest, dtype=np.int64)
        for row, cells in zip(table, rows, strict=True):
            row[: len(cells)] = cells
        return table


def _is_special(region: Region, home_id: str) -> bool:
    offers = region.offers_of.get(home_id, ())
    return home_id in region.vacancies_of or any(o.status is OfferStatus.OFFERED for o in offers)


class Places:
    """Places offered on the leanest night of her stay, and how sure they are."""

    def __init__(
        self,
        region: Region,
        policy: Policy,
        children: Sequence[Child],
        homes: Sequence[Home],
        stays: Sequence[Stay],
        offers: Offers,
    ) -> None:
        self._region, self._children, self._homes, self._stays = region, children, homes, stays
        days = {c.authority: policy.limit("confirmed_days", c.authority) for c in children}
        first = {n: stale_before(region.as_of, n).toordinal() for n in sorted(set(days.values()))}
        self._fresh_from = np.array([first[days[c.authority]] for c in children], dtype=np.int64).reshape(-1, 1)
        self._offers, self._special = offers, offers.special

    @property
    def dated(self) -> Collection[int]:
        """The columns of the homes with dated rows or offers; all others offer the same to anybody from a day on."""
        return self._special

    @cached_property
    def _plain(self) -> tuple[Array, Array]:
        starts = np.array([s.start.toordinal() for s in self._stays]).reshape(-1, 1)
        total = np.where(self._offers.opens <= starts, self._offers.places, 0)
        return total, total

    @cached_property
    def _spans(self) -> tuple[Array, Array]:
        """For each child and special home, the span of the first night between two changes, and of the last night."""
        starts = np.array([s.start.toordinal() for s in self._stays], dtype=np.int64).reshape(-1, 1, 1)
        ends = np.array([s.end.toordinal() for s in self._stays], dtype=np.int64).reshape(-1, 1, 1)
        first = (self._offers.changes <= starts).sum(axis=2)
        return first, np.maximum(first, (self._offers.changes < ends).sum(axis=2))

    @cached_property
    def _leanest(self) -> tuple[Array, Array]:
        """Total and free places on the leanest night."""
        total, free = (table.copy() for table in self._plain)
        if self._special:
            (first, last), homes = self._spans, np.arange(len(self._special))
            for table, words in ((total, self._offers.table[0]), (free, self._offers.table[1])):
                least = words[homes, first]
                for step in range(1, int((last - first).max(initial=0)) + 1):
                    least = np.minimum(least, words[homes, np.minimum(first + step, last)])
                table[:, self._offers.columns] = least
        return total, free

    def on(self, column: int, nights: Array) -> tuple[Array, Array]:
        """Return the places one home offers on some nights (day numbers): all, and those kept for nobody."""
        if column in self._special:
            word = word_of(self._region, self._special[column])
            spans = np.searchsorted(word.changes, nights, side="right")
            return np.array(word.total)[spans], np.array(word.free)[spans]
        total = np.where(self._offers.opens[0, column] <= nights, self._offers.places[0, column], 0)
        return total, total

    @cached_property
    def total_at_start(self) -> Array:
        """Places offered on her first night."""
        total = self._plain[0].copy()
        if self._special:
            total[:, self._offers.columns] = self._offers.table[0][np.arange(len(self._special)), self._spans[0]]
        return total

    @cached_property
    def held_for_her(self) -> Array:
        """Whether a place is kept for her."""
        held = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for j, kept_for in self._offers.kept_for.items():
            held[:, j] = [child.child_id in kept_for for child in self._children]
        return held

    @cached_property
    def total(self) -> Array:
        """Places offered on the leanest night, kept ones included."""
        return self._leanest[0]

    @cached_property
    def for_her(self) -> Array:
        """Places she can use: the free ones, and any kept for her."""
        total, free = self._leanest
        result: Array = np.where(self.held_for_her, total, free)
        return result

    @cached_property
    def unsure(self) -> Array:
        """Whether no place was confirmed lately: all are stale or only expected."""
        unsure: Array = self._offers.confirmed < self._fresh_from
        rows = [bool(self._region.vacancies_of.get(home_id, ())) for home_id in self._special.values()]
        if any(rows):
            said = self._offers.table[2][np.arange(len(rows)), self._spans[0]]
            unsure[:, self._offers.columns[rows]] = (said < self._fresh_from)[:, rows]
        return unsure


def _latest_word(rows: Sequence[Vacancy], home: Home) -> int:
    """Return the day the best of some rows was confirmed; never where no place is sure, always where there are none."""
    if not rows:
        return NO_DAY
    sure = [row for row in rows if row.places > 0 and row.certainty is not Certainty.EXPECTED]
    days = [row.confirmed_on or home.confirmed_on for row in sure]
    return max((day.toordinal() if day else NO_DAY for day in days), default=-1)
