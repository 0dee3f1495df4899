"""CH-SOLO: a child assessed as solo lives with no other child, in a home of one place or able to run solo."""

from placements.domain.codes import Outcome, Solo
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes with another child, or with several places and no word that they run solo."""
    solo = pairs.of_children(lambda c: c.solo is Solo.REQUIRED)
    capable = pairs.of_homes(lambda h: h.places == 1 or h.solo_capable is True)
    own_children = pairs.of_homes(lambda h: bool(h.own_children_ages))
    return Judgement(ruled_out=solo & (~capable | own_children | (pairs.living.everyone > 0)))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say who else lives there, by number only."""
    living = int(case.pairs.living.everyone[0, 0]) + len(case.home.own_children_ages)
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    if living:
        return Finding("The child needs to be the only child; another child lives there.", living, 0,
                       "No other child lives there from the child's first night.", provider)  # fmt: skip
    return Finding("The child needs to be the only child; the home has not said it can run for one.", case.home.places,
                   1, "The home agrees to keep its other places empty.", provider)  # fmt: skip


RULE = Rule(
    "CH-SOLO", "Only child in the home", RuleKind.HARD, (local_practice.CH_SOLO,), judge, say,
    scope=Scope.SET, opens_with="the home agrees to run for one child",
)  # fmt: skip
