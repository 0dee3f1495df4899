"""A region folder to a `Region`: text first, then records, then what must agree between tables."""

import gc
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placements.domain.region import Region
from placements.errors import InputError
from placements.tables.agreement import agree
from placements.tables.columns import TABLES
from placements.tables.consistency import odd
from placements.tables.places import place
from placements.tables.problems import Problem, error, in_order
from placements.tables.records import RecordTable, to_records
from placements.tables.settings import Settings, read_settings
from placements.tables.text import read_text


@dataclass(frozen=True)
class Reading:
    """What was read: a region if there is no error, every error found, and warnings when they are asked for."""

    region: Region | None
    found: tuple[Problem, ...]
    lines: dict[str, RecordTable]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem found, errors first."""
        warnings = [] if self.region is None else odd(self.region, self.lines)
        return tuple(in_order([*self.found, *warnings]))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors alone; no warning is worked out for them."""
        return tuple(in_order([p for p in self.found if p.severity == "error"]))


def read_region(folder: Path) -> Reading:
    """Read a region folder; raises InputError only if there is no such folder."""
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder.name}. Maybe the path is wrong: give the region folder.")
    problems: list[Problem] = []
    with _no_collector():
        settings = read_settings(folder, problems)
        tables = {table.name: _table(folder, table, problems) for table in TABLES}
        agree(settings, tables, problems)
        if settings is None or any(p.severity == "error" for p in problems):
            return Reading(None, tuple(problems), tables)
        _place(tables, problems)
        return Reading(_region(settings, tables), tuple(problems), tables)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python from looking for garbage among tens of thousands of new records, none of which is any."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _table(folder: Path, table: Any, problems: list[Problem]) -> RecordTable:
    path = folder / table.file
    if not path.is_file():
        if table.required:
            problems.append(error(table.file, None, None, "TABLE", "the required file is missing"))
        return RecordTable(table)
    text = read_text(path, table)
    problems += text.problems
    return to_records(text, problems)


def _place(tables: dict[str, RecordTable], problems: list[Problem]) -> None:
    for name in ("authorities", "children", "schools", "safety_areas", "contacts"):
        place(tables[name], problems)
    centres = {a.code: a.position for a in tables["authorities"].records if a.position is not None}
    place(tables["homes"], problems, centres)


def _region(settings: Settings, tables: dict[str, RecordTable]) -> Region:
    records = {name: tables[name].records for name in tables}
    return Region(
        name=settings.name,
        as_of=settings.as_of,
        lead_authority=settings.lead_authority,
        complete=settings.complete is not False,
        canonical=lambda: digest(settings, records),
        **records,
    )


def digest(settings: Settings, records: dict[str, tuple[Any, ...]]) -> str:
    """Return the SHA-256 of the canonical records; the order of rows does not matter."""
    canonical = {
        name: sorted(row.model_dump_json(exclude={"position"}, exclude_defaults=True) for row in rows)
        for name, rows in records.items()
    }
    text = json.dumps([settings.model_dump_json(), canonical], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
