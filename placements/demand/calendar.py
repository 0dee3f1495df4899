"""Birthdays of many children at once, as days from 1970."""

import numpy as np

from placements.demand.paths import FROM_AGE, Array

ADULT = 18
EDGES = (*FROM_AGE[1:], ADULT)
NEVER = np.iinfo(np.int32).max


def birthdays(born: Array, age: int) -> Array:
    """Return the days children reach an age; 29 February falls on 1 March in other years, as `units.birthday` has
    it."""
    day = born.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = day.astype("datetime64[Y]")
    reached = (year + age).astype("datetime64[M]") + (month - year.astype("datetime64[M]"))
    found: Array = (reached.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))).astype(np.int64)
    return found.astype(np.int32)


def thresholds(born: Array) -> Array:
    """Return the 1st, 5th, 10th, 16th and 18th birthdays, one row a child."""
    return np.stack([birthdays(born, age) for age in EDGES], axis=1) if len(born) else np.zeros((0, 5), np.int32)
