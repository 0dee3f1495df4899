"""Who else needs a home, and how many children could be displaced at most if she had it: bounds, without solving."""

from typing import Any

import numpy as np

from placements.candidates.classes import urgency_of
from placements.candidates.screen import screen
from placements.domain.capacity import offered
from placements.domain.codes import Alongside, Siblings, Solo
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.domain.stay import togetherness
from placements.optimise.options import allowed
from placements.optimise.problem import canonical_children
from placements.policy.policy import Policy

Claim = dict[str, Any]


def claims(region: Region, policy: Policy, group: tuple[str, ...], homes: tuple[Home, ...]) -> dict[str, list[Claim]]:
    """Return, for each home, the other children and sibling groups it could be proposed to, most urgent first."""
    others = [c for c in region.waiting if c.child_id not in group]
    if not others or not homes:
        return {home.home_id: [] for home in homes}
    judged = screen(region, policy, canonical_children(policy, others), homes)
    usable = allowed(judged).proposable
    rows = judged.pairs.row
    found: dict[str, list[Claim]] = {home.home_id: [] for home in homes}
    for together in _asking(region, [c.child_id for c in others]):
        takes = usable[[rows[c] for c in together]].all(axis=0)
        urgency = min(urgency_of(region.child[c], region.as_of) for c in together)
        for j in np.flatnonzero(takes).tolist():
            found[homes[j].home_id].append({"child_ids": list(together), "urgency": urgency.word})
    order = {"overdue": 0, "today": 1, "soon": 2, "later": 3}
    return {h: sorted(c, key=lambda claim: (order[claim["urgency"]], claim["child_ids"])) for h, c in found.items()}


def _asking(region: Region, ids: list[str]) -> list[tuple[str, ...]]:
    """Return the sets others ask for: whole groups that belong together, everybody else alone."""
    sets: dict[tuple[str, ...], None] = {}
    for child_id in sorted(ids):
        group = tuple(sorted(region.group_of[child_id]))
        alone = len(group) == 1 or togetherness(region, group) is Siblings.MAY
        sets.setdefault((child_id,) if alone else group, None)
    return list(sets)


def displaced_at_most(region: Region, home: Home, group: tuple[str, ...], found: list[Claim]) -> int:
    """Return a bound on the children who could lose the home to her: none where there is room for every claim."""
    claimants = {c for claim in found for c in claim["child_ids"]}
    places = max(offered(region, home.home_id, region.child[c].needed_by).total for c in group)
    places = max(places, *(offered(region, home.home_id, region.as_of).total for _ in group))
    particular = any(_particular(region, c) for c in {*group, *claimants})
    if not particular and len(claimants) + len(group) <= places:
        return 0
    return min(len(claimants), max(places, 1))


def _particular(region: Region, child_id: str) -> bool:
    """Return whether she could keep others out of a home with room: alone, with older or younger only, or apart."""
    child = region.child[child_id]
    picky = child.alongside in (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)
    return child.solo is Solo.REQUIRED or picky or child_id in region.kept_apart_from
