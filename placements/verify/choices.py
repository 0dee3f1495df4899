"""A written proposal as options of the model, so that its rows and costs can be counted over it."""

from collections.abc import Mapping

import numpy as np

from placements.errors import RejectedError
from placements.optimise.problem import Array, Problem


def choice_of(problem: Problem, home_of: Mapping[str, str]) -> Array:
    """Return a proposal as options (0/1); raises RejectedError where a child may not be proposed to a home."""
    pairs, options = problem.screen.pairs, problem.options
    members: dict[int, list[int]] = {}
    for option, member in zip(options.option.tolist(), options.member.tolist(), strict=True):
        members.setdefault(option, []).append(member)
    which = {(int(options.home[option]), tuple(sorted(rows))): option for option, rows in members.items()}
    chosen = np.zeros(options.count, dtype=np.int64)
    for child_id, home_id in home_of.items():
        together = [c for c in problem.region.group_of[child_id] if home_of.get(c) == home_id]
        option = which.get((pairs.column[home_id], tuple(sorted(pairs.row[c] for c in together))))
        if option is None:
            raise RejectedError(f"certificate.json: {child_id} may not be proposed to {home_id}, whatever is answered.")
        chosen[option] = 1
    return chosen
