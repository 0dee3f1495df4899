"""stop_gaps: as few children as possible below the floor."""

from collections.abc import Iterator

from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def cost(problem: Problem) -> tuple[Array, int]:
    """One for each child an option would put below the floor."""
    return problem.options.total(problem.member_below), 0


def contributions(review: Review) -> Iterator[Contribution]:
    """The same, with why."""
    for placement in review.placements.values():
        if placement.stop_gap:
            yield Contribution(placement.child_id, 1, f"{placement.child_id}: {'; '.join(placement.below)}.")


OBJECTIVES = (
    Objective(
        "stop_gaps",
        "Children in stop-gaps",
        "min",
        "children",
        (sources.CHILDREN_ACT_1989_S22C_5,),
        cost,
        contributions,
    ),
)
