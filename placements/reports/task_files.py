"""Write the tasks of a match: a table, the same as JSON, and the approval packs as a page."""

import json
from pathlib import Path
from typing import Any

from placements.reports.approvals import approvals_page
from placements.reports.plain_csv import csv_text
from placements.sharing.audience import Audience, Level
from placements.tables.writing import checked_folder, write_all

COLUMNS = (
    "task", "date", "latest", "gate", "if_decided", "child_id", "home_id", "authority", "authority_name", "person",
    "whom", "code", "title", "do", "list", "source",
)  # fmt: skip
"""The columns of tasks.csv."""


def write_tasks(found: dict[str, Any], out: Path) -> list[Path]:
    """Write `Tasks.to_dict()` into a folder and return the paths; the same tasks give the same bytes."""
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    return write_all(
        out,
        {
            "tasks.csv": tasks_csv(found),
            "approvals.html": approvals_page(found, label(found)),
            "tasks.json": json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n",
        },
    )


def tasks_csv(found: dict[str, Any]) -> str:
    """Return the tasks as CSV, in order of their days."""
    names = found["authorities"]
    rows = (
        {**task, "authority_name": names.get(task["authority"], task["authority"]), "source": _sources(task)}
        for task in found["tasks"]
    )
    return csv_text(COLUMNS, rows)


def _sources(task: dict[str, Any]) -> list[str]:
    return [
        f"{source['title']} ({'read ' + source['read_on'] if source['read_on'] else 'to be confirmed'})"
        for source in task["sources"]
    ]


def label(found: dict[str, Any]) -> str:
    """Return for whom the tasks are: the region's desk, or one authority."""
    code = found["authority"]
    if code is None:
        return Audience(Level.REGION).label
    return Audience(Level.AUTHORITY, code, found["authorities"].get(code, code)).label
