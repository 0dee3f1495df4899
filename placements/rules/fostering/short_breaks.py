"""F-SHORTBREAK-CARER: a short-break carer's place is for short breaks, and for the nights agreed.

A home is for short breaks where the child's `purpose` is respite; nights are those of the stay.
"""

from datetime import date

from placements.domain.codes import Kind, Outcome, Purpose
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a short-break carer for any other purpose, and for more nights in a row than agreed."""
    families, only = pairs.kind(Kind.FOSTERING, Kind.KINSHIP), pairs.facts.of_homes("short_break_only")
    unchecked = families & ~only.known
    if not only.yes.any():
        return Judgement(not_checked=unchecked)
    most, only_breaks = pairs.facts.of_homes("short_break_nights"), families & only.yes
    respite = pairs.of_children(lambda c: c.purpose is Purpose.RESPITE)
    too_long = (pairs.end - pairs.start) > most.value
    return Judgement(
        ruled_out=only_breaks & (~respite | too_long),
        not_checked=unchecked | only_breaks & respite & ~most.known,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say for what, or for how long, the carer is there."""
    service, nights = "the fostering service and the carer", (case.stay.end - case.stay.start).days
    if case.child.purpose is not Purpose.RESPITE:
        return Finding("The carer takes children for short breaks only.", str(case.child.purpose or "not said"),
                       "respite", "The carer's terms are varied to full-time care.", service)  # fmt: skip
    most = int(case.figure("short_break_nights"))
    return Finding(f"The stay is {nights} nights; the carer takes {most} in a row.", nights, most,
                   "The carer agrees to more nights.", service)  # fmt: skip


RULE = Rule(
    "F-SHORTBREAK-CARER", "Short-break carers", RuleKind.HARD,
    (sources.CPPCR_2010_REG_48, local_practice.F_SHORTBREAK), judge, say,
    opens_with="the carer's terms are varied to full-time care", since=date(2011, 4, 1),
    reads=("short_break_only", "short_break_nights"),
)  # fmt: skip
