"""CH-PEER: two children who may not live together are not placed in one home on the same nights.

For home h and children a, b whose stays overlap: options of a in h + options of b in h <= 1. Children who have to
be alone are held by the places rows.
"""

from itertools import combinations

import numpy as np

from placements.domain.capacity import offered
from placements.domain.codes import Alongside
from placements.domain.living import apart, nights
from placements.optimise.rows import Layout, Rows, Standing

CODE = "CH-PEER"


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every home and every two children who may not share it."""
    enemies = _enemies(layout)
    for standing in layout.homes:
        if most_places(layout, standing) < 2:
            continue
        at: dict[int, list[int]] = {}
        for option, members in zip(standing.options.tolist(), standing.members, strict=True):
            for i in members:
                at.setdefault(i, []).append(option)
        for a in sorted(at.keys() & enemies.keys()):
            for b in sorted(enemies[a] & at.keys()):
                if a < b or b not in enemies or a not in enemies[b]:
                    which = sorted(set(at[a]) ^ set(at[b]))
                    rows.add(which, np.ones(len(which)), 0, 1)


def most_places(layout: Layout, standing: Standing) -> int:
    """Return the most places the home offers on any night that counts; with one, nobody can be in the way."""
    pairs = layout.problem.screen.pairs
    home_id = pairs.homes[standing.column].home_id
    inside = {i for members in standing.members for i in members}
    stays = {pairs.children[i].child_id: pairs.stays[i] for i in inside}
    return max(offered(pairs.region, home_id, night).total for night in nights(pairs.region, home_id, stays))


def _enemies(layout: Layout) -> dict[int, set[int]]:
    """Return, by row, the children each may not live with: not in one group, stays overlapping."""
    pairs = layout.problem.screen.pairs
    region = pairs.region
    stays = {c.child_id: stay for c, stay in zip(pairs.children, pairs.stays, strict=True)}
    picky = {
        i for i, c in enumerate(pairs.children)
        if c.child_id in region.kept_apart_from or c.alongside in (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)
    }  # fmt: skip
    found: dict[int, set[int]] = {}
    everyone = range(len(pairs.children))
    for a, b in combinations(everyone, 2):
        if a not in picky and b not in picky:
            continue
        one, other = pairs.children[a].child_id, pairs.children[b].child_id
        if other in region.group_of[one] or not stays[one].overlaps(stays[other]):
            continue
        if apart(region, one, other, stays) == "CH-PEER":
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found
