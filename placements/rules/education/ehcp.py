"""EHCP: a move that would change the school an education, health and care plan names is agreed with the SEND team."""

from datetime import date

import numpy as np

from placements.domain.codes import Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Ask for it where the home is too far from the school; not checked without a row, or without a distance."""
    named = pairs.facts.of_children("ehcp")
    if not named.yes.any():
        return Judgement(not_checked=~named.known)
    return Judgement(
        needs_approval=named.yes & (pairs.school_miles > pairs.max_school_miles),
        not_checked=~named.known | named.yes & np.isnan(pairs.school_miles),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say the distance and who agrees."""
    miles, limit = shown_miles(float(case.pairs.school_miles[0, 0])), float(case.pairs.max_school_miles[0, 0])
    return Finding(
        f"The child's EHC plan names the school, and the home is {miles} miles from it{case.roughly}: what the plan "
        "names would change.", miles, limit, "The SEND team agrees, and the plan is amended.",
        f"special educational needs team, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "EHCP", "What an EHC plan names", RuleKind.APPROVAL, (sources.CFA_2014_EHC, local_practice.EHCP), judge, say,
    opens_with="the SEND team agrees, and the plan is amended", since=date(2014, 9, 1), reads=("ehcp",),
)  # fmt: skip
