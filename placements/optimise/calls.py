"""The calls that would place most children: homes to ring about unconfirmed vacancies and answers nobody has given.

x are the options of a match in which every answer still open is yes; for each home h about which something is open,
y_h = 1 if it is rung:
  options that need an answer of h <= places of h x y_h,  sum of y <= the calls there is time for.
Maximised class by class, the most urgent first, each proven; among the choices that do it one with few calls and many
points is taken. With no call allowed the same model counts the children who have a home without any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.codes import Outcome, Urgency
from placements.domain.fixed import fixed_pairs
from placements.errors import NoProposalError
from placements.optimise.cuts import Cliques
from placements.optimise.matrix import Matrix
from placements.optimise.model import Model
from placements.optimise.options import allowed, build
from placements.optimise.problem import Array, Problem
from placements.optimise.rows import Layout
from placements.optimise.solve import rows_of

MOST_CALLS = 10
SECONDS = 30.0
CLOSE = 6
"""How far from the best, in points, an option may be priced to be looked at first."""
A_CALL = 400
"""What a call costs in the first guess: less than any child, more than a better home."""
WEIGHT = {Urgency.OVERDUE: 4000, Urgency.TODAY: 2000, Urgency.SOON: 1000, Urgency.LATER: 500}
"""What a child weighs in the first guess; each class is then solved on its own, to gap 0."""


@dataclass(frozen=True)
class Called:
    """The homes to ring with the children each call helps to place, and how many of each class have a home by it."""

    home_of: dict[str, str]
    by_home: dict[str, tuple[str, ...]]
    sure_home_of: dict[str, str]
    """A choice that needs no call, as near to the other as can be: the same children, and in the same homes."""
    sure: dict[Urgency, int]
    placed: dict[Urgency, int]


def if_all_say_yes(problem: Problem) -> Problem:
    """Return the problem in which every answer still open is yes, but for what is never to be unlocked.

    What a child's own row lacks stays open: no home can answer it.
    """
    screen = problem.screen
    pairs = screen.pairs
    unknown_sex = pairs.of_children(lambda c: c.sex == "U") & pairs.sex_not_known
    opened = (screen.outcome == Outcome.CANNOT_CONFIRM) & ~unknown_sex & ~screen.locked
    yes = replace(screen, outcome=np.where(opened, Outcome.NEEDS_APPROVAL, screen.outcome).astype(np.int8))
    may = allowed(yes)
    return Problem(problem.region, problem.policy, yes, may, build(yes, may), problem.points, {})


class Calls:
    """The model of who can be placed by which calls."""

    def __init__(self, problem: Problem) -> None:
        self.problem = if_all_say_yes(problem)
        screen = problem.screen
        options = self.problem.options
        open_pairs = (screen.outcome == Outcome.CANNOT_CONFIRM) | (screen.questions > 0)
        asks = open_pairs[options.member, options.home[options.option]]
        settled = np.bincount(options.option, weights=_settled(self.problem), minlength=options.count) > 0
        self.asks = (np.bincount(options.option, weights=asks, minlength=options.count) > 0) & ~settled
        self.homes = np.unique(options.home[self.asks])
        self.model = self._model()

    def _model(self) -> Model:
        problem = self.problem
        count, layout = problem.options.count, Layout(problem)
        rows = rows_of(problem, layout)
        where = {int(j): count + k for k, j in enumerate(self.homes)}
        of_home = problem.options.home
        asked: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for option in np.flatnonzero(self.asks).tolist():
            asked.setdefault((int(of_home[option]), layout.members_of[option]), []).append(option)
        for (j, _), which in asked.items():
            rows.add([*which, where[j]], [*np.ones(len(which)), -1.0], -np.inf, 0)
        rows.add(list(where.values()), np.ones(len(where)), 0, MOST_CALLS)
        members = (*layout.members_of, *(() for _ in where))
        matrix = Matrix.of(count + len(where), rows)
        return Model(matrix, Cliques(matrix, members))

    def placed(self, urgency: Urgency) -> Array:
        """Return the cost of a class: less one for each of its children an option places."""
        counts = self.problem.options.total(self.problem.urgency_is(urgency))
        return np.concatenate([-counts, np.zeros(len(self.homes), dtype=np.int64)])

    @cached_property
    def blend(self) -> Array:
        """All aims as one cost, for a first guess."""
        points = self.problem.options.total(self.problem.member_points)
        total = np.concatenate([-points, np.full(len(self.homes), A_CALL)])
        for urgency, weight in WEIGHT.items():
            total = total + weight * self.placed(urgency)
        return total

    def unlike(self, other: Mapping[str, str]) -> Array:
        """Return the cost of being unlike another choice: of its children placed, then of those in the same home."""
        pairs, options = self.problem.screen.pairs, self.problem.options
        at = [pairs.column.get(other.get(child.child_id, ""), -1) for child in pairs.children]
        wanted = np.array(at, dtype=np.int64)[options.member]
        homes = options.home[options.option]
        alike = (wanted >= 0) * (len(at) + 1) + (wanted == homes)
        return np.concatenate([-options.total(alike), np.zeros(len(self.homes), dtype=np.int64)])

    def best(
        self, rung: Iterable[int] | None, until: float, like: Mapping[str, str] | None = None
    ) -> tuple[dict[Urgency, int], Array]:
        """Return how many of each class can be placed with some calls (None: the best of them), and the choice.

        Of several choices as good it is one with many points, or the nearest to `like`.
        """
        model = self.model.copy()
        if rung is not None:
            silent = np.isin(np.arange(len(self.homes)), list(rung), invert=True)
            quiet = np.isin(self.problem.options.home, self.homes[silent]) & self.asks
            model.leave_out(np.concatenate([quiet, silent]))
        model.set_aside(model.far(self.blend, until, CLOSE))
        chosen = model.guess(self.blend, until)
        found = {}
        for urgency in WEIGHT:
            cost = self.placed(urgency)
            solved = model.solve(cost, None, chosen, until)
            chosen = solved.chosen if solved.chosen is not None else chosen
            if chosen is None:
                raise NoProposalError("The calls were not worked out in the time allowed.")
            found[urgency] = -int(cost @ chosen)
            model.keep(cost, -found[urgency])
        assert chosen is not None
        if like is not None:
            nearest = model.solve(self.unlike(like), None, chosen, until).chosen
            chosen = chosen if nearest is None else nearest
        return found, chosen


def best_calls(problem: Problem, seconds: float = SECONDS) -> Called:
    """Return the calls that would place most children, were every answer yes, and how many are placed without any."""
    calls, until = Calls(problem), monotonic() + seconds
    placed, chosen = calls.best(None, until)
    count = calls.problem.options.count
    home_of = _home_of(calls, chosen[:count])
    sure, silent = calls.best((), until, home_of)
    return Called(home_of, helped(problem, home_of), _home_of(calls, silent[:count]), sure, placed)


def _settled(problem: Problem) -> Array:
    """Return which members are where a pin or an accepted offer puts them: that is kept, rung or not."""
    pairs, fixed = problem.screen.pairs, fixed_pairs(problem.region)
    places = zip(problem.options.member.tolist(), problem.member_home.tolist(), strict=True)
    return np.array([(pairs.children[i].child_id, pairs.homes[j].home_id) in fixed for i, j in places], dtype=bool)


def helped(problem: Problem, home_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return, by home, the children a choice places there by an answer of the home's, with those who go with them."""
    screen, region, fixed = problem.screen, problem.region, fixed_pairs(problem.region)
    found: dict[str, set[str]] = {}
    for child_id, home_id in home_of.items():
        together = [c for c in region.group_of[child_id] if home_of.get(c) == home_id]
        if not any((c, home_id) in fixed for c in together) and any(_asks(screen, c, home_id) for c in together):
            found.setdefault(home_id, set()).add(child_id)
    return {home_id: tuple(sorted(ids)) for home_id, ids in sorted(found.items())}


def _asks(screen: Screen, child_id: str, home_id: str) -> bool:
    i, j = screen.pairs.row[child_id], screen.pairs.column[home_id]
    return bool(screen.outcome[i, j] == Outcome.CANNOT_CONFIRM or screen.questions[i, j] > 0)


def _home_of(calls: Calls, chosen: Array) -> dict[str, str]:
    options, pairs = calls.problem.options, calls.problem.screen.pairs
    return {
        pairs.children[i].child_id: pairs.homes[int(options.home[o])].home_id
        for o, i in zip(options.option.tolist(), options.member.tolist(), strict=True) if chosen[o]
    }  # fmt: skip
