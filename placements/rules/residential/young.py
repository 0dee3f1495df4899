"""CH-U8: a young child in a children's home needs a director's agreement."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for it under the local age."""
    return Judgement(needs_approval=pairs.kind(Kind.RESIDENTIAL) & (pairs.age < pairs.limit("u8_age")))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say her age and the limit."""
    limit = case.policy.limit("u8_age", case.child.authority)
    return Finding(
        f"The child is {case.age}, under {limit}, and this is a children's home.", case.age, limit,
        "The director agrees.", f"assistant director or Director of Children's Services, "
        f"{case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "CH-U8", "No young child in residential without agreement", RuleKind.APPROVAL, (local_practice.CH_U8,),
    judge, say, local=True, opens_with="the director agrees",
)  # fmt: skip
