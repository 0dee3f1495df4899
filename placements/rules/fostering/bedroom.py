"""F-BED: a foster child over three has her own bedroom unless sharing is agreed."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for agreement where a child past the birthday named in the standard would share."""
    age = pairs.number("bedroom_own_over_age")
    over = pairs.start > pairs.birthdays[:, [age]]
    shares = pairs.of_homes(lambda h: h.bedrooms_sharing is True) & pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    return Judgement(needs_approval=over & shares)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that she would share."""
    return Finding(
        "The child would share a bedroom and is over three: each child's authority agrees, after a written assessment.",
        case.age, case.pairs.number("bedroom_own_over_age"), "Sharing is assessed and agreed for this home.",
        f"{case.name_of(case.child.authority)} and the authority of each child sharing",
    )  # fmt: skip


RULE = Rule(
    "F-BED", "Own bedroom", RuleKind.APPROVAL, (sources.FOSTERING_NMS_10_6, local_practice.F_BED),
    judge, say, names_home=True, opens_with="sharing is assessed and agreed for this home",
)  # fmt: skip
