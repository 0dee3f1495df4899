"""A filled referral page to answers, each with its cell: from the workbook, a CSV file, or lines of plain text.

The text forms have a line for each question: `sex,F,M` (CSV: a header `field,value,value` first), or `sex: F | M`.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from placements.errors import InputError
from placements.forms.fault import CellFault, fault
from placements.forms.page import FIELDS, MOST_CHILDREN, SCHEMA, SHARED, Field
from placements.tables.preflight import column_letters
from placements.tables.problems import Problem
from placements.tables.source import folded
from placements.tables.text import decode
from placements.tables.workbook import Workbook, looks_like_workbook, read_workbook

SHEET = "referral"
_FAMILY = re.compile(r"placements/referral/\w+")
_COLUMN_HEADS = ("field", "code")
_SEPARATORS = (",", ";", "\t")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What was written in one cell of the page."""

    text: str
    cell: str


@dataclass(frozen=True)
class Page:
    """The answers of a page by child (0 for "same for all") and field code, and where an answer would stand."""

    name: str
    answers: Mapping[int, Mapping[str, Answer]]
    rows: Mapping[str, int]
    columns: Mapping[int, str]
    """Letters of the column of each child."""
    warnings: tuple[Problem | CellFault, ...] = ()

    @property
    def children(self) -> tuple[int, ...]:
        """The children something is written for; one where all that is written is shared."""
        own = tuple(n for n in sorted(self.answers) if n != SHARED and self.answers[n])
        return own or ((1,) if self.answers.get(SHARED) else ())

    def answer(self, child: int, field: Field) -> Answer | None:
        """Return a child's own answer, else the shared one."""
        return self.answers.get(child, {}).get(field.code) or self.answers.get(SHARED, {}).get(field.code)

    def place(self, child: int, code: str) -> str | None:
        """Return the cell an answer stands in or should stand in; None where the page has no such row."""
        for column in (child, SHARED):
            if written := self.answers.get(column, {}).get(code):
                return written.cell
        return f"{self.columns[child]}{self.rows[code]}" if code in self.rows and child in self.columns else None


def is_page(book: Workbook) -> bool:
    """Whether a workbook is a referral page."""
    return any(folded(name) == SHEET for name in book.sheets)


def is_page_text(data: bytes) -> bool:
    """Whether a text file is a referral page: its first cell is `field`."""
    first = next((line for line in data.decode("utf-8-sig", "replace").splitlines() if line.strip()), "")
    return folded(re.split(r"[,;\t:]", first)[0].strip('" ')) == _COLUMN_HEADS[0]


def read_page(path: Path) -> Page:
    """Read a filled page; raises InputError with every fault by cell."""
    if looks_like_workbook(path):
        return page_of_book(read_workbook(path))
    problems: list[Problem] = []
    try:
        text = decode(path.name, path.read_bytes(), problems)
    except OSError:
        raise InputError(f"The file {path.name} cannot be read. Maybe it is open elsewhere or not there.") from None
    if text is None:
        raise InputError("The referral cannot be read.", tuple(problems))
    try:
        rows = _rows_of_text(text)
    except csv.Error:
        said = "the quotation marks of a row do not pair up"
        raise InputError(
            "The referral cannot be read.", (fault("error", path.name, None, None, "RAGGED", said),)
        ) from None
    return _page(path.name, rows, frozenset(), tuple(problems))


def page_of_book(book: Workbook) -> Page:
    """Return the page of a workbook; raises InputError with every fault by cell."""
    sheet = next((s for name, s in book.sheets.items() if folded(name) == SHEET), None)
    if sheet is None:
        said = "the workbook has no sheet of that name"
        raise InputError("This is no referral page.", (fault("error", SHEET, None, None, "FORM", said),))
    broken = frozenset(sheet.marks.errors | sheet.marks.no_result)
    return _page(SHEET, sheet.rows, broken, book.notes)


def _rows_of_text(text: str) -> Rows:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    found = [mark for mark in (*_SEPARATORS, ":") if mark in first]
    separator = min(found, key=first.index, default=",")
    if separator != ":":
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    parts = [line.partition(":") for line in lines]
    return [[name, *(value.split("|") if mark else ())] for name, mark, value in parts]


def _page(name: str, rows: Rows, broken: frozenset[tuple[int, int]], warnings: tuple[Problem | CellFault, ...]) -> Page:
    """Return the page of rows; `broken` are cells (row, column, from 1) that hold an error or no result."""
    faults: list[CellFault] = []
    _right_version(name, rows, faults)
    start, code_column, columns = _header(name, rows)
    answers: dict[int, dict[str, Answer]] = {n: {} for n in columns.values()}
    where: dict[str, int] = {}
    for line, row in enumerate(rows[start:], start=start + 1):
        filled = {column: row[column].strip() for column in columns if column < len(row) and row[column].strip()}
        code = row[code_column].strip() if code_column < len(row) else ""
        field = _field(code)
        for column in columns:
            if (line, column + 1) in broken:
                said = "the cell holds an error or a formula without a result"
                faults.append(fault("error", name, f"{column_letters(column + 1)}{line}", None, "CELL_ERROR", said))
        if folded(code) == "schema":
            continue
        if field is None or field.code in where:
            faults += _not_a_question(name, line, code_column, code, field, filled)
            continue
        where[field.code] = line
        for column, text in filled.items():
            answers[columns[column]][field.code] = Answer(text, f"{column_letters(column + 1)}{line}")
    if faults:
        raise InputError("The referral cannot be read. Nothing was written.", tuple(faults))
    return Page(name, answers, where, {n: column_letters(column + 1) for column, n in columns.items()}, warnings)


def _right_version(name: str, rows: Rows, faults: list[CellFault]) -> None:
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if _FAMILY.fullmatch(cell.strip()) and cell.strip() != SCHEMA:
                said = f"the page is of another version; this program reads {SCHEMA}"
                faults.append(fault("error", name, f"{column_letters(column)}{line}", None, "SCHEMA", said))


def _header(name: str, rows: Rows) -> tuple[int, int, dict[int, int]]:
    """Return where questions start, the column of codes, and the child (or 0) of each column of answers."""
    for number, row in enumerate(rows):
        heads = [folded(cell) for cell in row]
        code = next((heads.index(head) for head in _COLUMN_HEADS if head in heads), None)
        if code is None:
            continue
        columns: dict[int, int] = {}
        for column, head in enumerate(heads[code + 1 :], start=code + 1):
            if head:
                shared = "all" in head.split("_") or "shared" in head.split("_")
                columns[column] = SHARED if shared else 1 + sum(n != SHARED for n in columns.values())
        if max(columns.values(), default=-1) > MOST_CHILDREN or list(columns.values()).count(SHARED) > 1:
            said = f"the page has room for {MOST_CHILDREN} children and one column for all of them"
            raise InputError("The referral cannot be read.", (fault("error", name, None, None, "FORM", said),))
        if columns:
            return number + 1, code, columns
    said = "there is no row with the headings of the page (code, or field, and then the answers)"
    raise InputError("This is no referral page.", (fault("error", name, None, None, "FORM", said),))


def _not_a_question(
    name: str, line: int, code_column: int, code: str, field: Field | None, filled: Mapping[int, str]
) -> list[CellFault]:
    """Return faults for a row that asks nothing, or asks again; nothing that was typed is dropped silently."""
    if not code:
        said = "this cell belongs to no question"
        return [fault("error", name, f"{column_letters(c + 1)}{line}", None, "FIELD", said) for c in filled]
    cell = f"{column_letters(code_column + 1)}{line}"
    if field is not None:
        return [fault("error", name, cell, field.code, "FIELD", "the question stands on the page twice")]
    near = get_close_matches(_key(code), list(_keys()), n=1)
    nearest = f"; the nearest is {_keys()[near[0]].code}" if near else ""
    return [fault("error", name, cell, None, "FIELD", f"there is no such question{nearest}")]


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


@cache
def _keys() -> Mapping[str, Field]:
    """Return every way to name a question: our code, the standard's name, the question or its beginning."""
    found: dict[str, Field] = {}
    named = [field for field in FIELDS if not field.label.startswith(" ")]
    beginnings = Counter(_beginning(field) for field in named)
    found |= {_beginning(field): field for field in named if beginnings[_beginning(field)] == 1}
    found |= {_key(field.label): field for field in named}
    found |= {_key(field.standard): field for field in FIELDS if field.standard}
    found |= {_key(field.code.removesuffix(" 1")): field for field in FIELDS}
    return found | {_key(field.code): field for field in FIELDS}


def _beginning(field: Field) -> str:
    return _key(re.split(r"[:(,?]", field.label)[0])


def _field(code: str) -> Field | None:
    return _keys().get(_key(code))
