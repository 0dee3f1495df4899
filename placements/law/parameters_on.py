"""Numbers set by law or national standard, as they stood on a day."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

FIRST_DAY = date(2011, 4, 1)
"""The day the Care Planning Regulations began: the law held here is whole from this day on."""


@cache
def _parameters() -> dict[str, Any]:
    return tomllib.loads((files("placements.law") / "parameters.toml").read_text(encoding="utf-8"))


@cache
def parameter(name: str, on: date) -> Any:
    """Return a dated number as it stood on a day, or None where the law had none yet."""
    in_force = [value for value in _parameters()[name]["values"] if value["from"] <= on]
    return max(in_force, key=lambda value: value["from"])["is"] if in_force else None


@cache
def begun_on(name: str, on: date) -> date | None:
    """Return the day on which a number that is 1 or 0 last became 1, or None where it is not 1 on a day."""
    if not parameter(name, on):
        return None
    day: date = max(value["from"] for value in _parameters()[name]["values"] if value["from"] <= on)
    return day


def parameter_names() -> tuple[str, ...]:
    """Return the names of every dated number."""
    return tuple(_parameters())


def unit_of(name: str) -> str:
    """Return the unit of a dated number: "working days", "weeks", "months", "days" or "hours", among others."""
    return str(_parameters()[name]["unit"])
