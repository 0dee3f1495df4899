"""fair_shares: with the pooling guarantee, members whose children do worse than alone; always 0 without it."""

from collections.abc import Iterator

import numpy as np

from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def cost(problem: Problem) -> tuple[Array, int]:
    """Nothing while the guarantee is off; the policy refuses to switch it on yet."""
    return np.zeros(problem.options.count, dtype=np.int64), 0


def contributions(review: Review) -> Iterator[Contribution]:
    """Nothing while the guarantee is off."""
    return iter(())


OBJECTIVES = (
    Objective(
        "fair_shares", "Members worse off than alone", "min", "members", (sources.CHILDREN_ACT_1989_S22G,),
        cost, contributions,
    ),
)  # fmt: skip
