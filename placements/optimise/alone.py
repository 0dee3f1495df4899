"""Every member alone: the same children, rules, levels and points, but only the places that are the member's own.

An option is a member's where all its children are the member's and the home has a place of its own. What one member
alone may do is thus a part of what the region may do; only where homes are split by shares, or somebody's pin stands
in the way, can the members' best proposals not stand beside each other. Then as little as possible is not promised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic
from types import ModuleType

import numpy as np

from placements.domain.codes import Urgency
from placements.domain.fixed import fixed_pairs
from placements.errors import NoProposalError
from placements.optimise.constraints import guarantee, pins
from placements.optimise.constraints.catalogue import CONSTRAINTS
from placements.optimise.cuts import Cliques
from placements.optimise.matrix import Matrix
from placements.optimise.model import EMPHASIS, SAFE, Model
from placements.optimise.own_places import offered_at_most, own_places
from placements.optimise.problem import Array, Problem
from placements.optimise.promise import GUARANTEED, Alone, Members
from placements.optimise.rows import Layout, Rows
from placements.optimise.solve import Costs, blend, costs_of, homes_of

SECONDS = 120.0
LEAST = -(10**15)
APART = tuple(constraint for constraint in CONSTRAINTS if constraint not in (pins, guarantee))


def alone(problem: Problem) -> Members:
    """Return every member alone, and what it is promised; raises NoProposalError where time is up first."""
    seconds = monotonic() + SECONDS
    layout, costs = Layout(problem), costs_of(problem)
    found, everyone = {}, np.zeros(problem.options.count, dtype=np.int64)
    matrix = apart(layout)
    for code, places in own_places(problem).items():
        own = own_options(problem, code, places)
        chosen, minimised, least = _levels(own_model(layout, matrix, own, places), own, costs, seconds)
        everyone[own] = chosen
        found[code] = _alone(problem, own[chosen > 0], minimised, least)
    together = Matrix.of(problem.options.count, _rows(layout, CONSTRAINTS)).obeyed(everyone)
    return found if together else _kept_together(problem, layout, found, seconds)


def apart(layout: Layout) -> Matrix:
    """Return the rows every member has alone, over every option; pins are added for its own children."""
    return Matrix.of(layout.problem.options.count, _rows(layout, APART))


def own_options(problem: Problem, code: str, places: Array) -> Array:
    """Return the options of one member alone."""
    hers = np.array([c.authority == code for c in problem.screen.pairs.children])
    options = problem.options
    others = np.bincount(options.option, weights=~hers[options.member], minlength=options.count) > 0
    return np.flatnonzero(~others & (places[options.home] > 0))


def own_model(layout: Layout, matrix: Matrix, own: Array, places: Array) -> Model:
    """Return the rows over a member's own options: the region's, its shares of homes, and its own children's pins."""
    problem = layout.problem
    pairs, options = problem.screen.pairs, problem.options
    table = matrix.only(own)
    split = [j for j in np.unique(options.home[own]) if places[j] < offered_at_most(problem.region, pairs.homes[j])]
    for j in split:
        row = np.where(options.home[own] == j, options.size[own], 0)
        table = table.and_rows(row.reshape(1, -1).astype(float), -np.inf, float(places[j]))
    for child_id, home_id in sorted(fixed_pairs(problem.region)):
        i, j = pairs.row.get(child_id), pairs.column.get(home_id)
        row = np.isin(own, layout.options_of[i]) & (options.home[own] == j) if i is not None else np.zeros(0)
        if row.any():
            table = table.and_rows(row.reshape(1, -1).astype(float), 1.0, 1.0)
    return Model(table, Cliques(table, [layout.members_of[o] for o in own.tolist()]))


def _rows(layout: Layout, constraints: Sequence[ModuleType]) -> Rows:
    rows = Rows()
    for constraint in constraints:
        constraint.add(layout, rows)
    return rows


def _levels(
    model: Model, own: Array, costs: tuple[Costs, ...], until: float
) -> tuple[Array, tuple[int, ...], tuple[int, ...]]:
    """Return the best choice among a member's own options, each level's value and the least it could be.

    Nobody is placed where the member's pins cannot be kept: the region's own solve says so.
    """
    chosen: Array | None = None
    values, least = [], []
    for k, cost in enumerate(costs):
        signed, rest = cost.signed[own], blend(costs[k + 1 :])
        solved = model.solve(signed, EMPHASIS * signed + rest[own] if rest.any() else None, chosen, until)
        if solved.chosen is None and monotonic() >= until:
            raise NoProposalError("What each member would do alone was not worked out in the time allowed.")
        chosen = np.zeros(len(own), dtype=np.int64) if solved.chosen is None else solved.chosen
        values.append(int(signed @ chosen))
        least.append(values[-1] if solved.proven else min(values[-1], int(np.ceil(max(solved.bound, LEAST) - SAFE))))
        model.keep(signed, values[-1])
    assert chosen is not None
    return chosen, tuple(values), tuple(least)


def _alone(problem: Problem, chosen: Array, minimised: tuple[int, ...], least: tuple[int, ...]) -> Alone:
    whole = np.zeros(problem.options.count, dtype=np.int64)
    whole[chosen] = 1
    placed = {u: int(problem.options.total(problem.urgency_is(u)) @ whole) for u in GUARANTEED}
    return Alone(homes_of(problem, whole), minimised, least, placed, placed)


def _kept_together(problem: Problem, layout: Layout, found: Mapping[str, Alone], until: float) -> Members:
    """Return the members with as little as possible not promised, so that all promises can be kept together."""
    count = problem.options.count
    asked = replace(problem, alone=found)
    rows, spare = _rows(layout, APART), _rows(Layout(asked), (guarantee,)).rows
    pins.add(layout, rows)
    ends = np.cumsum([count, *(int(row.low) for row in spare)])
    for row, first, last in zip(spare, ends, ends[1:], strict=False):
        given = np.arange(first, last)
        rows.add(np.concatenate([row.options, given]), [*row.amounts, *np.ones(len(given))], row.low, np.inf)
    matrix = Matrix.of(int(ends[-1]), rows)
    model = Model(matrix, Cliques(matrix, [*layout.members_of, *(() for _ in range(int(ends[-1]) - count))]))
    cost = np.concatenate([np.zeros(count, dtype=np.int64), np.ones(int(ends[-1]) - count, dtype=np.int64)])
    chosen = model.solve(cost, None, None, until).chosen
    if chosen is None:
        raise NoProposalError("What can be promised to every member was not worked out in the time allowed.")
    return {code: replace(one, promised=_promised(problem, code, one, chosen[:count])) for code, one in found.items()}


def _promised(problem: Problem, code: str, one: Alone, chosen: Array) -> dict[Urgency, int]:
    authority = np.array([c.authority == code for c in problem.screen.pairs.children])[problem.options.member]
    return {
        u: min(n, int(problem.options.total(problem.urgency_is(u) & authority) @ chosen)) for u, n in one.placed.items()
    }
