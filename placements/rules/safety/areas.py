"""ZONE-AVOID, said as ZONE-LEAK demands: no sentence gives away an area, a distance or a reason."""

from placements.domain.codes import Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes inside a hard area; a home only roughly located cannot be confirmed against one."""
    bound = pairs.papers.has_safety_area
    inside = pairs.papers.in_safety_area & ~pairs.approximate
    return Judgement(
        ruled_out=inside, cannot_confirm=(bound & pairs.approximate | pairs.papers.unplaced_area) & ~inside
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say only that the rule applies."""
    if outcome is Outcome.CANNOT_CONFIRM:
        return Finding("A safety location rule applies and an exact position is not known.", None, None,
                       "Give the exact position.", "the placing team")  # fmt: skip
    return Finding("A safety location rule applies.")


RULE = Rule("ZONE-AVOID", "Safety areas", RuleKind.HARD, (local_practice.ZONE_AVOID,), judge, say, never_unlocked=True)
