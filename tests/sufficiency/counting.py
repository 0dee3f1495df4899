"""Pieces of work for the tests of `spread`, in a module that a worker can import."""

import os
from pathlib import Path

import numpy as np


def draw(seed: int, number: int) -> list[float]:
    """Return numbers that depend on the seed and the piece alone."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,))).random(3).tolist()


def draw_or_die(common: tuple[int, str], number: int) -> list[float]:
    """Return the same, but the first worker to come to piece 3 dies over it."""
    seed, folder = common
    mark = Path(folder) / "died"
    if number == 3 and not mark.exists():
        mark.touch()
        os._exit(1)
    return draw(seed, number)
