"""OOA-EXEMPT: no out-of-area approval for a connected person, or for the authority's own foster carer."""

from datetime import date
from typing import Any

import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def exempt(pairs: Pairs) -> npt.NDArray[Any]:
    """Return the pairs regulation 11 leaves out; an agency's carer is not among them."""
    result: npt.NDArray[Any] = pairs.kind(Kind.KINSHIP) | pairs.kind(Kind.FOSTERING) & pairs.own_service
    return result


def judge(pairs: Pairs) -> Judgement:
    """Remark where the exemption is what makes an approval unnecessary."""
    return Judgement(noted=~pairs.in_area & exempt(pairs))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which exemption, and what remains to be done."""
    who = "a connected person" if case.home.kind is Kind.KINSHIP else "the authority's own foster carer"
    return Finding(
        f"Outside the area, but with {who}: no approval under regulation 11 is needed; "
        f"notice to {case.name_of(case.home.authority)} still is."
    )


RULE = Rule(
    "OOA-EXEMPT",
    "Out of area without approval",
    RuleKind.REMARK,
    (sources.CPPCR_2010_REG_11_4,),
    judge,
    say,
    since=date(2011, 4, 1),
)
