"""K-REG24: an assessed but unapproved connected person needs temporary approval, for up to 16 weeks."""

from datetime import date

from placements.domain.codes import Kind, Outcome, Status
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date, weeks_after


def judge(pairs: Pairs) -> Judgement:
    """Ask for approval where a kinship home is open and no approval reference is recorded."""
    unapproved = pairs.of_homes(lambda h: not h.registration) & pairs.kind(Kind.KINSHIP) & pairs.status(Status.OPEN)
    return Judgement(needs_approval=unapproved & pairs.papers.named)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say until when it would run."""
    weeks = case.pairs.number("reg24_weeks")
    last = shown_date(weeks_after(case.stay.start, weeks))
    return Finding(
        f"The carer is assessed but not approved: temporary approval runs for {weeks} weeks, to {last}.",
        None, weeks, "Temporary approval under regulation 24 is given.",
        f"nominated officer, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "K-REG24", "Temporary approval of kin", RuleKind.APPROVAL, (sources.CPPCR_2010_REG_24, sources.SI_2020_445),
    judge, say,
    opens_with="temporary approval is given", since=date(2011, 4, 1),
)  # fmt: skip
