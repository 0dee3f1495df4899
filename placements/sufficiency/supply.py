"""Places: those offered today, those planned or about to close, and how they move with how many children live there.

The picture of today is moved to a week of the future: who lives in a home, its dated vacancies and its notice stay as
they are, seen from the new day. Then, by kind and area, free places = today's free places + planned places open by then
- children more in homes of that kind than today. Places are taken in the authority's own area first, then wherever the
kind is free; where fewer children live in homes, residents leave and their places are offered. Which places and which
residents is a keyed draw, in which one place more never changes the others.
Kinship homes stand aside: kin come with the child who has them, see `donors`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from placements.domain.capacity import idle
from placements.domain.codes import Kind, Status
from placements.domain.homes import Home, Resident, Vacancy
from placements.domain.region import Region
from placements.optimise.own_places import offered_at_most
from placements.optimise.ties import tie
from placements.sufficiency.common_home import common_home
from placements.sufficiency.planned import PlannedSupply

DIGITS = 13
MOVED = (Kind.FOSTERING, Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE)
"""Kinds whose places are counted and moved."""
Cell = tuple[Kind, str]
"""A kind of home, and the authority it stands in."""


class Rows(NamedTuple):
    """What the homes of a week are, and what they offer."""

    homes: tuple[Home, ...]
    vacancies: tuple[Vacancy, ...]
    residents: tuple[Resident, ...]


@dataclass(frozen=True)
class Supply:
    """Today's places of a region, and the places planned."""

    region: Region
    planned: tuple[PlannedSupply, ...] = ()
    closed: frozenset[str] = frozenset()
    """Homes that take nobody, as in a stress test."""

    @cached_property
    def live(self) -> dict[str, int]:
        """Places each home offers at the most, of the homes that can take somebody and whose places are moved."""
        region = self.region
        return {
            h.home_id: offered_at_most(region, h) for h in region.homes
            if h.kind in MOVED and h.home_id not in self.closed and not idle(region, h)
        }  # fmt: skip

    @cached_property
    def free(self) -> dict[Cell, int]:
        """Free places today by kind and area."""
        found: dict[Cell, int] = defaultdict(int)
        for home_id, places in self.live.items():
            home = self.region.home[home_id]
            found[home.kind, home.authority] += places
        return dict(found)

    @cached_property
    def leavers(self) -> dict[Cell, tuple[Resident, ...]]:
        """Residents whose places would be offered if they left, by kind and area."""
        found: dict[Cell, list[Resident]] = defaultdict(list)
        for row in self.region.residents:
            home = self.region.home.get(row.home_id)
            if home and home.kind in MOVED and home.status is Status.OPEN and home.home_id not in self.closed:
                found[home.kind, home.authority].append(row)
        return {cell: tuple(rows) for cell, rows in found.items()}

    def open_by(self, day: date, draw: str) -> dict[int, PlannedSupply]:
        """Return the planned rows in effect on a day, by row; whether an uncertain one happens is a keyed draw."""
        return {
            k: row for k, row in enumerate(self.planned)
            if row.from_ <= day and _uniform(draw, f"planned {k}") < row.probability
        }  # fmt: skip

    def rows_on(self, day: date, more: Mapping[Cell, int], draw: str) -> Rows:
        """Return homes, vacancies and residents of a day, with so many children more (or fewer) in each cell."""
        planned = self.open_by(day, draw)
        opened = {f"PLANNED-{k + 1}": row for k, row in planned.items() if row.places > 0}
        taken: dict[Cell, int] = defaultdict(int, more)
        for row in planned.values():
            if row.places < 0:
                taken[row.kind, row.authority] -= row.places
        slots = self.live | {home_id: row.places for home_id, row in opened.items()}
        cell_of = {h: self._cell(h) for h in self.live} | {h: (r.kind, r.authority) for h, r in opened.items()}
        left = _less(slots, cell_of, taken, draw)
        gone = self._leaving(taken, draw)
        homes = [common_home(self.region, row.kind, row.authority, home_id, left[home_id], row.min_age, row.max_age)
                 for home_id, row in opened.items() if left[home_id]]  # fmt: skip
        return self._moved(day, left, gone, homes)

    def _cell(self, home_id: str) -> Cell:
        home = self.region.home[home_id]
        return home.kind, home.authority

    def _leaving(self, taken: Mapping[Cell, int], draw: str) -> frozenset[tuple[str, str]]:
        gone: list[tuple[str, str]] = []
        for cell, count in sorted(taken.items()):
            if count < 0:
                rows = self.leavers.get(cell, ())
                by_draw = sorted(rows, key=lambda r: tie(draw, f"leaves {r.resident_id} {r.home_id}"))
                gone += [(r.home_id, r.resident_id) for r in by_draw[:-count]]
        return frozenset(gone)

    def _moved(
        self, day: date, left: Mapping[str, int], gone: frozenset[tuple[str, str]], new: list[Home]
    ) -> Rows:  # fmt: skip
        """Return today's picture seen from a day, with the places left and those of who has gone."""
        region, shift = self.region, day - self.region.as_of
        freed: dict[str, int] = defaultdict(int)
        for home_id, _ in gone:
            freed[home_id] += 1
        homes, vacancies = list(new), []
        for home in region.homes:
            offers = left.get(home.home_id, 0) + freed.get(home.home_id, 0)
            if offers:
                rows = region.vacancies_of.get(home.home_id, ()) if home.home_id in self.live else ()
                less = self.live.get(home.home_id, 0) - left.get(home.home_id, 0)
                vacancies += _fewer(rows, less, freed.get(home.home_id, 0), shift, day)
                homes.append(_home(home, offers, shift, fresh=home.home_id not in self.live))
        there = {h.home_id for h in homes}
        residents = tuple(
            _resident(r, shift) for r in region.residents
            if r.home_id in there and (r.home_id, r.resident_id) not in gone
        )  # fmt: skip
        return Rows(tuple(homes), tuple(vacancies), residents)


def _uniform(draw: str, name: str) -> float:
    return float(int(tie(draw, name)[:DIGITS], 16) / 16**DIGITS)


def _less(
    slots: Mapping[str, int], cell_of: Mapping[str, Cell], taken: Mapping[Cell, int], draw: str
) -> dict[str, int]:  # fmt: skip
    """Return the places left in each home; what a cell cannot give is taken from its kind elsewhere, last of all."""
    left, over = dict(slots), dict.fromkeys(MOVED, 0)
    by_cell: dict[Cell, list[str]] = defaultdict(list)
    if not any(count > 0 for count in taken.values()):
        return left
    order = sorted((tie(draw, f"taken {h} {n}"), h) for h, places in slots.items() for n in range(places))
    for _, home_id in order:
        by_cell[cell_of[home_id]].append(home_id)
    for cell, count in sorted(taken.items()):
        for home_id in by_cell[cell][: max(0, count)]:
            left[home_id] -= 1
        over[cell[0]] += max(0, count - len(by_cell[cell]))
    for kind, count in over.items():
        gone: dict[str, int] = defaultdict(int)
        for _, home_id in order:
            if count and cell_of[home_id][0] is kind and left[home_id] > gone[home_id]:
                gone[home_id] += 1
                count -= 1
        for home_id, places in gone.items():
            left[home_id] -= places
    return left


def _home(home: Home, offers: int, shift: timedelta, fresh: bool) -> Home:
    changes: dict[str, object] = {"available": offers}
    for name in ("available_from", "confirmed_on"):
        day = getattr(home, name)
        if day is not None:
            changes[name] = None if fresh else day + shift
    return home.model_copy(update=changes)


def _fewer(
    rows: tuple[Vacancy, ...], less: int, more: int, shift: timedelta, day: date
) -> list[Vacancy]:  # fmt: skip
    """Return a home's dated places moved, some of them taken, and those of who has gone."""
    found = []
    for row in rows:
        kept = max(0, row.places - less)
        less -= row.places - kept
        if kept:
            changes = {
                name: getattr(row, name) + shift for name in ("from_", "until", "hold_ends", "confirmed_on")
                if getattr(row, name) is not None
            }  # fmt: skip
            found.append(row.model_copy(update={**changes, "places": kept}))
    if rows and more:
        found.append(Vacancy(home_id=rows[0].home_id, places=more, from_=day, confirmed_on=day))
    return found


def _resident(row: Resident, shift: timedelta) -> Resident:
    changes = {
        name: getattr(row, name) + shift for name in ("date_of_birth", "leaves_on") if getattr(row, name) is not None
    }
    return row.model_copy(update=changes) if shift and changes else row


def free_by_cell(region: Region) -> dict[Cell, int]:
    """Return the free places of a region by kind and area, as the match counts them."""
    return dict(Supply(region).free)


def slim(region: Region) -> Region:
    """Return the region without what cannot be sent to another process."""
    return replace(region, canonical=str)
