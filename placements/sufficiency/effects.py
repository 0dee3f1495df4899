"""What one further place changes for the children met well, beside how many they are.

Both weeks, with the place and without it, are solved in the same order: most children met well, of these most with
all their brothers and sisters, fewest miles in all, least money. Only then can two answers be compared. A child who
is met well with the place and was not without it adds miles and pounds, so miles are shown for each child.
"""

from typing import NamedTuple

import numpy as np

from placements.domain.codes import Kind
from placements.optimise.costs import extra_pence
from placements.optimise.cuts import Cliques
from placements.optimise.model import Model
from placements.sufficiency.further import Array, Further, new_block
from placements.sufficiency.met import best
from placements.sufficiency.outcome import Common
from placements.sufficiency.week import region_at

TENTHS = 10


class Effect(NamedTuple):
    """With the place less without it, of a week; miles for each child met well, and extra pounds a week in all."""

    met_well: float
    with_siblings: float
    miles_each: float
    pounds_a_week: float


def effects_of(common: tuple[Common, tuple[tuple[Kind, str], ...]], k: int) -> list[Effect]:
    """Return, for one week, what the first further place of each of some kinds and areas changes."""
    weeks, cells = common
    if not cells:
        return []
    week = region_at(weeks.region, weeks.moments[k], weeks.supply, weeks.draw)
    further = Further.of(week, weeks.policy, [new_block(weeks.region, kind, area, 1) for kind, area in cells])
    gains = _gains(further)
    before = _totals(further, gains, None)
    found = [_totals(further, gains, c) for c in range(len(cells))]
    return [Effect(*(a - b for a, b in zip(after, before, strict=True))) for after in found]


def _gains(further: Further) -> list[Array]:
    """Return what is made as large as can be, in order; miles in tenths and pounds count against."""
    problem = further.met.problem
    options, pairs = problem.options, problem.screen.pairs
    whole = np.array([len(problem.region.group_of[c.child_id]) for c in pairs.children], dtype=np.int64)
    group = np.zeros(options.count, dtype=np.int64)
    group[options.option] = whole[options.member]
    together = (options.size == group) & (options.size > 1)
    far = np.rint(np.nan_to_num(problem.of_members(pairs.miles)) * TENTHS)
    cost = np.rint(problem.of_members(extra_pence(pairs)) / 100)
    return [
        further.met.well, np.where(together, further.met.well, 0), -options.total(far), -options.total(cost),
    ]  # fmt: skip


def _totals(further: Further, gains: list[Array], block: int | None) -> tuple[float, ...]:
    """Return every total with one place in a block and none in the others, made best one after another."""
    inside = further.inside
    which = np.flatnonzero((gains[0] > 0) & ((inside < 0) | (inside == (-2 if block is None else block))))
    model = further.met.model.only(which)
    taken = np.where(inside[which] >= 0, further.met.problem.options.size[which], 0)
    if taken.any():
        matrix = model.matrix.and_rows(taken.reshape(1, -1).astype(float), -np.inf, 1.0)
        model = Model(matrix, Cliques(matrix, [further.met.layout.members_of[o] for o in which.tolist()]))
    if not len(which):
        return 0.0, 0.0, 0.0, 0.0
    values, _ = best([-gain[which] for gain in gains], model)
    well, together = -values[0], -values[1]
    return float(well), float(together), values[2] / TENTHS / max(well, 1), float(values[3])
