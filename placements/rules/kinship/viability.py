"""K-VIAB: a relative or friend counts once a viability assessment is positive."""

from placements.domain.codes import Kind, Outcome, Status
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """A kinship home on hold is not assessed yet."""
    return Judgement(cannot_confirm=pairs.kind(Kind.KINSHIP) & pairs.status(Status.ON_HOLD) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what is missing."""
    return Finding("The viability assessment is not done yet.", "on_hold", "open",
                   "Is the viability assessment complete?", "the child's social worker")  # fmt: skip


RULE = Rule(
    "K-VIAB", "Viability of kin", RuleKind.HARD, (local_practice.K_VIAB,), judge, say,
    local=True, opens_with="the viability assessment is completed",
)  # fmt: skip
