"""PREF-KIN: a willing, viable relative or friend comes first; choosing otherwise needs a reason."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on any other home for a child whom an open kinship home names."""
    has_kin = pairs.of_children(lambda c: bool(pairs.region.kin_homes_of.get(c.child_id)))
    return Judgement(noted=has_kin & ~pairs.kind(Kind.KINSHIP))


def say(case: Case, outcome: Outcome) -> Finding:
    """Name the kinship home."""
    homes = ", ".join(case.region.kin_homes_of[case.child.child_id])
    return Finding(f"A relative or friend is open to the child ({homes}); record why not, if not.")


RULE = Rule(
    "PREF-KIN",
    "Kin first",
    RuleKind.REMARK,
    (sources.CHILDREN_ACT_1989_S22C_7,),
    judge,
    say,
    since=date(2011, 4, 1),
)
