"""Write a sufficiency statement into a folder: the page, a workbook, open data, the public and the market version."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from placements.reports.market import market_sections
from placements.reports.open_data import open_data
from placements.reports.sections import FINE, MILES, MONEY, NUMBER, PERCENT, TEXT, WHOLE, Table, tables_of
from placements.reports.sheets import Column, Kind, Sheet
from placements.reports.sufficiency import page_of, sections, statement_page
from placements.reports.workbook import workbook
from placements.tables.writing import checked_folder, write_all

Document = Mapping[str, Any]
LONGEST_NAME = 31
"""Letters Excel takes for the name of a sheet."""
MOST_WIDE = 44
SHOWN: dict[str, Kind] = {
    TEXT: "text", WHOLE: "whole", MONEY: "money", MILES: "miles", NUMBER: "miles", PERCENT: "miles", FINE: "fine",
}  # fmt: skip
"""How the workbook shows each kind of column; miles, numbers and percentages have one decimal."""


def write_statement(document: Document, public: Document, out: Path) -> list[Path]:
    """Write everything; raises UsageError where the folder cannot be. `public` is the version for everybody."""
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    files: dict[str, str | bytes] = {
        "sufficiency.html": statement_page(document),
        "sufficiency.xlsx": statement_workbook(document),
        "sufficiency.json": _json(document),
    }
    written = write_all(out, files)
    for folder, inside in (("public", _public(public)), ("open-data", open_data(public))):
        (out / folder).mkdir(exist_ok=True)
        written += write_all(out / folder, inside)
    return written


def _public(public: Document) -> dict[str, str | bytes]:
    about = "Small numbers are withheld, so that no child can be recognised."
    return {
        "sufficiency.html": page_of("Sufficiency statement", public, sections(public), about),
        "market.html": page_of("Market statement for providers", public, market_sections(public), about),
        "sufficiency.json": _json(public),
    }


def statement_workbook(document: Document) -> bytes:
    """Return every table of the statement as a sheet."""
    return workbook("Sufficiency statement", [_sheet(table) for table in tables_of(sections(document))], dict(document))


def _sheet(table: Table) -> Sheet:
    columns = tuple(Column(c.title, _width(c.title, k, table.rows), SHOWN[c.kind]) for k, c in enumerate(table.columns))
    return Sheet(table.name.replace("_", " ").capitalize()[:LONGEST_NAME], columns, table.rows, "None.")


def _width(title: str, column: int, rows: Sequence[Sequence[Any]]) -> int:
    return min(MOST_WIDE, max([len(title), *(len(str(row[column])) for row in rows[:50])]) + 2)


def _json(document: Document) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
