"""REUNIFY: where a return home is planned, a short stay near home is preferred."""

from datetime import date

from placements.domain.codes import Outcome
from placements.domain.facts import ENDLESS
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date, shown_miles

PLANNED = "return_home_planned"


def judge(pairs: Pairs) -> Judgement:
    """Remark on every home, with how near it is."""
    planned = pairs.facts.of_children(PLANNED)
    if not planned.anywhere:
        return Judgement(not_checked=~planned.known)
    day = planned.known & (planned.value != ENDLESS.toordinal())
    return Judgement(noted=day | pairs.none(), not_checked=~planned.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say when the return is planned and how far the home is."""
    day = shown_date(date.fromordinal(int(case.pairs.facts.of_children(PLANNED).value[0, 0])))
    far = float(case.pairs.miles[0, 0])
    here = "" if far != far else f"; this one is {shown_miles(far)} straight-line miles away{case.roughly}"
    return Finding(
        f"A return home is planned for {day}: a short stay near home is preferred{here}.",
        None if far != far else shown_miles(far), None, None, "the social worker",
    )  # fmt: skip


RULE = Rule(
    "REUNIFY", "A return home is planned", RuleKind.REMARK, (sources.CCN_NEWTON_2022,), judge, say,
    reads=(PLANNED,),
)  # fmt: skip
