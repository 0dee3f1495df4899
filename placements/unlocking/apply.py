"""Edits made to a copy of a region's files, and nothing else in them touched."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from placements.errors import UsageError
from placements.tables.columns import TABLES
from placements.tables.problems import Problem
from placements.tables.source import Folder, source_of
from placements.tables.text import decode
from placements.tables.writing import checked_folder, write_all
from placements.unlocking.edits import Edit

_TABLES = {table.name: table for table in TABLES}


def write_edited(path: Path, edits: Sequence[Edit], out: Path) -> list[Path]:
    """Write an edited copy of a region folder and return its files.

    Raises UsageError where the region is a workbook, or a folder cannot be made there or holds files already.
    """
    source = source_of(path)
    if not isinstance(source, Folder):
        raise UsageError("Only a region folder is edited; in a workbook, type what `unlock` lists.")
    if out.resolve() == path.resolve() or (out.is_dir() and any(out.iterdir())):
        raise UsageError("The copy is written into an empty folder. Choose another.")
    contents = {file.name: file.read_bytes() for file in sorted(path.iterdir()) if file.is_file()}
    for table in sorted({edit.table for edit in edits}):
        name = _TABLES[table].file
        contents[name] = _edited(name, contents.get(name, b""), [e for e in edits if e.table == table])
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    return write_all(out, contents)


def _edited(name: str, data: bytes, edits: Sequence[Edit]) -> bytes:
    problems: list[Problem] = []
    text = decode(name, data, problems) or ""
    lines = [cells for cells in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in cells)]
    header = [cell.strip() for cell in lines[0]] if lines else []
    header += [c for edit in edits for c, _ in (*edit.key, *edit.cells) if c not in header]
    header = list(dict.fromkeys(header))
    rows = [dict(zip(header, cells, strict=False)) for cells in lines[1:]]
    for edit in edits:
        if edit.adds:
            rows.append(dict(edit.cells))
        else:
            for row in rows:
                if all(row.get(column, "").strip().casefold() == cell.casefold() for column, cell in edit.key):
                    row.update(edit.cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
