"""OOA-DCS: the Director of Children's Services approves a home at a distance.

At a distance means outside the area and outside every adjoining authority's; it is not a number of miles.
The director approves instead of, not as well as, the nominated officer.
"""

from datetime import date

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.area.exempt import exempt
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for the director outside the area and outside every adjoining one."""
    return Judgement(needs_approval=~pairs.in_area & ~pairs.adjoining & ~exempt(pairs))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say why it counts as a distance."""
    home, hers = case.name_of(case.home.authority), case.name_of(case.child.authority)
    return Finding(
        f"{home} does not adjoin {hers}, so this is a placement at a distance: the Director of Children's "
        f"Services approves, {home} is consulted and sent the care plan.",
        home, f"{hers} and its neighbours", "The Director of Children's Services approves.",
        f"Director of Children's Services, {hers}",
    )  # fmt: skip


RULE = Rule(
    "OOA-DCS", "At a distance: Director of Children's Services", RuleKind.APPROVAL,
    (sources.CPPCR_2010_REG_11_1_B, sources.CPPCR_2010_REG_11_2), judge, say,
    opens_with="the Director of Children's Services approves", since=date(2014, 1, 27),
)  # fmt: skip
