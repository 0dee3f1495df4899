"""The result of a match: the proposal, its proof, and everything the reports say."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from placements.explain.areas import areas, homes_named
from placements.explain.calls import calls
from placements.explain.capacity import capacity
from placements.explain.connections import chains, components, graph
from placements.explain.decisions import decisions
from placements.explain.insisting import own_bests
from placements.explain.placed import placed
from placements.explain.tonight_region import tonight
from placements.explain.unlocks import sought_for, wide_screen
from placements.explain.unplaced import unplaced
from placements.explain.vacancies import vacancy_ages
from placements.explain.version import program_version
from placements.optimise.calls import best_calls
from placements.optimise.forced import Insistence
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.optimise.solve import Solution

SCHEMA = "placements/match/1"


@dataclass(frozen=True)
class MatchResult:
    """A checked proposal. `to_dict()` is the JSON of `match`; nothing in it depends on clock or machine."""

    problem: Problem
    solution: Solution
    review: Review
    seconds: float = 120.0
    """How long the comparisons with each child's own best home may take."""
    progress: Callable[[str], None] = field(default=lambda text: None, repr=False)

    @property
    def home_of(self) -> dict[str, str]:
        """The proposal as child -> home."""
        return self.solution.home_of

    @property
    def values(self) -> dict[str, int]:
        """The value of every level."""
        return {level.name: level.value for level in self.solution.levels}

    @cached_property
    def insistence(self) -> Insistence:
        """What solves the region again with a pair forced."""
        return Insistence(self.problem, self.solution)

    @cached_property
    def own_bests(self) -> dict[str, dict[str, Any]]:
        """Each placed child's own best home, and what insisting on it would do."""
        return own_bests(self.insistence, self.review, self.seconds)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/match/1)."""
        return deepcopy(self._document)

    @cached_property
    def _document(self) -> dict[str, Any]:
        region, review = self.problem.region, self.review
        rows = {c.child_id: i for i, c in enumerate(self.problem.screen.pairs.children)}
        with ThreadPoolExecutor(max_workers=1) as beside:
            comparing = beside.submit(lambda: self.own_bests)
            without = self._without(rows)
            self.progress("Looking for the calls that would place most children")
            rung = calls(region, self.problem.policy, best_calls(self.problem))
            self.progress("Tonight's ring lists")
            pressing = tonight(self.problem, review)
            self.progress("Comparing with each child's own best home")
            own_best = comparing.result()
        links = graph(self.problem)
        document = {
            "schema": SCHEMA,
            "region": region.name,
            "as_of": region.as_of.isoformat(),
            "inputs": region.inputs,
            "policy": self.problem.policy.digest,
            "version": program_version(),
            "solver": {"status": "optimal" if self.solution.proven else "feasible"},
            "levels": [level.to_dict() for level in self.solution.levels],
            "placements": [placed(review, p, own_best[p.child_id]) for p in review.placements.values()],
            "unplaced": without,
            "decisions": [d.to_dict() for d in decisions(self.problem, review, without)],
            "not_checked": [
                {"rule": rule, "pairs": count} for rule, count in sorted(self.problem.screen.not_checked.items())
            ],
            "settled": sorted(c.child_id for c in region.children if c.settled),
            "capacity": capacity(review),
            "vacancy_ages": vacancy_ages(region),
            "connections": {
                "components": components(links),
                "chains": chains(review, links, [entry["child_id"] for entry in without]),
            },
            "classes": {c: review.urgency[c].word for c in sorted(rows)},
            "authorities": {code: a.name for code, a in sorted(region.authority.items())},
            "calls": rung,
            "tonight": pressing,
            "areas": areas(review),
        }
        document["homes"] = homes_named(document, review)
        return document

    def _without(self, rows: dict[str, int]) -> list[dict[str, Any]]:
        """Return the children without a home, judged against every home and not only those that offer a place."""
        region, ids = self.problem.region, [c for c in sorted(rows) if c not in self.home_of]
        judged = sorted({other for c in ids for other in sought_for(region, c)})
        wide = wide_screen(region, self.problem.policy, judged)
        return [unplaced(self.problem, wide, self.review, rows[c]) for c in ids]
