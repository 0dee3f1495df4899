"""CH-PLACES, CH-UNDEROCC, F-AVAIL and CH-SOLO: on every night, no more children than places.

For home h and night t, over the children present on t:
  all of them <= places offered; those no place is kept for <= free places;
  all of them + residents still there <= registered places, or what the home runs for where that is fewer; a resident
  in the match counts unless the proposal has moved her by t. Who has to be alone counts for every place offered.
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from placements.domain.capacity import fixed_residents, holders, movers, room
from placements.domain.codes import Solo
from placements.domain.living import nights
from placements.optimise.rows import Array, Layout, Rows, Standing

CODE = "CH-PLACES"


class Night(NamedTuple):
    """One night in one home: who would be there, how much room there is, and which residents may have moved by then."""

    present: frozenset[int]
    total: int
    free: int
    room: int
    moving: tuple[str, ...]
    gone: frozenset[str]

    def implied_by(self, other: "Night") -> bool:
        """Whether keeping to the other night keeps to this one as well."""
        return (
            self.present <= other.present and self.moving == other.moving and self.total >= other.total
            and self.free >= other.free and self.room >= other.room and self.gone >= other.gone
        )  # fmt: skip


def add(layout: Layout, rows: Rows) -> None:
    """Add the rows of every home with options."""
    for standing in layout.homes:
        kept_for = holders(layout.problem.region, layout.problem.screen.pairs.homes[standing.column].home_id)
        counted = _nights(layout, standing)
        for k, (_, night) in enumerate(counted):
            implied = any(
                night.implied_by(other) and (not other.implied_by(night) or later > k)
                for later, (_, other) in enumerate(counted) if later != k
            )  # fmt: skip
            if not implied:
                _offered(layout, rows, standing, night, kept_for)
                _registered(layout, rows, standing, night)


def _nights(layout: Layout, standing: Standing) -> list[tuple[date, Night]]:
    pairs = layout.problem.screen.pairs
    region, home = pairs.region, pairs.homes[standing.column]
    stays = {pairs.children[i].child_id: pairs.stays[i] for i in standing.inside}
    there = [(i, pairs.stays[i].start, pairs.stays[i].end) for i in standing.inside]
    found = []
    for day in nights(region, home.home_id, stays):
        places, moving = layout.offered(home.home_id, day), movers(region, home.home_id, day)
        left = room(region, home) - fixed_residents(region, home.home_id, day) - len(moving)
        present = frozenset([i for i, start, end in there if start <= day < end])
        gone = frozenset(m for m in moving if pairs.stays[pairs.row[m]].start <= day)
        found.append((day, Night(present, places.total, places.free, left, moving, gone)))
    return found


def _offered(layout: Layout, rows: Rows, standing: Standing, night: Night, kept_for: frozenset[str]) -> None:
    children = layout.problem.screen.pairs.children
    there = [i in night.present for i in standing.inside]
    weights = [_weight(layout, i, night.total) if here else 0 for i, here in zip(standing.inside, there, strict=True)]
    _row(rows, standing, standing.adds(weights), night.total)
    if night.free < night.total:
        kept = [here and children[i].child_id not in kept_for for i, here in zip(standing.inside, there, strict=True)]
        _row(rows, standing, standing.adds(kept), night.free)


def _weight(layout: Layout, i: int, total: int) -> int:
    alone = layout.problem.screen.pairs.children[i].solo is Solo.REQUIRED
    return max(1, total) if alone else 1


def _registered(layout: Layout, rows: Rows, standing: Standing, night: Night) -> None:
    if night.room >= night.total and not night.moving:
        return
    pairs = layout.problem.screen.pairs
    there = standing.adds([i in night.present for i in standing.inside])
    arriving = standing.options[there > 0].tolist()
    amounts = dict(zip(arriving, there[there > 0].tolist(), strict=True))
    for mover in sorted(night.gone):
        for option in layout.options_of[pairs.row[mover]].tolist():
            amounts[option] = amounts.get(option, 0.0) - 1.0
    if arriving and night.room >= 0:
        rows.add(list(amounts), list(amounts.values()), -np.inf, night.room)
    elif arriving:
        _overfull(rows, amounts, arriving, night.room)


def _overfull(rows: Rows, amounts: dict[int, float], arriving: list[int], room: int) -> None:
    """More live there than it has places: nobody has to move, but whoever arrives or stays needs the room."""
    slack = sum(max(amount, 0.0) for amount in amounts.values()) - room
    for option in arriving:
        kept = {**amounts, option: amounts[option] + slack}
        rows.add(list(kept), list(kept.values()), -np.inf, room + slack)


def _row(rows: Rows, standing: Standing, amounts: Array, most: int) -> None:
    some = np.flatnonzero(amounts)
    rows.add(standing.options[some], amounts[some], 0, most)
