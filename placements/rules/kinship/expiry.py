"""K-EXPIRE: a temporary approval that runs out without full approval ends the placement.

The last lawful day is the end of the approval, or of the one extension that can still be had (K-REG25). A stay that
begins after it is ruled out; one that passes it needs full approval before that day.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.domain.facts import ENDLESS
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date

Array = npt.NDArray[Any]
DAYS_A_WEEK = 7


def ends(pairs: Pairs) -> tuple[Array, Array, Array]:
    """Return, by home, the day a temporary approval ends, the last day an extension could reach, and where known."""
    said, extended = (pairs.facts.of_homes(f"temporary_approval_{word}") for word in ("ends", "extended"))
    kin = pairs.kind(Kind.KINSHIP) & said.known & (said.value < ENDLESS.toordinal())
    may_extend = ~extended.yes & (said.value >= pairs.region.as_of.toordinal())
    last = said.value + np.where(may_extend, DAYS_A_WEEK * pairs.number("reg25_weeks"), 0)
    return said.value, last, kin


def judge(pairs: Pairs) -> Judgement:
    """Rule out a stay that begins after the last lawful day; one that passes it needs full approval before."""
    said = pairs.facts.of_homes("temporary_approval_ends")
    unchecked = pairs.kind(Kind.KINSHIP) & ~said.known & pairs.papers.named
    if not said.anywhere:
        return Judgement(not_checked=unchecked)
    _, last, kin = ends(pairs)
    return Judgement(
        ruled_out=kin & (pairs.start > last),
        needs_approval=kin & (pairs.start <= last) & (pairs.end - 1 > last),
        not_checked=unchecked,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say when it ran or runs out."""
    last = date.fromordinal(int(ends(case.pairs)[1][0, 0]))
    day = shown_date(last)
    if outcome is Outcome.RULED_OUT:
        return Finding(
            f"The carer's temporary approval cannot run past {day}, and the stay begins after it.",
            shown_date(case.stay.start), day, "The carer is fully approved.", "fostering panel",
        )  # fmt: skip
    return Finding(
        f"The carer's temporary approval cannot run past {day}: without full approval the child has to leave then.",
        shown_date(case.stay.end - timedelta(1)), day, f"The carer is fully approved by {day}.",
        f"fostering panel and agency decision maker, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "K-EXPIRE", "End of a temporary approval", RuleKind.HARD, (sources.CPPCR_2010_REG_25,), judge, say,
    opens_with="the carer is fully approved", since=date(2011, 4, 1),
    reads=("temporary_approval_ends", "temporary_approval_extended"),
)  # fmt: skip
