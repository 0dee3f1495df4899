"""Homes that edits would open but others are proposed to: the cheapest that leaves nobody else worse placed.

All the edits are made at once, each kept for the set, and the rows of that region taken: x minimises what the edits of
the set's home cost, where the set has exactly one of those homes, and every class has as many other children placed as
in the proposal. With every edit made there are more choices than with any one of them, so where there is none now,
there is none with fewer. Solved by HiGHS.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from placements.domain.codes import Urgency
from placements.optimise.certificate import Sums
from placements.optimise.matrix import Matrix
from placements.optimise.problem import Array, Problem, pose
from placements.optimise.review import Review
from placements.optimise.rows import Layout
from placements.optimise.second import cheapest
from placements.optimise.solve import rows_of
from placements.unlocking.bundles import Bundle
from placements.unlocking.edits import edited

SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """The cheapest of some bundles that may do (None: none can), and whether that is proven."""

    bundle: Bundle | None
    proven: bool


def cheapest_contested(problem: Problem, review: Review, group: Sequence[str], bundles: Sequence[Bundle]) -> Answer:
    """Return the cheapest bundle with which all could be placed that are placed now, and the set beside them."""
    of_home: dict[str, Bundle] = {}
    for found in sorted(bundles, key=lambda b: -b.cost):
        of_home[found.home_id] = found
    edits = dict.fromkeys(edit for found in sorted(bundles, key=lambda b: b.cost) for edit in found.edits)
    opened = pose(edited(problem.region, edits), problem.policy)
    options, pairs = opened.options, opened.screen.pairs
    hers = np.isin(options.member, [pairs.row[c] for c in group])
    count = options.total(hers.astype(np.int64))
    costs = {pairs.column[home_id]: found.cost for home_id, found in of_home.items() if home_id in pairs.column}
    whole = (count == len(group)) & np.isin(options.home, list(costs))
    sums = _rows(opened, review, hers, whole)
    sums.alive &= whole | (count == 0)
    amounts = np.array([costs.get(int(j), 0) for j in options.home], dtype=np.int64) * whole
    answer = cheapest(sums, np.flatnonzero(sums.alive), amounts, monotonic() + SECONDS)
    if answer is None:
        return Answer(None, proven=False)
    which = np.flatnonzero(answer[1].astype(bool) & whole)
    return Answer(of_home[pairs.homes[int(options.home[which[0]])].home_id] if which.size else None, proven=True)


def _rows(opened: Problem, review: Review, hers: Array, whole: Array) -> Sums:
    """Return the rows of the region, the set's own, and one for each class."""
    layout = Layout(opened)
    matrix = Matrix.of(opened.options.count, rows_of(opened, layout))
    matrix = matrix.and_rows(whole.astype(float).reshape(1, -1), 1.0, 1.0)
    placed = _placed(review)
    for urgency in Urgency:
        others = opened.options.total(opened.urgency_is(urgency) & ~hers)
        matrix = matrix.and_rows(others.astype(float).reshape(1, -1), float(placed[urgency]), np.inf)
    return Sums(matrix)


def _placed(review: Review) -> Mapping[Urgency, int]:
    return {urgency: sum(review.urgency[c] is urgency for c in review.home_of) for urgency in Urgency}
