"""PIN: a person has ruled the pair out."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out pairs with a `forbid` pin."""
    return Judgement(ruled_out=pairs.papers.forbidden)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so; the reason stays in pins.csv."""
    return Finding("A practitioner has ruled this home out for the child.", None, None, "The pin is removed.",
                   "whoever set the pin")  # fmt: skip


RULE = Rule(
    "PIN", "Not ruled out by a practitioner", RuleKind.HARD, (sources.CHILDREN_ACT_1989_S22C_5,), judge, say,
    opens_with="the pin is removed",
)  # fmt: skip
