"""PC-PLACE: a parent and child live in a home approved for parents with their children."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

NEED = "parent_and_child"


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes recorded as not approved for it; what nobody has recorded is not checked."""
    parent = pairs.of_children(lambda c: NEED in c.needs)
    approved, only = pairs.facts.of_homes("parent_and_child_approved"), pairs.facts.of_homes("home_for")
    for_it = approved.yes | only.that(lambda word: word == NEED)
    return Judgement(ruled_out=parent & (approved.no & ~for_it), not_checked=parent & (~approved.known & ~for_it))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding("The home is not approved for a parent with a child.", None, None,
                   "The home is approved for parent and child.", case.provider)  # fmt: skip


RULE = Rule(
    "PC-PLACE", "Parent and child", RuleKind.HARD, (sources.LOCAL_PRACTICE_PC_PLACE,), judge, say,
    opens_with="the home is approved for parent and child", reads=("parent_and_child_approved", "home_for"),
)  # fmt: skip
