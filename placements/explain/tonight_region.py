"""Tonight, for the whole region: the ring list of every overdue and today's child or group, beside the proposal."""

from typing import Any

from placements.candidates.classes import urgency_of
from placements.domain.codes import Urgency
from placements.explain.shortlist import Shortlist, shortlist
from placements.explain.shortlist_document import ring_list
from placements.explain.unlocks import sought_for
from placements.optimise.problem import Problem
from placements.optimise.review import Review

RUNG = 5
FIELDS = (
    "home_id", "whom", "same_day", "outcome", "stop_gap", "held_for", "approvals", "route", "miles",
)  # fmt: skip


def tonight(problem: Problem, review: Review) -> list[dict[str, Any]]:
    """Return a ring list for each child or sibling group that needs a home today or before, most urgent first."""
    region = review.region
    pressing = [c for c in region.waiting if urgency_of(c, region.as_of) <= Urgency.TODAY]
    groups = dict.fromkeys(_together(review, c.child_id) for c in pressing)
    rows = [_one(problem, review, group) for group in groups]
    return sorted(rows, key=lambda row: (row["urgency"] != "overdue", row["children"]))


def _together(review: Review, child_id: str) -> tuple[str, ...]:
    """Return the children one list is for: a group, or each alone where the proposal puts them in several homes."""
    group = sought_for(review.region, child_id)
    homes = {review.home_of.get(c) for c in group}
    return group if len(homes) == 1 else (child_id,)


def _one(problem: Problem, review: Review, group: tuple[str, ...]) -> dict[str, Any]:
    region = review.region
    found = Shortlist(region, review.policy, group[0], group, problem, RUNG, True, review.home_of)
    if any(region.child[c].needed_by > region.as_of for c in group):
        found = shortlist(region, review.policy, group[0], top=RUNG, tonight=True, home_of=review.home_of)
    lines = ring_list(found)
    return {
        "children": list(group),
        "urgency": min(urgency_of(region.child[c], region.as_of) for c in group).word,
        "homes": [
            {
                **{name: line[name] for name in FIELDS}, "order": line["rank"], "points": line["total_points"],
                "questions": [q["question"] for q in line["questions"]],
                "proposed_to": line["effect_on_others"]["proposed_to"],
            }
            for line in lines
        ],
    }  # fmt: skip
