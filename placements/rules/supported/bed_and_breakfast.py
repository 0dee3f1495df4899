"""BNB: bed and breakfast is not suitable for a looked-after child."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule it out, whatever the home is listed as; not checked for supported accommodation that has not said."""
    said = pairs.facts.of_homes("bed_and_breakfast")
    return Judgement(ruled_out=said.yes, not_checked=pairs.kind(Kind.SUPPORTED) & ~said.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding("The place is bed and breakfast, which is not suitable accommodation.", "yes", "no")


RULE = Rule(
    "BNB", "No bed and breakfast", RuleKind.HARD, (local_practice.BNB,), judge, say, local=True, never_unlocked=True,
    reads=("bed_and_breakfast",),
)  # fmt: skip
