"""UNREG: an unregistered home is never a lawful option."""

from placements.domain.codes import Outcome, Status
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes recorded as unregistered."""
    return Judgement(ruled_out=pairs.status(Status.UNREGISTERED) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding("The home is not registered, so it is not a lawful option.", "unregistered", "registered")


RULE = Rule("UNREG", "No unregistered homes", RuleKind.HARD, (sources.CSA_2000_S11,), judge, say, never_unlocked=True)
