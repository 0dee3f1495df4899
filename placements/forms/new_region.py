"""A region, wherever it is read from, to the files of a new region folder."""

import json
from pathlib import Path

from placements.forms.merging import Merged
from placements.tables.columns import TABLES
from placements.tables.problems import Problem
from placements.tables.settings import FILE, SCHEMA, Settings
from placements.tables.source import Source


def is_new(folder: Path) -> bool:
    """Whether there is no region yet: no folder, or an empty one."""
    return not folder.exists() or not any(folder.iterdir())


def region_files(source: Source) -> dict[str, bytes]:
    """Return the files of a folder that holds the same region; the source has been read without an error."""
    seen: list[Problem] = []
    settings = source.settings(seen)
    contents = {} if settings is None else {FILE: _toml(settings).encode("utf-8")}
    for table in TABLES:
        text = source.text(table, seen)
        if text is not None and (text.rows or table.required):
            merged: Merged[None] = Merged.of(table, None, {column for _, cells in text.rows for column in cells}, seen)
            merged.rows = [[cells.get(column, "") for column in merged.header] for _, cells in text.rows]
            contents[table.file], _ = merged.written()
    return contents


def _toml(settings: Settings) -> str:
    lines = [f"name = {json.dumps(settings.name, ensure_ascii=False)}", f"as_of = {settings.as_of}"]
    if settings.lead_authority:
        lines.append(f"lead_authority = {json.dumps(settings.lead_authority, ensure_ascii=False)}")
    if settings.complete is False:
        lines.append("complete = false")
    return "\n".join([*lines, f'schema = "{SCHEMA}"', ""])
