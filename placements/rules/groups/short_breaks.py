"""SB-SERIES: short breaks from a parent's home: 17 days each, 75 in twelve months, for a child not in care.

Beyond either the break is no short break, and the whole of the Care Planning Regulations applies to it.
"""

from datetime import date

from placements.domain.children import Child
from placements.domain.codes import CARE_ORDERS, Outcome, Purpose
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

USED = "short_break_days_12m"


def in_a_series(child: Child) -> bool:
    """Whether a search is for a break from a parent's home: respite, no current home, and not under a care order."""
    return child.purpose is Purpose.RESPITE and not child.current_home_id and child.legal_status not in CARE_ORDERS


def judge(pairs: Pairs) -> Judgement:
    """Rule out a break longer than the regulations allow, or that would use up more than the year's days."""
    breaks = pairs.of_children(in_a_series)
    if not breaks.any():
        return Judgement()
    used, days = pairs.facts.of_children(USED), pairs.end - pairs.start
    over = (days > pairs.number("short_break_days")) | (used.value + days > pairs.number("short_break_days_a_year"))
    return Judgement(ruled_out=breaks & used.known & over | pairs.none(), not_checked=breaks & ~used.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how long the break is and how many days are left."""
    used = int(case.pairs.facts.of_children(USED).value[0, 0])
    days = (case.stay.end - case.stay.start).days
    each, year = case.pairs.number("short_break_days"), case.pairs.number("short_break_days_a_year")
    left = max(0, min(each, year - used))
    shorter = f"A break of at most {left} days, or a" if left else "A"
    words = f"is {days} days, over the {each} of one" if days > each else f"of {days} days would make {used + days}"
    limit = each if days > each else year
    tail = "" if days > each else f" in twelve months, over {year}"
    return Finding(
        f"The short break {words}{tail}.", days if days > each else used + days, limit,
        f"{shorter} full care plan for the stay.", "the social worker",
    )  # fmt: skip


RULE = Rule(
    "SB-SERIES", "Days of short breaks", RuleKind.HARD, (sources.CPPCR_2010_REG_48,), judge, say,
    opens_with="a shorter break, or a full care plan for the stay", since=date(2011, 4, 1), reads=(USED,),
)  # fmt: skip
