"""Facts of `facts.csv` as columns: what is said, and of whom anything is said at all.

Where nobody has said anything of a fact, its columns are one cell that says "not known": they broadcast like any other
column and cost next to nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.children import Child
from placements.domain.facts import Value, shipped
from placements.domain.homes import Home
from placements.domain.region import Region

Array = npt.NDArray[Any]
NOTHING: frozenset[str] = frozenset()
_BLANK: dict[str, tuple[Any, Any]] = {
    "flag": (False, bool), "whole": (np.nan, float), "number": (np.nan, float), "date": (0, np.int64),
    "word": ("", object), "codes": (NOTHING, object), "text": ("", object),
}  # fmt: skip
"""What stands where a fact is not known, and the type of its column."""


@dataclass(frozen=True)
class Column:
    """One fact of children, shape (children, 1), of homes, shape (1, homes), or (1, 1) where nothing is known.

    `value` is False, nan, day 0, "" or no codes where the fact is not known; dates are day numbers.
    """

    known: Array
    value: Array

    @property
    def yes(self) -> Array:
        """Whether a flag is recorded as yes."""
        return self.value

    @property
    def no(self) -> Array:
        """Whether a flag is recorded as no."""
        result: Array = self.known & ~self.value
        return result

    @property
    def anywhere(self) -> bool:
        """Whether anything is known of anybody."""
        return bool(self.known.any())

    def that(self, test: Callable[[Any], bool]) -> Array:
        """Return where a value that is known passes a test; for words and codes."""
        cells = zip(self.known.ravel().tolist(), self.value.ravel().tolist(), strict=True)
        result: Array = np.array([known and test(value) for known, value in cells], dtype=bool)
        return result.reshape(self.known.shape)

    def has(self, code: str) -> Array:
        """Return where a code is among those known."""
        return self.that(lambda codes: code in codes)

    def equals(self, word: str) -> Array:
        """Return where a word is known, and is this one."""
        return self.that(lambda said: bool(said == word))

    @property
    def codes(self) -> list[str]:
        """Every code said of anybody, in order."""
        return sorted(NOTHING.union(*self.value.ravel()))


def lacking(wanted: Column, held: Column) -> Array:
    """Return where a code somebody is known to want is known not to be held, over codes of children and of homes."""
    short: Array = np.zeros((1, 1), dtype=bool)
    if wanted.anywhere and held.anywhere:
        for code in wanted.codes:
            short = short | wanted.has(code) & (held.known & ~held.has(code))
    return short


class Facts:
    """The facts of some children and some homes of a region."""

    def __init__(
        self, region: Region, children: Sequence[Child], homes: Sequence[Home],
        kept: Callable[[Any, Callable[[], Column]], Column],
    ) -> None:  # fmt: skip
        """`kept` returns what follows from the homes alone, worked out once."""
        self._region, self._children, self._homes, self._kept = region, children, homes, kept

    def of_children(self, name: str) -> Column:
        """Return a fact of each child, shape (children, 1)."""
        said = self._region.fact_of.get(name)
        return _nothing(name) if said is None else _column(name, said, [c.child_id for c in self._children], (-1, 1))

    def of_homes(self, name: str) -> Column:
        """Return a fact of each home, shape (1, homes)."""
        said = self._region.fact_of.get(name)
        if said is None:
            return _nothing(name)
        return self._kept(("fact", name), lambda: _column(name, said, [h.home_id for h in self._homes], (1, -1)))


def _nothing(name: str) -> Column:
    if name not in _EMPTY:
        blank, dtype = _BLANK[shipped()[name].value]
        value = np.empty((1, 1), dtype=dtype)
        value[0, 0] = blank
        _EMPTY[name] = Column(np.zeros((1, 1), dtype=bool), value)
    return _EMPTY[name]


_EMPTY: dict[str, Column] = {}


def _column(name: str, said: Mapping[str, Value], ids: Sequence[str], shape: tuple[int, int]) -> Column:
    known = np.array([one in said for one in ids], dtype=bool)
    if not known.any():
        return _nothing(name)
    sort = shipped()[name].value
    blank, dtype = _BLANK[sort]
    value = np.empty(len(ids), dtype=dtype)
    value[:] = blank
    for k in np.flatnonzero(known).tolist():
        cell: Any = said[ids[k]]
        value[k] = cell.toordinal() if sort == "date" else cell
    return Column(known.reshape(shape), value.reshape(shape))
