"""A mapping as a TOML file a person reads, corrects and confirms, column by column."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placements.errors import UsageError
from placements.imports.mapping import ColumnMap, Suggestion
from placements.imports.translate import TABLE_OF, columns
from placements.imports.words import fold
from placements.tables.problems import Problem
from placements.tables.text import decode
from placements.tables.writing import checked_file, write_whole

SCHEMA = "placements/mapping/1"
_HEAD = """\
# Which column of a spreadsheet is which of ours. Made by placements map; nothing in it is used until you confirm it.
#
# Look at each column. If `to` is right, write confirmed = true. If it is wrong, write the right name first, or "" for
# a column that is not to be read. Under `words` stands what a word in its cells means; add any that is missing.
# Then: placements map FILE --with THIS_FILE --to OUT.csv
"""


@dataclass(frozen=True)
class Confirmed:
    """One column a person has confirmed; `words` are folded."""

    heading: str
    place: int
    to: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Agreed:
    """What a person agreed: the table, the sheet ("" for a CSV file), and the confirmed columns."""

    table: str
    sheet: str
    columns: tuple[Confirmed, ...]
    waiting: int
    """Columns with a name of ours that nobody has confirmed."""


def mapping_text(found: ColumnMap) -> str:
    """Return the TOML of suggestions, none of them confirmed; it holds headings and no cell."""
    parts = [_HEAD, f"schema = {_said(SCHEMA)}", f"table = {_said(found.table)}", f"sheet = {_said(found.sheet)}"]
    return "\n".join([*parts, *(_column(suggestion) for suggestion in found.suggestions)]) + "\n"


def _column(found: Suggestion) -> str:
    words = ", ".join(f"{_said(said)} = {_said(ours)}" for said, ours in found.words.items())
    lines = [
        "",
        "[[column]]",
        f"heading = {_said(found.heading)}",
        f"column = {found.place}",
        f"to = {_said(found.to)}",
        f"confidence = {_said(found.confidence)}",
        f"because = [{', '.join(map(_said, found.because))}]",
        f"words = {{ {words} }}" if words else "words = {}",
        "confirmed = false",
    ]
    return "\n".join(lines)


def _said(text: str) -> str:
    """Return text as a TOML string, which is written as JSON writes it."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)


def read_mapping(path: Path) -> Agreed:
    """Return what a person has confirmed; raises UsageError for a file that is not one, or that names a thing twice."""
    problems: list[Problem] = []
    try:
        values = tomllib.loads(decode(path.name, path.read_bytes(), problems) or "")
    except OSError:
        raise UsageError(f"The mapping {path.name} cannot be read.") from None
    except tomllib.TOMLDecodeError as fault:
        raise UsageError(f"The mapping {path.name} is not valid TOML: {fault}.") from None
    if values.get("schema") != SCHEMA or values.get("table") not in TABLE_OF:
        raise UsageError(f"{path.name} is no mapping of this version. Make one: placements map FILE --save {path.name}")
    every = values.get("column", [])
    if not isinstance(every, list) or not all(isinstance(item, dict) for item in every):
        raise UsageError(f"{path.name}: each column begins with [[column]].")
    table = str(values["table"])
    confirmed = tuple(_confirmed(item, table) for item in every if item.get("confirmed") is True and item.get("to"))
    for name in {column.to for column in confirmed}:
        if sum(column.to == name for column in confirmed) > 1:
            raise UsageError(f"Two columns are confirmed as {name}. Only one can be.")
    if not confirmed:
        raise UsageError(f"Nothing in {path.name} is confirmed. Write confirmed = true where a column is right.")
    waiting = sum(bool(item.get("to")) and item.get("confirmed") is not True for item in every)
    return Agreed(table, str(values.get("sheet", "")), confirmed, waiting)


def _confirmed(item: Mapping[str, Any], table: str) -> Confirmed:
    heading, place, to, words = (item.get(key) for key in ("heading", "column", "to", "words"))
    if to not in columns(table):
        raise UsageError(f"A column is confirmed as something that is no column of {table}.")
    if not isinstance(heading, str) or not isinstance(place, int):
        raise UsageError(f"The column confirmed as {to} needs its heading and its number.")
    if not isinstance(words or {}, dict) or not all(isinstance(ours, str) for ours in (words or {}).values()):
        raise UsageError(f'The words of {to} are written as {{ "theirs" = "ours" }}.')
    return Confirmed(heading, place, str(to), {fold(said): ours for said, ours in (words or {}).items()})


def save(found: ColumnMap, path: Path) -> Path:
    """Write suggestions for a person to confirm; raises UsageError for a path that cannot be used or is in use.

    A mapping somebody may already have worked on is not overwritten.
    """
    checked_file(path, ".toml")
    if path.exists():
        raise UsageError(f"{path.name} is there already. Choose another name, or delete it.")
    return write_whole(path, mapping_text(found))
