"""How well off one child is in a proposal: a home before none, above the floor before below it, then the shortfall."""

from collections.abc import Iterable
from typing import Literal

from placements.optimise.review import Review

Better = Literal["a", "b", "equal"]

Standing = tuple[bool, bool, int]


def standing(review: Review, child_id: str) -> Standing:
    """Return how well off a child is; larger is better.

    A home no rule allows counts as none: nobody is said to gain by it. Points of two homes that are both equally
    suitable with the child's own best count alike, as they do in the levels.
    """
    placement = review.placements.get(child_id)
    if placement is None or not placement.verdict.outcome.may_be_proposed:
        return False, False, 0
    return True, not placement.stop_gap, -placement.shortfall


def better(a: Review, b: Review, child_id: str) -> Better:
    """Return in which of two proposals a child is better off."""
    return "equal" if (one := standing(a, child_id)) == (two := standing(b, child_id)) else "a" if one > two else "b"


def better_in(a: Review, b: Review, children: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the children better off in the first of two proposals, and those better off in the second."""
    found = {child_id: better(a, b, child_id) for child_id in children}
    return [c for c, side in found.items() if side == "a"], [c for c, side in found.items() if side == "b"]
