"""NOMINATION: a place others have the right to nominate to has to be released first."""

import numpy as np

from placements.domain.codes import ContractKind, Outcome
from placements.domain.region import Region
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def _sharers(region: Region) -> dict[str, set[str]]:
    """Return the authorities that share each home's contract."""
    found: dict[str, set[str]] = {}
    for contract in region.contracts:
        for home_id in contract.home_ids:
            found.setdefault(home_id, set()).update(code for code, _ in contract.shares)
    return found


def judge(pairs: Pairs) -> Judgement:
    """Ask for release where the child's authority is not among those named, shares no contract, or is not a member."""
    sharers = _sharers(pairs.region)
    members = {c.authority for c in pairs.children if pairs.region.is_member(c.authority)}
    table = pairs.none()
    limited = pairs.of_homes(lambda h: bool(h.nominated_to) or h.contract is ContractKind.BLOCK)
    for j in np.flatnonzero(limited[0]).tolist():
        home = pairs.homes[j]
        allowed = set(home.nominated_to) or sharers.get(home.home_id) or members
        table[:, j] = [c.authority not in allowed for c in pairs.children]
    return Judgement(needs_approval=table)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say whose release is needed."""
    owners = case.home.nominated_to or tuple(sorted(_sharers(case.region).get(case.home.home_id, ())))
    names = " or ".join(case.name_of(code) for code in owners) or "the lead authority"
    return Finding(f"The place is for others to nominate to; {names} has to release it.", None, None,
                   "The place is released to the child's authority.", names)  # fmt: skip


RULE = Rule(
    "NOMINATION", "Nomination rights", RuleKind.APPROVAL, (local_practice.NOMINATION,), judge, say,
    local=True, opens_with="the place is released",
)  # fmt: skip
