"""The table of clocks, `clocks.toml`, as records: what is raised in which situation, when it is due, and its source."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from placements.law.named import source_named
from placements.law.source import Source

GATES = ("before_offer", "before_deciding", "before_effect", "after", "standing")
"""When a task stands in the way of what, in the order of a placement; one day's tasks stand in this order."""


class Clock(NamedTuple):
    """One clock of the table; see the head of `clocks.toml` for every field."""

    code: str
    title: str
    sources: tuple[Source, ...]
    when: str = ""
    never: str = ""
    due: str = "given"
    plus: str = ""
    less_days: int = 0
    latest_plus: str = ""
    latest_when: str = ""
    latest_if: str = ""
    every: str = ""
    until: str = ""
    asks: bool = False
    gate: str = ""
    decided: bool = False
    person: str = ""
    calendar: str = ""
    do: str = ""
    list: tuple[str, ...] = ()
    since: date | None = None
    to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the clock runs for a placement that starts on a day."""
        return (self.since is None or self.since <= on) and (self.to is None or on <= self.to)


@cache
def clocks() -> tuple[Clock, ...]:
    """Return every clock, in the order of the table."""
    table = tomllib.loads((files("placements.tasks") / "clocks.toml").read_text(encoding="utf-8"))
    return tuple(_clock(entry) for entry in table["clock"])


@cache
def clock(code: str) -> Clock:
    """Return the clock of a code."""
    return next(entry for entry in clocks() if entry.code == code)


def _clock(entry: dict[str, Any]) -> Clock:
    named = {"since" if key == "from" else key: value for key, value in entry.items()}
    found = tuple(source_named(name) for name in named.pop("sources"))
    return Clock(**{**named, "sources": found, "list": tuple(named.get("list", ()))})
