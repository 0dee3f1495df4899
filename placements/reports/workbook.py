"""match.xlsx: the lists of a match for Excel, with drop-downs for decisions and answers.

Text stays text: nothing in a cell becomes a formula or a link. The same document gives the same bytes, and the only
day in the workbook's properties is the day of the match.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from placements.reports.ring_sheets import calls_sheet, read_me_sheet, tonight_sheet
from placements.reports.sheets import (
    Column,
    Sheet,
    capacity_sheet,
    decisions_sheet,
    headline_sheet,
    levels_sheet,
    proposals_sheet,
    without_sheet,
)
from placements.reports.words import day

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEETS = (
    headline_sheet, proposals_sheet, without_sheet, decisions_sheet, calls_sheet, tonight_sheet, capacity_sheet,
    levels_sheet, read_me_sheet,
)  # fmt: skip
"""Every sheet, in the order of the tabs."""

NUMBERS = {"whole": "#,##0", "money": "#,##0", "miles": "0.0", "fine": "0.00", "date": "d mmm yyyy",
           "day": "d mmm yyyy", "time": "hh:mm"}  # fmt: skip
"""How numbers, days and times are shown."""

FILLED_IN = ("choice", "day", "time", "note")
"""Columns people fill in."""

LONGEST = 32_767
"""Characters a cell can hold."""

A4, FOOTER = 9, 200
"""Excel's number for A4, and how much of a name a footer holds."""


def match_workbook(document: dict[str, Any]) -> bytes:
    """Return match.xlsx of a match, or of an authority's view of one; a part a view leaves out is an empty sheet."""
    return workbook("Proposed homes", [sheet(document) for sheet in SHEETS], document)


def workbook(title: str, sheets: Sequence[Sheet], document: dict[str, Any]) -> bytes:
    """Return a workbook of some sheets; of the document only the day and for whom it is are used."""
    from xlsxwriter import Workbook

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, options) as book:
        as_of = date.fromisoformat(document["as_of"])
        book.set_properties({
            "title": title, "subject": "A proposal. People decide.", "author": "placements",
            "comments": _label(document), "created": datetime(as_of.year, as_of.month, as_of.day),
        })  # fmt: skip
        pen = _Pen(book)
        for sheet in sheets:
            _draw(book, sheet, pen, document)
    return made.getvalue()


def _label(document: dict[str, Any]) -> str:
    """For whom the workbook is, as the document says it."""
    return str((document.get("audience") or {}).get("label") or "")


class _Pen:
    """The formats of the workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[str, Format] = {}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2})

    def of(self, kind: str) -> Format:
        """Return the format of a kind of column. Text is marked as text, so that editing a cell does not run it."""
        if kind not in self.made:
            look: dict[str, Any] = {"valign": "top", "text_wrap": True, "bottom": 4}
            look |= {"num_format": NUMBERS[kind]} if kind in NUMBERS else {}
            look |= {"bg_color": "#EEF3F5", "border": 1} if kind in FILLED_IN else {}
            look |= {"quote_prefix": True} if kind == "text" else {}
            self.made[kind] = self.book.add_format(look)
        return self.made[kind]


def _draw(book: Workbook, sheet: Sheet, pen: _Pen, document: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    for c, column in enumerate(sheet.columns):
        page.set_column(c, c, column.width)
        page.write_string(0, c, column.heading, pen.head)
    for r, row in enumerate(sheet.rows, 1):
        for c, column in enumerate(sheet.columns):
            _write(page, (r, c), row[c] if c < len(row) else None, column, pen)
        _choices(page, r, sheet)
    if not sheet.rows:
        page.write_string(1, 0, sheet.empty, pen.of("text"))
    _set_up(page, sheet, document)


def _write(page: Worksheet, at: tuple[int, int], value: Any, column: Column, pen: _Pen) -> None:
    if value is None or value == "":
        page.write_blank(*at, None, pen.of(column.kind))
    elif isinstance(value, date):
        page.write_datetime(*at, datetime(value.year, value.month, value.day), pen.of(column.kind))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(*at, value, pen.of(column.kind))
    else:
        text = str(value)
        page.write_string(*at, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…", pen.of("text"))


def _choices(page: Worksheet, r: int, sheet: Sheet) -> None:
    """Let people choose words and write days and times, and nothing else, where a column asks for them."""
    for c, column in enumerate(sheet.columns):
        if column.kind == "choice":
            page.data_validation(r, c, r, c, {
                "validate": "list", "source": list(column.choices or sheet.choices[r - 1]),
                "error_title": "Choose from the list", "error_message": "Write more in the column beside it.",
            })  # fmt: skip
        elif column.kind == "day":
            page.data_validation(r, c, r, c, {
                "validate": "date", "criteria": ">=", "value": date(2000, 1, 1),
                "error_title": "A day", "error_message": "Write a day, such as 23/11/2026.",
            })  # fmt: skip
        elif column.kind == "time":
            page.data_validation(r, c, r, c, {
                "validate": "time", "criteria": "between", "minimum": time(0, 0), "maximum": time(23, 59, 59),
                "error_title": "A time", "error_message": "Write a time, such as 16:30.",
            })  # fmt: skip


def _set_up(page: Worksheet, sheet: Sheet, document: dict[str, Any]) -> None:
    """Keep the heading in sight, on the screen and on every page of paper."""
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    label = _label(document)[:FOOTER].replace("&", "and")
    page.set_footer(f"&L{label or 'A proposal. People decide.'} {day(document['as_of'])}&C{sheet.name}&R&P of &N")
