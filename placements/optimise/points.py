"""The 0-100 scale: a hundred points shared among the criteria that apply to her, in the policy's proportions.

Every criterion's points are whole numbers, and a pair's points are their sum, so the parts shown to people add up
exactly. Both faces stand here: over columns for the solver, for one pair in plain Python for the check.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.criteria.criterion import FULL
from placements.rules.rule import Case
from placements.units import share

Array = npt.NDArray[Any]
NAMES = tuple(criterion.name for criterion in CRITERIA)
SIBLINGS = NAMES.index("siblings")


def allot(weights: Sequence[int], applies: Sequence[bool]) -> tuple[int, ...]:
    """Share 100 whole points among the criteria that apply, by largest remainder; ties go to the earlier one."""
    asked = [weight if there else 0 for weight, there in zip(weights, applies, strict=True)]
    total = sum(asked)
    if total == 0:
        return tuple(0 for _ in asked)
    points = [FULL * weight // total for weight in asked]
    order = sorted(range(len(asked)), key=lambda k: (-(FULL * asked[k] % total), k))
    for k in order[: FULL - sum(points)]:
        points[k] += 1
    return tuple(points)


@dataclass(frozen=True)
class PointsTable:
    """Points of all pairs: `base` without siblings, `most` per child and criterion, and what "no worse" compares."""

    most: Array
    base: Array
    kind: Array
    school: Array
    area: Array


def points_table(screen: Screen) -> PointsTable:
    """Return the points of every pair, shape (children, homes)."""
    pairs = screen.pairs
    applies = np.hstack([np.asarray(c.applies(screen)) for c in CRITERIA])
    most = np.array(
        [allot(pairs.policy.weights(c.child_id), applies[i]) for i, c in enumerate(pairs.children)], dtype=np.int64
    ).reshape(-1, len(CRITERIA))
    base = np.zeros(pairs.shape, dtype=np.int64)
    kept: dict[str, Array] = {}
    for k, criterion in enumerate(CRITERIA):
        if k == SIBLINGS:
            continue
        points = (2 * most[:, [k]] * criterion.worth(screen) + FULL) // (2 * FULL)
        base += points
        if criterion.name in ("kin_and_kind", "school"):
            kept[criterion.name] = points
    near = np.where(pairs.in_area, 2, np.where(pairs.adjoining, 1, 0))
    area = np.where(pairs.wants_away, 0, near)
    return PointsTable(most, base, kept["kin_and_kind"], kept["school"], area)


class PlainPoints(NamedTuple):
    """Points of one criterion for one pair: how many of how many, and why."""

    name: str
    title: str
    points: int
    most: int
    sentence: str


def plain_points(case: Case, others: frozenset[str]) -> tuple[PlainPoints, ...]:
    """Return the points of a pair by criterion, for the criteria that apply; no column and no solver is used."""
    worths = [criterion.plain(case, others) for criterion in CRITERIA]
    most = allot(case.policy.weights(case.child.child_id), [w is not None for w in worths])
    return tuple(
        PlainPoints(c.name, c.title, share(w.value * m, FULL, 1), m, w.sentence)
        for c, w, m in zip(CRITERIA, worths, most, strict=True)
        if w is not None
    )
