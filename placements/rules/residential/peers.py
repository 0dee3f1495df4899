"""CH-PEER: children who must not live together, and children who may live only with older or younger ones."""

from typing import Any

import numpy.typing as npt

from placements.domain.codes import Alongside, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope

Array = npt.NDArray[Any]


def _own_children(pairs: Pairs) -> Array:
    """Whether the carers' own children are of an age the child may not live with (the same age counts as wrong)."""
    only_older = pairs.of_children(lambda c: c.alongside is Alongside.ONLY_OLDER)
    only_younger = pairs.of_children(lambda c: c.alongside is Alongside.ONLY_YOUNGER)
    youngest = pairs.of_homes(lambda h: min(h.own_children_ages, default=99), int)
    oldest = pairs.of_homes(lambda h: max(h.own_children_ages, default=-1), int)
    result: Array = only_older & (youngest <= pairs.age) | only_younger & (oldest >= pairs.age)
    return result


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes the child is kept from; ages that are not recorded are not checked."""
    wrong_age = pairs.living.wrong_age > 0
    return Judgement(
        ruled_out=pairs.papers.kept_apart | wrong_age | _own_children(pairs),
        not_checked=pairs.living.unknown_age > 0,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that the rule applies, and never who or why."""
    if bool(case.pairs.papers.kept_apart[0, 0]):
        return Finding("A restriction on who may live together applies here.")
    return Finding("Somebody living there is of an age the child may not live with.", None, str(case.child.alongside),
                   "A home where everybody is of the right age.", "the commissioning team")  # fmt: skip


RULE = Rule(
    "CH-PEER", "Who may live together", RuleKind.HARD, (sources.CHR_2015_REG_12, local_practice.CH_PEER),
    judge, say, scope=Scope.SET, never_unlocked=True,
)  # fmt: skip
