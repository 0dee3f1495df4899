"""The CSV files: rows as text that a spreadsheet will not run."""

import csv
from collections.abc import Iterable
from typing import Any

import pandas as pd

from placements.reports.places import own_only
from placements.reports.words import authority

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet treat text as a formula."""

PROPOSALS = (
    "child_id", "authority", "authority_name", "urgency", "home_id", "kind", "home_authority", "home_authority_name",
    "miles", "starts", "ends", "weekly_cost", "extra_cost", "fee_known", "outcome", "stop_gap", "below_floor",
    "siblings_with", "siblings_apart", "school_kept", "total_points", "best_home_id", "best_points", "shortfall",
    "poor", "for", "against", "approvals", "questions", "not_checked",
)  # fmt: skip
UNPLACED = (
    "child_id", "authority", "authority_name", "urgency", "needed_by", "why", "waits_for", "lawful_homes",
    "below_floor", "cannot_confirm", "siblings", "blocked_by", "taken_by", "unlocks",
)  # fmt: skip
DECISIONS = ("deadline", "kind", "children", "homes", "why")
CAPACITY = ("kind", "authority", "name", "homes", "places", "residents", "offered", "proposed")
PROPOSED_OWN = "proposed_to_own_children"


def tables(result: dict[str, Any]) -> dict[str, str]:
    """Return the CSV files of a result by name."""
    return {
        "proposals.csv": _csv(PROPOSALS, (_named(result, row) for row in result["placements"])),
        "unplaced.csv": _csv(UNPLACED, (_named(result, row) for row in result["unplaced"])),
        "decisions.csv": _csv(DECISIONS, result["decisions"]),
        "capacity.csv": _capacity(result),
    }


def _capacity(result: dict[str, Any]) -> str:
    """Places; a count of the reader's own children alone has a heading that says so."""
    if not own_only(result):
        return _csv(CAPACITY, result["capacity"])
    rows = ({**row, PROPOSED_OWN: row["proposed"]} for row in result["capacity"])
    return _csv(tuple(PROPOSED_OWN if name == "proposed" else name for name in CAPACITY), rows)


def _named(result: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    names = {f"{key}_name": authority(result, row[key]) for key in ("authority", "home_authority") if key in row}
    return {**row, **names}


def _csv(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> str:
    cells = [{column: cell(row.get(column)) for column in columns} for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
    text: str = frame.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text


def cell(value: Any) -> Any:
    """Return a value as one cell: numbers as they are, the rest as text a spreadsheet leaves alone."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = _text(value)
    return f"'{text}" if text.startswith(RUNS) else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(_text(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, list | tuple):
        return "; ".join(_text(part) for part in value)
    return str(value)
