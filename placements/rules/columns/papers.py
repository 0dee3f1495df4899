"""What is on record about pairs: approvals, refusals, forbids, keep-apart rows, names and safety areas."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import in_force, still_there
from placements.domain.children import Approval, Child, KeepApart
from placements.domain.codes import Basis, OfferStatus, PinKind
from placements.domain.homes import Home
from placements.domain.record import Position
from placements.domain.region import Region
from placements.domain.stay import Stay
from placements.geography.grid import globe_miles, miles, miles_table

Array = npt.NDArray[Any]
_ROUND_EARTH = 1.02
"""The two distance formulas never differ by this much; beyond it the second is not worked out."""


def approval_valid(approval: Approval, region: Region, stay: Stay) -> bool:
    """Return whether an approval counts: given by the day of the match and not expired at the start."""
    given = approval.approved_on is not None and approval.approved_on <= region.as_of
    return given and in_force(approval.expires_on, stay.start)


class Papers:
    """Tables of pairs, each of shape (children, homes), true where something is on record."""

    def __init__(
        self, region: Region, children: Sequence[Child], homes: Sequence[Home], stays: Sequence[Stay],
        column: Mapping[str, int], named: Iterable[tuple[str, str]], points: Callable[[], Array],
    ) -> None:  # fmt: skip
        self._region, self._children, self._homes, self._stays = region, children, homes, stays
        self._rows: dict[str, list[int]] = {}
        for i, child in enumerate(children):
            self._rows.setdefault(child.child_id, []).append(i)
        self._column, self._named, self._points = column, named, points
        self._approved: dict[tuple[str, bool], Array] = {}

    def _table(self, pairs: Iterable[tuple[str, str]]) -> Array:
        table = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for child_id, home_id in pairs:
            if child_id in self._rows and home_id in self._column:
                table[self._rows[child_id], self._column[home_id]] = True
        return table

    def approved(self, code: str, *, this_home: bool) -> Array:
        """Whether an approval is held; `this_home`: only one that names the home counts."""
        key = (code, this_home)
        if key not in self._approved:
            self._approved[key] = self._approvals(code, this_home)
        return self._approved[key]

    def _approvals(self, code: str, this_home: bool) -> Array:
        table = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for i, child in enumerate(self._children):
            for approval in self._region.approvals_of.get(child.child_id, ()):
                if approval.kind != code or not approval_valid(approval, self._region, self._stays[i]):
                    continue
                if approval.home_id is None and not this_home:
                    table[i] = True
                elif approval.home_id and approval.home_id in self._column:
                    table[i, self._column[approval.home_id]] = True
        return table

    @cached_property
    def refused(self) -> Array:
        """The provider declined or withdrew, and nothing has changed since."""
        said_no = (OfferStatus.DECLINED, OfferStatus.WITHDRAWN)
        return self._table(
            (o.child_id, o.home_id)
            for o in self._region.offers
            if o.status in said_no and in_force(o.until, self._region.as_of)
        )

    @cached_property
    def forbidden(self) -> Array:
        """A person has ruled the pair out."""
        return self._table((p.child_id, p.home_id) for p in self._region.pins if p.kind is PinKind.FORBID)

    @cached_property
    def named(self) -> Array:
        """The home names her."""
        return self._table(self._named)

    @cached_property
    def kept_apart(self) -> Array:
        """A court, the police or an assessment keeps her from the home or from someone living there."""
        return self._apart(preference=False)

    @cached_property
    def rather_apart(self) -> Array:
        """Somebody would rather she did not live there."""
        return self._apart(preference=True)

    def _apart(self, *, preference: bool) -> Array:
        table = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for i, child in enumerate(self._children):
            for row in self._region.kept_apart_from.get(child.child_id, ()):
                if (row.basis is Basis.PREFERENCE) is preference and in_force(row.expires_on, self._stays[i].start):
                    for home_id in self._homes_of(_other(row, child.child_id), self._stays[i]):
                        table[i, self._column[home_id]] = True
        return table

    def _homes_of(self, other_id: str, stay: Stay) -> Iterable[str]:
        if other_id in self._column:
            yield other_id
        for resident in self._region.lives_at.get(other_id, ()):
            if resident.home_id in self._column and still_there(resident, stay.start):
                yield resident.home_id

    @cached_property
    def has_safety_area(self) -> Array:
        """Whether a hard safety area is in force for her, shape (children, 1)."""
        return np.array(
            [any(True for _ in self._areas(i, preference=False)) for i in range(len(self._children))], dtype=bool
        ).reshape(-1, 1)

    @cached_property
    def in_safety_area(self) -> Array:
        """Whether the home lies inside a hard safety area of hers, by either distance formula."""
        return self._zones(preference=False)

    @cached_property
    def in_unwanted_area(self) -> Array:
        """Whether the home lies inside an area that is only a preference."""
        return self._zones(preference=True)

    @cached_property
    def unplaced_area(self) -> Array:
        """Whether a hard safety area of hers has no known position, shape (children, 1)."""
        return np.array(
            [any(a.position is None for a in self._areas(i, preference=False)) for i in range(len(self._children))],
            dtype=bool,
        ).reshape(-1, 1)

    def _areas(self, i: int, *, preference: bool) -> Iterable[Any]:
        for area in self._region.safety_areas_of.get(self._children[i].child_id, ()):
            if (area.basis is Basis.PREFERENCE) is preference and in_force(area.expires_on, self._stays[i].start):
                yield area

    def _zones(self, *, preference: bool) -> Array:
        table = np.zeros((len(self._children), len(self._homes)), dtype=bool)
        for i in range(len(self._children)):
            for area in self._areas(i, preference=preference):
                if area.position is not None:
                    self._mark(table[i], area.position, float(area.radius_miles))
        return table

    def _mark(self, row: Array, centre: Position, radius: float) -> None:
        """Mark the homes within a radius; only those about that near are measured by both formulas."""
        middle = np.array([centre[:2]], dtype=float)
        for j in np.flatnonzero(miles_table(middle, self._points())[0] <= radius * _ROUND_EARTH).tolist():
            row[j] = row[j] or inside(centre, radius, self._homes[j].position)


def inside(centre: Any, radius: float, point: Any) -> bool:
    """Return whether a point lies within a radius in miles by the grid formula or on the ellipsoid."""
    if point is None:
        return False
    on_grid = miles(centre, point)
    if on_grid <= radius:
        return True
    return on_grid <= radius * _ROUND_EARTH and globe_miles(centre, point) <= radius


def _other(row: KeepApart, child_id: str) -> str:
    return row.other_id if row.child_id == child_id else row.child_id
