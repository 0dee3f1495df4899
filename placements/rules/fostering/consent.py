"""F-CONSENT: every other authority with a child fostered there consents.

The consent of the carer's own service is its answer to an offer: a task, not an outcome.
"""

from datetime import date

from placements.domain.capacity import still_there
from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for consent where another authority's child is fostered; not checked where whose child is not known."""
    fosters = pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    return Judgement(
        needs_approval=fosters & (pairs.living.fostered_by_others > 0),
        not_checked=fosters & (pairs.living.fostered_by_unknown > 0),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Name the authorities to ask."""
    others = sorted({
        case.name_of(r.authority)
        for r in case.region.residents_of.get(case.home.home_id, ())
        if r.authority and r.authority != case.child.authority and r.foster_child is not False
        and still_there(r, case.stay.start)
    })  # fmt: skip
    names = " and ".join(others)
    return Finding(f"{names} already has a child with this carer and has to consent.", len(others), 0,
                   f"{names} consents.", names)  # fmt: skip


RULE = Rule(
    "F-CONSENT", "Consent of other authorities", RuleKind.APPROVAL, (sources.CPPCR_2010_REG_22_CONSENT,), judge, say,
    opens_with="the other authority consents", since=date(2011, 4, 1),
)  # fmt: skip
