"""The answer of `unlock`: each child without a home, why, and the smallest change that would give one, as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from placements.errors import UsageError
from placements.explain.unplaced import why
from placements.explain.version import program_version
from placements.explain.why import known
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.rules.catalogue import RULES
from placements.unlocking.edits import Edit
from placements.unlocking.smallest import Smallest, Unlocker

SCHEMA = "placements/unlock/1"
NOTHING = "Nothing that may be changed gives a home: what stands in the way is never to be unlocked."


@dataclass(frozen=True)
class Unlocks:
    """The smallest unlock of every set asked about. `to_dict()` is the JSON of `unlock`."""

    problem: Problem
    review: Review
    found: tuple[tuple[tuple[str, ...], Smallest | None], ...]
    unlocker: Unlocker

    @property
    def edits(self) -> tuple[Edit, ...] | None:
        """The edits of the one set asked about; None where nothing gives it a home."""
        ((_, smallest),) = self.found
        return None if smallest is None else smallest.bundle.edits

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/unlock/1)."""
        region = self.problem.region
        return {
            "schema": SCHEMA,
            "region": region.name,
            "as_of": region.as_of.isoformat(),
            "inputs": region.inputs,
            "policy": self.problem.policy.digest,
            "version": program_version(),
            "unlocks": [self._one(group, smallest) for group, smallest in self.found],
        }

    def _one(self, group: tuple[str, ...], smallest: Smallest | None) -> dict[str, Any]:
        rows = self.problem.screen.pairs.row
        return {
            "children": list(group),
            "why": why(self.problem, rows[group[0]]),
            "class": self.review.urgency[group[0]].word,
            "blocked_by": {c: self._blocked(c) for c in group},
            "unlock": None if smallest is None else _unlock(smallest),
            "reason": NOTHING if smallest is None else None,
        }

    def _blocked(self, child_id: str) -> list[dict[str, Any]]:
        """Return how many homes each rule keeps from a child, every home of the region counted."""
        counts = self.unlocker.wide.blocked[self.unlocker.wide.pairs.row[child_id]]
        order = sorted(np.flatnonzero(counts), key=lambda k: (-counts[k], RULES[k].code))
        return [{"rule": RULES[k].code, "homes": int(counts[k])} for k in order]


def _unlock(smallest: Smallest) -> dict[str, Any]:
    return {
        "home_id": smallest.bundle.home_id,
        "effort": smallest.bundle.cost,
        "edits": [edit.to_dict() for edit in smallest.bundle.edits],
        "smallest": {"certified": smallest.certified, "proof": smallest.proof, "cheaper_homes": smallest.cheaper},
        "confirmed": smallest.confirmed.to_dict(),
    }


def unlocks(
    problem: Problem, review: Review, child_id: str | None = None, progress: Callable[[str], None] = lambda text: None
) -> Unlocks:
    """Return the smallest unlock of one child's set, or of every set without a home.

    Raises UsageError for a child who is not known, not in the match, or has a home proposed.
    """
    unlocker = Unlocker(problem, review)
    units: Sequence[tuple[str, ...]] = unlocker.units
    if child_id is not None:
        units = [_unit(unlocker, child_id)]
    found = []
    for k, group in enumerate(units, 1):
        progress(f"What would give a home to {', '.join(group)} ({k} of {len(units)})")
        found.append((group, unlocker.smallest(group)))
    return Unlocks(problem, review, tuple(found), unlocker)


def _unit(unlocker: Unlocker, child_id: str) -> tuple[str, ...]:
    region, home_of = unlocker.region, unlocker.review.home_of
    known("child", child_id, region.child)
    if child_id not in region.group_of:
        raise UsageError(f"{child_id} is settled at home {region.child[child_id].current_home_id}: no home is sought.")
    if child_id in home_of:
        raise UsageError(f"{child_id} has a home proposed, {home_of[child_id]}: there is nothing to unlock.")
    return unlocker.unit_of(child_id)
