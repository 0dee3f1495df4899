"""F-OWNKIDS: children younger than the child placed: a safety plan rules them out, an age gap is preferred.

The plan binds in every kind of home, towards the carers' own children, the residents and whoever is placed there in the
same week; the last is held by `domain.living` and the constraint of the same code. A child of the same age counts as
younger. The preferred gap is towards the carers' own children under 18.
"""

from typing import Any

import numpy.typing as npt

from placements.domain.codes import Outcome
from placements.domain.homes import Home
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope

Array = npt.NDArray[Any]
NOBODY = 99


def _youngest(home: Home) -> int:
    return min((age for age in home.own_children_ages if age < 18), default=NOBODY)


def _younger(pairs: Pairs) -> Array:
    """Whether a younger child lives there already, for the children whose plan forbids it."""
    plan = pairs.facts.of_children("no_younger_children")
    if not plan.yes.any():
        return plan.yes
    own = pairs.of_homes(_youngest, int) <= pairs.age
    result: Array = plan.yes & own | (pairs.living.no_older(pairs.region.no_younger_beside) > 0)
    return result


def judge(pairs: Pairs) -> Judgement:
    """Rule out younger children against a safety plan; remark where the carers' youngest is not older by the gap."""
    plan = pairs.facts.of_children("no_younger_children")
    noted = pairs.of_homes(_youngest, int) < pairs.age + pairs.limit("own_children_gap")
    if not plan.anywhere:
        return Judgement(noted=noted, not_checked=~plan.known)
    unknown = ~plan.known | (pairs.living.of_no_known_age(pairs.region.no_younger_beside) > 0)
    younger = _younger(pairs)
    return Judgement(ruled_out=younger, noted=noted, not_checked=unknown & ~younger)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that a plan forbids it, or how near the ages are."""
    if outcome is Outcome.RULED_OUT:
        return Finding("A safety plan says no younger child may live with the child, and one does.", None, 0)
    gap, youngest = case.policy.limit("own_children_gap", case.child.authority), _youngest(case.home)
    return Finding(
        f"The carers' youngest child is {youngest} and the child {case.age}: a child placed is better the youngest by "
        f"{gap} years.", youngest - case.age, gap,
    )  # fmt: skip


RULE = Rule(
    "F-OWNKIDS", "Younger children in the home", RuleKind.HARD, (local_practice.F_OWNKIDS,), judge, say,
    scope=Scope.SET, local=True, never_unlocked=True, reads=("no_younger_children",),
)  # fmt: skip
