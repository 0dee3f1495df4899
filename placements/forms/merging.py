"""A table of a region and rows that were sent, to the table brought up to date: by id, and nothing else touched.

A blank cell leaves what stands there; the word CLEAR empties it. Columns nobody knows and the order of rows stay.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from placements.domain.fields import Day
from placements.forms.updates import identity_of
from placements.tables.columns import Table
from placements.tables.problems import Problem, error
from placements.tables.source import folded
from placements.tables.text import EXAMPLE, decode
from placements.tables.wanted import Sort, wanted

CLEAR = "CLEAR"
"""Typed into a cell, it empties that cell of the region."""

_day: TypeAdapter[Day] = TypeAdapter(Day)


Origin = TypeVar("Origin")
Became = Literal["updated", "added", "unchanged"]


@dataclass
class Merged(Generic[Origin]):
    """A table being brought up to date; `Origin` is whatever names a row that was sent."""

    table: Table
    header: list[str]
    rows: list[list[str]]
    width: int
    """Columns there were at first; a row that does not have as many is left as it is, and refused when checked."""
    became: dict[int, Became] = field(default_factory=dict)
    """What became of each row that came from a file."""
    origin: dict[int, Origin] = field(default_factory=dict)
    """For rows that came from a file, by their number here from 0: what names the row that was sent."""
    _at: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(
        cls, table: Table, data: bytes | None, columns: Collection[str], problems: list[Problem]
    ) -> "Merged[Origin]":
        """Return a table of a region as it stands; one that is not there yet gets the columns that are sent.

        A table that cannot be read adds its fault to `problems`, and has to be left alone.
        """
        text = "" if data is None else decode(table.file, data, problems) or ""
        try:
            reader = csv.reader(io.StringIO(text, newline=""), strict=True)
            lines = [cells for cells in reader if any(map(str.strip, cells))]
        except csv.Error:
            said = "the quotation marks of a row do not pair up"
            problems.append(error(table.file, None, None, "RAGGED", said))
            lines = []
        wanted_first = [c for c in table.columns if c in table.required_columns or c in columns]
        header = [cell.strip() for cell in lines[0]] if lines else wanted_first
        found = cls(table, header, lines[1:], len(header))
        for number, row in enumerate(found.rows):
            if not next(filter(None, map(str.strip, row))).startswith(EXAMPLE):
                found._at[found._identity(dict(zip(header, row, strict=False)))].append(number)
        return found

    def take(self, cells: Mapping[str, str], origin: Origin) -> str | None:
        """Bring one row up to date, or add it; returns what is wrong where it cannot be told which row is meant."""
        new = {name: "" if cell == CLEAR else cell for name, cell in cells.items()}
        identity = self._identity(new)
        numbers = self._at[identity]
        if any(number in self.origin for number in numbers):
            return "the same row is sent twice"
        if len(numbers) > 1:
            return "several rows of the region have these ids, so it cannot be told which is meant"
        if numbers:
            self.origin[numbers[0]] = origin
            self.became[numbers[0]] = self._change(self.rows[numbers[0]], new)
            return None
        self.origin[len(self.rows)] = origin
        self.became[len(self.rows)] = "added"
        self._at[identity].append(len(self.rows))
        row: list[str] = []
        self._put(row, new)
        self.rows.append(row)
        return None

    @property
    def ids(self) -> list[str]:
        """The last id of every row that was there before."""
        return sorted(self.id_of(n) for n in range(len(self.rows)) if self.became.get(n) != "added")

    def id_of(self, number: int) -> str:
        """Return the last id of a row, such as the resident's; "" where its cell is blank."""
        return self._identity(dict(zip(self.header, self.rows[number], strict=False)))[-1]

    @property
    def changed(self) -> bool:
        """Whether any row is another than before."""
        return any(became != "unchanged" for became in self.became.values())

    def _identity(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        sorts = _sorts(self.table)
        return tuple(meant(sorts[name], cells.get(name, "")) for name in identity_of(self.table))

    def _change(self, row: list[str], new: Mapping[str, str]) -> Became:
        sorts = _sorts(self.table)
        there = dict(zip(self.header, row, strict=False))
        changed = {n: c for n, c in new.items() if meant(sorts[n], c) != meant(sorts[n], there.get(n, ""))}
        self._put(row, changed)
        return "updated" if changed else "unchanged"

    def _put(self, row: list[str], cells: Mapping[str, str]) -> None:
        self.header += [name for name in self.table.columns if cells.get(name) and name not in self.header]
        row += [""] * (len(self.header) - len(row))
        for name, cell in cells.items():
            if name in self.header:
                row[self.header.index(name)] = meant("date", cell) if _sorts(self.table)[name] == "date" else cell

    def written(self) -> tuple[bytes, dict[int, int]]:
        """Return the CSV file, and for each of its lines that begins a row the number of that row."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        lines: dict[int, int] = {}
        line, done = 1 + _line_count(out.getvalue()), out.tell()
        for number, row in enumerate(self.rows):
            whole = len(row) >= self.width or number in self.origin
            writer.writerow(row + [""] * (len(self.header) - len(row)) if whole else row)
            lines[line] = number
            out.seek(done)
            line, done = line + _line_count(out.read()), out.tell()
        return out.getvalue().encode("utf-8"), lines


def _line_count(text: str) -> int:
    return sum(1 for _ in io.StringIO(text, newline=""))


@cache
def _sorts(table: Table) -> Mapping[str, Sort]:
    return {want.column: want.sort for want in wanted(table.name, table.record)}


def meant(sort: Sort, cell: str) -> str:
    """Return what a cell says, so that 23/11/2026 and 2026-11-23, or Yes and yes, are no change."""
    text = cell.strip()
    if sort == "date" and text:
        try:
            return _day.validate_python(text).isoformat()
        except ValidationError:
            return text
    if sort in ("number", "whole") and text:
        try:
            return format(float(text.removeprefix("£").replace(",", "")), ".15g")
        except ValueError:
            return text
    return folded(text) if sort in ("flag", "word") else text
