"""What a rule that is not checked is waiting for, and who knows: facts without a row, and columns left blank."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from placements.domain.facts import shipped
from placements.rules.rule import Rule

PROVIDER, WORKER = "the provider", "the social worker"
COLUMNS = {
    "DIST-20": (WORKER, "where the child's home is, or where this home stands"),
    "EDU-KEEP": (WORKER, "where the school is, or where this home stands"),
    "KS4": (WORKER, "where the school is, or where this home stands"),
    "EHCP": (WORKER, "where the school is, or where this home stands"),
    "F-BED-HARD": (PROVIDER, "age, sex and assessment of whoever sleeps in the bedroom to be shared"),
    "F-SMOKE": (PROVIDER, "whether anybody in the household smokes"),
    "F-OWNKIDS": (PROVIDER, "ages of the children who live there"),
    "F-PETS": (PROVIDER, "whether animals are kept there"),
    "F-CONSENT": (PROVIDER, "which authority each child who lives there belongs to"),
    "CONTACT": (WORKER, "where family time takes place, or where this home stands"),
    "NOCONTACT": (WORKER, "whether every home named in facts.csv is known"),
    "CH-PEER": (PROVIDER, "ages of the children who live there"),
    "SA-REVIEW": (WORKER, "the kind of home the child lives in now"),
    "IDENTITY": (PROVIDER, "languages and religion of the household"),
}
"""What is blank where a rule is not checked and every fact it reads is recorded."""


class Missing(NamedTuple):
    """Something nobody has recorded, and who would know."""

    who: str
    what: str


def missing(rule: Rule, recorded: Callable[[str], bool]) -> list[Missing]:
    """Return what a rule that is not checked waits for: facts first, then those only asked once these are known."""
    facts = [shipped()[name] for name in rule.reads if not recorded(name)]
    first = [fact for fact in facts if not fact.further]
    if facts:
        return [Missing(fact.asked, fact.what) for fact in first or facts]
    return [Missing(*COLUMNS[rule.code])] if rule.code in COLUMNS else []


def by_person(found: Iterable[tuple[Missing, str]]) -> dict[str, dict[str, list[str]]]:
    """Return whom to ask, for what, and the rules it would check; the provider and the social worker come first."""
    asked: dict[str, dict[str, list[str]]] = {}
    for item, rule in sorted(found, key=lambda row: (row[0].who not in (PROVIDER, WORKER), row[0].who)):
        asked.setdefault(item.who, {}).setdefault(item.what, []).append(rule)
    return asked
