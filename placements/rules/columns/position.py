"""Where children and homes stand on the grid, and whether distance is what a child needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.children import Child
from placements.domain.codes import DistanceIntent

Array = npt.NDArray[Any]


def wants_away(child: Child, start: date) -> bool:
    """Return whether distance is the need on her first night."""
    asked = child.distance_intent is DistanceIntent.AWAY
    return asked and (child.away_until is None or start <= child.away_until)


def grid_points(records: Sequence[Any]) -> Array:
    """Return grid metres of records, shape (n, 2); nan for None and for what has no position."""
    points = [(float("nan"), float("nan")) if r is None or r.position is None else r.position[:2] for r in records]
    return np.array(points, dtype=float).reshape(-1, 2)
