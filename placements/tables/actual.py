"""What was actually decided in a week: a CSV of children and homes, with notes nobody shows to those who mark."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from placements.domain.region import Region
from placements.errors import InputError
from placements.tables.problems import Problem, error
from placements.tables.text import decode

TABLE = "actual"
WANTED = ("child_id", "home_id")


@dataclass(frozen=True)
class Actual:
    """Child -> home decided on, None where nobody was found; a home need not be one the region knows."""

    home_of: Mapping[str, str | None]
    decided_on: Mapping[str, date]
    notes: Mapping[str, str]


def read_actual(path: Path, region: Region) -> Actual:
    """Return the decisions of a file; `decided_on` and `outcome_note` are kept aside.

    Raises InputError with every problem: a child who is not in the match or stands there twice, a day that is none.
    """
    problems: list[Problem] = []
    homes: dict[str, str | None] = {}
    days: dict[str, date] = {}
    notes: dict[str, str] = {}
    for line, row in _rows(path, problems):
        child_id = row["child_id"]
        if child_id not in region.group_of:
            problems.append(error(TABLE, line, "child_id", "UNKNOWN_ID", "the child is not in the match"))
        elif child_id in homes:
            problems.append(error(TABLE, line, "child_id", "DUPLICATE", "the child stands in the file already"))
        homes.setdefault(child_id, row["home_id"] or None)
        if said := row.get("decided_on", ""):
            if (day := _day(said)) is None:
                problems.append(error(TABLE, line, "decided_on", "DATE", "the day cannot be read"))
            else:
                days.setdefault(child_id, day)
        if row.get("outcome_note"):
            notes.setdefault(child_id, row["outcome_note"])
    if problems:
        raise InputError("The decisions cannot be used.", tuple(problems))
    return Actual(homes, days, notes)


def _rows(path: Path, problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(f"The file {path.name} cannot be read.") from None
    text = decode(TABLE, data, problems)
    if text is None:
        return []
    problems.clear()
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    missing = [column for column in WANTED if column not in (reader.fieldnames or ())]
    problems += [error(TABLE, 1, column, "COLUMN", "the required column is missing") for column in missing]
    if missing:
        return []
    rows = []
    for row in reader:
        if None in row:
            problems.append(error(TABLE, reader.line_num, None, "RAGGED", "the row has more cells than the header"))
            continue
        cells = {name: (cell or "").strip() for name, cell in row.items()}
        if any(cells.values()):
            rows.append((reader.line_num, cells))
    return rows


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
