"""The check that does not trust the solver: every amount is counted again from the records, or it is refused."""

import numpy as np

from placements.candidates.verdicts import judge_all
from placements.domain.fixed import fixed_pairs
from placements.errors import RejectedError
from placements.optimise.lawful import Fault, faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.points import plain_points
from placements.optimise.problem import Problem
from placements.optimise.review import Best, Review
from placements.optimise.solve import Level, Solution


def best_homes(problem: Problem) -> dict[str, Best]:
    """Return each child's own best home, for the children who have any option."""
    pairs, found = problem.screen.pairs, {}
    for i, entry in enumerate(problem.best):
        if entry >= 0:
            j = problem.member_home[entry]
            found[pairs.children[i].child_id] = Best(
                pairs.homes[j].home_id,
                int(problem.member_points[entry]),
                int(problem.points.kind[i, j]),
                int(problem.sibling_points[entry]),
                int(problem.points.school[i, j]),
                int(problem.points.area[i, j]),
            )
    return found


def review_of(problem: Problem, home_of: dict[str, str]) -> Review:
    """Return a proposal ready to be looked at again."""
    return Review(problem.region, problem.policy, home_of, best_homes(problem), problem.previous, problem.alone)


def check(problem: Problem, solution: Solution) -> Review:
    """Recompute lawfulness, points and every level; raises RejectedError naming the first that differs."""
    review = review_of(problem, solution.home_of)
    _compare(review, solution.levels, faults(review))
    _check_best(problem, review)
    return review


def check_after(review: Review, home_of: dict[str, str], levels: tuple[Level, ...]) -> Review:
    """Recompute a second proposal the same way, beside a first that was checked; raises RejectedError."""
    other = review.after(home_of)
    moved = {c for c in {*review.home_of, *home_of} if review.home_of.get(c) != home_of.get(c)}
    touched = {h for c in moved for h in (review.home_of.get(c), home_of.get(c)) if h}
    touched |= {r.home_id for r in review.region.residents if r.resident_id in moved}
    _compare(other, levels, faults(other, touched))
    return other


def _compare(review: Review, levels: tuple[Level, ...], found: list[Fault]) -> None:
    for fault in found:
        raise RejectedError(
            f"The proposal breaks {fault.rule} at {fault.home_id}. This is our fault; please report it."
        )
    for child_id, home_id in fixed_pairs(review.region):
        if review.home_of.get(child_id) != home_id:
            raise RejectedError(f"The proposal does not keep {child_id} at {home_id}, which is settled.")
    for level in levels:
        counted = OBJECTIVES[level.name].value(review)
        if counted != level.value:
            raise RejectedError(f"{level.name}: the solver says {level.value}, the check counts {counted}.")


def _check_best(problem: Problem, review: Review) -> None:
    """Count the points of every child's own best home again, with the siblings its option would bring."""
    pairs, options = problem.screen.pairs, problem.options
    entries = {pairs.children[i].child_id: int(entry) for i, entry in enumerate(problem.best) if entry >= 0}
    home_of = {c: pairs.homes[problem.member_home[entry]].home_id for c, entry in entries.items()}
    cases = {(c, p.home_id): p.case for c, p in review.placements.items() if p.home_id == home_of.get(c)}
    cases |= judge_all(problem.region, problem.policy, [(c, h) for c, h in home_of.items() if (c, h) not in cases])
    for child_id, entry in entries.items():
        start, end = np.searchsorted(options.option, options.option[entry] + np.arange(2))
        others = frozenset(pairs.children[m].child_id for m in options.member[start:end].tolist()) - {child_id}
        parts = plain_points(cases[child_id, home_of[child_id]], others)
        if sum(part.points for part in parts) != problem.member_points[entry]:
            raise RejectedError(f"Points of {child_id} at {home_of[child_id]} differ when counted again.")
