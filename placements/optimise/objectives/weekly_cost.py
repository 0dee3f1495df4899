"""weekly_cost: extra pence a week; it settles only what every level before leaves open."""

from collections.abc import Iterator

from placements.law import local_practice
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def cost(problem: Problem) -> tuple[Array, int]:
    """Extra pence of each member's place."""
    return problem.options.total(problem.of_members(problem.extra)), 0


def contributions(review: Review) -> Iterator[Contribution]:
    """The same from the records."""
    for placement in review.placements.values():
        yield Contribution(
            placement.child_id, placement.extra,
            f"{placement.child_id} at {placement.home_id}: £{placement.extra / 100:,.2f} a week extra.",
        )  # fmt: skip


OBJECTIVES = (
    Objective("weekly_cost", "Extra cost a week", "min", "pence", (local_practice.BLOCK_FIRST,), cost, contributions),
)
