"""RISK-SELF: what keeps a child safe from harm to self: the home has what a clinical plan requires."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.codes import in_words
from placements.rules.columns.facts import lacking
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

REQUIRED, WANTED, HAS = "safety_required", "safety_wanted", "safety_measures"


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes without what the plan requires; remark on those without what is only wanted.

    What is wanted is no word on what a plan requires: until somebody has said that, the rule is not checked.
    """
    required, wanted = pairs.facts.of_children(REQUIRED), pairs.facts.of_children(WANTED)
    has = pairs.facts.of_homes(HAS)
    some = required.that(bool) | wanted.that(bool)
    return Judgement(
        ruled_out=lacking(required, has), noted=lacking(wanted, has),
        not_checked=~required.known | some & ~has.known,
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what of the building or the staff is missing."""
    has = case.codes(HAS)
    if outcome is Outcome.RULED_OUT:
        words = in_words(case.codes(REQUIRED) - has)
        return Finding(f"A clinical plan requires what the home does not have: {words}.", None, None,
                       f"The home puts it in place: {words}.", case.provider)  # fmt: skip
    words = in_words(case.codes(WANTED) - has)
    return Finding(f"The home does not have what would keep the child safer: {words}.", None, None, None, case.provider)


RULE = Rule(
    "RISK-SELF", "Safe for the child", RuleKind.HARD,
    (sources.PLACEMENTS_STANDARD_RISKS, sources.LOCAL_PRACTICE_RISK_SELF), judge, say, local=True,
    opens_with="the home puts in place what the plan requires", reads=(REQUIRED, WANTED, HAS),
)  # fmt: skip
