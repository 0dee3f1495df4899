"""KS4: in school years 10 and 11 a nominated officer approves a move that disrupts education."""

from datetime import date

import numpy as np

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Ask for approval where the home is too far from the school for the child to keep it.

    Not checked where no school is recorded or either place is not known.
    """
    in_years = np.isin(pairs.school_year, pairs.number("ks4_years"))
    return Judgement(
        needs_approval=in_years & (pairs.school_miles > pairs.max_school_miles),
        not_checked=in_years & np.isnan(pairs.school_miles),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say year, distance and approver."""
    miles = shown_miles(float(case.pairs.school_miles[0, 0]))
    limit = float(case.pairs.max_school_miles[0, 0])
    return Finding(
        f"School year {case.pairs.school_year[0, 0]}, and {miles} miles from the child's school{case.roughly}: a move "
        "that disrupts the child's education needs a nominated officer's approval.",
        miles, limit, "The nominated officer approves, with an education plan.",
        f"nominated officer, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "KS4", "Exam years: no disruptive move without approval", RuleKind.APPROVAL,
    (sources.CPPCR_2010_REG_10,), judge, say, opens_with="the nominated officer approves", since=date(2011, 4, 1),
)  # fmt: skip
