"""Brothers and sisters: the share of them she would live with.

Counted are the others of her group in the match, and siblings who are residents somewhere. The worth over
columns is that of joining residents alone; the options add whoever is placed with her.
"""

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.capacity import in_match, still_there
from placements.domain.region import Region
from placements.law import sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth, shares
from placements.rules.rule import Case
from placements.units import share


def sibling_count(region: Region, child_id: str) -> int:
    """Return how many siblings she has: in the match, and resident anywhere without being in it."""
    return len(region.group_of[child_id]) - 1 + len(_residents(region, child_id))


def _residents(region: Region, child_id: str) -> set[str]:
    group = region.child[child_id].sibling_group
    found = region.residents_of_group.get(group, ()) if group else ()
    return {r.resident_id for r in found if not in_match(region, r.resident_id)}


def resident_siblings(screen: Screen) -> Array:
    """Return how many siblings who are not in the match live in each home, shape (children, homes)."""
    pairs = screen.pairs
    table = np.zeros(pairs.shape, dtype=np.int64)
    for i, child in enumerate(pairs.children):
        for resident in pairs.region.residents_of_group.get(child.sibling_group or "", ()):
            j = pairs.column.get(resident.home_id)
            there = still_there(resident, pairs.stays[i].start)
            if j is not None and there and not in_match(pairs.region, resident.resident_id):
                table[i, j] += 1
    return table


def counts(screen: Screen) -> Array:
    """Return how many siblings each child has, shape (children, 1)."""
    return screen.pairs.of_children(lambda c: sibling_count(screen.pairs.region, c.child_id), int)


def applies(screen: Screen) -> Array:
    """Children with a sibling in the match or in care somewhere."""
    result: Array = counts(screen) > 0
    return result


def worth(screen: Screen) -> Array:
    """The share of siblings she would join, were she placed alone."""
    return shares(resident_siblings(screen), counts(screen))


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The share of siblings she would live with."""
    region, child = case.region, case.child
    total = sibling_count(region, child.child_id)
    if total == 0:
        return None
    joined = {
        r.resident_id for r in region.residents_of.get(case.home.home_id, ())
        if r.resident_id in _residents(region, child.child_id) and still_there(r, case.stay.start)
    }  # fmt: skip
    together = len(joined) + sum(o in region.group_of[child.child_id] for o in others)
    if together == total:
        words = {1: "With the child's sibling.", 2: "With both of the child's brothers and sisters."}
        return Worth(FULL, words.get(total, "With all of the child's brothers and sisters."))
    if together == 0:
        return Worth(0, f"Apart from the child's {'brothers and sisters' if total > 1 else 'sibling'}.")
    return Worth(share(together, total, FULL), f"With {together} of the child's {total} brothers and sisters.")


CRITERION = Criterion("siblings", "Brothers and sisters", (sources.CHILDREN_ACT_1989_S22C_8_C,), applies, worth, plain)
