"""Write outcomes by group into a folder: page, table and JSON, all of them or none."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from placements.reports.equality import equality_csv, equality_page, public_equality_csv, public_equality_page
from placements.sharing.audience import Level
from placements.tables.writing import checked_folder, write_all


def write_equality(document: Mapping[str, Any], out: Path) -> list[Path]:
    """Write the files of one reader and return their paths; those for everybody go into a folder `public` inside.

    Raises UsageError for a folder that cannot be.
    """
    public = document["audience"]["level"] == Level.PUBLIC
    folder = out / "public" if public else out
    texts: dict[str, str | bytes] = {
        "equality.html": (public_equality_page if public else equality_page)(document),
        "equality.csv": (public_equality_csv if public else equality_csv)(document),
        "equality.json": json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n",
    }
    if out.parts:
        checked_folder(out)
    (checked_folder(folder) if folder.parts else folder).mkdir(parents=True, exist_ok=True)
    return write_all(folder, texts)
