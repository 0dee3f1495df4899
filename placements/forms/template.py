"""The workbook to fill in: a sheet for each table, with drop-downs, notes and an example, from the records themselves.

Filled from a region, it is that region again: reading it gives the same records.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from importlib import resources
from math import isfinite
from pathlib import Path
from typing import Any

from placements.errors import InputError
from placements.forms.book import FIRST_DAY, FREE, LAST_ROW, Sheet, put, write_book
from placements.forms.checks import Lists, check_cells, write_lists
from placements.forms.looks import Looks
from placements.forms.readme import write_read_me
from placements.tables.columns import TABLES, Table
from placements.tables.meanings import meanings
from placements.tables.problems import Problem
from placements.tables.settings import SCHEMA, Settings
from placements.tables.source import SETTINGS_SHEET, Source, source_of
from placements.tables.text import EXAMPLE
from placements.tables.wanted import Wanted, wanted

Cells = Mapping[str, str | float | date]
Filled = Mapping[str, Sequence[Cells]]


def write_template(out: Path, region: Path | None = None) -> Path:
    """Write the workbook to fill in, filled with the tables of a region where one is given.

    Raises UsageError where it cannot be written, and InputError with every problem if the region cannot be read as
    tables. Columns that are not known stay behind.
    """
    if region is None:
        return write_book(out, "Region to fill in", partial(_fill, settings={}, tables=None), free=True)
    source = source_of(region)
    problems: list[Problem] = []
    settings = source.settings(problems)
    tables = {table.name: _rows(source, table, problems) for table in TABLES}
    errors = tuple(source.worded(p) for p in problems if p.severity == "error")
    if errors or settings is None:
        raise InputError("The region cannot be copied into a workbook.", errors)
    return write_book(out, settings.name, partial(_fill, settings=_settings(settings), tables=tables), free=True)


def _rows(source: Source, table: Table, problems: list[Problem]) -> list[Cells]:
    """Return the rows of a table, with numbers and dates where the text says exactly the same."""
    text = source.text(table, problems)
    sorts = {want.column: want.sort for want in wanted(table.name, table.record)}
    rows = text.rows if text else []
    return [{name: _value(cell, sorts[name]) for name, cell in cells.items()} for _, cells in rows]


def _value(cell: str, sort: str) -> str | float | date:
    if sort in ("whole", "number"):
        try:
            number = float(cell)
        except ValueError:
            return cell
        same = isfinite(number) and cell in (format(number, ".15g"), f"{number:.0f}") and cell != "-0"
        return number if same else cell
    if sort == "date":
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return cell
        return day if day >= FIRST_DAY else cell
    return cell


def _settings(settings: Settings) -> dict[str, str | date]:
    return {
        "name": settings.name,
        "as_of": settings.as_of,
        "lead_authority": settings.lead_authority or "",
        "complete": {True: "yes", False: "no", None: ""}[settings.complete],
    }


def _fill(book: Any, settings: Mapping[str, str | date], tables: Filled | None) -> None:
    looks = Looks(book)
    write_read_me(book.add_worksheet("read me"), looks)
    region = book.add_worksheet(SETTINGS_SHEET)
    sheets = {table.name: book.add_worksheet(table.name) for table in TABLES}
    lists = write_lists(book.add_worksheet("lists"), looks)
    _fill_region(region, looks, settings, lists)
    examples = tomllib.loads(resources.files(__package__).joinpath("examples.toml").read_text(encoding="utf-8"))
    for table in TABLES:
        columns = list(wanted(table.name, table.record))
        sheet = sheets[table.name]
        _frame(sheet, table, columns, looks, lists)
        if tables is None:
            example, first = examples[table.name], columns[0].column
            rows = [{**example, first: f"{EXAMPLE} {example[first]}"}]
            _fill_rows(sheet, columns, rows, looks, example=True)
        else:
            _fill_rows(sheet, columns, tables[table.name], looks, example=False)
    region.activate()


def _fill_region(sheet: Sheet, looks: Looks, settings: Mapping[str, str | date], lists: Lists) -> None:
    sheet.set_column(0, 0, 18, looks.free)
    sheet.set_column(1, 1, 36, looks.free)
    sheet.set_column(2, 2, 90, looks.free)
    for column, text in enumerate(("key", "value", "what it means")):
        put(sheet, 0, column, text, looks.head)
    rows = [next(w for w in wanted("region", Settings) if w.column == "schema")]
    rows += [w for w in wanted("region", Settings) if w.column != "schema"]
    for row, want in enumerate(rows, start=1):
        said = meanings()["region"][want.column].replace("`", "")
        put(sheet, row, 0, want.column, looks.required if want.required else looks.head)
        put(sheet, row, 1, SCHEMA if want.column == "schema" else settings.get(want.column, ""), _style(want, looks))
        put(sheet, row, 2, f"{'Has to be filled in. ' if want.required else ''}{said}", looks.said)
        if want.column != "schema":
            check_cells(sheet, (row, 1, row, 1), want, lists)
    sheet.protect("", FREE)


def _style(want: Wanted, looks: Looks) -> Any:
    if want.column == "schema":
        return looks.locked
    return {"date": looks.day, "whole": looks.free, "number": looks.free}.get(want.sort, looks.text)


def _frame(sheet: Sheet, table: Table, columns: Sequence[Wanted], looks: Looks, lists: Lists) -> None:
    """Put the headings, their notes, formats and drop-downs on a sheet."""
    for number, want in enumerate(columns):
        width = max(11, len(want.column) + 3, 18 if number == 0 else 0)
        sheet.set_column(number, number, width, _style(want, looks))
        put(sheet, 0, number, want.column, looks.required if want.required else looks.head)
        said = meanings()[table.name][want.column].replace("`", "")
        note = f"{'Has to be filled in. ' if want.required else ''}{said} {lists.hint(want)}".strip()
        sheet.write_comment(0, number, note, {"author": "placements", "width": 260, "height": 40 + len(note) // 2})
        check_cells(sheet, (1, number, LAST_ROW, number), want, lists)
    sheet.set_row(0, 20, looks.locked)
    sheet.freeze_panes(1, 1)
    sheet.protect("", FREE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fill_rows(sheet: Sheet, columns: Sequence[Wanted], rows: Sequence[Cells], looks: Looks, *, example: bool) -> None:
    for line, cells in enumerate(rows, start=1):
        for number, want in enumerate(columns):
            if want.column in cells:
                grey = looks.example_day if want.sort == "date" else looks.example
                put(sheet, line, number, cells[want.column], grey if example else _style(want, looks))
