"""POOLING: with the guarantee, every member's children are placed at least as often as alone, class by class.

For a member o and a class u: the children of o and u in the options chosen >= promised[o, u].
"""

import numpy as np

from placements.optimise.promise import GUARANTEED
from placements.optimise.rows import Layout, Rows

CODE = "POOLING"


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every member and class with something promised; none while the guarantee is off."""
    problem = layout.problem
    authority = np.array([c.authority for c in problem.screen.pairs.children])
    for code, alone in problem.alone.items():
        for urgency in GUARANTEED:
            promised = alone.promised[urgency]
            if promised:
                counted = problem.urgency_is(urgency) & (authority == code)[problem.options.member]
                counts = problem.options.total(counted)
                which = np.flatnonzero(counts)
                rows.add(which, counts[which], promised, np.inf)
