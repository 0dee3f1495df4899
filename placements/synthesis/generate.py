"""Make a whole region: real authorities and registers, synthetic children and households."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from placements.errors import InputError
from placements.fitting import stream
from placements.geography.authorities import authority_facts
from placements.synthesis import links
from placements.synthesis.fostering import households
from placements.synthesis.looked_after import FOSTERING, children_looked_after
from placements.synthesis.pairs import PlausiblePairs
from placements.synthesis.positions import scatter
from placements.synthesis.premises import agencies, fictitious_premises, registered_premises, with_offers
from placements.synthesis.referral import with_referrals
from placements.synthesis.residents import lodged, resident_rows
from placements.synthesis.schooling import fictitious_schools, real_schools
from placements.synthesis.siblings import with_siblings
from placements.synthesis.sources import Published, read_published
from placements.synthesis.terms import with_terms
from placements.synthesis.vacancies import block_contracts, dated_vacancies
from placements.synthesis.waiting import waiting_children
from placements.synthesis.write import write_region

AS_OF = date(2026, 11, 23)


@dataclass(frozen=True)
class RegionPlan:
    """What a region is called, how many children wait in a usual week, and who leads."""

    title: str
    prefix: str
    rcc: str
    waiting: int
    lead_authority: str = ""


REGIONS: Mapping[str, RegionPlan] = {
    "south_east": RegionPlan("South East (synthetic)", "SE", "South East", 270, "E10000032"),
    "greater_manchester": RegionPlan("Greater Manchester (synthetic)", "GM", "Greater Manchester", 120, "E08000003"),
    "england": RegionPlan("England (synthetic)", "EN", "", 2000),
}
_JOINED_LATER = {"E06000046": date(2026, 4, 1)}
"""Isle of Wight, as announced by the South East co-operative; the other members were there from the start."""


def synthesise(
    region: str,
    data: Path,
    seed: int,
    out: Path,
    as_of: date = AS_OF,
    waiting: int | None = None,
    *,
    ship: bool = False,
) -> dict[str, int]:
    """Write a calibrated synthetic region folder into `out` and return rows per table.

    `data` is the folder of published data. The same region, data, seed and day give the same bytes. With
    `ship`, homes and schools are made up too and only homes with a vacancy or a listed child are kept, so no
    published row is copied.
    """
    if region not in REGIONS:
        raise InputError(f"There is no region {region!r}. Maybe one of {', '.join(REGIONS)}.")
    if waiting is not None and waiting < 1:
        raise InputError("At least one child has to wait. Maybe leave the number out for a usual week.")
    chosen, published = REGIONS[region], read_published(data)
    codes = [code for code in published.codes if chosen.rcc in ("", authority_facts()[code].rcc)]
    tables = _tables(chosen, codes, published, seed, as_of, chosen.waiting if waiting is None else waiting, ship)
    if ship:
        tables = _kept(tables)
    tables["authorities"] = _authorities(tables, codes, published)
    return write_region(out, chosen.title, as_of, chosen.lead_authority, tables)


def _tables(
    chosen: RegionPlan,
    codes: list[str],
    published: Published,
    seed: int,
    as_of: date,
    waiting: int,
    ship: bool,
) -> dict[str, pd.DataFrame]:
    region = frozenset(codes)
    homes, residents = _lived_in(chosen, region, published, seed, as_of, ship)
    children = waiting_children(residents, published, codes, waiting, stream(seed, "waiting"), as_of)
    residents = _renamed(residents, children)
    homes = _with_kin(homes, children, published, seed)
    homes = with_terms(homes, residents, published, stream(seed, "terms"), as_of)
    homes["named_children"] = _named(homes, residents)
    homes, contracts = block_contracts(homes, codes, stream(seed, "contracts"))
    make = fictitious_schools(published, codes, stream(seed, "schools")) if ship else real_schools(published, codes)
    children = with_referrals(children, published, make, stream(seed, "referrals"), as_of)
    linked = _linked(children, homes, residents, region, seed, as_of)
    return {
        "children": children,
        "homes": homes,
        "residents": residents,
        "schools": make,
        "contracts": contracts,
        **linked,
    }


def _lived_in(
    chosen: RegionPlan, region: frozenset[str], published: Published, seed: int, as_of: date, ship: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return every home, and every child who lives in the region or is looked after by its authorities."""
    children = children_looked_after(published, seed, as_of)
    ours = children["authority"].isin(region) | children["host"].isin(region)
    children = with_siblings(
        children[ours & (children["home"] != "elsewhere")].reset_index(drop=True), stream(seed, "siblings")
    )
    families, fostered = households(
        children[children["home"].isin(FOSTERING)], published, region, stream(seed, "households")
    )
    rest = children[~children["home"].isin(FOSTERING)]
    hosts = frozenset(rest["host"]) | region
    rng = stream(seed, "premises")
    premises = (
        fictitious_premises(published, hosts, chosen.prefix, rng) if ship else registered_premises(published, hosts)
    )
    placed = lodged(rest, premises, stream(seed, "lodging"))
    premises = with_offers(premises, placed["home_id"].value_counts(), region, stream(seed, "offers"))
    # Beyond the region only the homes where its children live are listed.
    premises = premises[premises["authority"].isin(region) | (premises["residents"] > 0)]
    families = agencies(families, stream(seed, "agencies"))
    families["kind"] = np.where(families["home"] == "kinship", "kinship", "fostering")
    homes = pd.concat([families.assign(grade="", category=""), premises.assign(home="", pool="")], ignore_index=True)
    residents = resident_rows(
        pd.concat([fostered, placed], ignore_index=True), stream(seed, "residents"), np.datetime64(as_of, "D")
    )
    return homes, residents.assign(
        secure=residents["home_id"].isin(premises.loc[premises["kind"] == "secure", "home_id"])
    )


def _renamed(residents: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """Give a resident who is also listed as a child her child id."""
    listed = children[children["row"] >= 0]
    ids = residents["resident_id"].to_numpy(dtype=object).copy()
    ids[listed["row"].to_numpy(dtype=np.int64)] = listed["child_id"].to_numpy(dtype=object)
    return residents.assign(resident_id=ids)


def _named(homes: pd.DataFrame, residents: pd.DataFrame) -> "pd.Series[str]":
    """Return whom a kinship home is for: the waiting children it was found for, or those living there."""
    living = residents.groupby("home_id")["resident_id"].agg(";".join)
    named = homes["named"].fillna(homes["home_id"].map(living)).fillna("")
    return named.where(homes["kind"] == "kinship", "")


def _with_kin(homes: pd.DataFrame, children: pd.DataFrame, published: Published, seed: int) -> pd.DataFrame:
    """Add relatives' homes for waiting children, and a position for every household."""
    homes = pd.concat([homes, links.kin_homes(children, stream(seed, "kin"))], ignore_index=True)
    spots = scatter(homes["authority"], published.sectors, stream(seed, "positions"))
    blank = homes["latitude"].isna()
    return homes.assign(
        latitude=homes["latitude"].where(~blank, spots[:, 0]),
        longitude=homes["longitude"].where(~blank, spots[:, 1]),
        located=homes["located"].where(~blank, "exact"),
        places=homes["places"].astype(int),
        available=homes["available"].astype(int),
        run_by=homes["run_by"].fillna(""),
    )


def _linked(
    children: pd.DataFrame,
    homes: pd.DataFrame,
    residents: pd.DataFrame,
    region: frozenset[str],
    seed: int,
    as_of: date,
) -> dict[str, pd.DataFrame]:
    pairs = PlausiblePairs(children, homes)
    return {
        "vacancies": dated_vacancies(homes, residents, pairs, region, stream(seed, "vacancies"), as_of),
        "offers": links.offers(pairs, stream(seed, "said"), as_of),
        "approvals": links.approvals(pairs, stream(seed, "approvals"), as_of),
        "keep_apart": links.keep_apart(pairs, residents, stream(seed, "apart"), as_of),
        "safety_areas": links.safety_areas(pairs, stream(seed, "safety"), as_of),
        "contacts": links.contacts(pairs, stream(seed, "contacts")),
        "assessments": links.assessments(pairs, stream(seed, "assessments"), as_of),
        "pins": links.pins(pairs, stream(seed, "pins")),
    }


def _kept(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Keep homes with a vacancy or a listed child, and who lives there; other tables stay whole."""
    homes, named = tables["homes"], set(tables["children"]["current_home_id"])
    for table in ("vacancies", "offers", "approvals", "assessments", "pins"):
        named |= set(tables[table]["home_id"])
    named |= set(tables["keep_apart"]["other_id"]) | set(";".join(tables["contracts"].get("home_ids", [])).split(";"))
    homes = homes[(homes["available"] > 0) | homes["home_id"].isin(named)]
    residents = tables["residents"]
    return tables | {"homes": homes, "residents": residents[residents["home_id"].isin(homes["home_id"])]}


def _authorities(tables: Mapping[str, pd.DataFrame], codes: list[str], published: Published) -> pd.DataFrame:
    """Return the region's authorities, their neighbours, and every other one a home or resident names."""
    facts = authority_facts()
    named = {
        *codes,
        *tables["homes"]["authority"],
        *tables["homes"]["run_by"],
        *tables["residents"]["authority"],
    } - {""}
    named |= {near for code in codes for near in facts[code].adjacent}
    status = published.authorities["rcc_status"]
    member = {code for code in codes if not status[code].startswith("in 2024-25")}
    return pd.DataFrame(
        [
            {
                "code": code,
                "name": facts[code].name,
                "latitude": facts[code].latitude,
                "longitude": facts[code].longitude,
                "adjacent": ";".join(near for near in facts[code].adjacent if near in named),
                "member": "yes" if code in member else "no",
                "member_from": _JOINED_LATER.get(code) if code in member else None,
            }
            for code in sorted(named)
        ]
    )
