"""SEC-EXCL: children to whom section 25 does not apply: 16 and over under section 20(5), or detained in hospital."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

FROM_AGE = 16
"""Section 20(5) accommodates young people from this birthday on."""


def judge(pairs: Pairs) -> Judgement:
    """Rule secure homes out for them; what nobody has recorded is not checked."""
    secure, old = pairs.kind(Kind.SECURE), pairs.age >= FROM_AGE
    asked, detained = pairs.facts.of_children("accommodated_s20_5"), pairs.facts.of_children("detained_mha")
    out = old & asked.yes | detained.yes
    return Judgement(ruled_out=secure & out, not_checked=secure & (~out & (old & ~asked.known | ~detained.known)))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so without saying which, as one of them is about health."""
    return Finding("Section 25 does not apply to a child of this legal status.")


RULE = Rule(
    "SEC-EXCL", "Children outside section 25", RuleKind.HARD, (sources.SECURE_1991_REG_5,), judge, say,
    never_unlocked=True, since=date(1991, 10, 14), reads=("accommodated_s20_5", "detained_mha"),
)  # fmt: skip
