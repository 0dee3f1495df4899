"""The claims that no proposal does better, proven again: by adding up where that is enough, else by a second solver."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic

import numpy as np

from placements.domain.codes import Urgency
from placements.errors import RejectedError
from placements.optimise.calls import Called, Calls
from placements.optimise.certificate import LEAST, Sums
from placements.optimise.forced import Forced, options_with
from placements.optimise.matrix import Matrix
from placements.optimise.problem import Array, Problem
from placements.optimise.rows import Layout
from placements.optimise.second import prove
from placements.optimise.solve import Level, costs_of, fewest, rows_of
from placements.verify.choices import choice_of
from placements.verify.paper import Certificate

SECONDS = 600.0
"""How long the second solver may take over one claim."""
Progress = Callable[[str], None]


class Proofs:
    """The rows of a problem made anew, with the clique rows of a certificate once they are found to be implied."""

    def __init__(self, problem: Problem, paper: Certificate) -> None:
        self.problem, self.paper, self.costs = problem, paper, costs_of(problem)
        layout = Layout(problem)
        matrix = Matrix.of(problem.options.count, rows_of(problem, layout))
        cuts = [np.array(options, dtype=np.int64) for options in paper.cuts]
        for k, options in enumerate(cuts):
            if not _implied(matrix, options, layout.members_of):
                raise RejectedError(f"certificate.json: cuts.{k} does not follow from the rules.")
        self._start = Sums(matrix.and_cuts(cuts))
        self._before: list[Sums] = []

    def levels(self) -> list[str]:
        """Prove every level's claim; return how. Raises RejectedError naming the first that is not proven."""
        sums, hows = self._start, []
        for cost, claim in zip(self.costs, self.paper.levels, strict=True):
            self._before.append(sums.copy())
            known = fewest(cost.signed, self.problem)
            how = prove(
                sums, cost.signed, claim.least, claim.minimised, monotonic() + SECONDS, known=known, prices=claim.prices
            )
            if how is None:
                raise RejectedError(f"{cost.name}: that no proposal does better could not be proven again.")
            hows.append(how)
            sums.keep(cost.signed, claim.minimised)
        return hows

    def insisted(self, answers: Mapping[str, tuple[str, Forced | None]], levels: Sequence[Level]) -> Counter[str]:
        """Prove every comparison with a pair forced (child -> home, answer), after `levels`; return how often how.

        Raises RejectedError naming the first that is not proven.
        """
        hows: Counter[str] = Counter()
        for child_id, (home_id, forced) in answers.items():
            if forced is not None:
                hows.update(self._one(child_id, home_id, forced, levels))
        return hows

    def _one(self, child_id: str, home_id: str, forced: Forced, levels: Sequence[Level]) -> Iterator[str]:
        """Yield how each level from the first that differs is proven; the proposal's own bounds hold before it."""
        if forced.home_of.get(child_id) != home_id:
            raise RejectedError(f"certificate.json: insisted.{child_id} does not have the pair.")
        pairs = list(zip(self.costs, levels, forced.levels, strict=True))
        first = next((k for k, (_, best, now) in enumerate(pairs) if best.value != now.value), None)
        if first is None:
            return
        sums = self._with_pair(first, child_id, home_id)
        for cost, _, level in pairs[first:]:
            least, value = cost.minimised(level.bound), cost.minimised(level.value)
            prices = self.paper.levels[first].prices if cost is self.costs[first] else None
            until, known = monotonic() + SECONDS, fewest(cost.signed, self.problem)
            how = prove(sums, cost.signed, least, value, until, known=known, prices=prices)
            if how is None:
                raise RejectedError(f"{child_id} at {home_id}: {cost.name} with the pair could not be proven again.")
            yield how
            sums.keep(cost.signed, value)

    def _with_pair(self, first: int, child_id: str, home_id: str) -> Sums:
        sums = self._before[first].copy()
        wanted, others = options_with(self.problem, child_id, home_id)
        row = np.zeros((1, self.problem.options.count))
        row[0, wanted] = 1.0
        sums.matrix = sums.matrix.and_rows(row, 1.0, 1.0)
        sums.alive[others] = False
        return sums


def prove_calls(problem: Problem, called: Called) -> Counter[str]:
    """Prove that no calls place more, class by class, nor none at all more without any; return how often how."""
    calls = Calls(problem)
    hows: Counter[str] = Counter()
    for home_of, counts, ring in ((called.sure_home_of, called.sure, False), (called.home_of, called.placed, True)):
        sums = Sums(calls.model.matrix)
        if not ring:
            sums.alive &= np.concatenate([~calls.asks, np.zeros(len(calls.homes), dtype=bool)])
        chosen = _choice(calls, home_of)
        if not calls.model.matrix.obeyed(chosen) or (chosen[~sums.alive] > 0).any():
            raise RejectedError("certificate.json: the proposal behind the calls breaks a rule.")
        for urgency in Urgency:
            hows[_of_class(calls, sums, urgency, counts[urgency], chosen)] += 1
    return hows


def _of_class(calls: Calls, sums: Sums, urgency: Urgency, count: int, chosen: Array) -> str:
    cost = calls.placed(urgency)
    if int(cost @ chosen) != -count:
        raise RejectedError(f"calls: {urgency.word} is not what the proposal behind the calls comes to.")
    known = fewest(cost[: calls.problem.options.count], calls.problem)
    how = prove(sums, cost, -count, -count, monotonic() + SECONDS, known=max(known, LEAST))
    if how is None:
        raise RejectedError(f"calls: that no calls place more {urgency.word} children could not be proven again.")
    sums.keep(cost, -count)
    return how


def _choice(calls: Calls, home_of: Mapping[str, str]) -> Array:
    """Return a proposal as options, and the homes rung for it."""
    problem, options = calls.problem, calls.problem.options
    chosen = np.concatenate([choice_of(problem, home_of), np.zeros(len(calls.homes), dtype=np.int64)])
    rung = np.unique(options.home[np.flatnonzero((chosen[: options.count] > 0) & calls.asks)])
    chosen[options.count + np.searchsorted(calls.homes, rung)] = 1
    return chosen


def _implied(matrix: Matrix, options: Array, members: Sequence[tuple[int, ...]]) -> bool:
    """Whether at most one of some options can be chosen: any two share a child, or overfill a row."""
    if len(options) == 0 or len(set(options.tolist())) < len(options) or options.max() >= matrix.table.shape[1]:
        return False
    meet = np.array([[bool(set(members[a]) & set(members[b])) for b in options] for a in options])
    table = matrix.table[:, options]
    rows = np.flatnonzero((table.getnnz(axis=1) > 1) & np.isfinite(matrix.high))
    gives = matrix.table[rows].minimum(0).sum(axis=1).A1
    for row, given in zip(rows.tolist(), gives.tolist(), strict=True):
        amounts = table[row].toarray()[0]
        meet |= amounts[:, None] + amounts[None, :] + given - np.minimum(amounts, 0)[:, None] > matrix.high[row]
    np.fill_diagonal(meet, True)
    return bool((meet | meet.T).all())
