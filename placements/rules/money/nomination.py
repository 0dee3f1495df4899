"""NOMINATION: a place others have the right to nominate to has to be released first."""

from placements.domain.codes import ContractKind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for release where her authority is not among those named, shares no contract, or is not a member."""
    sharers: dict[str, set[str]] = {}
    for contract in pairs.region.contracts:
        for home_id in contract.home_ids:
            sharers.setdefault(home_id, set()).update(code for code, _ in contract.shares)
    authorities = sorted({c.authority for c in pairs.children})
    members = {code for code in authorities if pairs.region.is_member(code)}
    table = pairs.none()
    for j, home in enumerate(pairs.homes):
        allowed = set(home.nominated_to)
        if not allowed and home.contract is ContractKind.BLOCK:
            allowed = sharers.get(home.home_id) or members
        elif not allowed:
            continue
        table[:, j] = [c.authority not in allowed for c in pairs.children]
    return Judgement(needs_approval=table)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say whose release is needed."""
    names = " or ".join(case.name_of(code) for code in case.home.nominated_to) or "the lead authority"
    return Finding(f"The place is for others to nominate to; {names} has to release it.", None, None,
                   "The place is released to her authority.", names)  # fmt: skip


RULE = Rule(
    "NOMINATION", "Nomination rights", RuleKind.APPROVAL, (sources.LOCAL_PRACTICE_NOMINATION,), judge, say,
    local=True, opens_with="the place is released",
)  # fmt: skip
