"""Which list a sheet is: known layouts, kept as data, recognised by their headings and by nothing else.

Headings drift from year to year. Each layout names the headings it reads; a sheet that lacks one of them is refused
with the headings that were seen, so that a renamed column is never taken for a blank one.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from placements.errors import InputError
from placements.imports.sheets import BROKEN, Files, Rows, Sheet, filled
from placements.imports.words import fold
from placements.tables.problems import Problem, error

HEADINGS_WITHIN = 15
"""Rows in which the headings are looked for."""
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")


@dataclass(frozen=True)
class Layout:
    """One known list: what it is called, its day, the headings of each field, and marks that tell it from others."""

    id: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    as_at: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    def fits(self, headings: set[str]) -> bool:
        """Say whether a row of headings (folded) is this list's."""
        return not self.missing(headings) and not headings.intersection(map(fold, self.without))

    def missing(self, headings: set[str]) -> list[str]:
        """Return the headings it needs that are not among these."""
        wanted = [*self.columns.values(), *((mark,) for mark in self.marks)]
        return [names[0] for names in wanted if not headings.intersection(map(fold, names))]

    def places(self, row: Sequence[str]) -> dict[str, int]:
        """Return where each field stands in a row of headings; an optional one may be absent."""
        where = {fold(cell): place for place, cell in reversed(list(enumerate(row)))}
        named = {**self.columns, **self.optional}
        found = {name: [where[h] for h in map(fold, headings) if h in where] for name, headings in named.items()}
        return {name: places[0] for name, places in found.items() if places}


@dataclass(frozen=True)
class Listing:
    """A recognised sheet: its layout, its day, and its rows as field -> text."""

    sheet: Sheet
    layout: Layout
    as_at: date | None
    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    faulty: tuple[tuple[int, str], ...]
    """Rows that cannot be read at all, each with the code of its refusal."""


@dataclass(frozen=True)
class Book:
    """The layouts of one file of them, and the names of sheets that hold no list."""

    layouts: tuple[Layout, ...]
    not_lists: tuple[str, ...]
    words: Mapping[str, Any]


@cache
def book(name: str) -> Book:
    """Return the layouts of a TOML file of this package ("ofsted.toml")."""
    values = tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return Book(
        tuple(_layout(item) for item in values["layout"]),
        tuple(fold(word) for word in values.get("not_lists", ())),
        values,
    )


def _layout(item: Mapping[str, Any]) -> Layout:
    return Layout(
        id=item["id"],
        title=item["title"],
        columns=_names(item["columns"]),
        optional=_names(item.get("optional", {})),
        marks=tuple(item.get("marks", ())),
        without=tuple(item.get("without", ())),
        as_at=item.get("as_at"),
        settings=item,
    )


def _names(columns: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: (said,) if isinstance(said, str) else tuple(said) for name, said in columns.items()}


def recognise(files: Files, known: Book) -> list[Listing]:
    """Return every list in some files; raises InputError naming each sheet no layout fits, with its headings.

    Sheets that are known to hold no list go to `files.left_out`; headings nobody reads become warnings.
    """
    listings: list[Listing] = []
    refused: list[Problem] = []
    for sheet in files.sheets:
        found = _find(sheet, known)
        if isinstance(found, Listing):
            listings.append(found)
        elif _holds_no_list(sheet, known):
            files.left_out.append(sheet.label)
        else:
            refused.append(found)
    if refused or not listings:
        message = "None of the files is a list this command knows." if not refused else "A list is not known."
        raise InputError(f"{message} Nothing was written.", tuple(refused))
    return listings


def _holds_no_list(sheet: Sheet, known: Book) -> bool:
    name = fold(sheet.label.rpartition(": ")[2])
    return not any(filled(sheet.rows)) or (": " in sheet.label and any(word in name for word in known.not_lists))


def _find(sheet: Sheet, known: Book) -> Listing | Problem:
    start = [(k, row) for k, row in enumerate(sheet.rows[:HEADINGS_WITHIN]) if any(row[1])]
    for place, (_, cells) in start:
        headings = {fold(cell) for cell in cells if cell}
        fitting = [layout for layout in known.layouts if layout.fits(headings)]
        if fitting:
            layout = max(fitting, key=lambda found: len(found.columns) + len(found.marks))
            return _listing(sheet, layout, place)
    return _unknown(sheet, [cells for _, (_, cells) in start], known)


def _listing(sheet: Sheet, layout: Layout, place: int) -> Listing:
    headings = sheet.rows[place][1]
    where = layout.places(headings)
    rows, faulty = [], []
    for line, cells in filled(sheet.rows[place + 1 :]):
        if len(cells) < len(headings) or any(cells[len(headings) :]):
            faulty.append((line, "RAGGED"))
        elif any(cells[k] == BROKEN for k in where.values()):
            faulty.append((line, "CELL_ERROR"))
        else:
            rows.append((line, {name: cells[k] for name, k in where.items()}))
    day = _day_of(sheet.rows[:place]) or layout.as_at
    return Listing(sheet, layout, day, tuple(headings), tuple(rows), tuple(faulty))


def _day_of(title: Rows) -> date | None:
    """Return the last day a title names ("... as at 31 March 2025"), if it names one."""
    days = []
    for said in (found for _, cells in title for cell in cells for found in _DAY.findall(cell)):
        try:
            days.append(datetime.strptime(said, "%d %B %Y").date())
        except ValueError:
            continue  # "12 places 2025" is no day
    return days[-1] if days else None


def _unknown(sheet: Sheet, starts: Sequence[Sequence[str]], known: Book) -> Problem:
    """Say which headings were seen, and what the nearest layout lacks; never a cell of a row that is not headings."""
    every = {fold(name) for x in known.layouts for names in {**x.columns, **x.optional}.values() for name in names}
    row = max(starts, key=lambda cells: sum(fold(cell) in every for cell in cells), default=[])
    headings = {fold(cell) for cell in row if cell}
    if not starts:
        return error(sheet.label, None, None, "COLUMN", "the sheet is empty")
    if not headings & every:
        if known.words.get("people"):
            return error(sheet.label, None, None, "COLUMN", "no known heading was found in the first rows")
        seen = "; ".join(cell for cell in row if cell and not any(letter.isdigit() for letter in cell))
        return error(sheet.label, None, None, "COLUMN", f"no known heading was found; the first row says: {seen}")
    nearest = min(known.layouts, key=lambda found: len(found.missing(headings)))
    seen, lacking = "; ".join(" ".join(cell.split()) for cell in row if cell), "; ".join(nearest.missing(headings))
    return error(
        sheet.label, None, None, "COLUMN",
        f"the headings fit no known list. Seen: {seen}. The nearest is {nearest.title!r}, which also has: {lacking}",
    )  # fmt: skip


def unread(listing: Listing, known: Book) -> list[str]:
    """Return a note with the headings nobody has said what to do with, if there are any."""
    settled = {fold(name) for name in known.words.get("unread", ())}
    layout = listing.layout
    read = {fold(name) for names in {**layout.columns, **layout.optional}.values() for name in names}
    odd = [
        cell for cell in listing.headings if cell and fold(cell) not in read | settled | set(map(fold, layout.marks))
    ]
    said = "; ".join(" ".join(cell.split()) for cell in odd)
    return [f"{listing.sheet.label}: these headings are not known, and were not read: {said}"] if odd else []
