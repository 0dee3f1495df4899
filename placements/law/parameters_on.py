"""Numbers set by law or national standard, as they stood on a day."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _parameters() -> dict[str, Any]:
    return tomllib.loads((files("placements.law") / "parameters.toml").read_text(encoding="utf-8"))


@cache
def parameter(name: str, on: date) -> Any:
    """Return a dated number as it stood on a day, or None where the law had none yet."""
    in_force = [value for value in _parameters()[name]["values"] if value["from"] <= on]
    return max(in_force, key=lambda value: value["from"])["is"] if in_force else None


def parameter_names() -> tuple[str, ...]:
    """Return the names of every dated number."""
    return tuple(_parameters())


def unit_of(name: str) -> str:
    """Return the unit of a dated number: "working days", "weeks", "months", "days" or "hours", among others."""
    return str(_parameters()[name]["unit"])
