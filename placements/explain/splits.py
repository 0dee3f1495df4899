"""The least harmful split of a sibling group that must live together and cannot: shown to people, never proposed."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from placements.domain.living import clashes
from placements.optimise.options import homes_for
from placements.optimise.problem import Problem
from placements.optimise.review import Review

CLOSEST = 6


def least_harmful(problem: Problem, review: Review, group: tuple[str, ...]) -> dict[str, str] | None:
    """Return child -> home with the fewest homes, then the most points, on places the proposal leaves free."""
    for blocks in sorted(_partitions(group), key=len):
        if len(blocks) > 1 and (found := _best(problem, review, blocks)):
            return found
    return None


def _partitions(group: tuple[str, ...]) -> Iterator[list[tuple[str, ...]]]:
    """Yield every way to cut a group into sets."""
    if not group:
        yield []
        return
    first, rest = group[0], group[1:]
    for blocks in _partitions(rest):
        yield [(first,), *blocks]
        for k, block in enumerate(blocks):
            yield [*blocks[:k], (first, *block), *blocks[k + 1 :]]


def _best(problem: Problem, review: Review, blocks: list[tuple[str, ...]]) -> dict[str, str] | None:
    choices = [_homes(problem, review, block) for block in blocks]
    best: tuple[int, tuple[int, ...]] | None = None
    for homes in product(*choices):
        if len(set(homes)) == len(homes):
            points = sum(
                int(problem.points.base[problem.screen.pairs.row[c], j])
                for block, j in zip(blocks, homes, strict=True) for c in block
            )  # fmt: skip
            best = max(best or (points, homes), (points, homes))
    if best is None:
        return None
    pairs = problem.screen.pairs
    return {c: pairs.homes[j].home_id for block, j in zip(blocks, best[1], strict=True) for c in block}


def _homes(problem: Problem, review: Review, block: tuple[str, ...]) -> list[int]:
    """Return the homes with room for a set beside the children proposed there, best first."""
    pairs = problem.screen.pairs
    rows = [pairs.row[c] for c in block]
    columns = homes_for(problem.screen, problem.may.by_policy, block)
    points = problem.points.base[np.ix_(np.array(rows), columns)].sum(axis=0)
    found: list[int] = []
    for j in columns[np.argsort(-points, kind="stable")]:
        home_id = pairs.homes[j].home_id
        everyone = (*review.children_in.get(home_id, ()), *block)
        if not clashes(problem.region, home_id, everyone, review.starts, review.limit):
            found.append(int(j))
        if len(found) == CLOSEST:
            break
    return found
