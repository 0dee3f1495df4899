"""DIST-LOCAL: beyond an authority's own mark a head of service agrees; where it has none, nothing is asked."""

import numpy as np

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Ask for it beyond the mark; where there is a mark and no distance the rule is not checked."""
    mark = pairs.limit("approval_miles")
    if np.isnan(mark).all():
        return Judgement()
    return Judgement(needs_approval=pairs.miles > mark, not_checked=~np.isnan(mark) & np.isnan(pairs.miles))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how far, and the mark."""
    miles = shown_miles(float(case.pairs.miles[0, 0]))
    mark = case.policy.limit("approval_miles", case.child.authority)
    authority = case.name_of(case.child.authority)
    return Finding(
        f"{miles} straight-line miles from home{case.roughly}, over the {mark:f}-mile mark of {authority}.",
        miles, float(mark), "The head of service agrees.", f"head of service, {authority}",
    )  # fmt: skip


RULE = Rule(
    "DIST-LOCAL", "Over the authority's own distance mark", RuleKind.APPROVAL, (sources.LOCAL_PRACTICE_DIST_LOCAL,),
    judge, say, local=True, opens_with="the head of service agrees",
)  # fmt: skip
