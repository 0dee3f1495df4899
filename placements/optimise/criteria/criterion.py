"""What a criterion is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen
from placements.law.source import Source
from placements.policy.policy import Band
from placements.rules.rule import Case

Array = npt.NDArray[Any]
FULL = 100


class Worth(NamedTuple):
    """How well a home does by one criterion (0 to 100), in words."""

    value: int
    sentence: str


@dataclass(frozen=True)
class Criterion:
    """`applies` has shape (children, 1), `worth` (children, homes); `plain` is None where it does not apply.

    The plain face takes the case and the children who would live there with her, and shares no code with the
    columns but the records and the bands.
    """

    name: str
    title: str
    sources: tuple[Source, ...]
    applies: Callable[[Screen], Array]
    worth: Callable[[Screen], Array]
    plain: Callable[[Case, frozenset[str]], Worth | None]


def banded(values: Array, bands: Sequence[Band]) -> Array:
    """Return the worth of each value: that of the first band it does not exceed, else 0 (also for nan)."""
    worths = np.array([worth for _, worth in bands] + [0], dtype=np.int64)
    result: Array = worths[np.searchsorted([float(upto) for upto, _ in bands], values, side="left")]
    return np.where(np.isnan(values), 0, result)


def band(value: float, bands: Sequence[Band]) -> int:
    """Return the worth of one value."""
    return next((worth for upto, worth in bands if value <= float(upto)), 0)


def shares(part: Array, whole: Array, of: int = FULL) -> Array:
    """Return part/whole of `of`, halves up, 0 where `whole` is 0; the same rounding as `units.share`."""
    safe = np.maximum(whole, 1)
    result: Array = np.where(whole == 0, 0, (2 * part * of + safe) // (2 * safe))
    return result
