"""`history/` of a region folder to frames, with every fault of every row at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from placements.errors import InputError
from placements.history.agreement import disagreements
from placements.history.records import CHILDREN, COVERS, EPISODES, TABLES
from placements.history.years import ending_of, last_day
from placements.tables.columns import Table
from placements.tables.problems import Problem, error, in_order
from placements.tables.records import RecordTable, to_records
from placements.tables.text import text_of_bytes

_DAYS = ("date_of_birth", "uasc_until", "started_on", "ended_on", "until", "from", "to")


@dataclass(frozen=True)
class History:
    """Three frames, columns as in `history/*.csv` with days as timestamps and what is not known as missing.

    `episodes` has one more column, `until`: the first day on which nobody can say that the episode still held. That is
    `ended_on`; or, where no return has closed it, the day after the last year it was seen in, because the next year's
    return would have to show it again.
    """

    children: pd.DataFrame
    episodes: pd.DataFrame
    covers: pd.DataFrame

    def covered(self, day: date) -> frozenset[str]:
        """Return the authorities whose returns cover a day."""
        held = (self.covers["from"] <= pd.Timestamp(day)) & (self.covers["to"] >= pd.Timestamp(day))
        return frozenset(self.covers["authority"][held])


def read_history(region_folder: str | Path) -> History:
    """Return the history of a region folder; raises InputError with every fault of its three files."""
    contents = {}
    for table in TABLES:
        path = Path(region_folder) / table.file
        contents[table.name] = path.read_bytes() if path.is_file() else None
    return history_of(contents)


def history_of(contents: Mapping[str, bytes | None]) -> History:
    """Return the history in the bytes of its files by the name of the table; raises InputError with every fault."""
    problems: list[Problem] = []
    tables = {table.name: _records(table, contents.get(table.name), problems) for table in TABLES}
    problems += disagreements(*(tables[table.name] for table in TABLES))
    faults = tuple(problem for problem in in_order(problems) if problem.severity == "error")
    if faults:
        raise InputError("The history cannot be used.", faults)
    children, episodes, covers = (tables[table.name] for table in (CHILDREN, EPISODES, COVERS))
    return History(
        _frame(CHILDREN, _plain(children), ["child_id"]),
        _frame(EPISODES, _until(_plain(episodes), covers), ["child_id", "started_on"], "until"),
        _frame(COVERS, _plain(covers), ["authority", "from"]),
    )


def _records(table: Table, data: bytes | None, problems: list[Problem]) -> RecordTable:
    if data is None:
        problems.append(error(table.file, None, None, "TABLE", "the required file is missing"))
        return RecordTable(table)
    text = text_of_bytes(data, table)
    problems += text.problems
    return to_records(text, problems)


def _plain(table: RecordTable) -> Iterator[dict[str, Any]]:
    return (record.model_dump(by_alias=True) for record in table.records)


def _until(rows: Iterator[dict[str, Any]], covers: RecordTable) -> Iterator[dict[str, Any]]:
    """Add the first day on which nobody can say that an episode still held."""
    last: dict[str, date] = {}
    for cover in covers.records:
        last[cover.authority] = max(cover.to, last.get(cover.authority, cover.to))
    for row in rows:
        seen = max(last_day(ending_of(name) or 0) for name in row["returns"])
        known = min(seen, last[row["authority"]]) + timedelta(days=1)
        yield {**row, "returns": ";".join(row["returns"]), "until": row["ended_on"] or max(known, row["started_on"])}


def _frame(table: Table, rows: Iterator[dict[str, Any]], order: list[str], *more: str) -> pd.DataFrame:
    columns = [*table.columns, *more]
    frame = pd.DataFrame(list(rows), columns=columns)
    for column in columns:
        if column in _DAYS:
            frame[column] = pd.to_datetime(frame[column])
        elif column == "miles":
            frame[column] = pd.to_numeric(frame[column].map(lambda miles: None if miles is None else float(miles)))
        elif column in ("uasc", "temporary", "overlaps"):
            frame[column] = frame[column].astype("boolean")
        else:
            frame[column] = frame[column].map(lambda value: None if value is None else str(value)).astype("string")
    return frame.sort_values(order, ignore_index=True)
