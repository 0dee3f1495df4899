"""With next to no options looked at for a first incumbent, what is solved for still equals exhaustive search.

In small regions all options are few, and most levels are proven by their relaxation alone. Here one option counts as
few, and choices are made among options of which many exclude each other in twos, which no relaxation proves: so the
searches of large regions are made, from a choice known of elsewhere and with the proof that starts from an incumbent.
"""

from itertools import combinations
from random import Random
from time import monotonic
from typing import Any

import numpy as np
import pytest
from properties.test_exhaustive import compare as compare_proposal
from properties.test_forced import compare as compare_forced

from placements.optimise import model
from placements.optimise.model import Model
from placements.optimise.rows import Rows
from placements.optimise.solver import PROOF, search
from placements.policy.policy import default_policy

SEEDS = range(3000, 3030)
OPTIONS = 13


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count one option as few; return the settings of every search made."""
    made: list[str] = []

    def counted(part: Any, costs: Any, hint: Any, until: float, settings: str) -> Any:
        made.append(settings)
        return search(part, costs, hint, until, settings)

    monkeypatch.setattr(model, "CHEAPEST", 1)
    monkeypatch.setattr(model, "search", counted)
    return made


def solved(seed: int) -> tuple[int, int]:
    """Return the least cost a model finds for random options, and the least of all there is."""
    random = Random(seed)
    apart = [pair for pair in combinations(range(OPTIONS), 2) if random.random() < 0.35]
    costs = np.array([-random.randint(2, 9) for _ in range(OPTIONS)])
    weights = np.array([random.randint(1, 3) for _ in range(OPTIONS)], dtype=float)
    forced = random.randrange(OPTIONS)
    rows = Rows()
    for pair in apart:
        rows.add(pair, np.ones(2), 0, 1)
    rows.add(range(OPTIONS), weights, 0, 9)
    made = Model.of(OPTIONS, rows, [(k,) for k in range(OPTIONS)])
    where = np.arange(OPTIONS) == forced
    made.force(where, np.flatnonzero([tuple(sorted((k, forced))) in apart for k in range(OPTIONS)]))
    made.know(where.astype(np.int64))
    found = made.solve(costs, None, None, monotonic() + 60)
    assert found.chosen is not None
    assert found.proven
    every = (np.arange(2**OPTIONS).reshape(-1, 1) >> np.arange(OPTIONS)) & 1
    kept = (every[:, forced] == 1) & (every @ weights <= 9)
    for one, other in apart:
        kept &= every[:, one] + every[:, other] <= 1
    assert bool(((every == found.chosen).all(axis=1) & kept).any())
    return int(costs @ found.chosen), int((every[kept] @ costs).min())


def test_choices_equal_exhaustive_search_and_are_proven_from_an_incumbent(few: list[str]) -> None:
    for seed in range(200):
        value, least = solved(seed)
        assert value == least, seed
    assert few.count(PROOF) >= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_proposals_equal_exhaustive_search(seed: int, few: list[str]) -> None:
    compare_proposal(seed, default_policy())


@pytest.mark.parametrize("seed", SEEDS)
def test_forced_pairs_equal_exhaustive_search(seed: int, few: list[str]) -> None:
    compare_forced(seed)
