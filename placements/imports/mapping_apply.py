"""A spreadsheet to one of our tables by a confirmed mapping: every cell is translated, or nothing is written."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from placements.errors import InputError, UsageError
from placements.imports.layouts import HEADINGS_WITHIN
from placements.imports.mapping import sheet_name
from placements.imports.mapping_file import Agreed, Confirmed, read_mapping
from placements.imports.sheets import Sheet, filled, read_files
from placements.imports.translate import TABLE_OF, translate
from placements.imports.words import fold
from placements.tables.problems import Problem, error
from placements.tables.writing import checked_file, write_whole


class Applied(NamedTuple):
    """What was written."""

    table: str
    rows: int
    columns: tuple[str, ...]
    waiting: int
    """Columns that were suggested and that nobody has confirmed: they were not read."""


def apply_mapping(path: Path, mapping: Path, to: Path) -> Applied:
    """Write a file's rows as a CSV of one of our tables, only confirmed columns and only words that are known.

    Raises UsageError for a mapping that cannot be used; InputError with every cell that cannot be translated (row,
    column of ours, code; never the cell), with nothing written.
    """
    agreed = read_mapping(mapping)
    checked_file(to, ".csv")
    if to.resolve() in (path.resolve(), mapping.resolve()):
        raise UsageError("--to has to be another file than the one that is read.")
    sheet = _sheet(path, agreed)
    start, where = _places(sheet, agreed)
    problems: list[Problem] = []
    rows = []
    for line, cells in filled(sheet.rows):
        if line > start:
            rows.append(_row(sheet, line, cells, where, agreed.table, problems))
    if problems:
        raise InputError("Cells could not be translated. Nothing was written.", tuple(problems))
    names = tuple(name for name in TABLE_OF[agreed.table].columns if name in {column.to for column in agreed.columns})
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(to, file.getvalue())
    return Applied(agreed.table, len(rows), names, agreed.waiting)


def _sheet(path: Path, agreed: Agreed) -> Sheet:
    for sheet in read_files([path]).sheets:
        if sheet_name(sheet) == agreed.sheet:
            return sheet
    raise InputError(f"The sheet the mapping was made for is not in {path.name}.")


def _places(sheet: Sheet, agreed: Agreed) -> tuple[int, list[tuple[int, Confirmed]]]:
    """Return the row of the headings, and where each confirmed column stands: by heading, then by number."""
    best: list[Confirmed] = list(agreed.columns)
    for line, cells in filled(sheet.rows[:HEADINGS_WITHIN]):
        folded = [fold(cell) for cell in cells]
        found, missing = [], []
        for column in agreed.columns:
            places = [place for place, cell in enumerate(folded) if cell == fold(column.heading)]
            exact = [place for place in places if place == column.place - 1]
            if len(places) == 1 or exact:
                found.append(((exact or places)[0], column))
            else:
                missing.append(column)
        if not missing:
            return line, found
        best = min(best, missing, key=len)
    said = "its heading is missing or occurs twice"
    faults = tuple(error(sheet.label, None, column.to, "COLUMN", said) for column in best)
    raise InputError("The headings are not those the mapping was made for. Make a new one.", faults)


def _row(
    sheet: Sheet, line: int, cells: Sequence[str], where: list[tuple[int, Confirmed]], table: str,
    problems: list[Problem],
) -> dict[str, str]:  # fmt: skip
    row: dict[str, str] = {}
    for place, column in where:
        cell = translate(table, column.to, cells[place] if place < len(cells) else "", column.words)
        if cell.code:
            problems.append(error(sheet.label, line, column.to, cell.code, cell.message))
        row[column.to] = cell.text
    return row
