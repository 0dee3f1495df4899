"""DOL-HOME: the home agrees to the restrictions a court has authorised, and is able to deliver them."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes recorded as not able; what nobody has recorded is not checked."""
    order = pairs.of_children(lambda c: c.dolo is True)
    able = pairs.facts.of_homes("dolo_capable")
    return Judgement(ruled_out=order & able.no, not_checked=order & ~able.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so, and not which restrictions."""
    return Finding("The home has said that it cannot deliver restrictions of liberty a court authorises.")


RULE = Rule(
    "DOL-HOME", "Able to deliver what the court authorised", RuleKind.HARD, (sources.LOCAL_PRACTICE_DOL_HOME,),
    judge, say, never_unlocked=True, reads=("dolo_capable",),
)  # fmt: skip
