"""BLOCK-FIRST: between equally suitable homes, a place already paid for comes first."""

from placements.domain.codes import ContractKind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on places already paid for."""
    return Judgement(noted=pairs.of_homes(lambda h: h.contract is ContractKind.BLOCK) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that it costs nothing extra."""
    return Finding("The place is already paid for; it adds nothing to the weekly cost.")


RULE = Rule(
    "BLOCK-FIRST",
    "Paid-for places first",
    RuleKind.REMARK,
    (local_practice.BLOCK_FIRST,),
    judge,
    say,
    local=True,
)
