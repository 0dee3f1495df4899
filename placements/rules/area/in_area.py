"""IN-AREA: in the responsible authority's own area unless that is not reasonably practicable."""

from datetime import date

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes outside the area."""
    return Judgement(noted=~pairs.in_area)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say whose area it is."""
    return Finding(
        f"The home stands in {case.name_of(case.home.authority)}, outside the area of "
        f"{case.name_of(case.child.authority)}."
    )


RULE = Rule(
    "IN-AREA",
    "In the area of the child's authority",
    RuleKind.REMARK,
    (sources.CHILDREN_ACT_1989_S22C_9,),
    judge,
    say,
    since=date(2011, 4, 1),
)
