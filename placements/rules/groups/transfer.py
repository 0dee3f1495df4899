"""UASC-NTS: the transfer of an unaccompanied child takes effect within ten working days of being agreed.

`authority` is the one responsible from the transfer on, for which the home is looked for; a fact names the one before.
"""

from datetime import date

from placements.domain.children import Child
from placements.domain.codes import Outcome, Purpose
from placements.domain.facts import ENDLESS
from placements.domain.region import Region
from placements.law import sources
from placements.law.parameters_on import parameter
from placements.law.working_days import working_day_after
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date

AGREED, BEFORE = "transfer_agreed_on", "transfer_from"


def transfers(child: Child) -> bool:
    """Whether a home is looked for because an unaccompanied child moves to another authority's care."""
    return child.uasc is True and child.purpose is Purpose.TRANSFER


def transfer_by(region: Region, child: Child) -> date | None:
    """Return the day a transfer takes effect at the latest; None for other searches, or where no day is known."""
    if not transfers(child):
        return None
    agreed = region.fact_of.get(AGREED, {}).get(child.child_id)
    days = parameter("uasc_transfer_working_days", region.as_of)
    if not isinstance(agreed, date) or agreed == ENDLESS or days is None:
        return None
    return working_day_after(agreed, days)


def transfer_words(region: Region, child: Child, by: date) -> str:
    """Return the transfer's last day, and who is responsible before and after it."""
    codes = region.fact_of.get(BEFORE, {}).get(child.child_id)
    names = [_name(region, str(code)) for code in sorted(codes)] if isinstance(codes, frozenset) else []
    before = f"{' and '.join(names)} until then, {_name(region, child.authority)} from then on"
    after = f"{_name(region, child.authority)} from then on"
    return f"The transfer takes effect by {shown_date(by)}; responsible is {before if names else after}."


def _name(region: Region, code: str) -> str:
    known = region.authority.get(code)
    return known.name if known else code


def judge(pairs: Pairs) -> Judgement:
    """Remark on every home when the transfer is due."""
    moving = pairs.of_children(transfers)
    if not moving.any():
        return Judgement()
    dated = pairs.of_children(lambda c: transfer_by(pairs.region, c) is not None)
    return Judgement(noted=dated | pairs.none(), not_checked=moving & ~dated)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say when, who is responsible, and whether this stay starts too late."""
    by = transfer_by(case.region, case.child) or case.region.as_of
    late = f" This stay starts after that, on {shown_date(case.stay.start)}." if case.stay.start > by else ""
    return Finding(
        transfer_words(case.region, case.child, by) + late, shown_date(case.stay.start), shown_date(by), None,
        case.name_of(case.child.authority),
    )  # fmt: skip


RULE = Rule(
    "UASC-NTS", "Transfer between authorities", RuleKind.REMARK,
    (sources.NTS_PROTOCOL, sources.UASC_NTS_TEN_DAYS), judge, say, since=date(2021, 12, 14),
    reads=(AGREED, BEFORE),
)  # fmt: skip
