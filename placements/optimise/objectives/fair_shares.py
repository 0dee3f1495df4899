"""fair_shares: members whose children are placed less often than promised; 0 where the guarantee is kept.

The guarantee itself is a constraint (`constraints/guarantee.py`), so no proposal of the solver's has any; a
practitioner's own proposal may.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def cost(problem: Problem) -> tuple[Array, int]:
    """Nothing: every choice that keeps the rows keeps the promises."""
    return np.zeros(problem.options.count, dtype=np.int64), 0


def contributions(review: Review) -> Iterator[Contribution]:
    """Count every member one of whose classes falls short of what is promised."""
    placed = Counter((review.region.child[c].authority, review.urgency[c]) for c in review.home_of)
    for code, alone in review.alone.items():
        short = [(u, n) for u, n in alone.promised.items() if placed[code, u] < n]
        if short:
            said = "; ".join(f"{placed[code, u]} {u.word} where {n} are promised" for u, n in short)
            yield Contribution(code, 1, f"{review.region.authority[code].name}: {said}.")


OBJECTIVES = (
    Objective(
        "fair_shares", "Members worse off than alone", "min", "members", (sources.CHILDREN_ACT_1989_S22G,),
        cost, contributions,
    ),
)  # fmt: skip
