"""CH-REG: a children's home is registered and open."""

from placements.domain.codes import Kind, Outcome, Status
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out closed homes; a children's home without a registration number cannot be confirmed."""
    not_fostering = ~pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    return Judgement(
        ruled_out=not_fostering & pairs.status(Status.CLOSED) | pairs.none(),
        cannot_confirm=pairs.kind(Kind.RESIDENTIAL) & pairs.of_homes(lambda h: not h.registration) | pairs.none(),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what the register says."""
    provider = case.home.provider or "the provider"
    if outcome is Outcome.CANNOT_CONFIRM:
        asked = "What is the home's registration number?"
        return Finding("No registration number is recorded.", None, None, asked, provider)
    return Finding("The home's registration has ended.", "closed", "open", "The home is registered again.", "Ofsted")


RULE = Rule(
    "CH-REG", "Registered home", RuleKind.HARD, (sources.CSA_2000_S11, sources.CSA_2000_S14A), judge, say,
    opens_with="the home is registered again, or its number is recorded",
)  # fmt: skip
