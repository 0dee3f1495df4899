"""Workbooks made for tests: plain ones, ones with a part changed, and forms with cells filled in."""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

SHEET_1 = "xl/worksheets/sheet1.xml"
Change = bytes | None | Callable[[bytes], bytes]


def book(path: Path, sheets: Mapping[str, Iterable[Iterable[Any]]], **options: Any) -> Path:
    """Write a workbook; text stays text, numbers are numbers, True and False are what Excel calls so."""
    made = Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, **options})
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if hasattr(value, "year"):
                    sheet.write_datetime(line, column, value, day)
                elif value is not None and value != "":
                    sheet.write(line, column, value)
    made.close()
    return path


def changed(path: Path, changes: Mapping[str, Change]) -> Path:
    """Put other parts into a workbook: bytes, a function of the old ones, or None to leave the part out."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for name, change in changes.items():
        if change is None:
            del parts[name]
        else:
            parts[name] = change(parts[name]) if callable(change) else change
    return packed(path, parts)


def packed(path: Path, parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    path.write_bytes(out.getvalue())
    return path


def filled(path: Path, cells: Mapping[str, str], part: str = SHEET_1) -> Path:
    """Type text into cells of a form that are there but blank, keeping their formats."""

    def fill(sheet: bytes) -> bytes:
        for cell, text in cells.items():
            typed = f'<c r="{cell}"\\1 t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            sheet, done = re.subn(rf'<c r="{cell}"( s="\d+")/>'.encode(), typed.encode(), sheet)
            assert done == 1, f"{cell} is not a blank cell of the form"
        return sheet

    return changed(path, {part: fill})


def parts(path: Path) -> dict[str, str]:
    """Return the XML parts of a workbook as text."""
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n).decode() for n in archive.namelist() if n.endswith((".xml", ".rels", ".vml"))}
