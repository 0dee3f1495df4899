"""An edit of the input: a row added or changed, applied to the records of a region or to its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from placements.domain.children import Approval, Child, Offer
from placements.domain.codes import Located
from placements.domain.homes import Home, Vacancy
from placements.domain.record import Position, Record
from placements.domain.region import Region
from placements.geography.grid import to_grid

RECORDS: Mapping[str, type[Record]] = {
    "approvals": Approval, "children": Child, "homes": Home, "offers": Offer, "vacancies": Vacancy,
}  # fmt: skip
"""The tables an edit may touch."""


@dataclass(frozen=True)
class Edit:
    """One change of one table: cells of the rows that `key` names, or a new row where `key` is empty.

    `rule` is the rule it opens, `effort` what it asks of people (effort.py), `change` and `who` say it in words.
    """

    rule: str
    effort: int
    table: str
    key: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]
    change: str
    who: str

    @property
    def adds(self) -> bool:
        """Whether it adds a row."""
        return not self.key

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "file": f"{self.table}.csv", "action": "add" if self.adds else "change", "row": dict(self.key),
            "cells": dict(self.cells), "rule": self.rule, "effort": self.effort, "change": self.change,
            "who": self.who,
        }  # fmt: skip


def edited(region: Region, edits: Iterable[Edit]) -> Region:
    """Return a region with edits made to its records; the region itself is not changed."""
    for edit in edits:
        rows = getattr(region, edit.table)
        if edit.adds:
            made = RECORDS[edit.table].model_validate(dict(edit.cells))
            rows = (*rows, _placed(made, region))
        else:
            rows = _with_changes(region, rows, edit)
        region = region.with_rows(**{edit.table: rows})
    return region


def _with_changes(region: Region, rows: tuple[Any, ...], edit: Edit) -> tuple[Any, ...]:
    """Return the rows of a table with those an edit names changed; a child or a home is found by id."""
    known = {"homes": region.home, "children": region.child}.get(edit.table)
    if known is not None:
        ((_, wanted),) = edit.key
        old = known[wanted]
        return tuple(_changed(row, edit) if row is old else row for row in rows)
    return tuple(_changed(row, edit) if _is(row, edit) else row for row in rows)


def _is(row: Record, edit: Edit) -> bool:
    return all(str(getattr(row, column) or "") == cell for column, cell in edit.key)


def _changed(row: Record, edit: Edit) -> Record:
    """Return a record with cells changed, read as the cells of a file are; where it stands is not changed."""
    made = type(row).model_validate({**row.model_dump(by_alias=True, exclude={"position"}), **dict(edit.cells)})
    if hasattr(row, "position"):
        made.__dict__["position"] = row.position
    return made


def _placed(made: Record, region: Region) -> Record:
    """Return a new home standing where its row says, or in the middle of its authority's area."""
    if isinstance(made, Home):
        if made.latitude is not None and made.longitude is not None:
            ((easting, northing),) = to_grid([made.latitude], [made.longitude])
            made.put(Position(float(easting), float(northing), made.latitude, made.longitude))
        elif centre := region.authority[made.authority].position:
            made.put(centre._replace(located=Located.AUTHORITY))
    return made


def change(
    rule: str, effort: int, table: str, key: Mapping[str, str], cells: Mapping[str, str], words: tuple[str, str]
) -> Edit:
    """Return an edit; `words` are what changes and who does it."""
    return Edit(rule, effort, table, tuple(key.items()), tuple(cells.items()), *words)
