"""What the homes offer each child during her stay, as columns."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import ONE_DAY, Offered, change_nights, holders, offered, vacancies_on
from placements.domain.children import Child
from placements.domain.codes import Certainty, OfferStatus
from placements.domain.homes import Home, Vacancy
from placements.domain.region import Region
from placements.domain.stay import Stay
from placements.law.working_days import working_days_between
from placements.policy.policy import Policy

Array = npt.NDArray[Any]


def stale_before(as_of: date, days: int) -> date:
    """Return the first day whose confirmation is still fresh: at most `days` working days before."""
    day = as_of
    while working_days_between(day - ONE_DAY, as_of) <= days:
        day -= ONE_DAY
    return day


NO_DAY = 10_000_000
"""Later than any day: no word is never an old word."""


class Offers:
    """What some homes offer to anybody, and which of them offer it by dated rows or have made an offer."""

    def __init__(self, region: Region, homes: Sequence[Home]) -> None:
        self._region = region
        self.nightly: dict[tuple[str, date], Offered] = {}
        self.leanest: dict[tuple[str, int, int], Offered] = {}
        self.latest: dict[tuple[str, int], int] = {}
        self._changes: dict[str, Array] = {}
        self.special = dict.fromkeys(j for j, home in enumerate(homes) if _is_special(region, home.home_id))
        self.confirmed = np.array([h.confirmed_on.toordinal() if h.confirmed_on else NO_DAY for h in homes]).reshape(
            1, -1
        )
        self.places = np.array([h.available for h in homes], dtype=np.int64).reshape(1, -1)
        self.opens = np.array([h.available_from.toordinal() if h.available_from else 0 for h in homes]).reshape(1, -1)

    def changes(self, home_id: str) -> Array:
        """Return the days from which the home offers other places than the day before, or says other things of them."""
        if home_id not in self._changes:
            rows = self._region.vacancies_of.get(home_id, ())
            opens = self._region.home[home_id].available_from
            days = {row.from_ for row in rows} | {
                row.until + ONE_DAY for row in rows if row.until not in (None, date.max)
            }
            days |= {opens} if opens and not rows else set()
            self._changes[home_id] = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
        return self._changes[home_id]


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
        self._offers, self._nightly, self._special = offers, offers.nightly, offers.special

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
    def _days(self) -> tuple[Array, Array]:
        """The first night of each child, and the last night there, as day numbers."""
        starts = np.array([s.start.toordinal() for s in self._stays], dtype=np.int64)
        return starts, np.array([s.end.toordinal() for s in self._stays], dtype=np.int64) - 1

    def _alike(self, home_id: str, *days: Array) -> tuple[list[int], list[tuple[int, ...]], Array]:
        """Return one child of each kind for a home, what that kind is, and each child's kind.

        Children are alike whose days lie between the same two days on which the home's word changes.
        """
        spans = [np.searchsorted(self._offers.changes(home_id), one, side="right") for one in days]
        code = spans[0] if len(spans) == 1 else spans[0] * (len(self._offers.changes(home_id)) + 1) + spans[1]
        _, first, which = np.unique(code, return_index=True, return_inverse=True)
        return first.tolist(), list(zip(*(span[first].tolist() for span in spans), strict=True)), which

    @cached_property
    def _leanest(self) -> tuple[Array, Array]:
        """Total and free places on the leanest night."""
        total, free = (table.copy() for table in self._plain)
        for j in self._special:
            home_id = self._homes[j].home_id
            some, kinds, which = self._alike(home_id, *self._days)
            known, leanest = self._offers.leanest, []
            for i, (first, last) in zip(some, kinds, strict=True):
                if (home_id, first, last) not in known:
                    known[home_id, first, last] = self._lean(home_id, self._stays[i])
                leanest.append(known[home_id, first, last])
            total[:, j] = np.array([lean.total for lean in leanest])[which]
            free[:, j] = np.array([lean.free for lean in leanest])[which]
        return total, free

    def _lean(self, home_id: str, stay: Stay) -> Offered:
        """Return the fewest places of a stay in all, and the fewest free."""
        offers = [self._on(home_id, night) for night in change_nights(self._region, home_id, stay) or [stay.start]]
        return Offered(min(o.total for o in offers), min(o.free for o in offers))

    def on(self, column: int, nights: Array) -> tuple[Array, Array]:
        """Return the places one home offers on some nights (day numbers): all, and those kept for nobody."""
        if column in self._special:
            found = [self._on(self._homes[column].home_id, date.fromordinal(night)) for night in nights.tolist()]
            return np.array([o.total for o in found], dtype=np.int64), np.array([o.free for o in found], dtype=np.int64)
        total = np.where(self._offers.opens[0, column] <= nights, self._offers.places[0, column], 0)
        return total, total

    def _on(self, home_id: str, night: date) -> Offered:
        if (home_id, night) not in self._nightly:
            self._nightly[home_id, night] = offered(self._region, home_id, night)
        return self._nightly[home_id, night]

    @cached_property
    def total_at_start(self) -> Array:
        """Places offered on her first night."""
        total = self._plain[0].copy()
        for j in self._special:
            home_id = self._homes[j].home_id
            some, _, which = self._alike(home_id, self._days[0])
            total[:, j] = np.array([self._on(home_id, self._stays[i].start).total for i in some])[which]
        return total

    @cached_property
    def held_for_her(self) -> Array:
        """Whether a place is kept for her."""
        held = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for j in self._special:
            kept_for = holders(self._region, self._homes[j].home_id)
            if kept_for:
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
        for j in self._special:
            home = self._homes[j]
            if self._region.vacancies_of.get(home.home_id, ()):
                some, kinds, which = self._alike(home.home_id, self._days[0])
                known, said = self._offers.latest, []
                for i, (span,) in zip(some, kinds, strict=True):
                    if (home.home_id, span) not in known:
                        rows = vacancies_on(self._region, home.home_id, self._stays[i].start)
                        known[home.home_id, span] = _latest_word(rows, home)
                    said.append(known[home.home_id, span])
                unsure[:, j] = np.array(said)[which] < self._fresh_from[:, 0]
        return unsure


def _latest_word(rows: Sequence[Vacancy], home: Home) -> int:
    """Return the day the best of some rows was confirmed; never where no place is sure, always where there are none."""
    if not rows:
        return NO_DAY
    sure = [row for row in rows if row.places > 0 and row.certainty is not Certainty.EXPECTED]
    days = [row.confirmed_on or home.confirmed_on for row in sure]
    return max((day.toordinal() if day else NO_DAY for day in days), default=-1)
