"""What a task, an approval and what it has to satisfy are, and how they are written."""

from datetime import date
from typing import Any, NamedTuple

from placements.law.source import Source
from placements.optimise.ties import tie

REFERENCE = 12
"""Letters of a task's reference; with so many two tasks of a region do not meet."""


class Task(NamedTuple):
    """One thing one person has to do by a day, about one child."""

    due: date
    gate: str
    code: str
    title: str
    child_id: str
    home_id: str | None
    authority: str
    person: str
    sentence: str
    sources: tuple[Source, ...]
    latest: date | None = None
    """The last day the law allows where it could not be done by `due`."""
    latest_if: str = ""
    """When that later day holds, in words."""
    decided: bool = False
    """Whether it is to be done only if the proposal is decided."""
    whom: str | None = None
    """Whom to ring or ask."""
    list: tuple[str, ...] = ()
    calendar: str = ""
    number: int = 1
    """Which of several of the same kind: the second visit, the third question."""

    def reference(self, key: str) -> str:
        """Return a reference that stays the same from run to run: a keyed hash, without the day."""
        said = "|".join([self.child_id, self.home_id or "", self.code, self.person, str(self.number)])
        return tie(key, f"task|{said}")[:REFERENCE].upper()

    def to_dict(self, key: str) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "task": self.reference(key),
            "date": self.due.isoformat(),
            "latest": self.latest.isoformat() if self.latest else None,
            "latest_if": self.latest_if if self.latest else None,
            "gate": self.gate,
            "if_decided": self.decided,
            "child_id": self.child_id,
            "home_id": self.home_id,
            "authority": self.authority,
            "person": self.person,
            "whom": self.whom,
            "code": self.code,
            "title": self.title,
            "do": self.sentence,
            "list": list(self.list),
            "calendar": self.calendar,
            "sources": [source_dict(source) for source in self.sources],
        }


class Check(NamedTuple):
    """One thing an approver has to be satisfied of: what the data says of it, and who has to say the rest."""

    text: str
    known: str | None
    given_by: str | None
    """Who has to add it; None where what is known settles it."""
    sources: tuple[Source, ...]
    by: date
    """The day it is needed by: in an emergency some may follow the first night."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "text": self.text, "known": self.known, "given_by": self.given_by, "by": self.by.isoformat(),
            "sources": [source_dict(source) for source in self.sources],
        }  # fmt: skip


class ToApprove(NamedTuple):
    """One approval a proposal still needs."""

    code: str
    title: str
    who: str
    by: date
    gate: str
    why: str
    note: str | None
    checks: tuple[Check, ...]
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "rule": self.code, "title": self.title, "who": self.who, "by": self.by.isoformat(), "gate": self.gate,
            "why": self.why, "note": self.note, "checks": [check.to_dict() for check in self.checks],
            "sources": [source_dict(source) for source in self.sources],
        }  # fmt: skip


class Pack(NamedTuple):
    """Everything one proposal needs approved, and what is on record already."""

    child_id: str
    home_id: str
    authority: str
    facts: tuple[tuple[str, str], ...]
    approvals: tuple[ToApprove, ...]
    held: tuple[tuple[str, str, date | None, date | None], ...]
    """Approvals on record that the proposal leans on: rule, title, given on, expires on."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "child_id": self.child_id, "home_id": self.home_id, "authority": self.authority,
            "facts": [{"name": name, "value": value} for name, value in self.facts],
            "approvals": [approval.to_dict() for approval in self.approvals],
            "held": [
                {"rule": rule, "title": title, "given_on": given.isoformat() if given else None,
                 "expires_on": ends.isoformat() if ends else None}
                for rule, title, given, ends in self.held
            ],
        }  # fmt: skip


def source_dict(source: Source) -> dict[str, Any]:
    """Return a source as JSON: title, address, and the day it was read; None: to be confirmed."""
    read = source.read_on.isoformat() if source.read_on else None
    return {"title": source.title, "url": source.url, "read_on": read}
