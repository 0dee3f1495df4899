"""BRIDGE: a home until a long-term home that is matched already is ready; the stay ends on that day (`domain.stay`)."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date

UNTIL = "bridging_until"


def judge(pairs: Pairs) -> Judgement:
    """Remark on every home that the stay is a bridge."""
    until = pairs.facts.of_children(UNTIL)
    if not until.anywhere:
        return Judgement(not_checked=~until.known)
    ready = pairs.of_children(lambda c: 0 if c.ends_by is None else c.ends_by.toordinal(), int)
    return Judgement(noted=until.known & (ready > pairs.start) | pairs.none(), not_checked=~until.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say until when."""
    ready = case.child.ends_by or case.stay.end
    return Finding(
        f"A bridge to a long-term home that is ready on {shown_date(ready)}; this stay ends on "
        f"{shown_date(case.stay.end)}.", shown_date(case.stay.end), shown_date(ready), None,
        case.name_of(case.child.authority),
    )  # fmt: skip


RULE = Rule(
    "BRIDGE", "Bridge to a long-term home", RuleKind.REMARK, (sources.LOCAL_PRACTICE_BRIDGE,), judge, say,
    local=True, reads=(UNTIL,),
)  # fmt: skip
