"""The Algorithmic Transparency Record: what the program says of itself, and what a person has still to write."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from placements.explain.version import program_version
from placements.law.source import Source
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.policy.policy import Policy
from placements.rules.catalogue import RULES
from placements.rules.listing import rule_dict
from placements.rules.rule import RuleKind
from placements.tables.columns import TABLES

SCHEMA = "placements/atrs/1"
TO_WRITE = "TO BE WRITTEN BY A PERSON"
DRAFT = "A draft made by the program from its own rules, levels, policy and tables. A person completes and signs it."


def record(policy: Policy) -> dict[str, Any]:
    """Return the record under a policy (schema placements/atrs/1); the same policy and version give the same bytes."""
    template, facts = _template(), _facts(policy)
    sections = [
        {"title": section["title"], "fields": [_field(field, facts) for field in section["fields"]]}
        for section in template["section"]
    ]
    return {
        "schema": SCHEMA,
        "template": {"name": template["template"], "url": template["template_url"], "note": template["note"]},
        "version": program_version(),
        "policy": policy.digest,
        "to_write": sum(field["to_write"] is not None for section in sections for field in section["fields"]),
        "sections": sections,
        "rules": [rule_dict(rule) for rule in RULES],
        "levels": [
            {"name": name, "title": OBJECTIVES[name].title, "sense": OBJECTIVES[name].sense}
            for name in policy.levels.order
        ],
        "criteria": [{"name": c.name, "title": c.title, "weight": getattr(policy.points, c.name)} for c in CRITERIA],
        "policy_values": {name: _plain(getattr(policy, name)) for name in ("points", "bands", "floor", "limits")},
        "data_read": [{"table": table.name, "columns": list(table.columns)} for table in TABLES],
        "sources": [
            {"title": s.title, "url": s.url, "read_on": s.read_on.isoformat() if s.read_on else None}
            for s in _sources()
        ],
    }


def page(document: Mapping[str, Any]) -> str:
    """Return a record as a page of Markdown."""
    template = document["template"]
    lines = [
        "# Algorithmic transparency record: placements", "", DRAFT, "",
        f"Template: [{template['name']}]({template['url']}). {template['note']}", "",
        f"Version {document['version']}, policy {document['policy']}. Fields that still need a person: "
        f"{document['to_write']}.", "",
    ]  # fmt: skip
    for section in document["sections"]:
        lines += [f"## {section['title']}", ""]
        for field in section["fields"]:
            lines += [f"### {field['number']} {field['name']}", "", *_paragraphs(field)]
    return "\n".join([*lines, *_annex(document)]) + "\n"


def _paragraphs(field: Mapping[str, Any]) -> Iterator[str]:
    if field["text"]:
        yield from (field["text"], "")
    if field["to_write"]:
        yield from (f"**{TO_WRITE}:** {field['to_write']}", "")


def _annex(document: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Annex 1: levels, in order", "")
    for number, level in enumerate(document["levels"], 1):
        yield f"{number}. {level['title']} ({'more' if level['sense'] == 'max' else 'less'} is better)"
    yield from ("", "## Annex 2: weights of the criteria", "")
    yield from (f"- {c['title']}: {c['weight']}" for c in document["criteria"])
    yield from ("", "## Annex 3: rules", "")
    for rule in document["rules"]:
        local = ", local policy" if rule["local"] else ""
        sources = "; ".join(f"{s['title']} ({_read(s)})" for s in rule["sources"])
        yield f"- {rule['code']}, {rule['title']} ({rule['kind']}{local}). Source: {sources}"
    yield from ("", "## Annex 4: data read", "")
    yield from (f"- {table['table']}: {', '.join(table['columns'])}" for table in document["data_read"])


def _read(source: Mapping[str, Any]) -> str:
    return f"read {source['read_on']}" if source["read_on"] else "to be confirmed"


@cache
def _template() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("atrs.toml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)
    return found


def _field(field: Mapping[str, str], facts: Mapping[str, object]) -> dict[str, Any]:
    return {
        "number": field["number"],
        "name": field["name"],
        "text": field["says"].format_map(facts) if "says" in field else "",
        "to_write": field.get("ask"),
    }


def _sources() -> list[Source]:
    """Every source of a rule, a level or a criterion, once, by its title."""
    entries = (*RULES, *OBJECTIVES.values(), *CRITERIA)
    return sorted({source for entry in entries for source in entry.sources}, key=lambda s: (s.title, s.url))


def _facts(policy: Policy) -> dict[str, object]:
    """Return what the texts count or list."""
    kinds, sources = Counter(rule.kind for rule in RULES), _sources()
    return {
        "version": program_version(),
        "rules": len(RULES),
        "hard": kinds[RuleKind.HARD],
        "on_record": kinds[RuleKind.ON_RECORD],
        "approval": kinds[RuleKind.APPROVAL],
        "remark": kinds[RuleKind.REMARK],
        "local": sum(rule.local for rule in RULES),
        "levels": "; ".join(OBJECTIVES[name].title for name in policy.levels.order),
        "criteria": ", ".join(c.title.lower() for c in CRITERIA),
        "weights": ", ".join(f"{c.title.lower()} {getattr(policy.points, c.name)}" for c in CRITERIA),
        "tables": ", ".join(table.name for table in TABLES),
        "table_count": len(TABLES),
        "columns": sum(len(table.columns) for table in TABLES),
        "sources": len(sources),
        "unconfirmed": sum(source.read_on is None for source in sources),
    }


def _plain(part: Any) -> Any:
    return part.model_dump(mode="json")
