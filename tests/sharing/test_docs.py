"""The page on sharing names every field an authority may see."""

import re
from pathlib import Path
from typing import Any

from placements.sharing import fields

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "sharing.md"
SHAPES = ("PLACEMENT", "UNPLACED", "DECISION", "CALL", "NIGHT", "CAPACITY", "AREA", "COMPONENT", "ABOUT_THE_RUN",
          "CRITERION", "INSISTED", "JUDGEMENT")  # fmt: skip


def keys(shape: Any) -> set[str]:
    if isinstance(shape, dict):
        return set(shape).union(*(keys(part) for part in shape.values()))
    return keys(shape[0]) if isinstance(shape, list) else set()


def test_every_field_is_named() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE.read_text(encoding="utf-8")))
    wanted = set(fields.HOME_SHARED).union(*(keys(getattr(fields, name)) for name in SHAPES))
    assert wanted - told - {"status", "pairs", "confirmed", "homes", "value", "bound", "sense", "gap"} == set()
