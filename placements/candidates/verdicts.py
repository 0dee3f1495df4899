"""What every rule says of one child and one home, in words."""

from typing import NamedTuple

from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.policy.policy import Policy
from placements.rules.catalogue import RULES
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
    found: list[Verdict] = []
    unchecked: list[str] = []
    for rule in RULES:
        judged = rule.verdict(case.pairs)
        for outcome, table in judged.tables().items():
            if table[0, 0]:
                found.append(Verdict(rule, outcome, _words(rule, case, outcome)))
                break
        if judged.not_checked is not None and judged.not_checked[0, 0]:
            unchecked.append(rule.code)
    worst = max((v.outcome for v in found), default=Outcome.AVAILABLE)
    return PairVerdict(child_id, home_id, worst, tuple(found), tuple(unchecked))


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
