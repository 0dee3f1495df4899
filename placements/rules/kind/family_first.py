"""FAM-FIRST: a family home comes before a residential one where the child's needs allow."""

from placements.domain.codes import Kind, Outcome, Suits
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on a children's home for a child whom a family would suit and nobody prefers residential for."""
    family_suits = pairs.of_children(lambda c: c.suits_foster is not Suits.UNSUITABLE)
    not_preferred = pairs.of_children(lambda c: c.suits_residential is not Suits.PREFERRED)
    return Judgement(noted=family_suits & not_preferred & pairs.kind(Kind.RESIDENTIAL))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that a family is preferred."""
    return Finding("A family home is preferred where the child's needs allow; this is a children's home.")


RULE = Rule("FAM-FIRST", "Family home first", RuleKind.REMARK, (local_practice.FAM_FIRST,), judge, say, local=True)
