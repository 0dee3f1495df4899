"""Workbooks we write: nothing in them runs, and the same content gives the same bytes.

Text stays text whatever it begins with, no link is made of an address, and the dates of the file are a constant.
"""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from placements.errors import UsageError
from placements.tables.writing import checked_file, write_whole

MADE = datetime(2026, 1, 1)
"""The date in the properties of every form: forms have no day of their own."""
LAST_ROW = 20_000
"""Drop-downs and formats reach this far down."""
FIRST_DAY = date(1900, 3, 1)
"""Days before this are written as text: Excel counts a 29 February 1900 that never was."""

Format = Any
Sheet = Any

INERT = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
FREE = {
    "select_locked_cells": True, "select_unlocked_cells": True, "format_cells": True, "format_columns": True,
    "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
"""What a person may still do on a sheet whose headings are locked."""


def write_book(out: Path, title: str, fill: Callable[[Any], None], *, free: bool) -> Path:
    """Write a workbook filled by `fill(workbook)`; raises UsageError where a file of that name cannot be written.

    With `free`, cells are free unless a format locks them, so that whole rows can be put into and taken out of a
    protected sheet; else they are locked unless a format frees them, so that Tab goes from answer to answer.
    A file that is there already is left alone: somebody may have filled it in. One with the same content is no fault.
    """
    content = _book(title, fill, free)
    checked_file(out, ".xlsx")
    if out.exists():
        if out.read_bytes() == content:
            return out
        raise UsageError("There is a file of that name already. Choose another name, or move that one away.")
    return write_whole(out, content)


def _book(title: str, fill: Callable[[Any], None], free: bool) -> bytes:
    packed = BytesIO()
    book = Workbook(packed, {**INERT, "default_format_properties": {"locked": not free}})
    book.set_properties({"title": title, "author": "placements", "created": MADE})
    book.set_size(1600, 1000)
    fill(book)
    book.close()
    return packed.getvalue()


def put(sheet: Sheet, row: int, column: int, value: str | float | date, style: Format = None) -> None:
    """Write one cell as what it is; raises UsageError for a text longer than a cell can hold."""
    if isinstance(value, str):
        done = sheet.write_string(row, column, value, style)
    elif isinstance(value, date):
        done = sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    else:
        done = sheet.write_number(row, column, value, style)
    if done:
        raise UsageError("A text is too long for a cell of a workbook (32,767 letters), or there are too many rows.")
