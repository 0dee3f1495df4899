"""CH-COND: no new admissions while a restriction or a condition of registration forbids them."""

from placements.domain.codes import Outcome, Status
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out restricted homes."""
    return Judgement(ruled_out=pairs.status(Status.RESTRICTED) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "A restriction is in force: no admissions.", "restricted", "open", "The restriction is lifted.", "Ofsted"
    )


RULE = Rule(
    "CH-COND", "No restriction in force", RuleKind.HARD, (sources.CSA_2000_S13, sources.CSA_2000_S22B), judge, say,
    opens_with="the restriction is lifted",
)  # fmt: skip
