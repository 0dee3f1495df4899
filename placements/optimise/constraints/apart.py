"""CH-PEER and F-OWNKIDS: two children who may not live together are not placed in one home on the same nights.

For home h, a child a who may not live with everybody, and a night t of hers on which T places are offered:
  T x (options of a in h) + children present on t in options of h, of those she may not live with <= T.
With her there nobody of them can be; without her the row says no more than the places do. The nights are the
first nights she would share with each of them. Children who have to be alone are held by the places rows.
"""

from collections.abc import Iterator

import numpy as np

from placements.domain.codes import Alongside
from placements.domain.living import apart
from placements.optimise.rows import Array, Layout, Rows, Standing

CODE = "CH-PEER"
PAIRED = ("CH-PEER", "F-OWNKIDS")
FIRST, LAST = -1, 10_000_000
"""Before any day, and after every day."""


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every home and every two children who may not share it."""
    enemies = _enemies(layout)
    for standing in layout.homes:
        if layout.places(standing).total.max(initial=0) < 2:
            continue
        among = enemies[np.ix_(standing.inside, standing.inside)]
        if among.any():
            _rows(layout, rows, standing, *_nights(layout, standing, among))


def _nights(layout: Layout, standing: Standing, among: Array) -> tuple[Array, Array, Array]:
    """Return each child's nights to count, as who, night and which others would be there, one entry a row.

    Where all others stay to the last night shared, it is the only one: a set within another is left out.
    """
    starts, ends = layout.starts[standing.inside], layout.ends[standing.inside]
    last = np.maximum(starts, np.where(among, starts, FIRST).max(axis=1))
    stay = np.where(among, ends, LAST).min(axis=1) > last
    who = np.flatnonzero(among.any(axis=1))
    each = [
        (a, night, there) for a in who.tolist()
        for night, there in ([(last[a], among[a])] if stay[a] else _shared(starts, ends, a, among[a]))
    ]  # fmt: skip
    whose, nights, others = zip(*each, strict=True)
    return np.array(whose), np.array(nights), np.array(others)


def _shared(starts: Array, ends: Array, a: int, others: Array) -> Iterator[tuple[int, Array]]:
    """Yield the nights to count for one child: those by the next of which somebody there has left."""
    shared = sorted(set(np.maximum(starts[a], starts[others]).tolist()))
    nights = np.array(shared).reshape(-1, 1)
    there = others & (starts <= nights) & (ends > nights)
    left = (there & (ends <= np.array([*shared[1:], LAST]).reshape(-1, 1))).any(axis=1)
    return ((shared[k], there[k]) for k in np.flatnonzero(left).tolist())


def _rows(layout: Layout, rows: Rows, standing: Standing, who: Array, nights: Array, others: Array) -> None:
    """Add the rows of a home, one for each child and night."""
    offered = layout.places(standing)
    places = offered.total[np.searchsorted(offered.nights, nights)]
    weights = others.astype(float)
    weights[np.arange(len(who)), who] = places
    amounts = np.minimum(standing.adds(weights), places.reshape(-1, 1))
    rows.add_each(standing.options, amounts, places)


def _enemies(layout: Layout) -> Array:
    """Return which two children, by row, may not live together: not in one group, stays overlapping."""
    pairs = layout.problem.screen.pairs
    region, children = pairs.region, pairs.children
    stays = {c.child_id: stay for c, stay in zip(children, pairs.stays, strict=True)}
    found = np.zeros((len(children), len(children)), dtype=bool)
    picky = [
        c.child_id in region.kept_apart_from or c.alongside in (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)
        or c.child_id in region.no_younger_beside
        for c in children
    ]  # fmt: skip
    for a in np.flatnonzero(picky).tolist():
        for b, two in enumerate(children):
            one, other = children[a].child_id, two.child_id
            if b == a or (picky[b] and b < a) or other in region.group_of[one]:
                continue
            if stays[one].overlaps(stays[other]) and apart(region, one, other, stays) in PAIRED:
                found[a, b] = found[b, a] = True
    return found
