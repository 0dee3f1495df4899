"""Who lives in the homes on each child's first night, as columns.

A resident only leaves, so the first night is the fullest. A child's own row never counts against her. A
resident who is herself in the match counts as living there until her `leaves_on`.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import may_move
from placements.domain.children import Child
from placements.domain.codes import Alongside
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.domain.stay import Stay

Array = npt.NDArray[Any]
_NEVER = 10_000_000


class Residents:
    """Everybody who lives in some homes, one row each."""

    def __init__(self, region: Region, homes: Sequence[Home]) -> None:
        rows = [(j, r) for j, h in enumerate(homes) for r in region.residents_of.get(h.home_id, ())]
        self.home = np.array([j for j, _ in rows], dtype=np.int64)
        self.leaves = np.array([r.leaves_on.toordinal() if r.leaves_on else _NEVER for _, r in rows], dtype=np.int64)
        self.born = np.array([r.date_of_birth.toordinal() if r.date_of_birth else 0 for _, r in rows], dtype=np.int64)
        self.fostered = np.array([r.foster_child is not False for _, r in rows], dtype=bool)
        self.moving = np.array([may_move(region, r) for _, r in rows], dtype=bool)
        self.who = np.array([r.resident_id for _, r in rows], dtype=object)
        self.authority = np.array([r.authority or "" for _, r in rows], dtype=object)
        self.group = np.array([r.sibling_group or "" for _, r in rows], dtype=object)
        self.people = {r.resident_id for _, r in rows}


class Living:
    """Counts of residents, each of shape (children, homes)."""

    def __init__(
        self, residents: Residents, children: Sequence[Child], homes: Sequence[Home], stays: Sequence[Stay]
    ) -> None:
        self._children, self._homes, self._stays = children, homes, stays
        self._home, self._leaves, self._born = residents.home, residents.leaves, residents.born
        self._fostered, self._moving, self._who = residents.fostered, residents.moving, residents.who
        self._authority, self._group, self._people = residents.authority, residents.group, residents.people

    def _count(self, chosen: Any, by: Any = None) -> Array:
        """Count residents per home for each child; `chosen(child)` picks them among all rows.

        `by(child)` is all that the choice looks at; children alike in it who start on one night are counted once.
        """
        counts = np.zeros((len(self._children), len(self._homes)), dtype=np.int16)
        if self._home.size:
            rows: dict[Any, Array] = {}
            for i, (child, stay) in enumerate(zip(self._children, self._stays, strict=True)):
                lives = child.child_id if child.child_id in self._people else None
                alike = (stay.start, lives, None if by is None else by(child))
                if alike not in rows:
                    present = self._present(child, stay) & chosen(child)
                    rows[alike] = np.bincount(self._home[present], minlength=len(self._homes))
                counts[i] = rows[alike]
        return counts

    def _present(self, child: Child, stay: Stay) -> Array:
        there: Array = self._leaves > stay.start.toordinal()
        if child.child_id in self._people:
            there = there & (self._who != child.child_id)
        return there

    @cached_property
    def everyone(self) -> Array:
        """All residents."""
        return self._count(lambda child: True)

    @cached_property
    def moving(self) -> Array:
        """Residents who are in the match themselves."""
        if not self._moving.any():
            return np.zeros_like(self.everyone)
        return self._count(lambda child: self._moving)

    @cached_property
    def fostered(self) -> Array:
        """Residents who count as foster children."""
        return self._count(lambda child: self._fostered)

    @cached_property
    def fostered_siblings(self) -> Array:
        """Fostered residents of her own sibling group."""
        return self._count(lambda child: self._fostered & self._same_group(child), lambda child: child.sibling_group)

    @cached_property
    def siblings(self) -> Array:
        """Residents of her own sibling group."""
        return self._count(self._same_group, lambda child: child.sibling_group)

    @cached_property
    def fostered_by_others(self) -> Array:
        """Fostered residents another authority is responsible for."""
        return self._count(
            lambda child: self._fostered & (self._authority != "") & (self._authority != child.authority),
            lambda child: child.authority,
        )

    @cached_property
    def fostered_by_unknown(self) -> Array:
        """Fostered residents whose authority is not known."""
        return self._count(lambda child: self._fostered & (self._authority == ""))

    @cached_property
    def wrong_age(self) -> Array:
        """Residents she may not live with by `alongside`."""
        return self._count(
            self._not_alongside, lambda child: (child.date_of_birth, child.alongside) if _picky(child) else None
        )

    @cached_property
    def unknown_age(self) -> Array:
        """Residents whose age is not known, for children for whom it matters."""
        return self._count(lambda child: _picky(child) & (self._born == 0), _picky)

    def no_older(self, than: frozenset[str]) -> Array:
        """Residents who are not older than she is, for the children named."""
        return self._count(
            lambda child: (self._born >= child.date_of_birth.toordinal()) & (child.child_id in than),
            lambda child: child.date_of_birth if child.child_id in than else None,
        )

    def of_no_known_age(self, to: frozenset[str]) -> Array:
        """Residents whose age is not known, for the children named."""
        return self._count(lambda child: (self._born == 0) & (child.child_id in to), lambda child: child.child_id in to)

    def _same_group(self, child: Child) -> Any:
        return self._group == child.sibling_group if child.sibling_group else np.zeros(self._home.size, dtype=bool)

    def _not_alongside(self, child: Child) -> Any:
        born = child.date_of_birth.toordinal()
        known = self._born > 0
        if child.alongside is Alongside.ONLY_OLDER:
            return known & (self._born >= born)
        if child.alongside is Alongside.ONLY_YOUNGER:
            return known & (self._born <= born)
        return np.zeros(self._home.size, dtype=bool)


def _picky(child: Child) -> bool:
    return child.alongside in (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)
