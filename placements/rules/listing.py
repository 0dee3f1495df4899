"""The catalogue as a list people can read: code, kind, dates, sources, and whether each was read at its source."""

from datetime import date
from typing import Any, NamedTuple

from placements.law.source import Source
from placements.rules.catalogue import RULES
from placements.rules.entries import Entry, entries, status
from placements.rules.rule import Rule
from placements.rules.unrecorded import Missing, missing


class RuleInfo(NamedTuple):
    """One rule and its sources, for reports; `confirmed` only if every one was read."""

    code: str
    title: str
    source: str
    url: str
    confirmed: bool
    missing: tuple[Missing, ...] = ()
    """What it waits for where it is not checked, and who knows."""


def rule_list() -> list[RuleInfo]:
    """Return every rule with its sources."""
    return [
        RuleInfo(
            rule.code,
            rule.title,
            "; ".join(source.title for source in rule.sources),
            next((source.url for source in rule.sources if source.url), ""),
            all(source.read_on for source in rule.sources),
            tuple(missing(rule, lambda name: False)),
        )
        for rule in RULES
    ]


def whole_catalogue() -> list[dict[str, Any]]:
    """Return every rule and every other entry of the catalogue as JSON, rules first."""
    return [*map(rule_dict, RULES), *map(entry_dict, entries())]


def rule_dict(rule: Rule) -> dict[str, Any]:
    """Return one rule as JSON."""
    return {
        "code": rule.code,
        "title": rule.title,
        "kind": str(rule.kind),
        "scope": str(rule.scope),
        "local": rule.local,
        **_dates(rule.since, rule.until),
        "unlock": None if rule.never_unlocked else rule.opens_with or None,
        **_sources(rule.sources),
        "by": [f"rule:{rule.code}"],
        "note": "",
        "pending": False,
    }


def entry_dict(entry: Entry) -> dict[str, Any]:
    """Return one other entry as JSON, in the shape of a rule."""
    return {
        "code": entry.code,
        "title": entry.title,
        "kind": str(entry.kind),
        "scope": None,
        "local": entry.local,
        **_dates(entry.since, entry.until),
        "unlock": None,
        **_sources(entry.sources),
        "by": list(entry.by),
        "note": entry.note,
        "pending": entry.pending,
    }


def _dates(since: date | None, until: date | None) -> dict[str, str | None]:
    return {"from": since.isoformat() if since else None, "to": until.isoformat() if until else None}


def _sources(read: tuple[Source, ...]) -> dict[str, Any]:
    word, day = status(read)
    return {
        "sources": [
            {"title": s.title, "url": s.url, "read_on": s.read_on.isoformat() if s.read_on else None} for s in read
        ],
        "status": word,
        "read_on": day.isoformat() if day else None,
    }
