"""A region folder or workbook to a `Region`: text first, then records, then what must agree between tables."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placements.collector import put_off
from placements.domain.region import Region
from placements.domain.settled import residents_by_their_own_row
from placements.tables.agreement import agree
from placements.tables.columns import TABLES, Table
from placements.tables.consistency import odd
from placements.tables.places import place
from placements.tables.problems import Problem, in_order
from placements.tables.records import RecordTable, to_records
from placements.tables.settings import Settings
from placements.tables.source import Source, source_of


@dataclass(frozen=True)
class Reading:
    """What was read: a region if there is no error, every error found, and warnings when they are asked for."""

    region: Region | None
    found: tuple[Problem, ...]
    lines: dict[str, RecordTable]
    source: Source

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem found, errors first."""
        warnings = [] if self.region is None else odd(self.region, self.lines)
        return tuple(in_order([self.source.worded(p) for p in (*self.found, *warnings)]))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors alone; no warning is worked out for them."""
        return tuple(in_order([self.source.worded(p) for p in self.found if p.severity == "error"]))


def read_region(path: Path) -> Reading:
    """Read a region folder or workbook; raises InputError only if there is none, or for an unreadable workbook."""
    return read_source(source_of(path))


def read_source(source: Source) -> Reading:
    """Read a region from a folder, a workbook, or a folder with changes not yet written."""
    problems: list[Problem] = []
    with put_off():
        settings = source.settings(problems)
        tables = {table.name: _table(source, table, problems) for table in TABLES}
        agree(settings, tables, problems)
        if settings is None or any(p.severity == "error" for p in problems):
            return Reading(None, tuple(problems), tables, source)
        _place(tables, problems)
        return Reading(_region(settings, tables), tuple(problems), tables, source)


def _table(source: Source, table: Table, problems: list[Problem]) -> RecordTable:
    text = source.text(table, problems)
    return RecordTable(table) if text is None else to_records(text, problems)


def _place(tables: dict[str, RecordTable], problems: list[Problem]) -> None:
    for name in ("authorities", "children", "schools", "safety_areas", "contacts"):
        place(tables[name], problems)
    centres = {a.code: a.position for a in tables["authorities"].records if a.position is not None}
    place(tables["homes"], problems, centres)


def _region(settings: Settings, tables: dict[str, RecordTable]) -> Region:
    records = {name: tables[name].records for name in tables}
    unlisted = residents_by_their_own_row(records["children"], records["residents"], records["homes"])
    return Region(
        name=settings.name,
        as_of=settings.as_of,
        lead_authority=settings.lead_authority,
        complete=settings.complete is not False,
        canonical=lambda: digest(settings, records),
        **{**records, "residents": (*records["residents"], *unlisted)},
    )


def digest(settings: Settings, records: dict[str, tuple[Any, ...]]) -> str:
    """Return the SHA-256 of the canonical records; the order of rows does not matter."""
    canonical = {
        name: sorted(row.model_dump_json(exclude={"position"}, exclude_defaults=True) for row in rows)
        for name, rows in records.items()
    }
    text = json.dumps([settings.model_dump_json(), canonical], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
