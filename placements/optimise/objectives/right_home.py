"""right_home_poor and right_home_shortfall: fewest children in a poor home, then least total shortfall.

Shortfall = points below that child's own best lawful home; poor = shortfall over the policy's mark. First for
overdue, today's and soon children; after later children are placed, for them.
"""

from collections.abc import Callable, Iterator

import numpy as np

from placements.domain.codes import Urgency
from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Placement, Review

PRESSING = (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON)


def _over(classes: tuple[Urgency, ...], figure: Callable[[Problem], Array]) -> Callable[[Problem], tuple[Array, int]]:
    def cost(problem: Problem) -> tuple[Array, int]:
        return problem.options.total(np.where(problem.urgency_is(*classes), figure(problem), 0)), 0

    return cost


def _of(classes: tuple[Urgency, ...], figure: Callable[[Placement], int]) -> Callable[[Review], Iterator[Contribution]]:
    def contributions(review: Review) -> Iterator[Contribution]:
        for placement in review.placements.values():
            amount = figure(placement) if placement.urgency in classes else 0
            if amount and placement.best:
                yield Contribution(
                    placement.child_id, amount,
                    f"{placement.child_id}: {placement.shortfall} points below {placement.best.home_id}.",
                )  # fmt: skip

    return contributions


def _pair(prefix: str, words: str, classes: tuple[Urgency, ...]) -> tuple[Objective, Objective]:
    source = (sources.CHILDREN_ACT_1989_S22C_5,)
    poor = Objective(
        f"{prefix}_poor", f"{words} in a poor home", "min", "children", source,
        _over(classes, lambda p: p.shortfall > p.policy.points.poor), _of(classes, lambda p: int(p.poor)),
    )  # fmt: skip
    short = Objective(
        f"{prefix}_shortfall", f"{words}: points below their own best homes", "min", "points", source,
        _over(classes, lambda p: p.shortfall), _of(classes, lambda p: p.shortfall),
    )  # fmt: skip
    return poor, short


OBJECTIVES = (
    *_pair("right_home", "Overdue, today's and soon children", PRESSING),
    *_pair("right_home_later", "Later children", (Urgency.LATER,)),
)
