"""Every member authority alone and with shared homes, level by level, where the policy guarantees it as much as alone.

Alone, a member has the places that `optimise/own_places.py` gives it; its children, the rules and the points are the
same. Every value is counted from the records, over the member's own children.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.promise import Alone
from placements.optimise.review import Review
from placements.optimise.solve import shown

COUNTED_BY_MEMBER = ("fair_shares",)
"""Levels that count members and not children."""


def pooling(review: Review) -> dict[str, Any] | None:
    """Return every member alone and pooled as JSON; None while the guarantee is off."""
    if not review.alone:
        return None
    codes = sorted(review.alone)
    homes = {c: h for code in codes for c, h in review.alone[code].home_of.items()}
    alone, pooled = by_member(apart(review, homes), codes), by_member(review, codes)
    members = [
        {
            "authority": code, "name": review.region.authority[code].name, "alone": alone[code],
            "pooled": pooled[code], "guaranteed": _classes(review.alone[code]), "proven_alone": _proven(review, code),
        }
        for code in codes
    ]  # fmt: skip
    return {"members": members}


def apart(review: Review, homes: dict[str, str]) -> Review:
    """Return the members' own best proposals, beside each other, under review."""
    return Review(review.region, review.policy, homes, review.best, review.previous, review.alone)


def by_member(review: Review, codes: Iterable[str]) -> dict[str, dict[str, int | float]]:
    """Return every level of the policy, counted over each member's children alone."""
    names = review.policy.levels.order
    counted: dict[str, Counter[str]] = {name: Counter() for name in names}
    for name in names:
        for part in OBJECTIVES[name].contributions(review):
            whose = review.region.child.get(part.child_id)
            counted[name][part.child_id if whose is None else whose.authority] += part.amount
    return {
        code: {name: shown(name, 0 if name in COUNTED_BY_MEMBER else counted[name][code]) for name in names}
        for code in codes
    }


def _classes(alone: Alone) -> dict[str, int]:
    return {f"placed_{urgency.word}": count for urgency, count in alone.promised.items()}


def _proven(review: Review, code: str) -> bool:
    """Whether every level alone is proven, so that what is promised is no less than the member's best."""
    return review.alone[code].minimised == review.alone[code].least
