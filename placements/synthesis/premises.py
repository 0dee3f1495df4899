"""Children's homes, secure homes and supported accommodation.

The registered ones come from Ofsted's lists of 31 March 2025 (OGL v3). Names and addresses are withheld
there, so a URN makes the id and a home stands at the centre of its parliamentary constituency. For a sample
that may be given away homes are made up: as many, with as many places per authority and sector, none of them
real.
"""

import numpy as np
import pandas as pd

from placements.fitting import Ints, largest_remainder
from placements.synthesis.positions import scatter
from placements.synthesis.sources import Published

COLUMNS = [
    "home_id", "kind", "authority", "sector", "places", "run_by", "provider", "owner", "latitude",
    "longitude", "located", "grade", "registration", "status", "category",
]  # fmt: skip
_GRADES = {
    "Good": "good",
    "Outstanding": "outstanding",
    "Inadequate": "inadequate",
    "Requires improvement to be good": "requires_improvement",
}
_OFFERED = {"residential": 0.38, "secure": 0.25, "supported": 0.20}
_SECTORS = {"Local Authority": "in_house", "Voluntary": "voluntary"}


def registered_premises(published: Published, hosts: frozenset[str]) -> pd.DataFrame:
    """Return the registered homes and premises in these authorities, one row each."""
    homes = published.homes[published.homes["authority"].isin(hosts)]
    supported = published.premises[published.premises["authority"].isin(hosts)]
    return pd.concat([_homes(homes), _supported(supported)], ignore_index=True)[COLUMNS]


def _homes(table: pd.DataFrame) -> pd.DataFrame:
    return _common(table).assign(
        home_id="CH-" + table["URN"],
        kind=table["kind"],
        category="",
        grade=table["judgement"].map(_GRADES).fillna(""),
        provider="Home " + table["URN"],
    )


def _supported(table: pd.DataFrame) -> pd.DataFrame:
    return _common(table).assign(
        home_id="SA-" + table["URN"] + "-" + table["number"].astype(str),
        kind="supported",
        grade="",
        category=table["category"].str[-1],
        provider=table["Provider name"],
    )


def _common(table: pd.DataFrame) -> pd.DataFrame:
    sector = table["Sector"].map(_SECTORS).fillna("independent")
    return pd.DataFrame(
        {
            "authority": table["authority"],
            "sector": sector,
            "places": table["places"],
            "run_by": table["authority"].where(sector == "in_house", ""),
            "owner": table["Organisation name"],
            "latitude": table["latitude"],
            "longitude": table["longitude"],
            "located": "constituency",
            "registration": table["URN"],
            "status": np.where(table["Registration status"] == "Active", "open", "restricted"),
        }
    )


def fictitious_premises(
    published: Published, hosts: frozenset[str], prefix: str, rng: np.random.Generator
) -> pd.DataFrame:
    """Return made-up homes, as many and with as many places per authority, kind and sector."""
    real = registered_premises(published, hosts).sort_values(["kind", "authority", "sector"], kind="stable")
    made = real[["kind", "authority", "sector", "run_by"]].reset_index(drop=True)
    made["places"] = _sizes(real, rng)
    made["grade"] = rng.permutation(real["grade"].to_numpy())
    made["grade"] = made["grade"].where(made["kind"] != "supported", "")
    made["category"] = np.where(
        made["places"] == 1,
        rng.choice(["1", "4"], len(made), p=[0.83, 0.17]),
        rng.choice(["2", "3"], len(made)),
    )
    made["category"] = made["category"].where(made["kind"] == "supported", "")
    spots = scatter(made["authority"], published.sectors, rng)
    letter = made["kind"].map({"residential": "R", "secure": "X", "supported": "S"})
    count = made.groupby("kind").cumcount() + 1
    made["home_id"] = prefix + "-" + letter + "-" + count.astype(str).str.zfill(3)
    made["registration"] = "SAMPLE-" + made["home_id"].str.replace("-", "")
    owners = rng.integers(1, 1 + len(made) // 6, len(made))
    made["owner"] = np.where(
        made["run_by"] != "", "Council", np.array([f"Provider {n:03d}" for n in owners], dtype=object)
    )
    return made.assign(
        provider=made["owner"], latitude=spots[:, 0], longitude=spots[:, 1], located="sector", status="open"
    )[COLUMNS]


def _sizes(real: pd.DataFrame, rng: np.random.Generator) -> Ints:
    """Draw each home's places; each authority, kind and sector keeps its registered total."""
    sizes = np.zeros(len(real), dtype=np.int64)
    group = real.groupby(["kind", "authority", "sector"]).ngroup().to_numpy()
    kinds, places = real["kind"].to_numpy().astype(str), real["places"].to_numpy(dtype=np.int64)
    for number in np.unique(group):
        rows = np.flatnonzero(group == number)
        usual = places[kinds == kinds[rows[0]]]
        weight = rng.choice(usual, size=len(rows)).astype(np.float64) + rng.random(len(rows)) * 0.1
        sizes[rows] = 1 + largest_remainder(np.maximum(weight - 1, 0.01), int(places[rows].sum()) - len(rows))
    return sizes


def agencies(homes: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Give every agency household a made-up agency: provider, registration and sector (7 % voluntary)."""
    rows = homes["home"] == "agency"
    agency = rng.integers(1, max(4, int(rows.sum()) // 45) + 1, len(homes))
    name = np.array([f"Agency {number:02d}" for number in agency], dtype=object)
    voluntary = np.where(agency % 14 == 0, "voluntary", "independent")
    council = homes["run_by"] != ""
    own = "FA-" + homes["home_id"]
    return homes.assign(
        sector=np.where(rows, voluntary, "in_house"),
        provider=np.where(rows, name, np.where(council, "Council fostering", "")),
        owner="",
        registration=np.where(rows, np.array([f"IFA-{n:04d}" for n in agency], dtype=object), own),
    )


def with_offers(
    homes: pd.DataFrame, filled: "pd.Series[int]", region: frozenset[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Add `residents` and `available`: part of the empty beds, as homes under-occupy on purpose.

    Beyond the region only the beds of the region's own children are known, so nothing is offered there.
    """
    residents = filled.reindex(homes["home_id"]).fillna(0).to_numpy(dtype=np.int64)
    spare = homes["places"].to_numpy(dtype=np.int64) - residents
    offered = rng.binomial(np.maximum(spare, 0), homes["kind"].map(_OFFERED).to_numpy(dtype=np.float64))
    draw, inadequate = rng.random(len(homes)), (homes["grade"] == "inadequate").to_numpy()
    status = np.where((homes["status"] == "open") & (draw < 0.015), "on_hold", homes["status"])
    status = np.where(inadequate & (draw < 0.4), "restricted", status)
    usable = homes["authority"].isin(region).to_numpy() & (status == "open")
    return homes.assign(residents=residents, available=np.where(usable, offered, 0), status=status)
