"""The places levers add or take, as rows of `planned_supply.csv`: what matching is to reckon with."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from placements.sufficiency.levers.apply import SupplyChange
from placements.tables.writing import checked_file, write_whole

QUARTER = 13
COLUMNS = ("kind", "authority", "places", "from", "note")


def planned(supplies: Sequence[Iterable[SupplyChange]], as_of: date, weeks: int) -> list[dict[str, Any]]:
    """Return whole places by kind, authority, lever and quarter, of the changes of each path: the middle path's.

    What there is by the end of a quarter is rounded, and a row says what it differs by from the quarter before.
    """
    at = range(QUARTER - 1, weeks, QUARTER)
    levels: dict[tuple[str, str, str], list[Any]] = defaultdict(lambda: [np.zeros(len(at)) for _ in supplies])
    for number, changes in enumerate(supplies):
        for change in changes:
            key = (change.kind, change.authority, change.lever)
            levels[key][number] = levels[key][number] + [change.at(week) for week in at]
    rows = []
    for (kind, authority, lever), paths in sorted(levels.items()):
        whole = np.floor(np.median(paths, axis=0) + 0.5).astype(int)
        for k, step in enumerate(np.diff(whole, prepend=0)):
            if step:
                first = (as_of + timedelta(weeks=(k + 1) * QUARTER)).isoformat()
                rows.append({"kind": kind, "authority": authority, "places": int(step), "from": first, "note": lever})
    return rows


def write_planned(rows: Sequence[Mapping[str, Any]], path: Path) -> Path:
    """Write the rows as a CSV file; raises UsageError where it cannot stand there."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return write_whole(checked_file(path, ".csv"), text.getvalue())
