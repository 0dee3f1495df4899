"""Who else needs a home, and how many children could be displaced at most if she had it: bounds, without solving."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.classes import urgency_of
from placements.candidates.screen import screen
from placements.domain.capacity import offered
from placements.domain.codes import Siblings, Urgency
from placements.domain.homes import Home
from placements.domain.living import clashes, nights
from placements.domain.region import Region
from placements.domain.stay import Stay, stay_of, togetherness
from placements.optimise.options import allowed
from placements.optimise.problem import canonical_children
from placements.policy.policy import Policy

Array = npt.NDArray[Any]
Claim = dict[str, Any]
ORDER = ("overdue", "today", "soon", "later")


def claims(region: Region, policy: Policy, group: tuple[str, ...], homes: tuple[Home, ...]) -> dict[str, list[Claim]]:
    """Return, for each home, the other children and sibling groups it could be proposed to, most urgent first."""
    found: dict[str, list[Claim]] = {home.home_id: [] for home in homes}
    others = [c for c in region.waiting if c.child_id not in group]
    if not others or not homes:
        return found
    judged = screen(region, policy, canonical_children(policy, others), homes)
    usable, rows = allowed(judged).proposable, judged.pairs.row
    families = sorted({tuple(sorted(set(region.group_of[c.child_id]) - set(group))) for c in others})
    for together in families:
        takes = usable[[rows[c] for c in together]]
        asks = _Family(region, together)
        for j in np.flatnonzero(takes.any(axis=0)).tolist():
            found[homes[j].home_id] += asks.claims(takes[:, j])
    return {h: sorted(c, key=lambda row: (ORDER.index(row["urgency"]), row["child_ids"])) for h, c in found.items()}


class _Family:
    """What one family may ask of any home: all of them, or each who may live apart from the others."""

    def __init__(self, region: Region, together: tuple[str, ...]) -> None:
        self._urgency = {c: urgency_of(region.child[c], region.as_of) for c in together}
        flag = togetherness(region, together)
        pressed = all(urgency <= Urgency.TODAY for urgency in self._urgency.values())
        self._whole = flag is not Siblings.MAY
        self._apart = len(together) == 1 or flag is Siblings.MAY or (flag is Siblings.SHOULD and pressed)

    def claims(self, takes: Array) -> Iterator[Claim]:
        """Yield the claims on a home that takes some of them."""
        together = tuple(self._urgency)
        if self._whole and takes.all():
            yield {"child_ids": list(together), "urgency": min(self._urgency.values()).word}
        elif self._apart:
            for child_id, taken in zip(together, takes.tolist(), strict=True):
                if taken:
                    yield {"child_ids": [child_id], "urgency": self._urgency[child_id].word}


def displaced_at_most(region: Region, home: Home, group: tuple[str, ...], found: Sequence[Claim], limit: int) -> int:
    """Return a bound on the children who could lose the home to her: none where everybody fits at once.

    `limit` is the usual fostering limit. Otherwise no more can lose it than claim it, or than the places could hold
    one after another: a place holds at most as many as there are stays of claimants that do not overlap.
    """
    claimants = sorted({c for claim in found for c in claim["child_ids"]} - set(group))
    everyone = [*group, *claimants]
    stays = {c: stay_of(region.child[c], region.as_of) for c in everyone}
    counted = (offered(region, home.home_id, night).total for night in nights(region, home.home_id, stays))
    places = max(counted, default=1)
    if len(everyone) <= places and not clashes(region, home.home_id, everyone, {}, limit):
        return 0
    return min(len(claimants), max(places, 1) * _after_another(stays[c] for c in claimants))


def _after_another(stays: Iterable[Stay]) -> int:
    """Return the most stays of which no two share a night."""
    count, free = 0, date.min
    for stay in sorted(stays, key=lambda stay: stay.end):
        if stay.start >= free and not stay.empty:
            count, free = count + 1, stay.end
    return count
