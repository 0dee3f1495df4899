"""Random numbers that belong to a child, not to a place in a queue.

With numbers drawn in turn, one child more would change what happens to everybody after it, and the effect of a change
would drown in noise. Here a child's number in a week depends on the path, the child and the week alone, so that a path
with a change differs from the same path without it only by the change. The mixing function is the finaliser of
SplitMix64 (Steele, Lea and Flood 2014).
"""

import numpy as np

from placements.demand.paths import Array
from placements.fitting import Floats

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1
_MULTIPLY, _FIRST_U, _SECOND_U = np.uint64(_STEP), np.uint64(_FIRST), np.uint64(_SECOND)
_11, _27, _30, _31 = np.uint64(11), np.uint64(27), np.uint64(30), np.uint64(31)
HAPPENS, WHICH, RETURNS = 1, 2, 3
KIND, AGE, SEX, SIZE, NEEDS, DAY = 4, 5, 6, 7, 8, 9
"""What a number is for; two purposes never share one."""


def key(path: int, purpose: int, week: int = 0) -> np.uint64:
    """Return the key of a purpose in a week of a path; `path` is the path's own 64 bits."""
    mixed = path
    for part in (purpose, week + (1 << 20)):
        mixed = (mixed + part * _STEP) & _MASK
        mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _MASK
        mixed ^= mixed >> 31
    return np.uint64(mixed)


def uniform(which: np.uint64, ident: Array) -> Floats:
    """Return a number in (0, 1) for every child."""
    mixed = ident.view(np.uint64) * _MULTIPLY
    mixed += which
    mixed ^= mixed >> _30
    mixed *= _FIRST_U
    mixed ^= mixed >> _27
    mixed *= _SECOND_U
    mixed ^= mixed >> _31
    return np.asarray(((mixed >> _11) + 0.5) * 2.0**-53, dtype=np.float64)
