"""Fit tables to published totals and make them whole numbers without losing the totals."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return an own random stream for a named part, so that one part can change without moving the others."""
    return np.random.default_rng(np.random.SeedSequence([seed, crc32("/".join(names).encode())]))


def complete(known: Floats, totals: Floats, usual: Floats) -> Floats:
    """Fill suppressed cells (NaN) with what the row's total leaves over, in the usual national shares."""
    missing = np.isnan(known)
    left = np.maximum(totals - np.nansum(known, axis=1), 0.0)
    weight = np.where(missing, usual, 0.0)
    scale = np.divide(left, weight.sum(axis=1), out=np.zeros_like(left), where=weight.sum(axis=1) > 0)
    filled = np.where(missing, weight * scale[:, None], known)
    rows = filled.sum(axis=1)
    ratio = np.divide(totals, rows, out=np.zeros_like(totals), where=rows > 0)
    return np.asarray(filled * ratio[:, None], dtype=np.float64)


def fit(table: Floats, margins: Sequence[tuple[tuple[int, ...], Floats]], rounds: int = 60) -> Floats:
    """Scale a table until its sums over the other axes equal each margin (iterative proportional fitting)."""
    fitted = table.astype(np.float64)
    for _ in range(rounds):
        for axes, target in margins:
            others = tuple(axis for axis in range(fitted.ndim) if axis not in axes)
            now = fitted.sum(axis=others, keepdims=True)
            wanted = target.reshape(now.shape)
            fitted *= np.divide(wanted, now, out=np.zeros_like(now), where=now > 0)
    return fitted


def whole(amounts: Floats, rng: np.random.Generator) -> Ints:
    """Round along the running total, so that every stretch of the list keeps its sum to within one."""
    edges = np.floor(np.concatenate(([0.0], np.cumsum(amounts))) + rng.random())
    return np.asarray(np.diff(edges), dtype=np.int64)


def largest_remainder(amounts: Floats, total: int) -> Ints:
    """Share out a whole total in proportion to the amounts; leftovers go to the largest remainders."""
    exact = amounts * (total / amounts.sum())
    base = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - base), kind="stable")
    base[order[: total - int(base.sum())]] += 1
    shared: Ints = base
    return shared


def quota(shares: dict[str, float], count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Return `count` labels in random order, in the given shares as near as whole numbers allow."""
    amounts = largest_remainder(np.array(list(shares.values()), dtype=np.float64), count)
    labels = np.repeat(np.array(list(shares), dtype=object), amounts)
    return rng.permutation(labels)
