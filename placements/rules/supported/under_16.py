"""SA-U16: nobody under 16 in supported accommodation; no approval lifts it."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import birthday, shown_date


def judge(pairs: Pairs) -> Judgement:
    """Rule it out under 16 at the start."""
    limit = pairs.number("supported_min_age")
    if limit is None:
        return Judgement()
    return Judgement(ruled_out=pairs.kind(Kind.SUPPORTED) & (pairs.age < limit))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say from when it would be lawful."""
    limit = case.pairs.number("supported_min_age")
    day = shown_date(birthday(case.child.date_of_birth, limit))
    return Finding(f"The child is {case.age}; supported accommodation is unlawful until {day}.", case.age, limit)


RULE = Rule(
    "SA-U16", "No under-16s in supported accommodation", RuleKind.HARD, (sources.CPPCR_2010_REG_27A,), judge, say,
    never_unlocked=True, since=date(2021, 9, 9),
)  # fmt: skip
