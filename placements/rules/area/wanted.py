"""DIST-WANTED: for some children distance is the need, and a home close by is the drawback.

An authority's own mark for far counts while this is a remark. Where a policy makes more of it, the region's mark
counts: a lower one is stricter for every child but these, and tightening must open nothing.
"""

from typing import Any

from placements.domain.codes import Outcome
from placements.law import sources
from placements.policy.policy import Policy
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles

CODE = "DIST-WANTED"


def _region_counts(policy: Policy) -> bool:
    return CODE in policy.stricter


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes nearer than the far mark for a child who is to live away."""
    mark: Any = float(pairs.policy.limits.far_miles) if _region_counts(pairs.policy) else pairs.limit("far_miles")
    return Judgement(noted=pairs.wants_away & (pairs.miles <= mark))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that this home is near."""
    policy = case.policy
    miles = shown_miles(float(case.pairs.miles[0, 0]))
    own = policy.limit("far_miles", case.child.authority)
    mark = float(policy.limits.far_miles if _region_counts(policy) else own)
    return Finding(f"The child's plan asks for distance; this home is {miles} miles away{case.roughly}.", miles, mark)


RULE = Rule(CODE, "Distance is the need", RuleKind.REMARK, (sources.DISTANCE_REASONS,), judge, say)
