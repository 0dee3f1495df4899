"""An unlock tried out: the region with its edits made, solved again from nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from placements.collector import put_off
from placements.domain.codes import Urgency
from placements.domain.region import Region
from placements.optimise.check import check
from placements.optimise.problem import Problem, pose
from placements.optimise.review import Review
from placements.optimise.solve import solve

SECONDS = 120.0


@dataclass(frozen=True)
class Confirmed:
    """What the edited region's own proposal does: the homes of the set, and the other children placed by class."""

    home_of: dict[str, str | None]
    before: dict[str, int]
    after: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether all of the set have a home, and no class has fewer other children placed."""
        return all(self.home_of.values()) and all(self.after[word] >= count for word, count in self.before.items())

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"placed": all(self.home_of.values()), "home_of": self.home_of, "others_before": self.before,
                "others_after": self.after}  # fmt: skip


def confirm(problem: Problem, review: Review, opened: Region, group: Sequence[str]) -> Confirmed:
    """Return what the region with an unlock's edits proposes; solved as any region is, and checked as any proposal is.

    Raises RejectedError where the check does not agree, NoProposalError where the time is up.
    """
    with put_off():
        again = pose(opened, problem.policy, problem.previous)
        solution = solve(again, SECONDS)
        check(again, solution)
    return Confirmed(
        {c: solution.home_of.get(c) for c in sorted(group)},
        _placed(review, review.home_of, group), _placed(review, solution.home_of, group),
    )  # fmt: skip


def _placed(review: Review, home_of: dict[str, str] | Any, group: Sequence[str]) -> dict[str, int]:
    count = Counter(review.urgency[c].word for c in home_of if c not in group)
    return {urgency.word: count[urgency.word] for urgency in Urgency}
