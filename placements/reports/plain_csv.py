"""Small tables as CSV text that a spreadsheet will not run."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from placements.reports.tables import cell


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV: numbers as they are, the rest quoted and inert (`tables.cell`); missing columns blank."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()
