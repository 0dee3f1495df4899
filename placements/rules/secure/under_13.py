"""SEC-U13: under 13 in a secure home only with the Secretary of State's approval on record."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule it out under 13 at the start; the approval lifts it."""
    return Judgement(ruled_out=pairs.kind(Kind.SECURE) & (pairs.age < pairs.number("secure_sos_under_age")))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say her age."""
    limit = case.pairs.number("secure_sos_under_age")
    return Finding(
        f"The child is {case.age}, under {limit}: no approval of the Secretary of State is on record.{on_secure(case)}",
        case.age, limit,
    )  # fmt: skip


RULE = Rule(
    "SEC-U13", "Under 13 in a secure home", RuleKind.ON_RECORD, (sources.SECURE_1991_REG_4,), judge, say,
    never_unlocked=True, since=date(1991, 10, 14),
)  # fmt: skip
