"""SIB-TOGETHER: a sibling group has at most one set in a home; two sets in one home are one set.

That `must` groups have only the whole group, and `should` groups parts only as stop-gaps, is settled by which
options exist.
"""

import numpy as np

from placements.optimise.rows import Layout, Rows

CODE = "SIB-TOGETHER"


def add(layout: Layout, rows: Rows) -> None:
    """Add a row for every group and home with more than one option."""
    options = layout.problem.options
    keys = options.group * (options.home.max(initial=0) + 1) + options.home
    order = np.argsort(keys, kind="stable")
    _, counts = np.unique(keys[order], return_counts=True)
    several = np.repeat(counts > 1, counts)
    rows.add_alike(order[several], counts[counts > 1], 1)
