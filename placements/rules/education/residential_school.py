"""RES-SCHOOL-295: a residential school where a child lives more than 295 days a year is registered as a home."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a school that is not registered as a children's home, for a child who would live there for longer."""
    homes, school = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("residential_school")
    registered, nights = pairs.facts.of_homes("registered_as_home"), pairs.facts.of_children("nights_a_year")
    long = nights.value > pairs.number("residential_school_nights")
    unknown = ~school.known | school.yes & ~registered.yes & (~nights.known | long & ~registered.known)
    return Judgement(ruled_out=homes & school.yes & registered.no & long, not_checked=homes & unknown)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how long the stay and the limit are."""
    nights, limit = int(case.figure("nights_a_year")), case.pairs.number("residential_school_nights")
    return Finding(
        f"The child would live {nights} nights a year in a school that is not registered as a children's home; "
        f"more than {limit} are unlawful.", nights, limit, "The school is registered as a children's home.",
        f"Ofsted, and {case.provider}",
    )  # fmt: skip


RULE = Rule(
    "RES-SCHOOL-295", "Residential schools", RuleKind.HARD, (sources.CSA_2000_S1_6,), judge, say,
    opens_with="the school is registered as a children's home", since=date(2002, 4, 1),
    reads=("residential_school", "registered_as_home", "nights_a_year"),
)  # fmt: skip
