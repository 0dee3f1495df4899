"""Workbooks to text cells: checked before they are unpacked, read in a process of its own.

Formulas are never worked out and links never followed: what counts is the value the workbook was saved with.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from placements.errors import InputError
from placements.tables import cells
from placements.tables.marks import Marks, marks_of
from placements.tables.preflight import LARGEST_FILE, Parts, column_letters, refuse, unpacked
from placements.tables.problems import Problem, error, warning

ENDINGS = (".xlsx", ".xlsm")
"""Endings of the workbooks that are read."""
_NAMED = (*ENDINGS, ".xls", ".xlsb", ".ods", ".xltx", ".xltm")
_CLOCK_SECONDS = 60.0
"""Longest wait for the reading process; 10,000 homes take less than one second."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet: rows of text from cell A1 on (blank cells at the end of a row left out), and its marks."""

    name: str
    rows: list[list[str]]
    marks: Marks


@dataclass(frozen=True)
class Workbook:
    """The worksheets of a workbook in their order, and what was left aside."""

    name: str
    sheets: dict[str, Sheet]
    notes: tuple[Problem, ...]
    """Warnings about the whole file: macros and links that were not used."""


def looks_like_workbook(path: Path) -> bool:
    """Whether a path is named as a workbook, also one of a kind that is refused."""
    return path.suffix.lower() in _NAMED


def read_sheets(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of every worksheet as text cells, from cell A1 on.

    Raises InputError for a file that cannot or may not be read, and for cells that hold an error or a formula that
    was never worked out: they would pass for blank ones.
    """
    book = read_workbook(path)
    faults = [fault for sheet in book.sheets.values() for fault in broken_cells(sheet)]
    if faults:
        raise InputError(f"The workbook {book.name} cannot be used.", tuple(faults))
    return {name: sheet.rows for name, sheet in book.sheets.items()}


def read_workbook(path: Path) -> Workbook:
    """Return a workbook; raises InputError for a file that cannot or may not be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            refuse(path.name, "BOOK_SIZE", f"the file is larger than {LARGEST_FILE // 2**20} MB")
        data = path.read_bytes()
    except OSError:
        raise InputError(f"The workbook {path.name} cannot be read. Maybe it is open elsewhere or not there.") from None
    parts = unpacked(path.name, data)
    marks = marks_of(path.name, parts)
    rows = _cells(path.name, data)
    sheets = {name: Sheet(name, rows[name], marks.get(name, Marks())) for name in rows}
    return Workbook(path.name, sheets, tuple(_notes(path.name, parts)))


def _notes(name: str, parts: Parts) -> list[Problem]:
    found = []
    if any(path.endswith("vbaProject.bin") for path in parts):
        found.append(warning(name, None, None, "BOOK_MACROS", "the workbook holds macros; none of them was run"))
    if any(path.startswith("xl/externalLinks/") for path in parts):
        said = "the workbook takes values from other workbooks; those it was saved with are used"
        found.append(warning(name, None, None, "BOOK_LINKS", said))
    return found


def _cells(name: str, data: bytes) -> dict[str, list[list[str]]]:
    """Return text rows by sheet, read by `cells.py` in a process of its own."""
    command = [sys.executable, "-S", "-P", cells.__file__]
    searched = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        done = subprocess.run(
            command, input=data, env=searched, capture_output=True, timeout=_CLOCK_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        refuse(name, "BOOK_SIZE", "reading the workbook takes longer than any real one")
    if done.returncode == cells.CANNOT_READ:
        refuse(name, "BOOK", "the file is damaged or was not saved or sent completely")
    if done.returncode == 1:
        raise RuntimeError("the reader of workbooks ended in a way that was not foreseen")
    if done.returncode:
        refuse(name, "BOOK_SIZE", "reading the workbook takes more memory or time than any real one")
    rows: dict[str, list[list[str]]] = {}
    sheet: list[list[str]] = []
    for line in done.stdout.splitlines():
        item = json.loads(line)
        if isinstance(item, str):
            sheet = rows.setdefault(item, [])
        else:
            sheet.append(item)
    return rows


def broken_cells(sheet: Sheet) -> list[Problem]:
    """Return an error for every cell whose value is an error, or was never worked out."""
    found = [(cell, "CELL_ERROR", "the cell holds an error such as #N/A") for cell in sheet.marks.errors]
    found += [
        (cell, "CELL_FORMULA", "the cell holds a formula without a result")
        for cell in sheet.marks.no_result
    ]  # fmt: skip
    return [
        error(sheet.name, row, column_letters(column), code, message) for (row, column), code, message in sorted(found)
    ]
