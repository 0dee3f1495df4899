"""The catalogue's entries that are no rules of their own: objectives, tasks, data checks, parts of rules, out of scope.

They stand in `entries.toml`. An entry whose code has become a rule is left out here; the rule says it all.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from placements.law.named import source_named
from placements.law.source import Source
from placements.rules.catalogue import CODES
from placements.rules.rule import RuleKind

PENDING = "PENDING"
"""The table of `entries.toml` with the rules that are being written."""

TO_BE_CONFIRMED = "to be confirmed"


class EntryKind(StrEnum):
    """What does an entry that is no rule of its own."""

    OBJECTIVE = "objective"
    TASK = "task"
    CHECK = "data check"
    PART = "part of a rule"
    OUT = "out of scope"


@dataclass(frozen=True)
class Entry:
    """One entry of the catalogue: what it is, what does it, and where it comes from."""

    code: str
    title: str
    kind: EntryKind | RuleKind
    sources: tuple[Source, ...]
    by: tuple[str, ...] = ()
    note: str = ""
    local: bool = False
    since: date | None = None
    until: date | None = None
    pending: bool = False


def status(read: tuple[Source, ...]) -> tuple[str, date | None]:
    """Return "read", with the earliest day, where every source was read; else "to be confirmed"."""
    days = [source.read_on for source in read if source.read_on]
    return ("read", min(days)) if days and len(days) == len(read) else (TO_BE_CONFIRMED, None)


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry that is no rule, in the order of the file; those being written last."""
    read = _read()
    waiting = read.pop(PENDING, {})
    listed = [_entry(code, row) for code, row in read.items() if code not in CODES]
    return (*listed, *(_entry(code, row, pending=True) for code, row in waiting.items() if code not in CODES))


def written() -> tuple[str, ...]:
    """Return every code of the file, also those that have become rules since."""
    read = _read()
    waiting = read.pop(PENDING, {})
    return (*read, *waiting)


def _read() -> dict[str, Any]:
    return tomllib.loads((files("placements.rules") / "entries.toml").read_text(encoding="utf-8"))


def _entry(code: str, row: dict[str, Any], pending: bool = False) -> Entry:
    kind = EntryKind(row["kind"]) if row["kind"] in list(EntryKind) else RuleKind(row["kind"])
    return Entry(
        code, row["title"], kind, tuple(source_named(name) for name in row["sources"]), tuple(row.get("by", ())),
        row.get("note", ""), row.get("local", False), row.get("from"), row.get("to"), pending,
    )  # fmt: skip
