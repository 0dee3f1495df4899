"""Codes of children held against codes of homes, as facts record them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from placements.rules.columns.facts import Column

Array = npt.NDArray[Any]


def shares_any(hers: Column, theirs: Column) -> Array:
    """Return where a home names a code that is recorded of a child; one cell where nobody has any."""
    found: Array = np.zeros((1, 1), dtype=bool)
    if hers.anywhere and theirs.anywhere:
        for code in hers.codes:
            found = found | hers.has(code) & theirs.has(code)
    return found


def in_words(codes: frozenset[str]) -> str:
    """Return codes as people read them."""
    return ", ".join(sorted(codes)).replace("_", " ")
