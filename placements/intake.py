"""One function for each thing done with councils' own files: templates, referral pages, updates, imports, mappings.

What a function needs is imported when it is called, as in `api`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from placements.domain.region import Region
    from placements.forms.add import Added
    from placements.forms.referral import NewChildren
    from placements.imports.account import ImportReport
    from placements.imports.mapping import ColumnMap
    from placements.imports.mapping_apply import Applied


def write_template(out: str | Path, region: str | Path | None = None) -> Path:
    """Write the workbook to fill in, filled from a region where one is given; raises UsageError, InputError."""
    from placements.forms.template import write_template as write

    return write(Path(out), None if region is None else Path(region))


def write_referral_form(out: str | Path) -> Path:
    """Write the referral page for a child or a sibling group; raises UsageError for a path that cannot be used."""
    from placements.forms.referral_form import write_referral_form as write

    return write(Path(out))


def with_referral(region: Region, path: str | Path) -> NewChildren:
    """Return a region with the children of a filled referral page, and their ids; raises InputError by cell."""
    from placements.forms.referral import new_children

    return new_children(Path(path), region)


def add(files: Sequence[str | Path], to: str | Path, *, dry_run: bool = False) -> Added:
    """Bring rows into a region by id, all or nothing; raises InputError by cell, UsageError."""
    from placements.forms.add import add as bring

    return bring([Path(file) for file in files], Path(to), dry_run=dry_run)


def import_ofsted(
    paths: Sequence[str | Path], out: str | Path, *, as_of: date | None = None, only: Sequence[str] = ()
) -> ImportReport:
    """Bring the homes of Ofsted's lists into a region folder; raises InputError, UsageError, nothing written."""
    from placements.imports.ofsted import import_ofsted as bring

    return bring([Path(path) for path in paths], Path(out), as_of=as_of, only=only)


def import_schools(paths: Sequence[str | Path], out: str | Path, *, as_of: date | None = None) -> ImportReport:
    """Bring the open schools of some lists into a region folder; raises InputError, nothing written."""
    from placements.imports.schools import import_schools as bring

    return bring([Path(path) for path in paths], Path(out), as_of=as_of)


def import_ssda903(
    paths: Sequence[str | Path], out: str | Path, *, as_of: date | None = None, authority: str | None = None,
    since: date | None = None, until: date | None = None,
) -> ImportReport:  # fmt: skip
    """Bring statutory returns (SSDA903) into a region folder and its history/; raises InputError, UsageError."""
    from placements.imports.ssda903.bring import import_ssda903 as bring

    found = [Path(path) for path in paths]
    return bring(found, Path(out), as_of=as_of, authority=authority, since=since, until=until)


def import_standard(
    paths: Sequence[str | Path], out: str | Path, *, as_of: date | None = None, authority: str | None = None
) -> ImportReport:
    """Bring children from Placements Data Standard files into a region folder; raises InputError, UsageError."""
    from placements.imports.standard import import_standard as bring

    return bring([Path(path) for path in paths], Path(out), as_of=as_of, authority=authority)


def suggest_mapping(path: str | Path, table: str | None = None) -> ColumnMap:
    """Return which column of a spreadsheet could be which of ours; raises InputError, UsageError."""
    from placements.imports.mapping import suggest

    return suggest(Path(path), table)


def save_mapping(found: ColumnMap, path: str | Path) -> Path:
    """Write suggestions as a TOML file for a person to confirm; raises UsageError for a path that cannot be used."""
    from placements.imports.mapping_file import save

    return save(found, Path(path))


def apply_mapping(path: str | Path, mapping: str | Path, to: str | Path) -> Applied:
    """Write a spreadsheet as one of our tables by a confirmed mapping; raises InputError by cell, UsageError."""
    from placements.imports.mapping_apply import apply_mapping as apply

    return apply(Path(path), Path(mapping), Path(to))
