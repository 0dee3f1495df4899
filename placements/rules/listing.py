"""The rules as a list people can read: code, kind, dates, sources, and whether each was read at its source."""

from typing import Any, NamedTuple

from placements.rules.catalogue import RULES
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
