"""Why, or why not, one child in one home: every rule's word, with what was measured and the limit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from placements.candidates.floor import floor_reasons
from placements.candidates.verdicts import PairVerdict, Verdict, judge_pair
from placements.domain.region import Region
from placements.errors import UsageError
from placements.explain.judgement import judgement
from placements.explain.stability import stability
from placements.optimise.costs import full_cost
from placements.optimise.points import plain_points
from placements.policy.policy import Policy
from placements.rules.catalogue import RULE_OF
from placements.rules.columns.papers import approval_valid
from placements.rules.rule import Case
from placements.rules.unrecorded import by_person, missing
from placements.units import pounds, shown_miles

SCHEMA = "placements/why/1"


@dataclass(frozen=True)
class Explanation:
    """Every rule's word on a pair. `to_dict()` is the JSON of `why`."""

    case: Case
    verdict: PairVerdict
    below_floor: tuple[str, ...]
    compare: Callable[[str, str], dict[str, Any]]
    """Solves the region with a pair forced; only asked where the pair may be proposed."""

    @cached_property
    def forced(self) -> dict[str, Any] | None:
        """What insisting on the pair would do; None where it may not be proposed, or she is not in the match."""
        if not self.verdict.outcome.may_be_proposed or self.case.child.child_id not in self.case.region.group_of:
            return None
        return self.compare(self.verdict.child_id, self.verdict.home_id)

    @cached_property
    def stability(self) -> dict[str, Any] | None:
        """How firmly this home stands before or after the best other one; None where it may not be proposed."""
        lawful, case = self.verdict.outcome.may_be_proposed, self.case
        return stability(case) if lawful and case.child.child_id in case.region.group_of else None

    @property
    def may_open(self) -> bool:
        """Whether anything could open the pair: every failing rule has an unlock."""
        return all(verdict.unlock for verdict in self.verdict.failing)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/why/1)."""
        forced = self.forced
        case, far = self.case, float(self.case.pairs.miles[0, 0])
        points = plain_points(case, frozenset()) if case.child.child_id in case.region.group_of else ()
        return {
            "schema": SCHEMA,
            "child_id": self.verdict.child_id,
            "home_id": self.verdict.home_id,
            "outcome": self.verdict.outcome.word,
            "rules": [_word(v) for v in sorted(self.verdict.verdicts, key=lambda v: -v.outcome)],
            "forced": forced if forced and "levels" in forced else None,
            "not_forced": forced["not_forced"] if forced and "not_forced" in forced else None,
            "may_open": self.may_open,
            "settled": case.child.settled,
            "below_floor": list(self.below_floor),
            "not_checked": list(self.verdict.not_checked),
            "not_recorded": self._not_recorded(),
            "miles": None if far != far else shown_miles(far),
            "weekly_cost": pounds(full_cost(case.region, case.child, case.home)),
            "starts": case.stay.start.isoformat(),
            "points_alone": sum(part.points for part in points),
            "criteria": [part._asdict() for part in points],
            "stability": self.stability,
            "approvals_on_record": self._on_record(),
            "judgement": judgement(case.policy, case.child.child_id),
        }

    def _not_recorded(self) -> list[dict[str, Any]]:
        """Return what would have to be recorded for every rule to be checked: who knows, what, and which rules."""
        found = [
            (item, code) for code in self.verdict.not_checked
            for item in missing(RULE_OF[code], lambda name: self.case.fact(name) is not None)
        ]  # fmt: skip
        return [
            {"who": who, "what": what, "rules": rules}
            for who, asked in by_person(found).items() for what, rules in asked.items()
        ]  # fmt: skip

    def _on_record(self) -> list[dict[str, Any]]:
        """Return the approvals on record for her that name this home or none, and whether each counts."""
        case = self.case
        return [
            {"rule": a.kind, "counts": approval_valid(a, case.region, case.stay),
             "expires_on": a.expires_on.isoformat() if a.expires_on else None}
            for a in case.region.approvals_of.get(case.child.child_id, ())
            if a.home_id in (None, case.home.home_id)
        ]  # fmt: skip


def _word(verdict: Verdict) -> dict[str, Any]:
    finding = verdict.finding
    return {
        "rule": verdict.rule.code,
        "outcome": verdict.outcome.word,
        "sentence": finding.sentence,
        "measured": finding.measured,
        "limit": finding.limit,
        "unlock": verdict.unlock,
        "who": finding.who,
        "title": verdict.rule.title,
    }


def known(kind: str, wanted: str, ids: Iterable[str]) -> str:
    """Return an id that is in the region; raises UsageError naming the nearest that is."""
    if wanted in ids:
        return wanted
    folded = {name.casefold(): name for name in ids}
    near = get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.5)
    hint = f" Maybe {folded[near[0]]}?" if near else ""
    raise UsageError(f"There is no {kind} {wanted[:40]} in the region.{hint}")


def explain_pair(
    region: Region, policy: Policy, child_id: str, home_id: str, compare: Callable[[str, str], dict[str, Any]]
) -> Explanation:
    """Return why; raises UsageError for an id that is not in the region."""
    child, home = region.child[known("child", child_id, region.child)], region.home[known("home", home_id, region.home)]
    case = Case(region, policy, child, home)
    return Explanation(case, judge_pair(region, policy, child_id, home_id), tuple(floor_reasons(case)), compare)
