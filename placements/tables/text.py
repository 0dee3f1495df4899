"""Files to text cells: bytes, encoding, lines, header; nothing is typed here."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from placements.tables.columns import Table
from placements.tables.problems import Problem, error, warning

_LONGEST_CELL = 100_000


@dataclass
class TextTable:
    """Rows as text, each with its line number; blank cells are left out."""

    table: Table
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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


def read_text(path: Path, table: Table) -> TextTable:
    """Read one CSV file as text; every fault is collected, none stops the reading of other rows."""
    found = TextTable(table)
    text = decode(table.file, path.read_bytes(), found.problems)
    if text is None:
        return found
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
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
            header = _header(cells, found)
        elif any(cell.strip() for cell in cells):
            _row(line, cells, header, found)
        line = reader.line_num + 1
    if header is None:
        found.problems.append(error(table.file, None, None, "COLUMN", "the file is empty; it has no header row"))
    return found


def _header(cells: list[str], found: TextTable) -> list[str]:
    table, names = found.table, [cell.strip() for cell in cells]
    for name in table.required_columns:
        if name not in names:
            found.problems.append(error(table.file, 1, name, "COLUMN", "the required column is missing"))
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            shown = name if name in table.columns else None
            found.problems.append(error(table.file, 1, shown, "COLUMN", "the column occurs twice"))
        if name and name not in table.columns:
            found.problems.append(
                warning(
                    table.file, 1, None, "UNKNOWN_COLUMN", f"column {names.index(name) + 1} of the header is not known"
                )
            )
    return names


def _row(line: int, cells: list[str], header: list[str], found: TextTable) -> None:
    table = found.table
    if len(cells) != len(header):
        found.problems.append(
            error(table.file, line, None, "RAGGED", f"the row has {len(cells)} cells, the header {len(header)}")
        )
        return
    row = {name: text for name, cell in zip(header, cells, strict=True) if cell and (text := cell.strip())}
    found.rows.append((line, {name: text for name, text in row.items() if name in table.columns}))
