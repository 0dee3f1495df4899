"""EDU-KEEP: a home that does not disrupt her education."""

from datetime import date

import numpy as np

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes too far from a school the child is to keep; not checked where the distance is not known."""
    keeps = pairs.of_children(lambda c: c.keep_school is True)
    return Judgement(
        noted=keeps & (pairs.school_miles > pairs.max_school_miles),
        not_checked=keeps & np.isnan(pairs.school_miles),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how far the school is."""
    miles = shown_miles(float(case.pairs.school_miles[0, 0]))
    limit = float(case.pairs.max_school_miles[0, 0])
    return Finding(
        f"{miles} straight-line miles{case.roughly} to the school the child is to keep; {limit:g} is far enough.",
        miles,
        limit,
    )


RULE = Rule(
    "EDU-KEEP",
    "Keep the child's school",
    RuleKind.REMARK,
    (sources.CHILDREN_ACT_1989_S22C_8_B,),
    judge,
    say,
    since=date(2011, 4, 1),
)
