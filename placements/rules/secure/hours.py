"""SEC-72H: without a court's order no more than 72 hours in a secure home in any 28 days."""

from datetime import date
from typing import Any

import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.domain.facts import ENDLESS
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def ordered(pairs: Pairs) -> npt.NDArray[Any]:
    """Return the children for whom a court's order for a secure home still runs on the first night."""
    ends = pairs.facts.of_children("secure_order_ends")
    result: npt.NDArray[Any] = ends.known & (ends.value != ENDLESS.toordinal()) & (ends.value >= pairs.start)
    return result


def judge(pairs: Pairs) -> Judgement:
    """Rule out secure homes once the hours are used up and no order runs; say how many are left before that."""
    secure = pairs.kind(Kind.SECURE)
    used = pairs.facts.of_children("secure_hours_28d")
    without = ~ordered(pairs)
    up = used.known & (used.value >= pairs.number("secure_hours_without_order"))
    return Judgement(
        ruled_out=secure & (without & up), noted=secure & (without & used.known & ~up),
        not_checked=secure & (without & ~used.known),
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how many hours are used."""
    used, most = (
        int(case.pairs.facts.of_children("secure_hours_28d").value[0, 0]),
        case.pairs.number("secure_hours_without_order"),
    )
    said = f"{used} of {most} hours without a court's order are used in these 28 days"
    if outcome is Outcome.RULED_OUT:
        return Finding(f"{said}, and no order is on record for the first night.", used, most)
    who = f"legal team, {case.name_of(case.child.authority)}"
    return Finding(f"{said}: an order is needed before the other {most - used} are.", used, most, None, who)


RULE = Rule(
    "SEC-72H", "Hours in a secure home without an order", RuleKind.HARD, (sources.SECURE_1991_REG_10,), judge, say,
    never_unlocked=True, since=date(1991, 10, 14), reads=("secure_hours_28d", "secure_order_ends"),
)  # fmt: skip
