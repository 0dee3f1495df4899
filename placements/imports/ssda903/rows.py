"""One row of a module: its cells in one form, or the code of the reason why it is not taken."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from placements.history.kinds import kind_of
from placements.imports.authority_names import council
from placements.imports.dates import day_of
from placements.imports.layouts import Layout
from placements.imports.ssda903.layout import module, words
from placements.imports.ssda903.names import Year, year_in

_NEEDED = {"episodes": ("child", "started_on", "placement")}
"""Fields without which a row says nothing; of other modules the child alone."""
_REFUSING = ("legal_status",)
"""Coded fields, besides the placement, that refuse the row: they decide who counts as looked after."""
_NUMBER = re.compile(r"(\d+)\.0+")
_WITHHELD = re.compile(r"X{3,}")
_FARTHEST = 700
_FIRST, _LAST = "1900-01-01", "2199-12-31"
"""Days before or after these are slips of the pen."""


class Given(NamedTuple):
    """Which return a row belongs to, as far as anybody said: files without a year that lie together are one."""

    authority: str
    year: Year | None
    beside: str


class Line(NamedTuple):
    """A row that can be read: where it stands, whose return it is, its cells by field; days as ISO dates."""

    source: int
    row: int
    given: Given
    child: str
    cells: Mapping[str, str]
    blanked: tuple[str, ...]
    """Columns whose cell could not be used and was left out."""


class BadRowError(Exception):
    """A row that cannot be taken: the code of the refusal and the column of the return."""

    def __init__(self, code: str, column: str) -> None:
        super().__init__(code)
        self.code, self.column = code, column


def whose(cells: Mapping[str, str], council_of_file: str) -> str:
    """Return the authority of a row, "" where nobody says; raises BadRowError for one that is not known."""
    said = cells.get("authority", "").strip()
    if not said:
        return council_of_file
    code = council(said).code
    if code is None:
        raise BadRowError("WHOSE", "LA")
    return code


def line_of(name: str, cells: Mapping[str, str], source: int, row: int, given: Given) -> Line:
    """Return a row in one form; raises BadRowError if it cannot be taken."""
    layout = module(name)
    said = {column: text.strip() for column, text in cells.items()}
    blanked: list[str] = []
    if whole := _NUMBER.fullmatch(said.get("child", "")):
        said["child"] = whole[1]
        blanked.append(heading(layout, "child"))
    for column in layout.settings["dates"]:
        day = day_of(said.get(column, ""))
        if day is None or (day and not _FIRST <= day <= _LAST):
            raise BadRowError("DATE", heading(layout, column))
        said[column] = day
    for column in _NEEDED.get(name, ("child",)):
        if not said.get(column):
            raise BadRowError("BLANK", heading(layout, column))
    if name == "episodes":
        _check_episode(layout, said, blanked)
    elif said.get("sex") or said.get("ethnicity"):
        _check_person(layout, said, blanked)
    year = year_in(said.get("year", "")) or given.year
    whole_given = Given(given.authority, year, "" if year else given.beside)
    return Line(source, row, whole_given, said["child"], said, tuple(blanked))


def heading(layout: Layout, column: str) -> str:
    """Return what the return calls a field."""
    return {**layout.columns, **layout.optional}[column][0]


def _check_episode(layout: Layout, said: dict[str, str], blanked: list[str]) -> None:
    said["placement"] = said["placement"].upper()
    if kind_of(said["placement"]) is None:
        raise BadRowError("WORD", heading(layout, "placement"))
    for column in ("legal_status", "reason_started", "need", "provider", "reason_ended", "reason_changed"):
        said[column] = said.get(column, "").upper()
        if said[column] and said[column] not in words()["codes"][column]:
            if column in _REFUSING:
                raise BadRowError("WORD", heading(layout, column))
            _blank(layout, said, column, blanked)
    if said["ended_on"] and said["ended_on"] < said["started_on"]:
        raise BadRowError("ENDS_FIRST", heading(layout, "ended_on"))
    if said["reason_ended"] and not said["ended_on"]:
        _blank(layout, said, "reason_ended", blanked)
    said["placed_in"] = said.get("placed_in", "").upper()
    said["urn"] = "" if _WITHHELD.fullmatch(urn := said.get("urn", "").upper()) else _whole(urn)
    if said.get("miles") and not _is_distance(said["miles"]):
        _blank(layout, said, "miles", blanked)


def _check_person(layout: Layout, said: dict[str, str], blanked: list[str]) -> None:
    sex = said.get("sex", "").upper()
    said["sex"] = words()["sex"].get(_whole(sex), "")
    if sex and not said["sex"]:
        blanked.append(heading(layout, "sex"))
    if "ethnicity" in said:
        said["ethnicity"] = said["ethnicity"].upper()
        if said["ethnicity"] and said["ethnicity"] not in words()["codes"]["ethnicity"]:
            _blank(layout, said, "ethnicity", blanked)


def _blank(layout: Layout, said: dict[str, str], column: str, blanked: list[str]) -> None:
    said[column] = ""
    blanked.append(heading(layout, column))


def _whole(text: str) -> str:
    """Return a number without the ".0" that a data program put behind it."""
    found = _NUMBER.fullmatch(text)
    return found[1] if found else text


def _is_distance(text: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text) is not None and float(text) <= _FARTHEST
