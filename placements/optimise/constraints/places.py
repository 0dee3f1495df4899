"""CH-PLACES, F-AVAIL and CH-SOLO: on every night, no more children than places.

For home h and night t, over the children present on t:
  all of them <= places offered; those no place is kept for <= free places;
  all of them + residents still there <= registered places, where a resident in the match counts unless the
  proposal has moved her by t. A child who has to be alone counts for every place offered.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from placements.domain.capacity import fixed_residents, holders, movers, offered
from placements.domain.codes import Solo
from placements.domain.living import nights
from placements.optimise.rows import Array, Layout, Rows, Standing

CODE = "CH-PLACES"


def add(layout: Layout, rows: Rows) -> None:
    """Add the rows of every home with options."""
    for standing in layout.homes:
        for night, present in _nights(layout, standing):
            _offered(layout, rows, standing, night, present)
            _registered(layout, rows, standing, night, present)


def _nights(layout: Layout, standing: Standing) -> Iterator[tuple[date, list[list[int]]]]:
    """Yield nights with the children present by option; a night no fuller than a later one is left out."""
    pairs = layout.problem.screen.pairs
    home_id = pairs.homes[standing.column].home_id
    inside = sorted({i for members in standing.members for i in members})
    stays = {pairs.children[i].child_id: pairs.stays[i] for i in inside}
    counted = nights(pairs.region, home_id, stays)
    sets = {night: frozenset(i for i in inside if pairs.stays[i].has_night(night)) for night in counted}
    simple = home_id not in pairs.region.vacancies_of and home_id not in pairs.region.residents_of
    for k, night in enumerate(counted):
        if simple and any(sets[night] <= sets[later] for later in counted[k + 1 :]):
            continue
        yield night, [[i for i in members if i in sets[night]] for members in standing.members]


def _offered(layout: Layout, rows: Rows, standing: Standing, night: date, present: list[list[int]]) -> None:
    pairs = layout.problem.screen.pairs
    home_id = pairs.homes[standing.column].home_id
    places, kept_for = offered(pairs.region, home_id, night), holders(pairs.region, home_id)
    weights = [[_weight(layout, i, places.total) for i in there] for there in present]
    _row(rows, standing, [sum(w) for w in weights], places.total)
    if places.free < places.total:
        free = [sum(pairs.children[i].child_id not in kept_for for i in there) for there in present]
        _row(rows, standing, free, places.free)


def _weight(layout: Layout, i: int, total: int) -> int:
    alone = layout.problem.screen.pairs.children[i].solo is Solo.REQUIRED
    return max(1, total) if alone else 1


def _registered(layout: Layout, rows: Rows, standing: Standing, night: date, present: list[list[int]]) -> None:
    pairs = layout.problem.screen.pairs
    home = pairs.homes[standing.column]
    moving = movers(pairs.region, home.home_id, night)
    room = home.places - fixed_residents(pairs.region, home.home_id, night) - len(moving)
    amounts: dict[int, float] = {}
    for option, there in zip(standing.options.tolist(), present, strict=True):
        if there:
            amounts[option] = float(len(there))
    for mover in moving:
        i = pairs.row[mover]
        if pairs.stays[i].start <= night:
            for option in layout.options_of[i].tolist():
                amounts[option] = amounts.get(option, 0.0) - 1.0
    kept = {option: amount for option, amount in amounts.items() if amount}
    arriving = [option for option, amount in kept.items() if amount > 0]
    if arriving and room >= 0:
        rows.add(list(kept), list(kept.values()), -np.inf, room)
    elif arriving:
        _overfull(rows, kept, arriving, room)


def _overfull(rows: Rows, kept: dict[int, float], arriving: list[int], room: int) -> None:
    """More live there than it has places: nobody has to move, but whoever arrives needs the room."""
    slack = sum(kept[option] for option in arriving) - room
    for option in arriving:
        amounts = {**kept, option: kept[option] + slack}
        rows.add(list(amounts), list(amounts.values()), -np.inf, room + slack)


def _row(rows: Rows, standing: Standing, amounts: list[int], most: int) -> None:
    weights: Array = np.array(amounts)
    some = np.flatnonzero(weights)
    rows.add(standing.options[some], weights[some], 0, most)
