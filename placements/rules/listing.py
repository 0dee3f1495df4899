"""The rules as a list people can read: code, kind, dates, sources, and whether each was read at its source."""

from typing import Any, NamedTuple

from placements.rules.catalogue import RULES
from placements.rules.rule import Rule


class RuleInfo(NamedTuple):
    """One rule and one of its sources, for reports."""

    code: str
    title: str
    source: str
    url: str
    confirmed: bool


def rule_list() -> list[RuleInfo]:
    """Return every rule with each of its sources."""
    return [
        RuleInfo(rule.code, rule.title, source.title, source.url, source.read_on is not None)
        for rule in RULES
        for source in rule.sources
    ]


def rule_dict(rule: Rule) -> dict[str, Any]:
    """Return one rule as JSON."""
    return {
        "code": rule.code,
        "title": rule.title,
        "kind": str(rule.kind),
        "scope": str(rule.scope),
        "local": rule.local,
        "from": rule.since.isoformat() if rule.since else None,
        "to": rule.until.isoformat() if rule.until else None,
        "unlock": None if rule.never_unlocked else rule.opens_with or None,
        "sources": [
            {"title": s.title, "url": s.url, "read_on": s.read_on.isoformat() if s.read_on else None}
            for s in rule.sources
        ],
    }
