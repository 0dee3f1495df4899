"""Ids of children and homes for the TAB key, read from the id column alone: nothing is checked, nothing heavy loads."""

import csv
from collections.abc import Iterator
from pathlib import Path

import typer

MOST = 200
"""Ids offered at once; a shell asks before it lists more."""


def child_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the children of the region already typed whose id begins like this."""
    return _ids(_region(ctx), "children.csv", "child_id", incomplete)


def home_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the homes of the region already typed whose id begins like this."""
    return _ids(_region(ctx), "homes.csv", "home_id", incomplete)


def _region(ctx: typer.Context) -> object:
    """Return the region typed before; after an option that wants a value, arguments are not yet told apart."""
    return ctx.params.get("region") or next(iter(ctx.args), None)


def _ids(region: object, table: str, column: str, incomplete: str) -> list[str]:
    """Return the ids that begin so; none where the region is a workbook or cannot be read.

    A shell shows whatever is printed while somebody types, so a fault is left for the command itself to report.
    """
    if not region:
        return []
    try:
        with (Path(str(region)) / table).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            found = sorted({text for text in _column(file, column) if text.startswith(incomplete)})
    except (OSError, ValueError, csv.Error):
        return []
    return found[:MOST]


def _column(lines: Iterator[str], column: str) -> Iterator[str]:
    """Yield the cells of one column."""
    header = next(lines, "")
    mark = max(",;\t", key=header.count)
    place = [name.strip().strip('"').casefold() for name in header.split(mark)].index(column)
    rows = csv.reader(lines, delimiter=mark)
    for row in rows:
        if len(row) > place and row[place].strip():
            yield row[place].strip()
