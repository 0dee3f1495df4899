"""Sections of a long page as data: the same tables are shown on the page, in the workbook and as CSV."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from placements.reports.fan import Fan
from placements.reports.words import money

WHOLE, NUMBER, FINE, MONEY, MILES, PERCENT, TEXT = "whole", "number", "fine", "money", "miles", "percent", "text"
"""Kinds of a column; all but text stand to the right."""


class Column(NamedTuple):
    """One column of a table."""

    title: str
    kind: str = TEXT


class Table(NamedTuple):
    """A table with a name for files, a caption, rows of plain values, and a note; `folded`: opened by the reader."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""
    folded: bool = False

    def shown(self) -> list[list[str]]:
        """Return every cell as people read it."""
        return [
            [cell(value, column.kind) for value, column in zip(row, self.columns, strict=True)] for row in self.rows
        ]


class Figure(NamedTuple):
    """One figure of a headline, what it counts and what it means."""

    value: str
    what: str
    note: str = ""


class Drawing(NamedTuple):
    """A fan chart with its title and what it shows in words."""

    id: str
    title: str
    words: str
    fan: Fan


class Section(NamedTuple):
    """One section: sentences first, then figures, drawings, tables, and what people have to write themselves."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()
    bullets: tuple[str, ...] = ()
    blank: str = ""
    map: Any = None


def cell(value: Any, kind: str) -> str:
    """Return a value as people read it; a mark that stands for a withheld number stays as it is."""
    if value is None:
        return "not known"
    if isinstance(value, str) or kind == TEXT:
        return str(value)
    if kind == MONEY:
        return money(float(value))
    if kind == WHOLE:
        return f"{value:,.0f}"
    if kind == FINE:
        return f"{value + 0.0:,.2f}"
    return f"{value:,.1f}{' %' if kind == PERCENT else ''}"


def columns(*parts: str | tuple[str, str]) -> tuple[Column, ...]:
    """Return columns from titles, or titles with a kind."""
    return tuple(Column(part) if isinstance(part, str) else Column(*part) for part in parts)


def between(low: float | None, high: float | None, kind: str = WHOLE) -> str:
    """Return a range as people read it."""
    if low is None or high is None:
        return "not known"
    return f"{cell(low, kind)} to {cell(high, kind)}"


def tables_of(sections: Sequence[Section]) -> list[Table]:
    """Return every table of some sections, in order."""
    return [table for section in sections for table in section.tables]
