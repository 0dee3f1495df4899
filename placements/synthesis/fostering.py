"""Fostering and kinship households: packed with the children who live there, then the empty and spare places.

Approved places are the authority's own published number (31 March 2025). Agencies publish none by area, so
theirs are what makes 61 % of the region's mainstream places filled. Spare places are offered or not
available.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import largest_remainder, whole
from placements.synthesis.naming import numbered
from placements.synthesis.shares import FOSTER_FILLED, FOSTER_VACANT, PLACES_PER_HOUSEHOLD
from placements.synthesis.sources import Published

_SHARES_A_HOME = 0.42
_LETTER = {"kinship": "K", "in_house": "F", "agency": "A"}


def households(
    children: pd.DataFrame, published: Published, region: frozenset[str], rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the households, and the children with the `home_id` they live in."""
    lived_in, children = _packed(children, rng)
    pools = _pools(lived_in, region)
    approved = _approved(pools, lived_in, published, region)
    homes = _to_size(lived_in, pools, approved, rng)
    homes = _offered(homes, rng)
    owner = homes["run_by"].where(homes["home"] != "agency", homes["authority"])
    homes = (
        homes.assign(owner_code=owner)
        .sort_values(["home", "owner_code", "serial"], kind="stable")
        .reset_index(drop=True)
    )
    homes["home_id"] = ""
    for kind, letter in _LETTER.items():
        rows = homes["home"] == kind
        homes.loc[rows, "home_id"] = numbered(homes.loc[rows, "owner_code"], letter)
    ids = dict(zip(homes["serial"], homes["home_id"], strict=True))
    return homes.drop(columns="owner_code"), children.assign(home_id=children["serial"].map(ids)).drop(columns="serial")


def _packed(children: pd.DataFrame, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put each sibling set into a household; about four in ten join one that has room."""
    run_by = children["authority"].where(children["home"] != "agency", "")
    sets = (
        children.assign(run_by=run_by)
        .groupby("together")
        .agg(
            home=("home", "first"),
            authority=("host", "first"),
            run_by=("run_by", "first"),
            size=("born", "size"),
        )
    )
    sets = sets.iloc[rng.permutation(len(sets))].sort_values(["home", "authority", "run_by"], kind="stable")
    drawn = rng.choice(np.arange(1, 5), size=len(sets), p=PLACES_PER_HOUSEHOLD)
    joins = rng.random(len(sets)) < _SHARES_A_HOME
    serial = _fill(sets, np.maximum(drawn, sets["size"]), joins & (sets["home"] != "kinship").to_numpy())
    sets = sets.assign(serial=serial, drawn=np.maximum(drawn, sets["size"]))
    homes = sets.groupby("serial", as_index=False).agg(
        home=("home", "first"),
        authority=("authority", "first"),
        run_by=("run_by", "first"),
        residents=("size", "sum"),
        places=("drawn", "first"),
    )
    kin = homes["home"] == "kinship"
    homes["places"] = homes["places"].where(~kin, homes["residents"])
    return homes, children.assign(serial=children["together"].map(sets["serial"]))


def _fill(sets: pd.DataFrame, capacity: "pd.Series[int]", joins: NDArray[np.bool_]) -> list[int]:
    """Number the household of each set: the last one if it has room and the set joins, else a new one."""
    serials: list[int] = []
    serial, room, last = 0, 0, ("", "", "")
    rows = zip(sets["home"], sets["authority"], sets["run_by"], sets["size"], capacity, joins, strict=True)
    for home, authority, run_by, size, places, join in rows:
        key = (home, authority, run_by)
        if not (join and key == last and room >= size):
            serial, room, last = serial + 1, places, key
        room -= size
        serials.append(serial)
    return serials


def _pools(homes: pd.DataFrame, region: frozenset[str]) -> "pd.Series[str]":
    """Name whose approved places a home counts in: its council's, its area's agencies', or nobody's here."""
    own = (homes["home"] == "in_house") & homes["run_by"].isin(region)
    agency = (homes["home"] == "agency") & homes["authority"].isin(region)
    return ("council " + homes["run_by"]).where(own, ("agency " + homes["authority"]).where(agency, ""))


def _approved(
    pools: "pd.Series[str]", homes: pd.DataFrame, published: Published, region: frozenset[str]
) -> dict[str, int]:
    """Return approved places by pool: published for councils, the balancing number for agencies."""
    filled = homes["residents"].groupby(pools).sum()
    places = published.authorities["la_foster_places_approved_2025"]
    approved: dict[str, int] = {}
    for code in sorted(region):
        there = int(filled.get(f"council {code}", 0))
        known = places[code]
        approved[f"council {code}"] = max(there, round(there / 0.6) if np.isnan(known) else int(known))
    agency = {str(name): int(number) for name, number in sorted(filled.items()) if str(name).startswith("agency")}
    living = sum(agency.values())
    wanted = round(sum(filled.drop("", errors="ignore")) / FOSTER_FILLED) - sum(approved.values())
    wanted = min(max(wanted, round(living / 0.75)), round(living / 0.45))
    shares = largest_remainder(np.array(list(agency.values()), dtype=np.float64), wanted)
    return approved | {name: int(max(share, agency[name])) for name, share in zip(agency, shares, strict=True)}


def _to_size(
    homes: pd.DataFrame, pools: "pd.Series[str]", approved: dict[str, int], rng: np.random.Generator
) -> pd.DataFrame:
    """Trim spare places, or add empty households, until each pool has its approved places."""
    homes = homes.assign(pool=pools)
    homes["places"] = homes["places"].where(pools != "", homes["residents"]).astype(int)
    added: list[pd.DataFrame] = []
    serial = int(homes["serial"].max())
    for pool, places in sorted(approved.items()):
        rows = homes.index[homes["pool"] == pool]
        extra = places - int(homes.loc[rows, "places"].sum())
        if extra < 0:
            homes.loc[rows, "places"] -= _trim(homes.loc[rows], -extra, rng)
            continue
        sizes = _sizes(extra, rng)
        kind, code = pool.split(" ")
        council = kind == "council"
        added.append(
            pd.DataFrame(
                {
                    "serial": np.arange(serial + 1, serial + 1 + len(sizes)),
                    "home": "in_house" if council else "agency",
                    "authority": code,
                    "run_by": code if council else "",
                    "residents": 0,
                    "places": sizes,
                    "pool": pool,
                }
            )
        )
        serial += len(sizes)
    return pd.concat([homes, *added], ignore_index=True)


def _trim(homes: pd.DataFrame, excess: int, rng: np.random.Generator) -> "pd.Series[int]":
    spare = (homes["places"] - homes["residents"]).to_numpy()
    seats = rng.permutation(np.repeat(np.arange(len(homes)), spare))[:excess]
    return pd.Series(np.bincount(seats, minlength=len(homes)), index=homes.index)


def _sizes(places: int, rng: np.random.Generator) -> list[int]:
    """Return sizes of empty households which add up to so many places."""
    sizes: list[int] = []
    while places > 0:
        size = min(int(rng.choice(np.arange(1, 5), p=PLACES_PER_HOUSEHOLD)), places)
        sizes.append(size)
        places -= size
    return sizes


def _offered(homes: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Offer spare places until 16 % of approved places are vacant; the others are not available."""
    counted = homes["pool"] != ""
    spare = (homes["places"] - homes["residents"]).where(counted, 0).to_numpy()
    vacant = FOSTER_VACANT * homes.loc[counted, "places"].sum() / max(int(spare.sum()), 1)
    order = rng.permutation(len(homes))
    order = order[np.argsort(homes["pool"].to_numpy()[order].astype(str), kind="stable")]
    # Rounding along the list gives every pool, and so the region, its share of households that offer places.
    chosen = whole(np.where(spare[order] > 0, vacant, 0.0), rng) > 0
    offered = np.zeros(len(homes), dtype=np.int64)
    offered[order[chosen]] = spare[order[chosen]]
    held = (homes["residents"] == 0) & counted & (offered == 0) & (rng.random(len(homes)) < 0.6)
    return homes.assign(available=offered, status=np.where(held, "on_hold", "open"))
