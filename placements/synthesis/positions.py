"""Where homes and families are: near the centre of a real postcode sector, moved by up to 0.8 miles.

Sector centres: ONS Postcode Directory, November 2025 (OGL v3; contains Royal Mail data). No address is used.
"""

import numpy as np
import pandas as pd

from placements.fitting import Floats

JITTER_MILES = 0.8
_MILES_PER_DEGREE = 69.0


def scatter(authorities: "pd.Series[str]", sectors: pd.DataFrame, rng: np.random.Generator) -> Floats:
    """Return a latitude and longitude in each row's authority, denser where there are more postcodes."""
    spots = np.zeros((len(authorities), 2))
    wanted = authorities.to_numpy().astype(str)
    groups = dict(list(sectors.groupby("authority")))
    for code in np.unique(wanted):
        rows = np.flatnonzero(wanted == code)
        there = groups[code]
        weight = there["postcodes"].to_numpy(dtype=np.float64)
        picked = rng.choice(len(there), size=len(rows), p=weight / weight.sum())
        spots[rows] = there[["latitude", "longitude"]].to_numpy(dtype=np.float64)[picked]
    return moved(spots, rng)


def moved(spots: Floats, rng: np.random.Generator, miles: float = JITTER_MILES) -> Floats:
    """Move each point in a random direction by up to so many miles; five decimal places."""
    far, turn = miles * np.sqrt(rng.random(len(spots))), rng.random(len(spots)) * 2 * np.pi
    north = spots[:, 0] + far * np.sin(turn) / _MILES_PER_DEGREE
    east = spots[:, 1] + far * np.cos(turn) / (_MILES_PER_DEGREE * np.cos(np.radians(spots[:, 0])))
    return np.asarray(np.round(np.column_stack([north, east]), 5), dtype=np.float64)


def miles_between(one: Floats, other: Floats) -> Floats:
    """Return straight-line miles between points (last axis latitude, longitude); flat-earth, good to 1 %."""
    north = (one[..., 0] - other[..., 0]) * _MILES_PER_DEGREE
    east = (one[..., 1] - other[..., 1]) * _MILES_PER_DEGREE * np.cos(np.radians(one[..., 0]))
    return np.asarray(np.hypot(north, east), dtype=np.float64)
