"""SEC-NATIONAL: secure welfare places are allocated nationally; a proposal is a nomination."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Every secure home waits for the national unit."""
    return Judgement(needs_approval=pairs.kind(Kind.SECURE) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say who decides."""
    said = "A nomination only: the national unit allocates secure places and the home accepts or declines."
    return Finding(said + on_secure(case), None, None, None, "Secure Welfare Coordination Unit")


RULE = Rule(
    "SEC-NATIONAL", "Secure places are allocated nationally", RuleKind.APPROVAL,
    (sources.SECURE_WELFARE_COORDINATION,), judge, say, never_unlocked=True,
)  # fmt: skip
