"""Any file to rows of text: CSV, packed CSV, workbooks, OpenDocument sheets and zip files of these.

Nothing is interpreted here. Every file that cannot be read is reported at once; nothing is skipped silently.
"""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from placements.errors import InputError
from placements.tables.problems import Problem, error
from placements.tables.text import decode

LARGEST_FILE = 200 * 2**20
"""Bytes of a file, unpacked."""
MOST_MEMBERS = 50
"""Files inside a zip file."""
LARGEST_RATIO = 200
HARMLESS = 20 * 2**20
"""Unpacked bytes below which the ratio does not matter."""
_LONGEST_CELL = 100_000
BROKEN = "#N/A"
"""What stands for a cell of a workbook whose value is an error, or was never worked out: it is not blank."""

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Sheet:
    """One list: `label` names it in messages ("list.ods: Homes"); each row has its number in the file, from 1."""

    label: str
    rows: Rows


@dataclass
class Files:
    """What was found in some files: the sheets, members of zip files that hold no list, and every fault."""

    sheets: list[Sheet] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_files(paths: Sequence[Path]) -> Files:
    """Return every sheet of some files, in the order of their names; raises InputError with every fault.

    Warnings (an encoding other than UTF-8) stay in `problems`.
    """
    found = Files()
    for path in sorted(paths, key=lambda p: (p.name, str(p))):
        try:
            if path.stat().st_size > LARGEST_FILE:
                found.problems.append(error(path.name, None, None, "RANGE", "the file is larger than 200 MB"))
                continue
            _read(path.name, path.read_bytes(), found, path)
        except OSError:
            found.problems.append(error(path.name, None, None, "TABLE", "the file is not there or cannot be read"))
    if any(problem.severity == "error" for problem in found.problems):
        raise InputError("The files cannot be read. Nothing was written.", tuple(found.problems))
    return found


def _read(name: str, data: bytes, found: Files, path: Path | None = None) -> None:
    """Read a file by the ending of its name; `path` is None inside a zip file."""
    reader = _READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        found.problems.append(
            error(name, None, None, "TABLE", "only .csv, .csv.gz, .xlsx, .ods and .zip files can be read")
        )
    else:
        reader(name, data, found, path)


def _csv(name: str, data: bytes, found: Files, _: Path | None) -> None:
    text = decode(name, data, found.problems)
    if text is None:
        return
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, Sequence[str]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        found.problems.append(error(name, line, None, "RAGGED", "the quotation marks of this row do not pair up"))
    found.sheets.append(Sheet(name, rows))


def _delimiter(text: str) -> str:
    """Return what parts the cells: spreadsheets save with semicolons or tabs on some computers."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)


def _packed(name: str, data: bytes, found: Files, _: Path | None) -> None:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error):
        found.problems.append(error(name, None, None, "ENCODING", "the packed file is damaged"))
        return
    if len(content) > LARGEST_FILE:
        found.problems.append(error(name, None, None, "RANGE", "unpacked, the file is larger than 200 MB"))
        return
    _csv(name, content, found, None)


def _zip(name: str, data: bytes, found: Files, path: Path | None) -> None:
    if path is None:
        found.left_out.append(name)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if fault := _unsafe(archive):
                found.problems.append(error(name, None, None, "RANGE", fault))
                return
            for entry in sorted(archive.infolist(), key=lambda e: e.filename):
                _member(name, entry, archive, found)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        found.problems.append(error(name, None, None, "ENCODING", "the zip file is damaged or has a password"))


def _unsafe(archive: zipfile.ZipFile) -> str | None:
    entries = archive.infolist()
    size, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MOST_MEMBERS:
        return f"the zip file holds more than {MOST_MEMBERS} files"
    if size > LARGEST_FILE or (size > HARMLESS and size > LARGEST_RATIO * max(packed, 1)):
        return "the zip file unpacks to far more than any list"
    return None


def _member(name: str, entry: zipfile.ZipInfo, archive: zipfile.ZipFile, found: Files) -> None:
    """Read one file of a zip file; its path is used as a name only, and nothing is unpacked onto the disk."""
    inside = entry.filename.replace("\\", "/").rpartition("/")[2]
    if entry.is_dir() or not inside:
        return
    label = f"{name}: {inside}"
    if inside.rpartition(".")[2].lower() in ("csv", "ods", "xlsx"):
        _read(label, archive.read(entry), found)
    else:
        found.left_out.append(label)


def _workbook(name: str, data: bytes, found: Files, path: Path | None) -> None:
    from placements.tables.workbook import read_workbook

    if path is None:
        found.problems.append(error(name, None, None, "TABLE", "take the workbook out of the zip file first"))
        return
    try:
        book = read_workbook(path)
    except InputError as fault:
        found.problems += [p for p in fault.problems if isinstance(p, Problem)] or [
            error(name, None, None, "TABLE", "the workbook cannot be read")
        ]
        return
    found.problems += book.notes
    for sheet in book.sheets.values():
        for row, column in sheet.marks.errors | sheet.marks.no_result:
            _mark(sheet.rows, row, column)
    _add(name, {title: sheet.rows for title, sheet in book.sheets.items()}, found)


def _mark(rows: list[list[str]], row: int, column: int) -> None:
    """Write the mark of a broken cell where the reader left a blank; rows and columns count from 1."""
    rows += [[] for _ in range(row - len(rows))]
    cells = rows[row - 1]
    cells += [""] * (column - len(cells))
    cells[column - 1] = BROKEN


def _open_document(name: str, data: bytes, found: Files, _: Path | None) -> None:
    from placements.imports.opendocument import read_open_document

    _add(name, read_open_document(name, data, found.problems), found)


def _add(name: str, sheets: Mapping[str, list[list[str]]], found: Files) -> None:
    """Add the sheets of a workbook; all rows are made as long as the longest, and cells lose spaces at their ends."""
    for sheet, rows in sheets.items():
        width = max(map(len, rows), default=0)
        even = [(n, [*(c.strip() for c in row), *[""] * (width - len(row))]) for n, row in enumerate(rows, start=1)]
        found.sheets.append(Sheet(f"{name}: {sheet}", even))


_READERS: dict[str, Callable[[str, bytes, Files, Path | None], None]] = {
    "csv": _csv,
    "gz": _packed,
    "zip": _zip,
    "xlsx": _workbook,
    "xlsm": _workbook,
    "ods": _open_document,
}


def filled(rows: Rows) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that hold anything."""
    return ((line, cells) for line, cells in rows if any(cells))
