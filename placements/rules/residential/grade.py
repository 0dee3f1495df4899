"""CH-GRADE: an inadequate home needs a senior manager's agreement; no statute bans it."""

from placements.domain.codes import Grade, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for agreement where the latest judgement is inadequate."""
    return Judgement(needs_approval=pairs.of_homes(lambda h: h.grade is Grade.INADEQUATE) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "Ofsted judged the home inadequate.", "inadequate", "requires_improvement",
        "A senior manager agrees after a monitoring visit.",
        f"assistant director, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "CH-GRADE", "Not an inadequate home without agreement", RuleKind.APPROVAL, (local_practice.CH_GRADE,),
    judge, say, local=True, opens_with="a senior manager agrees",
)  # fmt: skip
