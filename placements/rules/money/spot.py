"""SPOT-AUTH: a spot purchase needs whoever holds the budget at that price."""

from placements.domain.codes import ContractKind, Outcome, Solo
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for it on every spot contract."""
    return Judgement(needs_approval=pairs.of_homes(lambda h: h.contract is ContractKind.SPOT) | pairs.none())


def say(case: Case, outcome: Outcome) -> Finding:
    """Say the price and the rung of the ladder."""
    fee, authority = case.home.weekly_fee, case.child.authority
    panel, director = (case.policy.limit(name, authority) for name in ("panel_weekly", "director_weekly"))
    if fee is not None and case.child.solo is Solo.REQUIRED:
        fee *= max(1, int(case.pairs.places.total_at_start[0, 0]))
    if fee is None or fee <= panel:
        role = "budget holder"
    else:
        role = "resources panel" if fee <= director else "Director of Children's Services"
    price = "price not known" if fee is None else f"£{fee:,.0f} a week"
    return Finding(f"A spot purchase, {price}.", None if fee is None else float(fee), float(panel),
                   "The purchase is authorised.", f"{role}, {case.name_of(authority)}")  # fmt: skip


RULE = Rule(
    "SPOT-AUTH", "Spot purchases", RuleKind.APPROVAL, (local_practice.SPOT_AUTH,), judge, say,
    local=True, opens_with="the purchase is authorised",
)  # fmt: skip
