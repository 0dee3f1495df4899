"""Who lives where: children put into homes by area, and the residents table."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Ints
from placements.geography.authorities import authority_facts
from placements.synthesis.naming import numbered
from placements.synthesis.positions import miles_between

_SECURE_FILLED = 0.5
_MOST_FILLED = 0.92


def lodged(children: pd.DataFrame, premises: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return residential and supported children with `home_id`; a full area sends them to the nearest."""
    parts = [
        _lodged(children[children["home"] == "residential"], premises[premises["kind"] != "supported"], rng),
        _lodged(children[children["home"] == "supported"], premises[premises["kind"] == "supported"], rng),
    ]
    return pd.concat(parts, ignore_index=True)


def _lodged(children: pd.DataFrame, premises: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    room = {
        str(code): int(places * _MOST_FILLED) for code, places in premises.groupby("authority")["places"].sum().items()
    }
    children = children.assign(host=_rehosted(children, room)).reset_index(drop=True)
    home_id = np.full(len(children), "", dtype=object)
    groups = dict(list(premises.groupby("authority")))
    for host, rows in sorted(children.groupby("host").indices.items()):
        home_id[rows] = _area(children.iloc[rows], groups[str(host)], rng)
    return children.assign(home_id=home_id)


def _rehosted(children: pd.DataFrame, room: dict[str, int]) -> list[str]:
    """Send children beyond an area's places to the nearest area that has some."""
    facts = authority_facts()
    spots = np.array([(facts[code].latitude, facts[code].longitude) for code in sorted(room)])
    left, hosts = dict(room), [""] * len(children)
    wanted = children["host"].to_numpy()
    beyond: list[int] = []
    for row, host in enumerate(wanted):
        if left.get(host, 0) > 0:
            left[host], hosts[row] = left[host] - 1, host
        else:
            beyond.append(row)
    codes = np.array(sorted(room), dtype=object)
    for row in beyond:
        here = np.array((facts[wanted[row]].latitude, facts[wanted[row]].longitude))
        near = codes[np.argsort(miles_between(here[None, :], spots), kind="stable")]
        hosts[row] = next(code for code in near if left[code] > 0)
        left[hosts[row]] -= 1
    return hosts


def _area(children: pd.DataFrame, homes: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.object_]:
    """Fill one area: secure homes first (12 and over, from elsewhere), then others by like age."""
    ids = homes["home_id"].to_numpy(dtype=object)
    beds = np.repeat(np.arange(len(homes)), homes["places"].to_numpy())
    secure = (homes["kind"] == "secure").to_numpy()[beds]
    born = children["born"].to_numpy().astype("datetime64[D]").astype(np.int64)
    elsewhere = (children["authority"] != children["host"]).to_numpy()
    old_enough = born < np.sort(born)[-1] - 12 * 366
    locked = np.flatnonzero(elsewhere & old_enough)[: int(secure.sum() * _SECURE_FILLED)]
    placed = np.full(len(children), -1, dtype=np.int64)
    placed[locked] = beds[secure][: len(locked)]
    rest = np.flatnonzero(placed < 0)
    open_beds = beds[~secure]
    if len(open_beds) < len(rest):
        open_beds = np.concatenate([open_beds, beds[secure][len(locked) :]])
    placed[rest[np.argsort(born[rest] + rng.normal(0, 500, len(rest)), kind="stable")]] = _beds(
        open_beds, len(rest), rng
    )
    return ids[placed]


def _beds(beds: Ints, wanted: int, rng: np.random.Generator) -> Ints:
    """Choose which beds are filled, in a random order of homes, so that neighbours in age share a home."""
    homes = rng.permutation(np.unique(beds))
    rank = np.zeros(int(beds.max()) + 1, dtype=np.int64)
    rank[homes] = np.arange(len(homes))
    chosen = rng.permutation(beds)[:wanted]
    return chosen[np.argsort(rank[chosen], kind="stable")]


def resident_rows(children: pd.DataFrame, rng: np.random.Generator, as_of: np.datetime64) -> pd.DataFrame:
    """Return the residents table; about one in twenty leaves on a known date, all by their 18th birthday."""
    ordered = children.sort_values(["authority", "home_id", "born"], kind="stable").reset_index(drop=True)
    born = ordered["born"].to_numpy().astype("datetime64[D]")
    adult = born + np.timedelta64(6574, "D")
    leaving = as_of + rng.integers(3, 80, len(ordered)).astype("timedelta64[D]")
    soon = adult < as_of + np.timedelta64(84, "D")
    leaves = np.where(soon, adult, leaving)
    known = soon | (rng.random(len(ordered)) < 0.045)
    fostered = ordered["home"].isin(["kinship", "in_house", "agency"])
    return pd.DataFrame(
        {
            "home_id": ordered["home_id"],
            "resident_id": numbered(ordered["authority"], "R", 5),
            "date_of_birth": born,
            "sex": ordered["sex"],
            "authority": ordered["authority"],
            "sibling_group": ordered["sibling_group"],
            "foster_child": np.where(fostered, "yes", "no"),
            "leaves_on": np.where(known, leaves, np.datetime64("NaT")),
            "home": ordered["home"],
            "host": ordered["host"],
            "together": ordered["together"],
        }
    )
