"""DIST-WANTED: for some children distance is the need, and a home close by is the drawback."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Remark on homes nearer than the far mark for a child who is to live away."""
    return Judgement(noted=pairs.wants_away & (pairs.miles <= pairs.limit("far_miles")))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that this home is near."""
    miles = shown_miles(float(case.pairs.miles[0, 0]))
    limit = float(case.policy.limit("far_miles", case.child.authority))
    return Finding(f"Her plan asks for distance; this home is {miles} miles away{case.roughly}.", miles, limit)


RULE = Rule("DIST-WANTED", "Distance is the need", RuleKind.REMARK, (sources.DISTANCE_REASONS,), judge, say)
