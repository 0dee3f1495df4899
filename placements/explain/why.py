"""Why, or why not, one child in one home: every rule's word, with what was measured and the limit."""

from dataclasses import dataclass
from typing import Any

from placements.candidates.floor import floor_reasons
from placements.candidates.verdicts import PairVerdict, judge_pair
from placements.domain.region import Region
from placements.errors import UsageError
from placements.policy.policy import Policy
from placements.rules.rule import Case

SCHEMA = "placements/why/1"


@dataclass(frozen=True)
class Explanation:
    """Every rule's word on a pair. `to_dict()` is the JSON of `why`."""

    verdict: PairVerdict
    below_floor: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/why/1); `forced` is null until the comparison is built."""
        return {
            "schema": SCHEMA,
            "child_id": self.verdict.child_id,
            "home_id": self.verdict.home_id,
            "outcome": self.verdict.outcome.word,
            "rules": [
                {
                    "rule": v.rule.code,
                    "outcome": v.outcome.word,
                    "sentence": v.finding.sentence,
                    "measured": v.finding.measured,
                    "limit": v.finding.limit,
                    "unlock": v.unlock,
                    "who": v.finding.who,
                    "title": v.rule.title,
                }
                for v in sorted(self.verdict.verdicts, key=lambda v: -v.outcome)
            ],
            "forced": None,
            "below_floor": list(self.below_floor),
            "not_checked": list(self.verdict.not_checked),
        }


def explain_pair(region: Region, policy: Policy, child_id: str, home_id: str) -> Explanation:
    """Return why; raises UsageError for an id that is not in the region."""
    if child_id not in region.child:
        raise UsageError("There is no such child in children.csv. Maybe the id is misspelt.")
    if home_id not in region.home:
        raise UsageError("There is no such home in homes.csv. Maybe the id is misspelt.")
    case = Case(region, policy, region.child[child_id], region.home[home_id])
    return Explanation(judge_pair(region, policy, child_id, home_id), tuple(floor_reasons(case)))
