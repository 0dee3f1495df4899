"""What every rule says of one child and one home, in words."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.policy.policy import Policy
from placements.rules.catalogue import RULES
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Rule


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
    case = Case(region, policy, region.child[child_id], region.home[home_id])
    return _verdicts(case.pairs, {(0, 0): case})[0, 0]


def judge_pairs(pairs: Pairs) -> dict[tuple[str, str], PairVerdict]:
    """Return every rule's word on each of some pairs, by child and home; the rules are asked once for all of them."""
    cases = {
        (i, j): Case(pairs.region, pairs.policy, child, home)
        for i, child in enumerate(pairs.children) for j, home in enumerate(pairs.homes)
    }  # fmt: skip
    return {(v.child_id, v.home_id): v for v in _verdicts(pairs, cases).values()}


def _verdicts(pairs: Pairs, cases: Mapping[tuple[int, int], Case]) -> dict[tuple[int, int], PairVerdict]:
    found: dict[tuple[int, int], list[Verdict]] = {at: [] for at in cases}
    unchecked: dict[tuple[int, int], list[str]] = {at: [] for at in cases}
    for rule in RULES:
        judged = rule.verdict(pairs)
        said: set[tuple[int, int]] = set()
        for outcome, table in judged.tables().items():
            for at in zip(*(part.tolist() for part in np.nonzero(np.broadcast_to(table, pairs.shape))), strict=True):
                if at not in said:
                    said.add(at)
                    found[at].append(Verdict(rule, outcome, _words(rule, cases[at], outcome)))
        if judged.not_checked is not None:
            for at in np.argwhere(np.broadcast_to(judged.not_checked, pairs.shape)).tolist():
                unchecked[at[0], at[1]].append(rule.code)
    return {
        at: PairVerdict(
            case.child.child_id, case.home.home_id, max((v.outcome for v in found[at]), default=Outcome.AVAILABLE),
            tuple(found[at]), tuple(unchecked[at]),
        )
        for at, case in cases.items()
    }  # fmt: skip


def _words(rule: Rule, case: Case, outcome: Outcome) -> Finding:
    """Return the rule's sentence; where local policy made the rule stricter, the sentence of what it found itself."""
    if case.policy.mode(rule.code) == "default":
        return rule.say(case, outcome)
    own = next((o for o, table in rule.judge(case.pairs).tables().items() if table[0, 0]), outcome)
    finding = rule.say(case, own)
    if outcome is Outcome.NEEDS_APPROVAL and finding.who is None:
        manager = f"service manager, {case.name_of(case.child.authority)}"
        return finding._replace(who=manager, unlock=finding.unlock or "The manager agrees; local policy asks for it.")
    return finding
