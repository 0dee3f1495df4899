"""SEC-CRIT: a secure home only with the section 25 criteria on record and current."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out secure homes; a current SEC-CRIT approval lifts it."""
    return Judgement(ruled_out=pairs.kind(Kind.SECURE) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so; it is never offered as an unlock."""
    return Finding(f"No current record that the criteria of section 25 are met.{on_secure(case)}")


RULE = Rule(
    "SEC-CRIT", "Secure criteria", RuleKind.ON_RECORD, (sources.CHILDREN_ACT_1989_S25, sources.CWSA_2026_S13),
    judge, say, never_unlocked=True, since=date(1991, 10, 14),
)  # fmt: skip
