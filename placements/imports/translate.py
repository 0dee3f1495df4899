"""One cell of anybody's spreadsheet to a cell of ours: dates, numbers, yes and no, coded words, councils.

A cell that cannot be translated is never passed on. The last word has the record itself: what it would refuse when
the region is read is refused here.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from placements.geography.postcodes import sector
from placements.imports.authority_names import council
from placements.imports.dates import day_of
from placements.imports.sheets import BROKEN
from placements.imports.words import fold
from placements.tables.columns import TABLES
from placements.tables.problems import FIXES
from placements.tables.wanted import Wanted, wanted

TABLE_OF = {table.name: table for table in TABLES}
URNS = frozenset({"urn", "school_urn", "registration"})
_URN = re.compile(r"SC[0-9]{6}|[0-9]{6,7}")


class Cell(NamedTuple):
    """A translated cell, or the code of the problem and what is wrong."""

    text: str = ""
    code: str = ""
    message: str = ""


@cache
def columns(table: str) -> Mapping[str, Wanted]:
    """Return what every column of a table wants."""
    return {want.column: want for want in wanted(table, TABLE_OF[table].record)}


def names_council(table: str, column: str) -> bool:
    """Say whether a column holds codes of authorities."""
    return columns(table)[column].authority or (table, column) == ("authorities", "code")


def tells(table: str, column: str) -> bool:
    """Say whether values of this column can be told from other text."""
    want = columns(table)[column]
    plain = want.sort in ("text", "several") and not want.options
    return not plain or names_council(table, column) or column in URNS or column == "postcode"


def fits(table: str, column: str, text: str, words: Mapping[str, str]) -> bool:
    """Say whether a cell looks like one of this column; anything does where any text may stand."""
    if column == "postcode":
        return sector(text) is not None
    if column in URNS:
        return bool(_URN.fullmatch(text.upper()))
    want = columns(table)[column]
    if want.sort == "text" and want.options:
        return text.upper() in want.options
    return not translate(table, column, text, words).code


def translate(table: str, column: str, text: str, words: Mapping[str, str]) -> Cell:
    """Return our form of a cell; `words` are the synonyms a person confirmed for this column, folded."""
    want = columns(table)[column]
    if not text:
        return Cell(code="BLANK", message="the cell is blank") if want.required else Cell()
    if text == BROKEN:
        return Cell(code="CELL_ERROR", message="the cell holds an error such as #N/A")
    if want.sort == "several" and (want.options or want.authority):
        return _several(want, text, words)
    ours = words.get(fold(text), text)
    if names_council(table, column):
        found = council(ours).code
        return Cell(found) if found else Cell(code="UNKNOWN_AUTHORITY", message="the council is not known")
    if want.sort == "date":
        ours = day_of(ours) or ours
    elif want.sort in ("whole", "number"):
        ours = re.sub(r"^([+-]?[0-9]+)\.0+$", r"\1", ours)
    return _checked(table, want, ours)


def _several(want: Wanted, text: str, words: Mapping[str, str]) -> Cell:
    found: list[str] = []
    for part in (part for part in re.split(r"\s*[;,|\n]\s*", text) if part):
        ours = words.get(fold(part), part)
        code = council(ours).code if want.authority else _option(want, ours)
        if not code:
            return Cell(code="UNKNOWN_CODE", message="one of the words is not in our list")
        found.append(code)
    return Cell(";".join(dict.fromkeys(found)))


def _option(want: Wanted, text: str) -> str | None:
    return next((option for option in want.options if fold(option) == fold(text)), None)


def _checked(table: str, want: Wanted, text: str) -> Cell:
    """Return a cell if the record will take it; coded words in our spelling."""
    try:
        _adapter(table, want.column).validate_python(text)
    except ValidationError as fault:
        first = fault.errors(include_input=False, include_url=False, include_context=False)[0]
        if first["type"] in FIXES:
            return Cell(code=first["type"], message=first["msg"])
        return Cell(code="WORD", message="the value cannot be read")
    return Cell((_option(want, text) or text) if want.sort == "word" else text)


@cache
def _adapter(table: str, column: str) -> TypeAdapter[Any]:
    found = {info.alias or name: info for name, info in TABLE_OF[table].record.model_fields.items()}
    annotation: Any = found[column].annotation
    metadata = tuple(found[column].metadata)
    return TypeAdapter(Annotated[(annotation, *metadata)] if metadata else annotation)


@cache
def lists() -> Mapping[str, Any]:
    """Return the aliases of columns and the synonyms of words that are shipped."""
    return tomllib.loads(resources.files(__package__).joinpath("aliases.toml").read_text(encoding="utf-8"))


@cache
def synonyms(table: str, column: str) -> Mapping[str, str]:
    """Return the shipped synonyms that mean something in a column: what people write, folded, to our word."""
    want = columns(table)[column]
    which = lists()["words"].get("flag" if want.sort == "flag" else column, {})
    allowed = ("yes", "no") if want.sort == "flag" else want.options
    return {fold(said): ours for ours, names in which.items() if ours in allowed for said in names}
