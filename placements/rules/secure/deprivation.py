"""DOL-TYPE: a child whose liberty a court has restricted is in neither supported nor secure accommodation."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import begun, on_other, on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule both kinds out; remark on any other than a children's home, and on these once section 13 has begun."""
    order = pairs.of_children(lambda c: c.dolo is True)
    also = (Kind.RESIDENTIAL,) if begun(pairs.region, pairs.policy) else ()
    return Judgement(
        ruled_out=order & pairs.kind(Kind.SUPPORTED, Kind.SECURE),
        noted=order & pairs.kind(Kind.FOSTERING, Kind.KINSHIP, *also),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what the order and the kind of home have to do with each other."""
    if case.home.kind is Kind.RESIDENTIAL:
        return Finding(f"A court has restricted the child's liberty.{on_other(case)}")
    if outcome is Outcome.AVAILABLE:
        return Finding(
            f"A court has restricted the child's liberty; check that the order fits a family home.{on_other(case)}"
        )
    added = on_secure(case) if case.home.kind is Kind.SECURE else on_other(case)
    return Finding(f"A court has restricted the child's liberty; this kind of home is not open to the child.{added}")


RULE = Rule(
    "DOL-TYPE", "Kind of home under a deprivation of liberty order", RuleKind.HARD,
    (sources.DFE_903_RULES_709_710, sources.CWSA_2026_S13), judge, say, never_unlocked=True, since=date(2026, 4, 1),
)  # fmt: skip
