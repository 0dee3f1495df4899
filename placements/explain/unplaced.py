"""A child without a home: why, which rules stand between her and how many homes, and what would open one."""

from typing import Any

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.codes import Siblings, Urgency
from placements.domain.stay import togetherness
from placements.explain.unlocks import sought_for, unlocks
from placements.optimise.options import homes_for
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.rules.catalogue import RULES

MOST_TAKEN = 20


def why(problem: Problem, i: int) -> str:
    """Return the first that applies: held, no_home, group, policy, outranked."""
    screen, may = problem.screen, problem.may
    if problem.best[i] >= 0:
        return "outranked"
    if may.urgency[i, 0] > Urgency.TODAY and _any_option(problem, may.by_policy, i, floor=False):
        return "held"
    if not screen.lawful[i].any():
        return "no_home"
    if not _any_option(problem, screen.lawful, i, floor=False):
        return "group"
    return "policy"


def _any_option(problem: Problem, usable: Any, i: int, *, floor: bool) -> bool:
    """Whether she could be in any set at all, were only `usable` pairs counted and the floor lifted."""
    region = problem.region
    group = region.group_of[problem.screen.pairs.children[i].child_id]
    if len(group) == 1 or togetherness(region, group) is not Siblings.MUST:
        return bool(usable[i].any())
    return homes_for(problem.screen, usable, group).size > 0


def unplaced(problem: Problem, wide: Screen, review: Review, i: int) -> dict[str, Any]:
    """Return a child without a home as JSON: the contract's fields first, then what the reports read.

    `wide` has judged her, and whoever a home is sought for with her, against every home.
    """
    child = problem.screen.pairs.children[i]
    reason = why(problem, i)
    counts = wide.blocked[wide.pairs.row[child.child_id]]
    ordered = sorted(np.flatnonzero(counts), key=lambda k: (-counts[k], RULES[k].code))
    return {
        "child_id": child.child_id,
        "why": reason,
        "blocked_by": [{"rule": RULES[k].code, "homes": int(counts[k])} for k in ordered],
        "below_floor": int((problem.may.by_policy[i] & problem.may.below[i]).sum()),
        "taken_by": _taken_by(problem, review, i),
        "unlocks": unlocks(wide, sought_for(problem.region, child.child_id), review.limit),
        "urgency": review.urgency[child.child_id].word,
        "authority": child.authority,
        "needed_by": child.needed_by.isoformat(),
        "lawful_homes": int(problem.screen.lawful[i].sum()),
        "cannot_confirm": int((problem.screen.outcome[i] == 3).sum()),
        "siblings": sorted(set(review.region.group_of[child.child_id]) - {child.child_id}),
        "waits_for": waits_for(problem, i, reason),
    }


def waits_for(problem: Problem, i: int, reason: str) -> str:
    """Return in a sentence what she waits for."""
    group = problem.region.group_of[problem.screen.pairs.children[i].child_id]
    words = {
        "held": "A home at or above the floor; those open today are below it, and the child is not overdue.",
        "no_home": "A home that may lawfully take the child; today there is none.",
        "group": f"A home that may take {_all(len(group))} together.",
        "policy": "An approval: the policy proposes only homes that need none.",
        "outranked": "A place: every home open to the child is proposed to children who come first or fit better.",
    }
    return words[reason]


def _all(count: int) -> str:
    return "both of them" if count == 2 else f"all {count} of them"


def _taken_by(problem: Problem, review: Review, i: int) -> list[dict[str, str]]:
    """Return who is proposed to the homes she could have had, her best homes first."""
    mine = problem.options.member == i
    order = np.argsort(-problem.member_points[mine], kind="stable")
    homes = dict.fromkeys(int(j) for j in problem.member_home[mine][order])
    taken = [
        {"child_id": other, "home_id": home_id}
        for home_id in (problem.screen.pairs.homes[j].home_id for j in homes)
        for other in review.children_in.get(home_id, ())
    ]
    return taken[:MOST_TAKEN]
