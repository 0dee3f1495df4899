"""Text cells to typed records, with every fault of every row."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from placements.domain.record import Record
from placements.tables.columns import Table
from placements.tables.problems import FIXES, Problem, error, warning
from placements.tables.text import TextTable


@dataclass
class RecordTable:
    """Records of one table, each with its line number."""

    table: Table
    rows: list[tuple[int, Any]] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    """Ids of every row, also of those that could not be read, so that one fault does not look like many."""

    @property
    def records(self) -> tuple[Any, ...]:
        """The records alone."""
        return tuple(record for _, record in self.rows)


def to_records(text: TextTable, problems: list[Problem]) -> RecordTable:
    """Return the records of a table; faults are added to `problems`, duplicates dropped."""
    table = text.table
    result = RecordTable(table)
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    last = table.key[-1] if table.key else ""
    for line, cells in text.rows:
        if last in cells:
            result.mentioned.add(cells[last])
        key = tuple(cells.get(name, "") for name in table.key) if table.key else tuple(map(str, cells.items()))
        if key in seen and all(key):
            problems.append(_again(table, line, same=seen[key] == cells))
            continue
        seen[key] = cells
        record = _record(table, line, cells, problems)
        if record is not None:
            result.rows.append((line, record))
    return result


def _again(table: Table, line: int, *, same: bool) -> Problem:
    """Return what is wrong with a row whose key stands in the file already; without a key a same row is only odd."""
    if not table.key:
        return warning(table.file, line, None, "SAME_ROW", "the row stands in the file already")
    if same:
        return error(table.file, line, None, "DUPLICATE", "the row stands in the file already")
    return error(table.file, line, table.key[-1], "DUPLICATE", "the id stands in the file already")


def _record(table: Table, line: int, cells: dict[str, str], problems: list[Problem]) -> Record | None:
    try:
        return table.record.model_validate(cells)
    except ValidationError as fault:
        for item in fault.errors(include_input=False, include_url=False, include_context=False):
            column = str(item["loc"][0]) if item["loc"] else None
            if item["type"] == "missing":
                problems.append(error(table.file, line, column, "BLANK", "the cell is blank"))
            else:
                code = item["type"] if item["type"] in FIXES else "WORD"
                message = item["msg"] if item["type"] in FIXES else "the value cannot be read"
                problems.append(error(table.file, line, column, code, message))
        return None
