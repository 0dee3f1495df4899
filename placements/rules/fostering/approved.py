"""F-APPROVED: the carer is approved by a fostering service."""

from datetime import date

from placements.domain.codes import Kind, Outcome, Status
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out foster and kinship homes whose approval has ended."""
    fosters = pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    return Judgement(ruled_out=fosters & pairs.status(Status.CLOSED) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that the approval has ended."""
    return Finding(
        "The carer's approval has ended.", "closed", "open", "The carer is approved again.", "fostering panel"
    )


RULE = Rule(
    "F-APPROVED", "Approved foster carer", RuleKind.HARD, (sources.CPPCR_2010_REG_22,), judge, say,
    opens_with="the carer is approved again", since=date(2011, 4, 1),
)  # fmt: skip
