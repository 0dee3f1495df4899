"""The assumptions of the search for sites, with where each comes from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def assumptions() -> dict[str, dict[str, dict[str, Any]]]:
    """Return every assumption: value, confidence (S, M or A) and source, by table and name."""
    return tomllib.loads((files("placements.sufficiency.site") / "assumptions.toml").read_text(encoding="utf-8"))


def value(table: str, name: str = "any") -> float:
    """Return one number."""
    return float(assumptions()[table][name]["value"])


def listed() -> list[dict[str, Any]]:
    """Return every assumption as a row."""
    return [
        {"what": table, "of": name, **entry} for table, rows in assumptions().items() for name, entry in rows.items()
    ]
