"""Proposals from files: somebody's own as CSV, or the last one sent as a match folder."""

import csv
import io
import json
from pathlib import Path

from placements.domain.region import Region
from placements.errors import InputError
from placements.tables.problems import Problem, error
from placements.tables.text import decode

TABLE = "proposal"


def proposal_of(path: Path, region: Region) -> dict[str, str]:
    """Return child -> home; a blank home is a child left out. Raises InputError with every problem."""
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for line, child_id, home_id in _rows(path, problems):
        if child_id not in region.group_of:
            problems.append(error(TABLE, line, "child_id", "UNKNOWN_ID", "the child is not in the match"))
        elif home_id and home_id not in region.home:
            problems.append(error(TABLE, line, "home_id", "UNKNOWN_ID", "the home is not known"))
        elif child_id in found:
            problems.append(error(TABLE, line, "child_id", "DUPLICATE", "the child stands in the file already"))
        elif home_id:
            found[child_id] = home_id
    if problems:
        raise InputError("The proposal cannot be used.", tuple(problems))
    return found


def _rows(path: Path, problems: list[Problem]) -> list[tuple[int, str, str]]:
    text = decode(TABLE, _bytes(path), problems)
    if text is None:
        return []
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for column in ("child_id", "home_id"):
        if column not in (reader.fieldnames or ()):
            problems.append(error(TABLE, 1, column, "COLUMN", "the required column is missing"))
    if any(p.severity == "error" for p in problems):
        return []
    problems.clear()
    return [(reader.line_num, (row["child_id"] or "").strip(), (row["home_id"] or "").strip()) for row in reader]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise InputError(f"The file {path.name} cannot be read.") from None


def previous_of(path: Path) -> dict[str, str]:
    """Return child -> home of a match folder, a `match.json` or a CSV; raises InputError."""
    file = path / "match.json" if path.is_dir() else path
    if file.suffix == ".json":
        try:
            placements = json.loads(_bytes(file))["placements"]
            return {str(p["child_id"]): str(p["home_id"]) for p in placements}
        except (ValueError, KeyError, TypeError):
            raise InputError(f"{file.name} is not the JSON of a match.") from None
    problems: list[Problem] = []
    rows = _rows(file, problems)
    if problems:
        raise InputError("The last proposal cannot be used.", tuple(problems))
    return {child_id: home_id for _, child_id, home_id in rows if home_id}
