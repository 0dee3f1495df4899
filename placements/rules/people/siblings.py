"""SIB-TOGETHER: brothers and sisters live together where they can.

Whole groups are held together by the constraint of the same code; here the remark is on homes too small.
"""

from datetime import date

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes that offer fewer places than the group has children."""
    group = pairs.of_children(lambda c: len(pairs.region.group_of.get(c.child_id, ())), int)
    return Judgement(noted=(group > 1) & (pairs.places.total < group))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how many places there are."""
    size = len(case.region.group_of[case.child.child_id])
    places = int(case.pairs.places.total[0, 0])
    return Finding(f"Offers {places} of the {size} places the child's sibling group needs.", places, size)


RULE = Rule(
    "SIB-TOGETHER", "Brothers and sisters together", RuleKind.REMARK, (sources.CHILDREN_ACT_1989_S22C_8_C,), judge, say,
    scope=Scope.SET, since=date(2011, 4, 1),
)  # fmt: skip
