"""TYPE-DEF: a home under section 22C is for a child; someone 18 by the start is not one."""

from datetime import date

from placements.domain.codes import Outcome
from placements.domain.stay import ADULT_AGE
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import birthday, shown_date


def judge(pairs: Pairs) -> Judgement:
    """Rule out every home for someone who is 18 by the first night."""
    return Judgement(ruled_out=(pairs.end <= pairs.start) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say when she turned 18."""
    day = birthday(case.child.date_of_birth, ADULT_AGE)
    return Finding(f"The child is 18 from {shown_date(day)}, before the stay would start.", case.age, ADULT_AGE)


RULE = Rule(
    "TYPE-DEF", "A lawful placement of a child", RuleKind.HARD,
    (sources.CHILDREN_ACT_1989_S22C_6, sources.CHILDREN_ACT_1989_S105), judge, say, never_unlocked=True,
    since=date(2011, 4, 1),
)  # fmt: skip
