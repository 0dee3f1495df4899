"""A filled referral page to answers, each with its cell: from the workbook, a CSV file, or lines of plain text.

The text forms have a line for each question: `sex,F,M` (CSV: a header `field,value,value` first), or `sex: F | M`.
A question is named by its code, or as the page asks it: `Risk to child: going missing: | yes`.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from placements.errors import InputError
from placements.forms.fault import CellFault, fault
from placements.forms.page import MOST_CHILDREN, SCHEMA, SHARED, Field
from placements.forms.questions import nearest, needs_another, opens, parted, question
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
class Grid:
    """The rows of a page as text, and how a place on it is called."""

    rows: Rows
    lines: bool = False
    """Whether they are lines of text, which have no columns to name."""

    def spot(self, line: int, column: int, child: int | None = None) -> str:
        """Return C7 for line 7 and column 2 (from 0); in lines of text "line 7", and whose answer it is."""
        if not self.lines:
            return f"{column_letters(column + 1)}{line}"
        whose = "" if child is None else ", same for all" if child == SHARED else f", child {child}"
        return f"line {line}{whose}"


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
    grid: Grid
    rows: Mapping[str, int]
    columns: Mapping[int, int]
    """Column of each child, from 0."""
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
        known = code in self.rows and child in self.columns
        return self.grid.spot(self.rows[code], self.columns[child], child) if known else None


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
        grid = _grid_of_text(text)
    except csv.Error:
        said = "the quotation marks of a row do not pair up"
        raise InputError(
            "The referral cannot be read.", (fault("error", path.name, None, None, "RAGGED", said),)
        ) from None
    return _page(path.name, grid, frozenset(), tuple(problems))


def page_of_book(book: Workbook) -> Page:
    """Return the page of a workbook; raises InputError with every fault by cell."""
    sheet = next((s for name, s in book.sheets.items() if folded(name) == SHEET), None)
    if sheet is None:
        said = "the workbook has no sheet of that name"
        raise InputError("This is no referral page.", (fault("error", SHEET, None, None, "FORM", said),))
    broken = frozenset(sheet.marks.errors | sheet.marks.no_result)
    return _page(SHEET, Grid(sheet.rows), broken, book.notes)


def _grid_of_text(text: str) -> Grid:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    found = [mark for mark in (*_SEPARATORS, ":") if mark in first]
    separator = min(found, key=first.index, default=",")
    if separator != ":":
        return Grid(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)))
    parts = [parted(line) for line in lines]
    return Grid([[name, *(value.split("|") if mark else ())] for name, mark, value in parts], lines=True)


def _page(name: str, grid: Grid, broken: frozenset[tuple[int, int]], warnings: tuple[Problem | CellFault, ...]) -> Page:
    """Return the page of a grid; `broken` are cells (row, column, from 1) that hold an error or no result."""
    faults: list[CellFault] = []
    _right_version(name, grid, faults)
    start, code_column, columns = _header(name, grid.rows)
    answers: dict[int, dict[str, Answer]] = {n: {} for n in columns.values()}
    where: dict[str, int] = {}
    above: Field | None = None
    for line, row in enumerate(grid.rows[start:], start=start + 1):
        filled = {column: row[column].strip() for column in columns if column < len(row) and row[column].strip()}
        code = row[code_column].strip() if code_column < len(row) else ""
        field = question(code, above)
        above = field if field is not None and opens(field) else above
        for column in columns:
            if (line, column + 1) in broken:
                said = "the cell holds an error or a formula without a result"
                faults.append(fault("error", name, grid.spot(line, column), None, "CELL_ERROR", said))
        if folded(code) == "schema":
            continue
        if field is None or field.code in where:
            places = [grid.spot(line, column) for column in filled]
            faults += _not_a_question(name, grid.spot(line, code_column), places, code, field)
            continue
        where[field.code] = line
        faults += _beside(name, grid, line, max(columns) + 1)
        for column, text in filled.items():
            answers[columns[column]][field.code] = Answer(text, grid.spot(line, column, columns[column]))
    if faults:
        raise InputError("The referral cannot be read. Nothing was written.", tuple(faults))
    return Page(name, answers, grid, where, {n: column for column, n in columns.items()}, warnings)


def _beside(name: str, grid: Grid, line: int, width: int) -> list[CellFault]:
    """Return faults for answers beyond the headings: it is not known whose they are."""
    said = "there is an answer too many; the headings name fewer children"
    beyond = [column for column, cell in enumerate(grid.rows[line - 1]) if column >= width and cell.strip()]
    return [fault("error", name, grid.spot(line, column), None, "FIELD", said) for column in beyond]


def _right_version(name: str, grid: Grid, faults: list[CellFault]) -> None:
    for line, row in enumerate(grid.rows, start=1):
        for column, cell in enumerate(row):
            if _FAMILY.fullmatch(cell.strip()) and cell.strip() != SCHEMA:
                said = f"the page is of another version; this program reads {SCHEMA}"
                faults.append(fault("error", name, grid.spot(line, column), None, "SCHEMA", said))


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


def _not_a_question(name: str, cell: str, filled: Sequence[str], code: str, field: Field | None) -> list[CellFault]:
    """Return faults for a row that asks nothing, or asks again; nothing that was typed is dropped silently.

    `cell` is where its question stands, `filled` are the places of its answers.
    """
    if not code:
        said = "this cell belongs to no question"
        return [fault("error", name, place, None, "FIELD", said) for place in filled]
    if field is not None:
        return [fault("error", name, cell, field.code, "FIELD", "the question stands on the page twice")]
    said = "there is no such question"
    if needs_another(code):
        said = "it is not clear whose answer this is; write it below the question it belongs to"
    elif near := nearest(code):
        said += f"; the nearest is {near}"
    return [fault("error", name, cell, None, "FIELD", said)]
