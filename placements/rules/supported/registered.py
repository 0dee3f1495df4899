"""SA-16: supported accommodation for 16 and 17 year olds is registered."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """A home without a registration number cannot be confirmed, since registration became a duty."""
    if not pairs.number("supported_registration_required"):
        return Judgement()
    unknown = pairs.of_homes(lambda h: not h.registration)
    return Judgement(cannot_confirm=pairs.kind(Kind.SUPPORTED) & unknown | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what is missing."""
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    asked = "What is the home's registration number?"
    return Finding("No registration number is recorded.", None, None, asked, provider)


RULE = Rule(
    "SA-16", "Registered supported accommodation", RuleKind.HARD, (sources.CPPCR_2010_REG_27C,), judge, say,
    opens_with="the registration number is recorded", since=date(2023, 10, 28),
)  # fmt: skip
