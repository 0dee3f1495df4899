"""least_change: of the children the last proposal placed, how many would now go elsewhere or nowhere."""

from collections.abc import Iterator

import numpy as np

from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def cost(problem: Problem) -> tuple[Array, int]:
    """All of them as a constant, less one for each option that keeps a child where she was proposed."""
    pairs = problem.screen.pairs
    homes = [pairs.column.get(problem.previous.get(c.child_id, ""), -1) for c in pairs.children]
    keeps = np.array(homes, dtype=np.int64)[problem.options.member] == problem.member_home
    return -problem.options.total(keeps), sum(c.child_id in problem.previous for c in pairs.children)


def contributions(review: Review) -> Iterator[Contribution]:
    """Each child who would go elsewhere."""
    for child_id, home_id in sorted(review.previous.items()):
        if child_id in review.urgency and review.home_of.get(child_id) != home_id:
            yield Contribution(child_id, 1, f"{child_id} was proposed to {home_id} last time.")


OBJECTIVES = (
    Objective(
        "least_change", "Children proposed elsewhere than last time", "min", "children",
        (sources.CHILDREN_ACT_1989_S22C_5,), cost, contributions,
    ),
)  # fmt: skip
