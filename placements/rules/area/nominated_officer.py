"""OOA-NOM: a nominated officer approves a home in an adjoining authority's area."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.area.exempt import exempt
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for the nominated officer outside the area, in an adjoining authority."""
    return Judgement(needs_approval=~pairs.in_area & pairs.adjoining & ~exempt(pairs))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say who approves."""
    home, hers = case.name_of(case.home.authority), case.name_of(case.child.authority)
    return Finding(
        f"{home} adjoins {hers}: a nominated officer approves before the placement takes effect.",
        home, hers, "The nominated officer approves.", f"nominated officer, {hers}",
    )  # fmt: skip


RULE = Rule(
    "OOA-NOM", "Out of area: nominated officer", RuleKind.APPROVAL,
    (sources.CPPCR_2010_REG_11_1_A, sources.CPPCR_2010_REG_11_2), judge, say,
    opens_with="the nominated officer approves",
)  # fmt: skip
