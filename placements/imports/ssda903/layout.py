"""The modules of the return, recognised by their columns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from placements.errors import InputError
from placements.imports.layouts import Book, Layout, Listing, book, recognise, unread
from placements.imports.sheets import Files, Sheet, filled
from placements.imports.words import fold
from placements.tables.problems import Problem

_FILE = "ssda903.toml"
_WITHIN = 15
_CHILD = frozenset(("child", "childid"))


@dataclass(frozen=True)
class Found:
    """What a sheet is: the list of a module, or why it is none, with the notes of what was not read."""

    listing: Listing | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether the sheet is known to hold no list."""
        return self.listing is None and not self.problems


@cache
def modules() -> Book:
    """Return the modules, each with the columns any of them may have."""
    read = book(_FILE)
    common = {name: tuple(names) for name, names in read.words["common"].items()}
    layouts = (replace(one, optional={**_without(common, one), **one.optional}) for one in read.layouts)
    return replace(read, layouts=tuple(layouts))


def _without(common: Mapping[str, tuple[str, ...]], layout: Layout) -> dict[str, tuple[str, ...]]:
    return {name: names for name, names in common.items() if name not in layout.columns}


def module(name: str) -> Layout:
    """Return a module by its name here."""
    return next(layout for layout in modules().layouts if layout.id == name)


def words() -> Mapping[str, Any]:
    """Return the codes and other words of the return."""
    return modules().words


def find(sheet: Sheet) -> Found:
    """Return which module a sheet is."""
    files = Files([sheet])
    try:
        listings = recognise(files, modules())
    except InputError as fault:
        return Found(None, tuple(p for p in fault.problems if isinstance(p, Problem)))
    return Found(listings[0], notes=tuple(unread(listings[0], modules()))) if listings else Found(None)


def is_near(sheet: Sheet) -> bool:
    """Say whether a sheet that is no module looks like one whose headings were changed: children, and half the rest."""
    for _, cells in filled(sheet.rows[:_WITHIN]):
        seen = {fold(cell) for cell in cells if cell}
        if seen & _CHILD and any(len(layout.missing(seen)) <= _wanted(layout) / 2 for layout in modules().layouts):
            return True
    return False


def _wanted(layout: Layout) -> int:
    return len(layout.columns) + len(layout.marks) - 1
