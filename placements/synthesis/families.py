"""The families that wait: how many children each authority has, in what sibling groups, and from which homes.

Authorities share the number by their new placements in 2024-25 (DfE). Families that move are drawn,
with their
brothers and sisters, from the children who live in a home now.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from placements.fitting import largest_remainder, quota
from placements.synthesis.shares import PURPOSES, WAITING_GROUPS, WAITING_IN_GROUPS
from placements.synthesis.sources import Published

MOVABLE = ("in_house", "agency", "residential", "supported")
"""Where children live who may be moved or listed."""

_GROUP_PURPOSES = {"new": 0.56, "notice": 0.22, "planned_move": 0.14, "long_term": 0.08}
_NEW = ("new", "remand", "transfer")
_MOVES_FROM = {
    "step_down": ("residential",),
    "bring_nearer": ("agency", "residential"),
    "respite": ("in_house", "agency"),
}


@dataclass(frozen=True)
class Family:
    """A child or sibling group that waits together; `residents` are row numbers if they live in a home."""

    authority: str
    size: int
    purpose: str
    residents: tuple[int, ...] = ()


def waiting_families(
    residents: pd.DataFrame, published: Published, region: list[str], count: int, rng: np.random.Generator
) -> list[Family]:
    """Return the families, each with the residents it is made of if it lives in a home now."""
    return _with_homes(_families(published, region, count, rng), residents, rng)


def _families(published: Published, region: list[str], count: int, rng: np.random.Generator) -> list[Family]:
    """Share the children among the authorities and into groups; the largest groups are placed first."""
    flow = published.authorities["new_placements"].reindex(region).fillna(0).to_numpy(dtype=np.float64)
    left = largest_remainder(flow, count)
    sizes = _group_sizes(count)
    families = []
    purposes = quota(_GROUP_PURPOSES, len(sizes), rng)
    for size, purpose in zip(sizes, purposes, strict=True):
        odds = np.where(left >= size, left, 0).astype(np.float64)
        if not odds.any():
            continue
        place = int(rng.choice(len(region), p=odds / odds.sum()))
        left[place] -= size
        families.append(Family(region[place], size, str(purpose)))
    owners = np.repeat(np.array(region, dtype=object), left)
    return families + [
        Family(str(owner), 1, str(p)) for owner, p in zip(owners, quota(PURPOSES, len(owners), rng), strict=True)
    ]


def _group_sizes(count: int) -> list[int]:
    """Return the sizes of the sibling groups, largest first; rounding carries over to the next size."""
    sizes: list[int] = []
    wanted = 0.0
    for size, share in sorted(WAITING_GROUPS.items(), reverse=True):
        wanted += count * WAITING_IN_GROUPS * share
        sizes += [size] * max(round((wanted - sum(sizes)) / size), 0)
    return sizes


def _with_homes(families: list[Family], residents: pd.DataFrame, rng: np.random.Generator) -> list[Family]:
    """Give each moving family residents of its authority and size; where there are none, it is new."""
    pools = _pools(residents, rng)
    used: set[str] = set()
    found = []
    for family in families:
        rows = () if family.purpose in _NEW else _take(pools, family, residents, used)
        purpose = family.purpose if rows or family.purpose in _NEW else "new"
        found.append(Family(family.authority, family.size, purpose, rows))
    return found


def _pools(residents: pd.DataFrame, rng: np.random.Generator) -> dict[tuple[str, int], list[tuple[int, ...]]]:
    pools: dict[tuple[str, int], list[tuple[int, ...]]] = defaultdict(list)
    movable = residents[residents["home"].isin(MOVABLE) & residents["leaves_on"].isna() & ~residents["secure"]]
    sets = [tuple(int(row) for row in rows) for rows in movable.groupby("together", sort=True).groups.values()]
    owners = residents["authority"].to_numpy()
    for place in rng.permutation(len(sets)):
        rows = sets[int(place)]
        pools[str(owners[rows[0]]), len(rows)].append(rows)
    return pools


def _take(
    pools: dict[tuple[str, int], list[tuple[int, ...]]],
    family: Family,
    residents: pd.DataFrame,
    used: set[str],
) -> tuple[int, ...]:
    pool = pools[family.authority, family.size]
    for place, rows in enumerate(pool):
        one = residents.iloc[rows[0]]
        if one["sibling_group"] in used or not _may_be(family, one):
            continue
        if one["sibling_group"]:
            used.add(str(one["sibling_group"]))
        return pool.pop(place)
    return ()


def _may_be(family: Family, one: "pd.Series[str]") -> bool:
    if one["home"] not in _MOVES_FROM.get(family.purpose, MOVABLE):
        return False
    if family.purpose == "bring_together":
        return bool(one["sibling_group"])
    if family.purpose == "bring_nearer":
        return bool(one["host"] != family.authority)
    # A single child of a larger family would pull her resident siblings' group into the match.
    return family.size > 1 or not one["sibling_group"]
