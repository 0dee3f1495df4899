"""The textbook model: one boolean for every child and every home she may be proposed to.

lives[i, j] is 1 if child i goes to home j, for every pair that is lawful, within policy and not below the floor for a
child who may not have a stop-gap. Sibling sets are not columns here but logic over these booleans:
  must, and should where not all are pressing: lives[a, j] == lives[b, j] for all siblings and homes;
  should where all are pressing: all_at[g, j] is at most every sibling's lives[., j]; a sibling with a home whose group
    is nowhere all together is in a stop-gap;
  points for living with k siblings, where a group may be split: with_k[i, j, k], exactly one of which is 1 where
    lives[i, j] is, tied to the count of siblings in the home.
Rows: one home each; pins; per home and night places offered, free places, registered places; two children who may
not share (big enough homes only); solo; the usual fostering limit with its sibling and exemption cases.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

from placements.domain.codes import Siblings, Urgency
from placements.domain.stay import togetherness
from placements.optimise.criteria.criterion import shares
from placements.optimise.criteria.siblings import counts, resident_siblings
from placements.optimise.points import SIBLINGS
from placements.optimise.problem import Problem

Array = npt.NDArray[Any]
Expr = Any
"""A linear expression of CP-SAT, a variable, or a plain 0."""


@dataclass
class Textbook:
    """Variables of the model; the rows are added by `cpsat_rows`."""

    problem: Problem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    stop_gaps: list[Expr] = field(default_factory=list)

    @cached_property
    def at(self) -> dict[int, dict[int, Expr]]:
        """By home, then child: whether she lives there."""
        found: dict[int, dict[int, Expr]] = {}
        for i, j in np.argwhere(self.problem.may.proposable).tolist():
            found.setdefault(j, {})[i] = self.model.new_bool_var("")
        return found

    @cached_property
    def of(self) -> dict[int, dict[int, Expr]]:
        """By child, then home: the same booleans."""
        found: dict[int, dict[int, Expr]] = {i: {} for i in range(len(self.problem.stays))}
        for j, inside in self.at.items():
            for i, lives in inside.items():
                found[i][j] = lives
        return found

    @cached_property
    def placed(self) -> list[Expr]:
        """By child: whether she has a home."""
        return [cp_model.LinearExpr.sum(list(homes.values())) for _, homes in sorted(self.of.items())]

    @cached_property
    def groups(self) -> list[tuple[int, ...]]:
        """Rows of the children of every sibling group of two or more."""
        region, row = self.problem.region, self.problem.screen.pairs.row
        found = {tuple(sorted(row[c] for c in group)) for group in region.group_of.values() if len(group) > 1}
        return sorted(found)

    def flag(self, group: tuple[int, ...]) -> Siblings:
        """Whether the group must, should or may live together."""
        children = self.problem.screen.pairs.children
        return togetherness(self.problem.region, tuple(children[i].child_id for i in group))

    def may_part(self, group: tuple[int, ...]) -> bool:
        """Whether the group may be split at all: `may`, or `should` with all of them overdue or today's."""
        if self.flag(group) is Siblings.SHOULD:
            return bool((self.problem.may.urgency[list(group), 0] <= Urgency.TODAY).all())
        return self.flag(group) is Siblings.MAY

    @cached_property
    def terms(self) -> list[tuple[Expr, int, int, int]]:
        """Every (boolean, child, home, siblings of the match with her) her points depend on."""
        found: list[tuple[Expr, int, int, int]] = []
        grouped = {i: group for group in self.groups for i in group}
        for i, homes in self.of.items():
            group = grouped.get(i, (i,))
            for j, lives in homes.items():
                if len(group) > 1 and self.may_part(group):
                    found += [(with_k, i, j, k) for k, with_k in enumerate(self._with(lives, group, j))]
                else:
                    found.append((lives, i, j, len(group) - 1))
        return found

    def _with(self, lives: Expr, group: tuple[int, ...], j: int) -> list[Expr]:
        """Return booleans for living in j with exactly 0, 1, 2 ... siblings of the match."""
        together = cp_model.LinearExpr.sum([self.of[b][j] for b in group if j in self.of[b]])
        with_k = [self.model.new_bool_var("") for _ in group]
        counted = cp_model.LinearExpr.weighted_sum(with_k, list(range(1, len(group) + 1)))
        self.model.add(cp_model.LinearExpr.sum(with_k) == lives)
        self.model.add(counted <= together)
        self.model.add(together <= counted + len(group) * (1 - lives))
        return with_k

    def shortfall(self, k: int) -> Array:
        """Return points below her own best for every pair with k siblings of the match in the home, as `problem` does.

        0 where the home is equally suitable, and for a child who has no option at all.
        """
        problem = self.problem
        if not problem.options.count:
            return np.zeros(problem.screen.pairs.shape, dtype=np.int64)
        pairs, table, equal_within = problem.screen.pairs, problem.points, problem.policy.points.equal_within
        worth = shares(resident_siblings(problem.screen) + k, np.broadcast_to(counts(problem.screen), pairs.shape))
        siblings = (2 * table.most[:, [SIBLINGS]] * worth + 100) // 200
        entry = np.maximum(problem.best, 0)
        home = problem.member_home[entry]
        rows = np.arange(len(entry))
        short = np.maximum(0, problem.member_points[entry][:, None] - table.base - siblings)
        equal = (short <= equal_within) & (siblings >= problem.sibling_points[entry][:, None])
        for figure in (table.kind, table.school, table.area):
            wide = np.broadcast_to(figure, pairs.shape)
            equal &= wide >= wide[rows, home][:, None]
        result: Array = np.where(equal | (problem.best < 0)[:, None], 0, short)
        return result

    @cached_property
    def short_terms(self) -> list[tuple[Expr, int, int]]:
        """Every (boolean, child, points short) with anything short."""
        tables = {k: self.shortfall(k) for k in {k for _, _, _, k in self.terms}}
        found = [(lives, i, int(tables[k][i, j])) for lives, i, j, k in self.terms]
        return [term for term in found if term[2]]


def level(book: Textbook, name: str) -> Expr:
    """Return what a level counts, as a linear expression; a plain number where nothing varies."""
    problem = book.problem
    classes = [Urgency(int(u)) for u in problem.may.urgency[:, 0]]
    if name.startswith("placed_"):
        return _sum([(book.placed[i], 1) for i, urgency in enumerate(classes) if f"placed_{urgency.word}" == name])
    if name == "stop_gaps":
        return _sum([(one, 1) for one in book.stop_gaps])
    if name.startswith("right_home"):
        later, mark = "later" in name, problem.policy.points.poor
        terms = [(v, s) for v, i, s in book.short_terms if (classes[i] is Urgency.LATER) == later]
        return _sum([(v, 1) for v, s in terms if s > mark]) if name.endswith("poor") else _sum(terms)
    if name == "weekly_cost":
        return _sum([(v, int(problem.extra[i, j])) for i, homes in book.of.items() for j, v in homes.items()])
    if name == "least_change":
        return _changes(book)
    if name == "fair_shares":
        return 0
    raise ValueError(f"The textbook model has no level {name}.")


def _changes(book: Textbook) -> Expr:
    pairs, previous = book.problem.screen.pairs, book.problem.previous
    known = {i: previous[c.child_id] for i, c in enumerate(pairs.children) if c.child_id in previous}
    columns = {i: pairs.column.get(home_id, -1) for i, home_id in known.items()}
    return len(known) + _sum([(book.of[i][j], -1) for i, j in columns.items() if j in book.of[i]])


def _sum(terms: list[tuple[Expr, int]]) -> Expr:
    some = [(v, amount) for v, amount in terms if amount]
    return cp_model.LinearExpr.weighted_sum([v for v, _ in some], [a for _, a in some]) if some else 0
