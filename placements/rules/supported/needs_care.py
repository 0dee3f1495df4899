"""SA-CARE: supported accommodation is for those who need support; a child assessed as needing care gets care."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule it out where care is needed."""
    supported, care = pairs.kind(Kind.SUPPORTED), pairs.facts.of_children("needs_care")
    return Judgement(ruled_out=supported & care.yes, not_checked=supported & ~care.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "The child is assessed as needing care, and supported accommodation gives support.", "care", "support"
    )


RULE = Rule(
    "SA-CARE", "Care and not only support", RuleKind.HARD, (sources.SUPPORTED_2023,), judge, say, never_unlocked=True,
    since=date(2023, 4, 28), reads=("needs_care",),
)  # fmt: skip
