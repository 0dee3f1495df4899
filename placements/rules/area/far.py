"""DIST-20: report homes more than 20 straight-line miles from hers, the statutory return's comparator."""

import numpy as np

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes over 20 miles away; where there is no distance the rule is not checked."""
    mark = pairs.number("dfe_far_miles")
    if mark is None:
        return Judgement()
    return Judgement(noted=pairs.miles > mark, not_checked=np.isnan(pairs.miles))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how far."""
    miles = shown_miles(float(case.pairs.miles[0, 0]))
    limit = case.pairs.number("dfe_far_miles")
    return Finding(
        f"{miles} straight-line miles from home{case.roughly}, over the national {limit}-mile mark.", miles, limit
    )


RULE = Rule("DIST-20", "Over 20 miles from home", RuleKind.REMARK, (sources.DFE_903_DISTANCE,), judge, say)
