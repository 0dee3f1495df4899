"""GENDER: carers of one sex where an assessment says the child needs them."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

NEEDED, ARE = "carers_needed", "carers_are"


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes whose carers are recorded as others."""
    needed, carers = pairs.facts.of_children(NEEDED), pairs.facts.of_homes(ARE)
    asks = needed.that(lambda word: word != "any")
    other = asks & carers.known & (needed.value != carers.value)
    return Judgement(ruled_out=other.astype(bool), not_checked=~needed.known | asks & ~carers.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say whom the assessment asks for, and not why."""
    needed = case.pairs.facts.of_children(NEEDED).value[0, 0]
    return Finding(f"The assessment asks for {needed} carers only; here they are not.", None, None,
                   "A new assessment says otherwise.", "the social worker")  # fmt: skip


RULE = Rule(
    "GENDER", "Carers of one sex", RuleKind.HARD, (sources.LOCAL_PRACTICE_GENDER,), judge, say, local=True,
    opens_with="the assessment changes", reads=(NEEDED, ARE),
)  # fmt: skip
