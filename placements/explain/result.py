"""The result of a match: the proposal, its proof, and everything the reports say."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from placements.explain.certificate import certificate
from placements.explain.document import Found, document, plain_parts
from placements.explain.insisting import force_own_bests
from placements.optimise.calls import best_calls
from placements.optimise.forced import Insistence
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.optimise.solve import Solution


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
    def found(self) -> Found:
        """What was solved for beside the proposal: each child's own best home forced, and the calls."""
        return self._beside[0]

    @cached_property
    def _beside(self) -> tuple[Found, dict[str, Any]]:
        """What was solved for beside the proposal, and what needs no solver, worked out meanwhile."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            comparing = beside.submit(force_own_bests, self.insistence, self.review, self.seconds)
            self.progress("Looking for the calls that would place most children")
            called = best_calls(self.problem)
            self.progress("Tonight's ring lists, and children without a home")
            parts = plain_parts(self.problem, self.review)
            self.progress("Comparing with each child's own best home")
            return Found(comparing.result(), called), parts

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/match/1)."""
        return deepcopy(self._document)

    @cached_property
    def _document(self) -> dict[str, Any]:
        return document(self.problem, self.review, self.solution.levels, *self._beside)

    @cached_property
    def certificate(self) -> dict[str, Any]:
        """What supports the proposal's claims, as JSON (schema placements/certificate/1)."""
        return certificate(self.problem, self.solution, self.found)
