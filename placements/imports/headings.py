"""Where the headings of a sheet stand, and the cells below each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from placements.geography.postcodes import sector
from placements.imports.dates import day_of
from placements.imports.layouts import HEADINGS_WITHIN
from placements.imports.sheets import Sheet, filled
from placements.imports.translate import columns, lists
from placements.imports.words import fold, tidy

LOOKED_AT = 1000
"""Different values of a column that are tried, in the order of the alphabet: the order of rows plays no part."""
_NUMBER = re.compile(r"[£]?[+-]?[0-9][0-9.,]*%?")


@dataclass(frozen=True)
class Heading:
    """A heading, its place from the left (from 1), and the different values below it, sorted."""

    text: str
    place: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Headings:
    """The headings of a sheet, the row they stand in, and how many are ours or aliases of ours in a table."""

    sheet: Sheet
    row: int
    columns: tuple[Heading, ...]
    known: int


def headings_of(sheet: Sheet, table: str) -> Headings:
    """Return the headings: the row with most names of the table; if there is none, the first row without values."""
    names = names_of(table)
    rows = [(line, cells) for line, cells in filled(sheet.rows[:HEADINGS_WITHIN]) if _may_be_headings(cells)]
    if not rows:
        return Headings(sheet, 0, (), 0)
    line, cells = max(rows, key=lambda row: sum(fold(cell) in names for cell in row[1] if cell))
    below = [row for number, row in filled(sheet.rows) if number > line]
    found = tuple(Heading(tidy(cell), place + 1, _cells(below, place)) for place, cell in enumerate(cells) if cell)
    return Headings(sheet, line, found, sum(fold(cell) in names for cell in cells if cell))


def _cells(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    return tuple(sorted({row[place] for row in rows if place < len(row) and row[place]}))[:LOOKED_AT]


@cache
def names_of(table: str) -> dict[str, str]:
    """Return every name of a table's columns, folded, ours and other people's, with our column."""
    others = lists()["columns"].get(table, {})
    names = {fold(alias): column for column, aliases in others.items() for alias in aliases}
    return {**names, **{fold(column): column for column in columns(table)}}


def _may_be_headings(cells: Sequence[str]) -> bool:
    """Say whether a row can name columns: dates, numbers and postcodes are values, and are never shown."""
    said = [cell for cell in cells if cell]
    return not any(_NUMBER.fullmatch(cell) or day_of(cell) or sector(cell) for cell in said)
