"""CONSENT-CARER: a provider that has declined or withdrawn is not asked again while nothing has changed."""

from placements.domain.codes import Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule the pair out to the day named, or until the row is changed."""
    return Judgement(ruled_out=pairs.papers.refused)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    return Finding("The provider has said no for the child.", None, None, "The provider offers the place.", provider)


RULE = Rule(
    "CONSENT-CARER", "The provider has not said no", RuleKind.HARD, (local_practice.CONSENT_CARER,), judge, say,
    opens_with="the provider offers the place",
)  # fmt: skip
