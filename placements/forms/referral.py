"""A filled referral page to a region with the child, or the brothers and sisters, in it.

The region that is given does not change. What does not depend on children is carried over to the new one, so that
adding a child to thousands of homes takes milliseconds.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from placements.domain.region import Region
from placements.errors import InputError
from placements.forms.answers import Page, read_page
from placements.forms.fault import CellFault
from placements.forms.referral_rows import Referral, rows_of
from placements.forms.words import known_of
from placements.tables.agreement import agree
from placements.tables.columns import TABLES
from placements.tables.consistency import odd
from placements.tables.places import place
from placements.tables.problems import Problem
from placements.tables.read import digest
from placements.tables.records import RecordTable, to_records
from placements.tables.settings import Settings
from placements.tables.text import TextTable

CARRIED = (
    "home", "authority", "school", "residents_of", "vacancies_of", "offers_of", "approvals_of", "residents_of_group",
    "assessments_of", "minutes_to", "kin_homes_of", "adjacency",
)  # fmt: skip
"""Look-ups of a region that no row of a referral changes."""
_PLACED = ("children", "safety_areas", "contacts")


@dataclass(frozen=True)
class NewChildren:
    """A region with the children of a referral, their ids in the order of the page, and what should be looked at."""

    region: Region
    child_ids: tuple[str, ...]
    warnings: tuple[Problem | CellFault, ...]


def read_referral(path: Path, region: Region) -> Region:
    """Return a region with the children of a filled page added; raises InputError with every problem by cell."""
    return new_children(path, region).region


def new_children(path: Path, region: Region) -> NewChildren:
    """Return a region with the children of a filled page, their ids and warnings; raises InputError, see above."""
    return join(read_page(path), region)


def join(page: Page, region: Region) -> NewChildren:
    """Return a region with the children of a page that has been read."""
    found = rows_of(page, known_of(region))
    tables = _records(found, region)
    if found.errors:
        said = f"The referral cannot be used: {len(found.errors)} to mend. Nothing was written."
        raise InputError(said, found.errors)
    added = {name: getattr(region, name) + table.records for name, table in tables.items() if table.rows}
    joined = replace(region, **added, canonical=lambda: _digest(joined))
    joined.__dict__.update({name: region.__dict__[name] for name in CARRIED if name in region.__dict__})
    _add_faults(found, odd(joined, tables))
    return NewChildren(joined, tuple(found.ids.values()), (*page.warnings, *found.faults))


def _records(found: Referral, region: Region) -> dict[str, RecordTable]:
    """Return the new rows as records with their positions; every fault goes to `found.faults` at its cell."""
    problems: list[Problem] = []
    tables = {}
    for table in TABLES:
        rows = [(line, row.cells) for line, row in enumerate(found.rows.get(table.name, []), start=1)]
        tables[table.name] = to_records(TextTable(table, rows), problems)
    for name, key in (("authorities", "authority"), ("children", "child"), ("homes", "home")):
        tables[name].mentioned |= set(getattr(region, key))
    tables["residents"].mentioned |= {resident.resident_id for resident in region.residents}
    settings = Settings(name=region.name, as_of=region.as_of)
    agree(settings, tables, problems)
    for name in _PLACED:
        place(tables[name], problems)
    _add_faults(found, problems)
    return tables


def _add_faults(found: Referral, problems: list[Problem]) -> None:
    for problem in problems:
        table = problem.table.removesuffix(".csv")
        if found.rows.get(table) and (problem.row or problem.code != "EMPTY"):
            found.add_fault(problem, table)


def _digest(region: Region) -> str:
    """Return what `inputs` of the region would be had it been read from files."""
    settings = Settings(
        name=region.name, as_of=region.as_of, lead_authority=region.lead_authority, complete=region.complete
    )  # fmt: skip
    records: dict[str, tuple[Any, ...]] = {table.name: getattr(region, table.name) for table in TABLES}
    return digest(settings, records)
