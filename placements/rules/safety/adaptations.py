"""DIS-SUIT: what a disabled child needs of the building, the home has."""

from datetime import date

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes without an adaptation the child needs; a home that has not said cannot be confirmed."""
    lacking = pairs.lacking(lambda c: c.adaptations, lambda h: h.adaptations) > 0
    blank = pairs.of_homes(lambda h: h.adaptations is None)
    return Judgement(ruled_out=lacking & ~blank, cannot_confirm=lacking & blank)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which of her adaptations is missing."""
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    if outcome is Outcome.CANNOT_CONFIRM:
        asked = ", ".join(case.child.adaptations).replace("_", " ")
        return Finding("The home has not said which adaptations it has.", None, None,
                       f"Has the home what the child needs: {asked}?", provider)  # fmt: skip
    missing = [a for a in case.child.adaptations if a not in (case.home.adaptations or ())]
    return Finding(f"The home has no {' and no '.join(missing).replace('_', ' ')}.", len(missing), 0,
                   "The home is adapted.", provider)  # fmt: skip


RULE = Rule(
    "DIS-SUIT", "Suited to a disabled child", RuleKind.HARD, (sources.CHILDREN_ACT_1989_S22C_8_D,), judge, say,
    opens_with="the home is adapted, or answers the question", since=date(2011, 4, 1),
)  # fmt: skip
