"""Files and sheets to text cells: bytes, encoding, lines, header; nothing is typed here."""

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from placements.tables.columns import Table
from placements.tables.problems import Problem, error, warning

EXAMPLE = "EXAMPLE"
"""How the first cell of a template's example row begins; such a row is never read."""

_LONGEST_CELL = 100_000
_ALIKE = 0.8
"""How alike two headings are, from 0 to 1, before one is taken for the other misspelt."""


@dataclass
class TextTable:
    """Rows as text, each with its line number; blank cells are left out."""

    table: Table
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def known(self) -> frozenset[str]:
        """The columns that are read; all others are kept out."""
        return frozenset(self.table.columns)


def decode(name: str, data: bytes, problems: list[Problem]) -> str | None:
    """Return the text of a file: UTF-8 (with or without a byte-order mark), else Windows-1252 with a warning."""
    if b"\x00" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        problems.append(error(name, None, None, "ENCODING", "the file holds NUL bytes or is UTF-16"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        problems.append(error(name, None, None, "ENCODING", "the file is neither UTF-8 nor Windows-1252 text"))
        return None
    problems.append(warning(name, None, None, "ENCODING", "the file was read as Windows-1252, not UTF-8"))
    return text


def text_of_bytes(data: bytes, table: Table, delimiter: str = ",") -> TextTable:
    """Return the bytes of a CSV file as text; every fault is collected, none stops the reading of other rows."""
    found = TextTable(table)
    text = decode(table.file, data, found.problems)
    if text is None:
        return found
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    header: list[str] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            found.problems.append(
                error(table.file, line, None, "RAGGED", "the quotation marks of this row do not pair up")
            )
            break
        if header is None:
            header = _header(line, cells, found)
        elif any(cell.strip() for cell in cells):
            _row(line, cells, header, found)
        line = reader.line_num + 1
    if header is None:
        found.problems.append(error(table.file, None, None, "COLUMN", "the file is empty; it has no header row"))
    return _not_only_examples(found)


def text_of_rows(rows: Iterable[tuple[int, list[str]]], table: Table) -> TextTable:
    """Return numbered rows of a sheet as text: the first that is not blank is the header, short rows end blank."""
    found = TextTable(table)
    header: list[str] | None = None
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(line, cells, found)
        else:
            _row(line, [*cells, *[""] * (len(header) - len(cells))], header, found)
    if header is None:
        found.problems.append(error(table.file, None, None, "COLUMN", "the sheet is empty; it has no header row"))
    return _not_only_examples(found)


def _not_only_examples(found: TextTable) -> TextTable:
    if found.table.required and not found.rows and any(p.code == "EXAMPLE" for p in found.problems):
        found.problems.append(error(found.table.file, None, None, "EMPTY", "the table has no rows but the example"))
    return found


def _header(line: int, cells: list[str], found: TextTable) -> list[str]:
    table, names = found.table, [cell.strip() for cell in cells]
    for name in table.required_columns:
        if name not in names:
            found.problems.append(error(table.file, line, name, "COLUMN", "the required column is missing"))
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            shown = name if name in table.columns else None
            found.problems.append(error(table.file, line, shown, "COLUMN", "the column occurs twice"))
        if name and name not in table.columns:
            said = f"column {names.index(name) + 1} of the header is not known{did_you_mean(like(name, table, names))}"
            found.problems.append(warning(table.file, line, None, "UNKNOWN_COLUMN", said))
    return names


def like(name: str, table: Table, there: Collection[str]) -> str:
    """Return the column a heading is much like, of those that are not there yet; "" where it is like none."""
    word = re.sub(r"[\s_-]+", "_", name.strip()).casefold()
    near = get_close_matches(word, [column for column in table.columns if column not in there], n=1, cutoff=_ALIKE)
    return near[0] if near else ""


def did_you_mean(column: str) -> str:
    """Return the end of a message that asks whether a column of ours was meant; nothing where none is given."""
    return f"; did you mean {column}?" if column else ""


def _row(line: int, cells: list[str], header: list[str], found: TextTable) -> None:
    table = found.table
    if next(filter(None, map(str.strip, cells))).startswith(EXAMPLE):
        found.problems.append(warning(table.file, line, None, "EXAMPLE", "this is an example row; it was left out"))
        return
    if len(cells) != len(header):
        found.problems.append(
            error(table.file, line, None, "RAGGED", f"the row has {len(cells)} cells, the header {len(header)}")
        )
        return
    pairs = zip(header, cells, strict=True)
    row = {name: text for name, cell in pairs if cell and (text := cell.strip()) and name in found.known}
    found.rows.append((line, row))
