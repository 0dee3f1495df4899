"""What every rule says of one child and one home, in words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.policy.policy import Policy
from placements.rules.catalogue import RULES
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Rule

JUDGED = "judged"
"""Where a case keeps its verdict."""


class Verdict(NamedTuple):
    """One rule's word on a pair."""

    rule: Rule
    outcome: Outcome
    finding: Finding

    @property
    def unlock(self) -> str | None:
        """What would open it, unless the rule is never to be unlocked."""
        return None if self.rule.never_unlocked else self.finding.unlock


class PairVerdict(NamedTuple):
    """All rules' words on a pair; `outcome` is the worst."""

    child_id: str
    home_id: str
    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    not_checked: tuple[str, ...]

    def of(self, outcome: Outcome) -> list[Verdict]:
        """Return the words with one outcome."""
        return [v for v in self.verdicts if v.outcome is outcome]

    @property
    def failing(self) -> list[Verdict]:
        """The rules that keep the pair from being proposed."""
        return [v for v in self.verdicts if not v.outcome.may_be_proposed]


def judge_pair(region: Region, policy: Policy, child_id: str, home_id: str) -> PairVerdict:
    """Return every rule's word on a pair; `available` with a sentence is a remark."""
    return verdict_of(Case(region, policy, region.child[child_id], region.home[home_id]))


def judged_cases(pairs: Pairs) -> dict[tuple[str, str], Case]:
    """Return each of some pairs by child and home, judged; the rules are asked once for all of them."""
    return judged(pairs, [(c.child_id, h.home_id) for c in pairs.children for h in pairs.homes])


def judge_all(region: Region, policy: Policy, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Case]:
    """Return the pairs wanted, as child and home, judged; the rules are asked once for all of them."""
    ids = list(wanted)
    children = tuple(region.child[c] for c in dict.fromkeys(c for c, _ in ids))
    homes = tuple(region.home[h] for h in dict.fromkeys(h for _, h in ids))
    return judged(Pairs(region, policy, children, homes), ids)


def judged(pairs: Pairs, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Case]:
    """Return some of the pairs, judged."""
    cases = {
        (pairs.row[c], pairs.column[h]): Case(
            pairs.region, pairs.policy, pairs.children[pairs.row[c]], pairs.homes[pairs.column[h]]
        )
        for c, h in wanted
    }
    _verdicts(pairs, cases)
    return {(case.child.child_id, case.home.home_id): case for case in cases.values()}


def _verdicts(pairs: Pairs, cases: Mapping[tuple[int, int], Case]) -> dict[tuple[int, int], PairVerdict]:
    found: dict[tuple[int, int], list[Verdict]] = {at: [] for at in cases}
    unchecked: dict[tuple[int, int], list[str]] = {at: [] for at in cases}
    places = list(cases)
    asked = tuple(np.array(places, dtype=np.int64).reshape(-1, 2).T)
    for rule in RULES:
        judged = rule.verdict(pairs)
        said: set[tuple[int, int]] = set()
        for outcome, table in judged.tables().items():
            for k in np.flatnonzero(np.broadcast_to(table, pairs.shape)[asked]).tolist():
                at = places[k]
                if at not in said:
                    said.add(at)
                    found[at].append(Verdict(rule, outcome, _words(rule, cases[at], outcome)))
        if judged.not_checked is not None:
            for k in np.flatnonzero(np.broadcast_to(judged.not_checked, pairs.shape)[asked]).tolist():
                unchecked[places[k]].append(rule.code)
    for at, case in cases.items():
        worst = max((v.outcome for v in found[at]), default=Outcome.AVAILABLE)
        case.__dict__[JUDGED] = PairVerdict(
            case.child.child_id, case.home.home_id, worst, tuple(found[at]), tuple(unchecked[at])
        )
    return {at: case.__dict__[JUDGED] for at, case in cases.items()}


def verdict_of(case: Case) -> PairVerdict:
    """Return every rule's word on a case; it is judged once."""
    if JUDGED not in case.__dict__:
        _verdicts(case.pairs, {(0, 0): case})
    found: PairVerdict = case.__dict__[JUDGED]
    return found


def _words(rule: Rule, case: Case, outcome: Outcome) -> Finding:
    """Return the rule's sentence; where local policy made the rule stricter, the sentence of what it found itself."""
    if case.policy.mode(rule.code, case.child.authority) == "default":
        return rule.say(case, outcome)
    own = next((o for o, table in rule.judge(case.pairs).tables().items() if table[0, 0]), outcome)
    finding = rule.say(case, own)
    if outcome is Outcome.NEEDS_APPROVAL and finding.who is None:
        manager = f"service manager, {case.name_of(case.child.authority)}"
        return finding._replace(who=manager, unlock=finding.unlock or "The manager agrees; local policy asks for it.")
    if outcome is Outcome.RULED_OUT and own in (Outcome.AVAILABLE, Outcome.NEEDS_APPROVAL):
        return finding._replace(sentence=f"{finding.sentence} {_whose(rule, case)} policy closes it.", unlock=None,
                                who=None)  # fmt: skip
    return finding


def _whose(rule: Rule, case: Case) -> str:
    """Return whose policy is as strict as this, as a sentence begins with it."""
    by_region = case.policy.mode(rule.code, "") == case.policy.mode(rule.code, case.child.authority)
    return "The region's" if by_region else f"{case.name_of(case.child.authority)}'s"
