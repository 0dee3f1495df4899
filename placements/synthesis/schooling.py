"""Schools of a region, and the school each child attends: near home, of her phase.

Real schools: GIAS (OGL v3). A sample which may be given away has made-up schools instead,
as many in each phase.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Floats, Ints
from placements.synthesis.positions import miles_between, scatter
from placements.synthesis.sources import Published

COLUMNS = ["urn", "name", "latitude", "longitude", "postcode", "phase"]


def real_schools(published: Published, region: list[str]) -> pd.DataFrame:
    """Return the open schools standing in these authorities."""
    return published.schools[published.schools["authority"].isin(region)][COLUMNS].reset_index(drop=True)


def fictitious_schools(published: Published, region: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Return made-up schools, as many in each authority and phase as there are, near postcode sectors."""
    real = published.schools[published.schools["authority"].isin(region)].sort_values(
        ["authority", "phase", "urn"], kind="stable"
    )
    spots = scatter(real["authority"], published.sectors, rng)
    count = np.arange(1, len(real) + 1)
    return pd.DataFrame(
        {
            "urn": [f"9{number:05d}" for number in count],
            "name": [f"Sample school {number}" for number in count],
            "latitude": spots[:, 0],
            "longitude": spots[:, 1],
            "postcode": "",
            "phase": real["phase"].to_numpy(),
        }
    )[COLUMNS]


def school_years(births: NDArray[np.datetime64], as_of: date) -> Ints:
    """Return the school year by birth date: 0 is reception, 12-13 sixth form, below 0 not at school yet."""
    autumn = as_of.year if as_of.month >= 9 else as_of.year - 1
    months = births.astype("datetime64[M]").astype(np.int64)
    born_year = 1970 + (months + 4) // 12 - 1
    return np.asarray(autumn - born_year - 5, dtype=np.int64)


def attended(
    children: pd.DataFrame, schools: pd.DataFrame, homes: Floats, rng: np.random.Generator
) -> NDArray[np.object_]:
    """Return the URN of one of the three nearest schools of her phase; blank where she is on no roll."""
    years = children["school_year"].to_numpy()
    special = children["needs"].str.contains("learning_disability|autism").to_numpy() & (
        rng.random(len(children)) < 0.4
    )
    wanted = np.where(special, "special", np.where(years <= 6, "primary", "secondary"))
    enrolled = (years >= 0) & ((years <= 11) | (rng.random(len(children)) < 0.4)) & (rng.random(len(children)) < 0.94)
    pick = rng.choice(3, len(children), p=[0.62, 0.25, 0.13])
    urns = np.full(len(children), "", dtype=object)
    for phase in ("primary", "secondary", "special"):
        there = schools[schools["phase"] == phase]
        spots = there[["latitude", "longitude"]].to_numpy(dtype=np.float64)
        for row in np.flatnonzero(enrolled & (wanted == phase) & ~np.isnan(homes[:, 0])):
            near = np.argsort(miles_between(homes[row][None, :], spots), kind="stable")
            urns[row] = there["urn"].iloc[near[min(pick[row], len(near) - 1)]]
    return urns
