"""The region solved again with some pairs held to, or kept out: what an instruction of a person's costs, exactly.

Both proposals are counted on one scale, that of the region without the instruction: each child's own best home is the
same in both, so the first level that differs is the price and nothing else is. Among proposals equally good by the
policy the one nearest to another is taken, so that nobody is said to move who need not.
"""

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import NamedTuple

import numpy as np

from placements.errors import InputError, NoProposalError
from placements.optimise.forced import SECONDS, Forced, options_with
from placements.optimise.model import Model
from placements.optimise.problem import Array, Problem
from placements.optimise.solve import Level, Solution, blend, homes_of, settle

LATE = "The comparison was not finished in the time allowed."


class Instruction(NamedTuple):
    """A person's instruction on one pair: the child goes there (`place`), or never does."""

    child_id: str
    home_id: str
    place: bool


def held(
    problem: Problem, solution: Solution, instructions: Sequence[Instruction], near: Mapping[str, str],
    seconds: float = SECONDS,
) -> Forced | None:  # fmt: skip
    """Return the best proposal that keeps the instructions, the nearest to `near`; None where no proposal can.

    `problem` is posed without them. Raises NoProposalError when the time is up without an answer.
    """
    clock = monotonic() + seconds
    model, wanted = solution.work.model.copy(), np.zeros(problem.options.count, dtype=bool)
    for child_id, home_id, place in instructions:
        there, elsewhere = options_with(problem, child_id, home_id)
        if not place:
            model.leave_out(there)
        elif there.size:
            here = np.isin(np.arange(problem.options.count), there)
            model.force(here, elsewhere)
            wanted |= here
        else:
            return None
    model.set_aside(solution.work.far & ~wanted)
    costs = solution.work.costs
    try:
        levels, chosen = settle(problem, model, costs, model.guess(blend(costs), clock), clock)
    except InputError:
        return None
    return Forced(homes_of(problem, _nearest(problem, model, chosen, near, clock)), levels)


def nearest(problem: Problem, solution: Solution, near: Mapping[str, str], seconds: float = SECONDS) -> Forced:
    """Return, of the proposals as good as a solution at every level, the one nearest to `near`."""
    work, clock = solution.work, monotonic() + seconds
    model = work.model.copy()
    for cost in work.costs:
        if cost.signed.any():
            model.keep(cost.signed, int(cost.signed @ work.chosen))
    if work.alive:
        model.leave_out(np.flatnonzero(~work.alive[-1] & (work.chosen == 0)))
    levels: tuple[Level, ...] = solution.levels
    return Forced(homes_of(problem, _nearest(problem, model, work.chosen, near, clock)), levels)


def _nearest(problem: Problem, model: Model, chosen: Array, near: Mapping[str, str], clock: float) -> Array:
    """Return the choice with the most children where `near` has them; the levels are kept by the model's rows."""
    pairs = problem.screen.pairs
    homes = np.array([pairs.column.get(near.get(c.child_id, ""), -1) for c in pairs.children], dtype=np.int64)
    if not problem.options.count:
        return chosen
    alike = problem.options.total(homes[problem.options.member] == problem.member_home)
    # A child `near` leaves without a home is nearest without one.
    waiting = problem.options.total(homes[problem.options.member] == -1)
    solved = model.solve(waiting - alike, None, chosen, clock)
    if solved.chosen is None:
        raise NoProposalError(LATE)
    return solved.chosen
