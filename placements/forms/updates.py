"""Councils' weekly files to rows for our tables: which table a file is for, and its cells as text.

A table is known by the name of the file or sheet, else by its columns. Any of its columns may be left out but those
that say which row is meant.
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from placements.errors import InputError
from placements.forms.answers import Page, is_page, is_page_text, page_of_book, read_page
from placements.forms.fault import FORM_FIXES, CellFault
from placements.tables.columns import TABLES, Table
from placements.tables.problems import Problem, error
from placements.tables.source import FURTHER_SHEETS, SETTINGS_SHEET, folded, text_of_sheet
from placements.tables.text import TextTable, decode, did_you_mean, like, text_of_bytes
from placements.tables.workbook import Workbook, looks_like_workbook, read_workbook

IDENTITY: dict[str, tuple[str, ...]] = {
    "vacancies": ("home_id", "from"),
    "keep_apart": ("child_id", "other_id", "basis"),
    "safety_areas": ("child_id", "basis", "postcode", "latitude", "longitude"),
    "approvals": ("child_id", "home_id", "kind"),
    "contacts": ("child_id", "person"),
    "assessments": ("child_id", "home_id", "by", "on"),
    "offers": ("child_id", "home_id"),
    "pins": ("child_id", "home_id"),
    "travel_times": ("from", "to", "mode"),
    "facts": ("subject", "id", "fact"),
}
"""Columns that say which row is meant in tables whose ids may repeat. A safety area or a keep-apart row is only ever
changed in its miles or its last day; anything else about it makes another row, and both hold."""

Fault = Problem | CellFault


def identity_of(table: Table) -> tuple[str, ...]:
    """Return the columns that say which row of a table is meant."""
    return table.key or IDENTITY[table.name]


def needed_for(table: Table) -> tuple[str, ...]:
    """Return the columns an update of a table cannot do without."""
    return tuple(column for column in identity_of(table) if column in table.required_columns)


@dataclass
class Update:
    """Rows for one table from one file or sheet; `label` names it in messages."""

    table: Table
    label: str
    rows: list[tuple[int, dict[str, str]]]


@dataclass
class Updates:
    """Everything that was sent: rows by table, referral pages, whole workbooks, and every fault."""

    updates: list[Update] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_updates(paths: list[Path]) -> Updates:
    """Read files in the order given; every fault of every file is collected."""
    found = Updates()
    for path in paths:
        try:
            if looks_like_workbook(path):
                _take_book(read_workbook(path), found)
            else:
                _take_text(path, found)
        except InputError as refusal:
            said = "the file is not there or cannot be read"
            unread = Problem("error", path.name, None, None, "FILE", said, FORM_FIXES["FILE"])
            found.faults += [p for p in refusal.problems if isinstance(p, (Problem, CellFault))] or [unread]
    return found


def _take_book(book: Workbook, found: Updates) -> None:
    found.faults += book.notes
    if is_page(book):
        found.pages.append(page_of_book(book))
        return
    names = {table.name: table for table in TABLES}
    for number, (name, sheet) in enumerate(book.sheets.items(), start=1):
        if table := names.get(folded(name)):
            _take(text_of_sheet(sheet, table), f"{book.name}: {table.name}", found)
        elif folded(name) == SETTINGS_SHEET:
            said = "the sheet region was not used; region.toml stays as it is"
            found.faults.append(Problem("warning", book.name, None, None, "SETTINGS", said, FORM_FIXES["SETTINGS"]))
        elif folded(name) not in FURTHER_SHEETS and any(sheet.rows):
            table = _table_of(book.name, f"{book.name}: sheet {number}", next(filter(any, sheet.rows)), found)
            if table:
                _take(text_of_sheet(sheet, table), f"{book.name}: sheet {number}", found)


def _take_text(path: Path, found: Updates) -> None:
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(f"The file {path.name} cannot be read.") from None
    if is_page_text(data):
        found.pages.append(read_page(path))
        return
    text = decode(path.name, data, [])
    first = next((line for line in (text or "").splitlines() if line.strip()), "")
    delimiter = max((",", ";", "\t"), key=first.count)
    header = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
    table = _table_of(path.stem, path.name, header, found)
    if table is not None:
        _take(text_of_bytes(data, table, delimiter), path.name, found)


def _table_of(name: str, label: str, header: list[str], found: Updates) -> Table | None:
    """Return the table a file is for: by its name, else the only one all its columns and ids fit."""
    columns = {cell.strip() for cell in header if cell.strip()}
    named = [table for table in TABLES if f"_{table.name}_" in f"_{folded(name)}_"]
    if len(named) == 1:
        return named[0]
    fitting = [t for t in TABLES if columns and columns <= set(t.columns) and set(needed_for(t)) <= columns]
    exact = [t for t in fitting if columns == set(t.columns)] or fitting
    if len(exact) == 1:
        return exact[0]
    if misspelt := [] if exact else _misspelt([cell.strip() for cell in header]):
        found.faults += [error(label, None, None, "COLUMN", said) for said in misspelt]
        return None
    if exact:
        said = f"its columns fit several tables: {', '.join(t.name for t in exact)}"
    else:
        closest = max(TABLES, key=lambda t: (len(columns & set(t.columns)), -len(columns ^ set(t.columns))))
        missing = [column for column in closest.required_columns if column not in columns]
        unknown = len(columns - set(closest.columns))
        said = (
            f"closest table: {closest.name}; missing: {', '.join(missing) or 'nothing'}; columns not known: {unknown}"
        )
    found.faults.append(Problem("error", label, None, None, "WHICH_TABLE", said, FORM_FIXES["WHICH_TABLE"]))
    return None


def _misspelt(header: list[str]) -> list[str]:
    """Return what is wrong with headings that would make a table of ours but for a slip; no heading is repeated."""
    most, best = 0, dict[int, str]()
    for table in TABLES:
        odd = {n: cell for n, cell in enumerate(header, start=1) if cell and cell not in table.columns}
        meant = {n: like(cell, table, header) for n, cell in odd.items()}
        right = {*header, *meant.values()}.intersection(table.columns)
        if any(meant.values()) and right.issuperset(needed_for(table)) and len(right) > most:
            most, best = len(right), meant
    return [f"the heading in column {n} is not known{did_you_mean(column)}" for n, column in best.items()]


def _take(text: TextTable, label: str, found: Updates) -> None:
    """Take the rows of one table; a column that is not there leaves what stands in the region."""
    table, needed = text.table, needed_for(text.table)
    absent = {c for c in table.required_columns if c not in needed}
    for problem in text.problems:
        if not (problem.code == "EMPTY" or (problem.code == "COLUMN" and problem.column in absent)):
            found.faults.append(problem._replace(table=label))
    for line, cells in text.rows:
        for column in needed:
            if column not in cells and not any(f.code == "COLUMN" and f.table == label for f in found.faults):
                said = "the cell is blank; it says which row is meant"
                found.faults.append(Problem("error", label, line, column, "BLANK", said, "Fill in the cell."))
    found.updates.append(Update(table, label, text.rows))
