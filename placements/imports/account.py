"""What became of every row: in, out, repaired, refused; and the JSON of an import (schema placements/import/1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from placements.imports.refusals import REASONS, Refusal

SCHEMA = "placements/import/1"


@dataclass
class Account:
    """The rows of one file, sheet or module: `rows_in` = `rows_out` + refused.

    Rows merged into another of the same id count in `rows_out`. `repaired` are rows taken after a repair that lost
    nothing: an older or other name of a council, a date or position that could not be read and was left blank.
    """

    file: str
    table: str
    rows_in: int = 0
    repaired: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def rows_out(self) -> int:
        """Rows that stand in the table, alone or merged with others of the same id."""
        return self.rows_in - len(self.refused)

    def refuse(self, row: int, identity: str, code: str, column: str = "") -> None:
        """Note that a row was not taken."""
        self.refused.append(Refusal(self.file, row, identity, column, code))

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON."""
        return {
            "file": self.file,
            "table": self.table,
            "rows_in": self.rows_in,
            "rows_out": self.rows_out,
            "repaired": self.repaired,
            "refused": len(self.refused),
        }


class Written(NamedTuple):
    """Rows of one table of the region after an import."""

    table: str
    added: int
    updated: int
    kept: int


@dataclass(frozen=True)
class ImportReport:
    """Everything an import has to say."""

    accounts: Sequence[Account]
    written: Sequence[Written]
    refusals_file: str
    complete: bool
    blank: Sequence[str]
    """Columns the source cannot hold, left blank in new rows."""
    left_out: Sequence[str]
    """Sheets and files that hold no list, and so were not read."""
    notes: Sequence[str]

    @property
    def refused_by_code(self) -> dict[str, int]:
        """How many rows were refused for each reason, by code."""
        return dict(sorted(Counter(refusal.code for account in self.accounts for refusal in account.refused).items()))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/import/1)."""
        return {
            "schema": SCHEMA,
            "files": [account.to_dict() for account in self.accounts],
            "tables": [written._asdict() for written in self.written],
            "refused": [
                {"code": code, "rows": rows, "why": REASONS[code][0], "fix": REASONS[code][1]}
                for code, rows in self.refused_by_code.items()
            ],
            "refusals_file": self.refusals_file,
            "complete": self.complete,
            "blank": list(self.blank),
            "left_out": list(self.left_out),
            "notes": list(self.notes),
        }
