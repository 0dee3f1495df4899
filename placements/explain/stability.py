"""How firm the order of two homes is: the smallest change of one weight that would turn it (definition D10).

The points of both homes are counted again in plain Python with one criterion's weight changed and all others as they
are, one step at a time, up to the most a weight may be.
"""

from typing import Any, NamedTuple

import numpy as np

from placements.explain.unlocks import sought_for
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.criteria.criterion import FULL, Worth
from placements.optimise.points import allot
from placements.optimise.problem import pose_for
from placements.rules.rule import Case
from placements.units import share

MOST = 1000
"""The most a weight may be (policy)."""


class Turn(NamedTuple):
    """A weight that would turn the order of two homes: what it is, and what it would have to be."""

    name: str
    title: str
    weight: int
    turns_at: int


def rival_of(case: Case) -> str | None:
    """Return the child's own best home beside this one, placed with the same children; None where there is no other."""
    group = sought_for(case.region, case.child.child_id)
    problem = pose_for(case.region, case.policy, [case.region.child[c] for c in case.region.group_of[group[0]]])
    pairs, options = problem.screen.pairs, problem.options
    whole = options.size[options.option] == len(group)
    hers = np.flatnonzero((options.member == pairs.row[case.child.child_id]) & whole)
    homes = [pairs.homes[j].home_id for j in problem.member_home[hers].tolist()]
    order = np.lexsort((np.arange(len(hers)), -problem.member_points[hers], problem.member_below[hers]))
    return next((homes[k] for k in order.tolist() if homes[k] != case.home.home_id), None)


def stability(case: Case) -> dict[str, Any] | None:
    """Return which of this home and the best other one comes first by points, and what would turn it; None if alone."""
    rival = rival_of(case)
    if rival is None:
        return None
    others = frozenset(sought_for(case.region, case.child.child_id)) - {case.child.child_id}
    other = Case(case.region, case.policy, case.child, case.region.home[rival])
    here, there = ([c.plain(one, others) for c in CRITERIA] for one in (case, other))
    weights = case.policy.weights(case.child.child_id)
    lead = total(here, weights) - total(there, weights)
    found = turns(here, there, weights)
    return {
        "against": rival, "points": total(here, weights), "points_against": total(there, weights),
        "first": "tie" if lead == 0 else case.home.home_id if lead > 0 else rival,
        "turns": [turn._asdict() for turn in found],
    }  # fmt: skip


def total(worths: list[Worth | None], weights: tuple[int, ...]) -> int:
    """Return the points of a home, 0 to 100, under some weights."""
    most = allot(weights, [worth is not None for worth in worths])
    return sum(share(worth.value * m, FULL, 1) for worth, m in zip(worths, most, strict=True) if worth is not None)


def turns(here: list[Worth | None], there: list[Worth | None], weights: tuple[int, ...]) -> list[Turn]:
    """Return, for every criterion that can, the nearest weight at which the order turns; the smallest change first."""
    lead = total(here, weights) - total(there, weights)
    if lead == 0:
        return []
    found = []
    for k, criterion in enumerate(CRITERIA):
        one, other = here[k], there[k]
        if one is None or other is None or one.value == other.value:
            continue
        at = _nearest(here, there, weights, k, 1 if lead > 0 else -1)
        if at is not None:
            found.append(Turn(criterion.name, criterion.title, weights[k], at))
    return sorted(found, key=lambda turn: (abs(turn.turns_at - turn.weight), turn.name))


def _nearest(
    here: list[Worth | None], there: list[Worth | None], weights: tuple[int, ...], k: int, sign: int
) -> int | None:
    for step in range(1, MOST + 1):
        for weight in (weights[k] + step, weights[k] - step):
            if 0 <= weight <= MOST:
                changed = (*weights[:k], weight, *weights[k + 1 :])
                if sign * (total(here, changed) - total(there, changed)) < 0:
                    return weight
    return None
