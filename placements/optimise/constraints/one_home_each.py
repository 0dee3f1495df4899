"""A child has at most one home: for every child, the sum of her options is at most 1."""

import numpy as np

from placements.optimise.rows import Layout, Rows

CODE = "ONE-HOME"


def add(layout: Layout, rows: Rows) -> None:
    """Add a row a child."""
    for options in layout.options_of:
        rows.add(options, np.ones(len(options)), 0, 1)
