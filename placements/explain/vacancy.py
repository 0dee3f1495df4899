"""One home: which waiting children and sibling groups it suits best, and whom the region's proposal puts there."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from placements.candidates.classes import urgency_of
from placements.candidates.screen import screen
from placements.domain.capacity import holders, offered, still_there
from placements.domain.codes import Outcome, Status
from placements.domain.region import Region
from placements.explain.ring import hold_ends, same_day, whom
from placements.explain.why import known
from placements.optimise.problem import Problem, canonical_children
from placements.optimise.review import Review
from placements.policy.policy import Policy
from placements.rules.catalogue import RULE_OF

SCHEMA = "placements/home/1"


@dataclass(frozen=True)
class Vacancy:
    """What can be said of one home in a week: `to_dict()` is the JSON of `home`."""

    region: Region
    policy: Policy
    home_id: str
    problem: Problem
    review: Review

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/home/1)."""
        region, home = self.region, self.region.home[self.home_id]
        places, ends = offered(region, self.home_id, region.as_of), hold_ends(region, home)
        lives = sum(still_there(r, region.as_of) for r in region.residents_of.get(self.home_id, ()))
        return {
            "schema": SCHEMA,
            "home_id": self.home_id,
            "kind": str(home.kind),
            "authority": home.authority,
            "status": str(home.status),
            "open": home.status is Status.OPEN,
            "whom": whom(region, home),
            "same_day": same_day(region, home, region.as_of),
            "places": home.places,
            "lives_there": lives,
            "offered": places.total,
            "free": places.free,
            "held_for": sorted(holders(region, self.home_id)),
            "hold_ends": None if ends is None else ends.isoformat(),
            "confirmed_on": home.confirmed_on.isoformat() if home.confirmed_on else None,
            "proposed": list(self.review.children_in.get(self.home_id, ())),
            "suits": self.suits(),
            "ruled_out": self.ruled_out(),
        }

    def suits(self) -> list[dict[str, Any]]:
        """Return the children and groups it may be proposed to: most urgent first, then the best fit for them.

        `points` are those of the child it suits least, where it would be several.
        """
        problem, j = self.problem, self.problem.screen.pairs.column.get(self.home_id)
        if j is None:
            return []
        options = problem.options
        rows = [self._suit(int(option)) for option in np.flatnonzero(options.home == j)]
        order = {"overdue": 0, "today": 1, "soon": 2, "later": 3}
        return sorted(
            rows, key=lambda r: (order[r["urgency"]], r["stop_gap"], r["shortfall"], -r["points"], r["children"])
        )

    def _suit(self, option: int) -> dict[str, Any]:
        problem = self.problem
        members = np.flatnonzero(problem.options.option == option)
        pairs = problem.screen.pairs
        rows = problem.options.member[members]
        ids = sorted(pairs.children[i].child_id for i in rows)
        worst = Outcome(int(problem.screen.outcome[rows, problem.options.home[option]].max()))
        return {
            "children": ids,
            "urgency": min(urgency_of(self.region.child[c], self.region.as_of) for c in ids).word,
            "outcome": worst.word,
            "stop_gap": bool(problem.member_below[members].any()),
            "points": int(problem.member_points[members].min()),
            "shortfall": int(problem.shortfall[members].sum()),
            "own_best": any(self.review.best[c].home_id == self.home_id for c in ids if c in self.review.best),
            "proposed_to": self.review.home_of.get(ids[0]),
        }

    def ruled_out(self) -> list[dict[str, Any]]:
        """Return which rules close it, and to how many waiting children."""
        home = self.region.home[self.home_id]
        judged = screen(self.region, self.policy, canonical_children(self.policy, self.region.waiting), (home,),
                        rule_by_rule=True)  # fmt: skip
        counts = {code: int(table.sum()) for code, table in judged.fails.items()}
        return [
            {"rule": code, "title": RULE_OF[code].title, "children": counts[code]}
            for code in sorted(counts, key=lambda code: (-counts[code], code))
        ]


def vacancy(problem: Problem, review: Review, home_id: str) -> Vacancy:
    """Return what can be said of a home; raises UsageError for an id that is not in the region."""
    known("home", home_id, problem.region.home)
    return Vacancy(problem.region, problem.policy, home_id, problem, review)
