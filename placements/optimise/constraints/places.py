"""CH-PLACES, CH-UNDEROCC, F-AVAIL and CH-SOLO: on every night, no more children than places.

For home h and night t, over the children present on t:
  all of them <= places offered; those no place is kept for <= free places;
  all of them + residents still there <= registered places, or what the home runs for where that is fewer; a resident
  in the match counts unless the proposal has moved her by t. Who has to be alone counts for every place offered.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from placements.domain.capacity import fixed_residents, holders, may_move, movers, room
from placements.domain.codes import Solo
from placements.optimise.rows import Array, Layout, Nightly, Rows, Standing

CODE = "CH-PLACES"


@dataclass(frozen=True)
class Nights:
    """The nights of one home, one entry a night: who would be there, the room there is, which residents may move."""

    present: Array
    """Shape (nights, children inside)."""
    offered: Nightly
    room: Array
    moving: tuple[tuple[str, ...], ...]
    gone: tuple[frozenset[str], ...]

    def needed(self) -> list[int]:
        """Return the nights whose keeping is not implied by keeping another: the last of those alike."""
        count = len(self.room)
        if count == 1:
            return [0]
        implied: Array = np.logical_not(np.any(self.present[:, None] & ~self.present, axis=2))
        for places in (self.offered.total, self.offered.free, self.room):
            implied &= places.reshape(-1, 1) >= places
        if any(self.moving):
            implied &= np.array([[a == b for b in self.moving] for a in self.moving])
            implied &= np.array([[a >= b for b in self.gone] for a in self.gone])
        nights = np.arange(count)
        by_another = implied & (~implied.T | (nights > nights.reshape(-1, 1)))
        by_another[nights, nights] = False
        return np.flatnonzero(~by_another.any(axis=1)).tolist()


def add(layout: Layout, rows: Rows) -> None:
    """Add the rows of every home with options."""
    alone = np.array([child.solo is Solo.REQUIRED for child in layout.problem.screen.pairs.children], dtype=bool)
    for standing in layout.homes:
        counted = _nights(layout, standing)
        needed = counted.needed()
        kept_for = _kept_for(layout, standing) if (counted.offered.free < counted.offered.total)[needed].any() else ()
        weights: list[Array] = []
        sides: list[int] = []
        for k in needed:
            total, free, present = int(counted.offered.total[k]), int(counted.offered.free[k]), counted.present[k]
            weights.append(np.where(alone[standing.inside], max(1, total), 1) * present)
            sides.append(total)
            if free < total:
                weights.append(present & ~np.isin(standing.inside, kept_for))
                sides.append(free)
            if counted.room[k] < total or counted.moving[k]:
                rows.add_each(standing.options, standing.adds(np.array(weights)), np.array(sides))
                weights, sides = [], []
                _registered(layout, rows, standing, counted, k)
        if sides:
            rows.add_each(standing.options, standing.adds(np.array(weights)), np.array(sides))


def _kept_for(layout: Layout, standing: Standing) -> list[int]:
    """Return the children a place of a home is kept for, by row."""
    pairs = layout.problem.screen.pairs
    return [pairs.row[c] for c in holders(pairs.region, pairs.homes[standing.column].home_id) if c in pairs.row]


def _nights(layout: Layout, standing: Standing) -> Nights:
    pairs, offered = layout.problem.screen.pairs, layout.places(standing)
    region, home = pairs.region, pairs.homes[standing.column]
    days = offered.nights.reshape(-1, 1)
    present = (layout.starts[standing.inside] <= days) & (days < layout.ends[standing.inside])
    residents = region.residents_of.get(home.home_id, ())
    left = np.full(len(days), room(region, home))
    moving: tuple[tuple[str, ...], ...] = ((),) * len(days)
    gone: tuple[frozenset[str], ...] = (frozenset(),) * len(days)
    if residents:
        nights = [date.fromordinal(day) for day in offered.nights.tolist()]
        left -= np.array([fixed_residents(region, home.home_id, night) for night in nights])
        if any(may_move(region, resident) for resident in residents):
            moving = tuple(movers(region, home.home_id, night) for night in nights)
            left -= np.array([len(there) for there in moving])
            first = {m: pairs.stays[pairs.row[m]].start for there in moving for m in there}
            gone = tuple(
                frozenset(m for m in there if first[m] <= night) for there, night in zip(moving, nights, strict=True)
            )
    return Nights(present, offered, left, moving, gone)


def _registered(layout: Layout, rows: Rows, standing: Standing, counted: Nights, k: int) -> None:
    room = int(counted.room[k])
    there = standing.adds(counted.present[k].astype(float))
    arriving = standing.options[there > 0].tolist()
    amounts = dict(zip(arriving, there[there > 0].tolist(), strict=True))
    for mover in sorted(counted.gone[k]):
        for option in layout.options_of[layout.problem.screen.pairs.row[mover]].tolist():
            amounts[option] = amounts.get(option, 0.0) - 1.0
    if arriving and room >= 0:
        rows.add(list(amounts), list(amounts.values()), -np.inf, room)
    elif arriving:
        _overfull(rows, amounts, arriving, room)


def _overfull(rows: Rows, amounts: dict[int, float], arriving: list[int], room: int) -> None:
    """More live there than it has places: nobody has to move, but whoever arrives or stays needs the room."""
    slack = sum(max(amount, 0.0) for amount in amounts.values()) - room
    for option in arriving:
        kept = {**amounts, option: amounts[option] + slack}
        rows.add(list(kept), list(kept.values()), -np.inf, room + slack)
