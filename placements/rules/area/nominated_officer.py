"""OOA-NOM: a nominated officer approves a home in an adjoining authority's area."""

from datetime import date

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.area.exempt import exempt
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

DIRECTOR_SINCE = date(2014, 1, 27)
"""Before this day the nominated officer approved homes at a distance as well (SI 2013/3239)."""


def judge(pairs: Pairs) -> Judgement:
    """Ask for the nominated officer outside the area; since the director approves at a distance, only next door."""
    alone = pairs.region.as_of < DIRECTOR_SINCE
    return Judgement(needs_approval=~pairs.in_area & (pairs.adjoining | alone) & ~exempt(pairs))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say who approves."""
    home, hers = case.name_of(case.home.authority), case.name_of(case.child.authority)
    lies = "adjoins" if case.pairs.adjoining[0, 0] else "is outside"
    return Finding(
        f"{home} {lies} {hers}: a nominated officer approves before the placement takes effect.",
        home, hers, "The nominated officer approves.", f"nominated officer, {hers}",
    )  # fmt: skip


RULE = Rule(
    "OOA-NOM", "Out of area: nominated officer", RuleKind.APPROVAL,
    (sources.CPPCR_2010_REG_11_1_A, sources.CPPCR_2010_REG_11_2), judge, say,
    opens_with="the nominated officer approves", since=date(2011, 4, 1),
)  # fmt: skip
