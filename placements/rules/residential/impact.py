"""CH-IRA: the registered manager assesses the effect on the children who live there, before admission."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for it in every children's home where somebody else lives."""
    return Judgement(needs_approval=pairs.kind(Kind.RESIDENTIAL) & (pairs.living.everyone > 0))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how many live there."""
    living = int(case.pairs.living.everyone[0, 0])
    return Finding(
        f"{living} {'child lives' if living == 1 else 'children live'} there: the registered manager signs an "
        "impact risk assessment before the new child moves in.",
        living, 0, "The registered manager signs the impact risk assessment.", "registered manager",
    )  # fmt: skip


RULE = Rule(
    "CH-IRA", "Impact on the residents", RuleKind.APPROVAL, (sources.CHR_2015_REG_12, local_practice.CH_IRA),
    judge, say, opens_with="the registered manager signs the impact risk assessment",
)  # fmt: skip
