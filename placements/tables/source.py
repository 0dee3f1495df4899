"""Where a region is read from: a folder of CSV files, or one workbook with a sheet for each of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from placements.errors import InputError
from placements.tables.columns import TABLES, Table
from placements.tables.problems import Problem, error, warning
from placements.tables.settings import FILE, Settings, settings_of_text, settings_of_values
from placements.tables.text import EXAMPLE, TextTable, text_of_bytes, text_of_rows
from placements.tables.workbook import Sheet, Workbook, looks_like_workbook, read_workbook

SETTINGS_SHEET = "region"
FURTHER_SHEETS = ("read_me", "lists")
"""Sheets of the template that hold no data."""
TOTALS = frozenset(("total", "totals", "grand_total", "sub_total", "subtotal", "sum", "count"))

_FILES = re.compile(r"\b(" + "|".join(table.name for table in TABLES) + r")\.csv\b")
_WORKBOOK_FIXES = {"TABLE": "Add the sheet; `placements template OUT.xlsx` makes a workbook with all of them."}


class Source(Protocol):
    """Something a region can be read from."""

    def settings(self, problems: list[Problem]) -> Settings | None:
        """Return what stands in `region.toml` or the sheet `region`; faults are added to `problems`."""

    def text(self, table: Table, problems: list[Problem]) -> TextTable | None:
        """Return one table as text, or None where it is not there; faults are added to `problems`."""

    def worded(self, problem: Problem) -> Problem:
        """Return a problem in the words of this source: a file, or a sheet."""


def source_of(path: Path) -> Source:
    """Return the source at a path; raises InputError if there is none, or for a workbook that cannot be read."""
    if path.is_dir():
        return Folder(path)
    if looks_like_workbook(path):
        if not path.is_file():
            raise InputError(f"There is no workbook {path}. Maybe the path is wrong.")
        return Book(read_workbook(path))
    raise InputError(f"There is no folder {path}. Maybe the path is wrong: give the region folder.")


@dataclass(frozen=True)
class Folder:
    """A folder of CSV files; `changed` are contents that stand for files not written yet."""

    path: Path
    changed: Mapping[str, bytes] = field(default_factory=dict)

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none."""
        if name in self.changed:
            return self.changed[name]
        file = self.path / name
        return file.read_bytes() if file.is_file() else None

    def settings(self, problems: list[Problem]) -> Settings | None:
        """Return what `region.toml` says; see `Source`."""
        data = self.content(FILE)
        if data is None:
            problems.append(error(FILE, None, None, "TABLE", "the required file is missing"))
            return None
        return settings_of_text(data, problems)

    def text(self, table: Table, problems: list[Problem]) -> TextTable | None:
        """Return a CSV file as text; see `Source`."""
        data = self.content(table.file)
        if data is None:
            if table.required:
                problems.append(error(table.file, None, None, "TABLE", "the required file is missing"))
            return None
        found = text_of_bytes(data, table)
        problems += found.problems
        return found

    def worded(self, problem: Problem) -> Problem:
        """Return the problem as it is."""
        return problem


@dataclass(frozen=True)
class Book:
    """A workbook with a sheet for each table and a sheet `region` of keys and values."""

    workbook: Workbook

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """Sheets by their name in small letters, with underscores for spaces; the first of that name counts."""
        found: dict[str, Sheet] = {}
        for name, sheet in self.workbook.sheets.items():
            found.setdefault(folded(name), sheet)
        return found

    def settings(self, problems: list[Problem]) -> Settings | None:
        """Return what the sheet `region` says, and what can be said of the whole workbook; see `Source`."""
        problems += self.workbook.notes
        known = {SETTINGS_SHEET, *FURTHER_SHEETS, *(table.name for table in TABLES)}
        for number, name in enumerate(self.workbook.sheets, start=1):
            if folded(name) not in known:
                said = f"sheet {number} of the workbook is not known"
                problems.append(warning(self.workbook.name, None, None, "UNKNOWN_SHEET", said))
        sheet = self.sheets.get(SETTINGS_SHEET)
        if sheet is None:
            problems.append(error(FILE, None, None, "TABLE", "the required sheet is missing"))
            return None
        values: dict[str, object] = {}
        for row in sheet.rows:
            key, value = (*(cell.strip() for cell in row[:2]), "", "")[:2]
            if folded(key) in values:
                problems.append(error(FILE, None, None, "DUPLICATE", "a key stands in the sheet twice"))
            elif key and value and folded(key) != "key":
                values[folded(key)] = value
        return settings_of_values(values, problems)

    def text(self, table: Table, problems: list[Problem]) -> TextTable | None:
        """Return a sheet as text; see `Source`."""
        sheet = self.sheets.get(table.name)
        if sheet is None:
            if table.required:
                problems.append(error(table.file, None, None, "TABLE", "the required sheet is missing"))
            return None
        found = text_of_sheet(sheet, table)
        problems += found.problems
        return found

    def worded(self, problem: Problem) -> Problem:
        """Return the problem with sheets for files."""
        message, fix = (
            _FILES.sub(r"the sheet \1", text).replace(FILE, f"the sheet {SETTINGS_SHEET}")
            for text in (problem.message, _WORKBOOK_FIXES.get(problem.code, problem.fix))
        )
        table = SETTINGS_SHEET if problem.table == FILE else _FILES.sub(r"\1", problem.table)
        return problem._replace(table=table, message=message, fix=fix)


def folded(name: str) -> str:
    """Return a name in small letters, with underscores for spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", name.strip()).lower()


def text_of_sheet(sheet: Sheet, table: Table) -> TextTable:
    """Return a sheet as text, with what its marks say; a total in the last row is left out, and said so."""
    rows = [(line, cells) for line, cells in enumerate(sheet.rows, start=1) if any(map(str.strip, cells))]
    header = {cell.strip(): column for column, cell in reversed(list(enumerate(rows[0][1])))} if rows else {}
    total = rows.pop() if len(rows) > 1 and _is_total(*rows[-1], header, sheet, table) else None
    found = text_of_rows(rows, table)
    found.problems += _marked(sheet, table, rows, header)
    if total is not None:
        said = "the last row holds totals; it was left out"
        found.problems.append(warning(table.file, total[0], None, "TOTAL", said))
    return found


def _is_total(line: int, cells: list[str], header: Mapping[str, int], sheet: Sheet, table: Table) -> bool:
    """Whether a row adds up those above it; a row whose required cells are all there never does."""
    filled = {name for name, column in header.items() if column < len(cells) and cells[column].strip()}
    if set(table.required_columns) <= filled:
        return False
    first = next(filter(None, map(str.strip, cells)))
    return folded(first) in TOTALS or (line in sheet.marks.sums and table.required_columns[0] not in filled)


def _marked(
    sheet: Sheet, table: Table, rows: list[tuple[int, list[str]]], header: Mapping[str, int]
) -> Iterable[Problem]:
    marks = sheet.marks
    read = {line for line, cells in rows if not next(filter(None, map(str.strip, cells))).startswith(EXAMPLE)}
    names = {column + 1: name for name, column in header.items() if name in table.columns}
    for cells, code, said in (
        (marks.errors, "CELL_ERROR", "the cell holds an error such as #N/A"),
        (marks.no_result, "CELL_FORMULA", "the cell holds a formula without a result"),
    ):
        for row, column in sorted(cells):
            if row <= max(read, default=0) and column in names:
                yield error(table.file, row, names[column], code, said)
    if marks.hidden:
        yield warning(table.file, None, None, "HIDDEN", "the sheet is hidden; it was read all the same")
    if hidden := sorted(marks.hidden_rows & read):
        yield warning(table.file, hidden[0], None, "HIDDEN", f"hidden rows were read as well: {len(hidden)}")
    for top, _, bottom, _ in sorted(marks.merged):
        if touched := [line for line in sorted(read) if top <= line <= bottom]:
            said = "cells are merged; only the first of them holds the value"
            yield warning(table.file, touched[0], None, "MERGED", said)
