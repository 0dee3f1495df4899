"""PIN: `place` pins and accepted offers are kept: the child's options in that home sum to 1."""

import numpy as np

from placements.domain.fixed import fixed_pairs
from placements.optimise.rows import Layout, Rows

CODE = "PIN"


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every pair that is fixed; where no option is left the row cannot be kept."""
    pairs = layout.problem.screen.pairs
    for child_id, home_id in fixed_pairs(pairs.region):
        i, j = pairs.row.get(child_id), pairs.column.get(home_id)
        if i is None:
            continue
        which = [o for o in layout.options_of[i].tolist() if j is not None and layout.problem.options.home[o] == j]
        rows.add(which, np.ones(len(which)), 1, 1)
