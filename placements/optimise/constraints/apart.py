"""CH-PEER and F-OWNKIDS: two children who may not live together are not placed in one home on the same nights.

For home h, a child a who may not live with everybody, and a night t of hers on which T places are offered:
  T x (options of a in h) + children present on t in options of h, of those she may not live with <= T.
With her there nobody of them can be; without her the row says no more than the places do. The nights are the
first nights she would share with each of them. Children who have to be alone are held by the places rows.
"""

from datetime import date
from itertools import combinations

import numpy as np

from placements.domain.codes import Alongside
from placements.domain.living import apart, nights
from placements.optimise.rows import Layout, Rows, Standing

CODE = "CH-PEER"
PAIRED = ("CH-PEER", "F-OWNKIDS")


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every home and every two children who may not share it."""
    enemies = _enemies(layout)
    for standing in layout.homes:
        if most_places(layout, standing) < 2:
            continue
        inside = set(standing.inside)
        for a in sorted(inside & enemies.keys()):
            for night, others in _nights(layout, a, enemies[a] & inside):
                _row(layout, rows, standing, a, night, others)


def _nights(layout: Layout, a: int, others: set[int]) -> list[tuple[date, frozenset[int]]]:
    """Return the nights to count, each with the children who would be there; a set within another is left out."""
    stays = layout.problem.stays
    shared = sorted({max(stays[a].start, stays[b].start) for b in others})
    there = [(b, stays[b].start, stays[b].end) for b in others]
    sets = [(night, frozenset([b for b, start, end in there if start <= night < end])) for night in shared]
    return [
        (night, there) for k, (night, there) in enumerate(sets)
        if not any(there < other or (there == other and k < n) for n, (_, other) in enumerate(sets))
    ]  # fmt: skip


def _row(
    layout: Layout, rows: Rows, standing: Standing, a: int, night: date, others: frozenset[int]
) -> None:  # fmt: skip
    pairs = layout.problem.screen.pairs
    places = layout.offered(pairs.homes[standing.column].home_id, night).total
    amounts = standing.adds([places if i == a else i in others for i in standing.inside])
    some = np.flatnonzero(amounts)
    rows.add(standing.options[some], amounts[some].clip(max=places), 0, places)


def most_places(layout: Layout, standing: Standing) -> int:
    """Return the most places the home offers on any night that counts; with one, nobody can be in the way."""
    pairs = layout.problem.screen.pairs
    home = pairs.homes[standing.column]
    home_id = home.home_id
    if home.available < 2 and home_id not in pairs.region.vacancies_of:
        return home.available
    stays = {pairs.children[i].child_id: pairs.stays[i] for i in standing.inside}
    return max(layout.offered(home_id, night).total for night in nights(pairs.region, home_id, stays))


def _enemies(layout: Layout) -> dict[int, set[int]]:
    """Return, by row, the children each may not live with: not in one group, stays overlapping."""
    pairs = layout.problem.screen.pairs
    region = pairs.region
    stays = {c.child_id: stay for c, stay in zip(pairs.children, pairs.stays, strict=True)}
    picky = {
        i for i, c in enumerate(pairs.children)
        if c.child_id in region.kept_apart_from or c.alongside in (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)
        or c.child_id in region.no_younger_beside
    }  # fmt: skip
    found: dict[int, set[int]] = {}
    everyone = range(len(pairs.children))
    for a, b in combinations(everyone, 2):
        if a not in picky and b not in picky:
            continue
        one, other = pairs.children[a].child_id, pairs.children[b].child_id
        if other in region.group_of[one] or not stays[one].overlaps(stays[other]):
            continue
        if apart(region, one, other, stays) in PAIRED:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found
