"""Write a match into a folder: each file is complete or not there."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from placements.reports.page import match_page
from placements.reports.tables import tables
from placements.rules.listing import RuleInfo

__all__ = ["RuleInfo", "write_match"]


def write_match(result: dict[str, Any], out: Path, *, rules: Sequence[RuleInfo], policy_text: str) -> list[Path]:
    """Write the JSON, the tables and the page of a match into `out`, and return their paths.

    The same input gives the same bytes. Every file is made before the first is written, and match.json comes last.
    """
    texts = {
        "report.html": match_page(result, rules=rules, policy_text=policy_text),
        **tables(result),
        "match.json": json.dumps(result, indent=1, sort_keys=False, ensure_ascii=False, allow_nan=False) + "\n",
    }
    out.mkdir(parents=True, exist_ok=True)
    return [write_whole(out / name, text) for name, text in texts.items()]


def write_whole(path: Path, text: str) -> Path:
    """Write a file so that a reader meets the old one or the new one, never a part."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path
