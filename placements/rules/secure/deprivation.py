"""DOL-TYPE: a child whose liberty a court has restricted is in neither supported nor secure accommodation."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule both kinds out; remark on any other than a children's home."""
    order = pairs.of_children(lambda c: c.dolo is True)
    return Judgement(
        ruled_out=order & pairs.kind(Kind.SUPPORTED, Kind.SECURE),
        noted=order & pairs.kind(Kind.FOSTERING, Kind.KINSHIP),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what the order and the kind of home have to do with each other."""
    if outcome is Outcome.AVAILABLE:
        return Finding("A court has restricted her liberty; check that the order fits a family home.")
    return Finding("A court has restricted her liberty; this kind of home is not open to her.")


RULE = Rule(
    "DOL-TYPE", "Kind of home under a deprivation of liberty order", RuleKind.HARD, (sources.DFE_903_RULES_709_710,),
    judge, say, never_unlocked=True,
)  # fmt: skip
