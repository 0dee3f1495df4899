"""K-CHILD-ONLY: a connected carer is approved for the children named, and nobody else."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out kinship homes that do not name the child."""
    return Judgement(ruled_out=pairs.kind(Kind.KINSHIP) & ~pairs.papers.named)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so, without saying whom the home names."""
    return Finding("A relative's or friend's home, for the children it names; this child is not one of them.")


RULE = Rule(
    "K-CHILD-ONLY", "Kinship homes for named children", RuleKind.HARD, (local_practice.K_CHILD_ONLY,),
    judge, say, never_unlocked=True,
)  # fmt: skip
