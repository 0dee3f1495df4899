"""Draw words: one of several by share, several by their own odds, yes or no."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.object_]


def chosen(shares: Mapping[str, float], size: int, rng: np.random.Generator) -> Words:
    """Return one word per row, drawn by share (scaled to one)."""
    odds = np.array(list(shares.values()), dtype=np.float64)
    return np.array(list(shares), dtype=object)[rng.choice(len(odds), size=size, p=odds / odds.sum())]


def chosen_by_row(words: tuple[str, ...], odds: NDArray[np.float64], rng: np.random.Generator) -> Words:
    """Return one word per row, where every row has its own odds (scaled to one)."""
    total = np.cumsum(odds, axis=1)
    place = (rng.random(len(odds)) * total[:, -1])[:, None] >= total
    found: Words = np.array(words, dtype=object)[np.minimum(place.sum(axis=1), len(words) - 1)]
    return found


def several(odds: Mapping[str, NDArray[np.float64]], rng: np.random.Generator) -> Words:
    """Return any number of words per row, joined by semicolons; each word has its own odds."""
    drawn = {word: rng.random(len(chance)) < chance for word, chance in odds.items()}
    words = list(drawn)
    rows = np.stack([drawn[word] for word in words], axis=1)
    return np.array([";".join(words[column] for column in np.flatnonzero(row)) for row in rows], dtype=object)


def flags(chance: float, size: int, rng: np.random.Generator) -> Words:
    """Return yes or no per row."""
    return np.where(rng.random(size) < chance, "yes", "no").astype(object)
