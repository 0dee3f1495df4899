"""SEC-APPROVED: only accommodation approved as secure by the Secretary of State."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """A secure home without an approval reference cannot be confirmed."""
    unknown = pairs.of_homes(lambda h: not h.registration)
    return Judgement(cannot_confirm=pairs.kind(Kind.SECURE) & unknown | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what is missing."""
    said = f"No approval as secure accommodation is recorded.{on_secure(case)}"
    return Finding(said, None, None, "Record the approval.", "Secure Welfare Coordination Unit")


RULE = Rule(
    "SEC-APPROVED", "Approved secure accommodation", RuleKind.HARD, (sources.SECURE_1991_REG_3,), judge, say,
    never_unlocked=True, since=date(1991, 10, 14),
)  # fmt: skip
