"""Which heading of anybody's spreadsheet could be which of our columns: suggestions, each with two reasons.

Nothing here is used until a person has confirmed it. Reasons name headings and counts, never what stands in a cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from placements.errors import InputError, UsageError
from placements.imports.headings import Heading, headings_of
from placements.imports.likeness import Confidence, Likeness, how_alike, words_for
from placements.imports.sheets import Sheet, read_files
from placements.imports.translate import TABLE_OF, columns
from placements.imports.words import fold

SCHEMA = "placements/map/1"


@dataclass(frozen=True)
class Suggestion:
    """One heading: the column it could be ("" for none), how sure that is, why, and synonyms that occur in it."""

    heading: str
    place: int
    to: str = ""
    confidence: Confidence = "none"
    because: tuple[str, ...] = ("none of our columns has a name like it", "its cells do not tell which it could be")
    words: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "heading": self.heading,
            "column": self.place,
            "to": self.to,
            "confidence": self.confidence,
            "because": list(self.because),
        }


@dataclass(frozen=True)
class ColumnMap:
    """Suggestions for one sheet and one of our tables; `row` is where the headings stand, `sheet` "" in a CSV file."""

    table: str
    sheet: str
    row: int
    suggestions: tuple[Suggestion, ...]

    @property
    def missing(self) -> list[str]:
        """Required columns that no heading could be."""
        found = {suggestion.to for suggestion in self.suggestions}
        return [name for name in TABLE_OF[self.table].required_columns if name not in found]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/map/1)."""
        return {
            "schema": SCHEMA,
            "table": self.table,
            "sheet": self.sheet,
            "row": self.row,
            "columns": [suggestion.to_dict() for suggestion in self.suggestions],
            "missing": self.missing,
        }


def suggest(path: Path, table: str | None = None) -> ColumnMap:
    """Return what each column of a file could be; without `table`, for the table with most headings of its own.

    Raises UsageError for an unknown table, or where none can be told; InputError for a file without headings.
    """
    if table is not None and table not in TABLE_OF:
        raise UsageError(f"There is no table of that name. The tables are {', '.join(TABLE_OF)}.")
    files = read_files([path])
    tables = [table] if table else list(TABLE_OF)
    found = [(headings_of(sheet, name), name) for sheet in files.sheets for name in tables]
    known = [(headings, name) for headings, name in found if headings.columns and (headings.known or table)]
    if not known:
        if any(headings.columns for headings, _ in found):
            raise UsageError("No heading is one of ours or an alias of one. Say with --table which table it is.")
        raise InputError(f"No row of headings was found in {path.name}. The first row has to name the columns.")
    headings, name = max(known, key=lambda pair: pair[0].known)
    return ColumnMap(name, sheet_name(headings.sheet), headings.row, tuple(_suggestions(headings.columns, name)))


def sheet_name(sheet: Sheet) -> str:
    """Return the name of a sheet inside its file, "" for a CSV file."""
    return sheet.label.rpartition(": ")[2] if ": " in sheet.label else ""


def _suggestions(headings: Sequence[Heading], table: str) -> Iterator[Suggestion]:
    """Yield one suggestion a heading, each column given once: the surest pairs are settled first."""
    pairs = [
        (alike, heading, column)
        for heading in headings
        for column in columns(table)
        if (alike := how_alike(heading, table, column)).confidence != "none"
    ]
    pairs = [pair for pair in pairs if pair[0].named or _only_one(pair, pairs)]
    pairs.sort(key=lambda pair: (pair[0].order, pair[1].place, pair[2]))
    taken: dict[str, int] = {}
    chosen: dict[int, tuple[Likeness, str]] = {}
    for alike, heading, column in pairs:
        if heading.place not in chosen and column not in taken:
            chosen[heading.place] = (alike, column)
            taken[column] = heading.place
    for heading in headings:
        yield _suggestion(heading, table, chosen.get(heading.place), pairs, taken)


Pair = tuple[Likeness, Heading, str]


def _only_one(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Say whether values alone tell the column: no other column would take them as well."""
    return sum(other[1].place == pair[1].place and not other[0].named for other in pairs) == 1


def _suggestion(
    heading: Heading, table: str, chosen: tuple[Likeness, str] | None, pairs: Sequence[Pair], taken: Mapping[str, int]
) -> Suggestion:
    bare = Suggestion(heading.text, heading.place)
    if chosen is None:
        lost = next((column for _, other, column in pairs if other.place == heading.place), None)
        if lost is None:
            return bare
        said = (f"it could be {lost}", f"column {taken[lost]} is more like it")
        return replace(bare, because=said)
    alike, column = chosen
    there = {fold(cell) for cell in heading.cells}
    words = {said: ours for said, ours in sorted(words_for(heading.text, table, column).items()) if said in there}
    return replace(bare, to=column, confidence=alike.confidence, because=alike.because, words=words)
