"""DOL-COURT: a child is deprived of liberty outside a secure home only while the High Court authorises it."""

from datetime import date

import numpy as np

from placements.domain.codes import Outcome
from placements.domain.facts import ENDLESS
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date


def judge(pairs: Pairs) -> Judgement:
    """Ask the court where the authorisation ends before the stay does, or none is in force."""
    order = pairs.of_children(lambda c: c.dolo is True)
    ends = pairs.facts.of_children("dolo_ends")
    short = (ends.value < pairs.end) | (ends.value == ENDLESS.toordinal())
    everywhere = np.ones((1, len(pairs.homes)), dtype=bool)
    return Judgement(needs_approval=(order & ends.known & short) & everywhere, not_checked=order & ~ends.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say until when it runs."""
    ends = date.fromordinal(int(case.pairs.facts.of_children("dolo_ends").value[0, 0]))
    leaves = shown_date(case.stay.end)
    who = f"High Court, {case.name_of(case.child.authority)}"
    if ends == ENDLESS:
        return Finding("No authorisation of the High Court is on record.", None, leaves, None, who)
    over = ends < case.region.as_of
    said = f"ended on {shown_date(ends)}" if over else f"ends on {shown_date(ends)}, before the stay does ({leaves})"
    return Finding(
        f"The High Court's authorisation {said}: the court is asked again {'first' if over else 'before that day'}.",
        shown_date(ends), leaves, None, who,
    )  # fmt: skip


RULE = Rule(
    "DOL-COURT", "Authorised by the High Court", RuleKind.APPROVAL,
    (sources.T_2021_UKSC_35, sources.CWSA_2026_S13), judge, say, never_unlocked=True, reads=("dolo_ends",),
)  # fmt: skip
