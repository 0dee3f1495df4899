"""Read the published figures and registers (see the data folder's README for sources and licences).

DfE, Ofsted, MHCLG and ONS data under the Open Government Licence v3.0. Nothing here is about an identifiable
child.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from placements.errors import InputError
from placements.fitting import Floats, complete
from placements.synthesis.shares import ETHNIC_CODES

CALIBRATION = "derived_la_calibration_2025.csv"
LOOKUP = "geography/derived_la_lookup_with_aliases_and_rcc.csv"
SECTORS = "geography/derived_postcode_sector_centroids_england.csv"
CONSTITUENCIES = "geography/derived_constituency_2024_pop_centroids_england.csv"
SCHOOLS = "schools/derived_schools_england_2026.csv"
PROVIDERS = "ofsted/ofsted_providers_places_at_2025-03-31.csv"
GRADES = "ofsted/ofsted_provider_level_at_2025-03-31.csv"
PREMISES = "ofsted/ofsted_supported_accommodation_premises_at_2025-03-31.csv"
LOOKED_AFTER = "dfe/derived_la_cla_on_31_march_by_characteristics_2021_2025.csv"
STARTED = "dfe/derived_la_cla_started_by_characteristics_2021_2025.csv"
NEW_PLACEMENTS = "dfe/la_cla_during_year_new_placements.csv"

AGES = ("Under 1 year", "1 to 4 years", "5 to 9 years", "10 to 15 years", "16 years and over")
SEXES = ("Female", "Male")
ETHNIC_GROUPS = tuple(ETHNIC_CODES)


@dataclass(frozen=True)
class Published:
    """Everything read, one row or array line per authority in the order of `authorities` (ONS code)."""

    authorities: pd.DataFrame
    ages: Floats
    sexes: Floats
    ethnicity: Floats
    started_ages: Floats
    sectors: pd.DataFrame
    schools: pd.DataFrame
    homes: pd.DataFrame
    premises: pd.DataFrame

    @property
    def codes(self) -> list[str]:
        """The ONS codes, sorted."""
        return [str(code) for code in self.authorities.index]

    def number(self, column: str) -> Floats:
        """Return a column of the authority figures, 0 where it was suppressed."""
        return np.asarray(self.authorities[column].fillna(0.0), dtype=np.float64)


def read_published(data: Path) -> Published:
    """Read every source under `data`; raise InputError naming the files that are not there."""
    wanted = (
        CALIBRATION,
        LOOKUP,
        SECTORS,
        CONSTITUENCIES,
        SCHOOLS,
        PROVIDERS,
        GRADES,
        PREMISES,
        LOOKED_AFTER,
        STARTED,
        NEW_PLACEMENTS,
    )
    missing = [name for name in wanted if not (data / name).is_file()]
    if missing:
        raise InputError(f"The folder {data} lacks {', '.join(missing)}. Maybe --data is another folder.")
    authorities = _authorities(data)
    codes = [str(code) for code in authorities.index]
    totals = np.asarray(authorities["cla_31mar2025"].fillna(0.0), dtype=np.float64)
    started = np.asarray(authorities["cla_started_2024_25"].fillna(0.0), dtype=np.float64)
    alias = dict(zip(authorities["dfe_la_code"], codes, strict=True))
    stock, flow = _statistics(data / LOOKED_AFTER, alias), _statistics(data / STARTED, alias)
    lookup = _text(data / LOOKUP)
    by_ofsted_name = dict(zip(lookup["ofsted_la_name"], lookup["utla_code"], strict=True))
    centres = _constituencies(data)
    return Published(
        authorities=authorities,
        ages=_cells(stock, "Age group", AGES, codes, totals),
        sexes=_cells(stock, "Sex", SEXES, codes, totals),
        ethnicity=_cells(stock, "Ethnicity", ETHNIC_GROUPS, codes, totals),
        started_ages=_cells(flow, "Age on starting", AGES, codes, started),
        sectors=_sectors(data),
        schools=_schools(data),
        homes=_homes(data, by_ofsted_name, centres),
        premises=_premises(data, by_ofsted_name, centres),
    )


def _text(path: Path, skip: int = 0) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, encoding="utf-8-sig", skiprows=skip, keep_default_na=False)


def _numbers(column: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(column, errors="coerce").astype(float)


def _authorities(data: Path) -> pd.DataFrame:
    figures = _text(data / CALIBRATION).set_index("utla_code").sort_index()
    text = ["dfe_la_code", "utla_name", "region", "rcc", "rcc_status"]
    table = figures.drop(columns=text).apply(_numbers)
    table = pd.concat([figures[text], table], axis=1)
    flow = _text(data / NEW_PLACEMENTS)
    flow = flow[(flow["time_period"] == "2025") & (flow["breakdown"] == "Total new placements")]
    flow = flow[flow["geographic_level"] == "Local authority"]
    placed = dict(zip(flow["new_la_code"], _numbers(flow["children_count"]), strict=True))
    table["new_placements"] = table["dfe_la_code"].map(placed)
    return table


def _statistics(path: Path, alias: Mapping[str, str]) -> pd.DataFrame:
    table = _text(path)
    table = table[(table["time_period"] == "2025") & table["geographic_level"].isin(["Local authority", "National"])]
    codes = table["new_la_code"].map(alias)
    return table.assign(
        code=codes.where(table["geographic_level"] == "Local authority", "England"),
        value=_numbers(table["number"]),
    )


def _cells(table: pd.DataFrame, group: str, names: tuple[str, ...], codes: list[str], totals: Floats) -> Floats:
    rows = table[(table["cla_group"] == group) & table["characteristic"].isin(names) & table["code"].notna()]
    wide = rows.pivot_table(index="code", columns="characteristic", values="value", dropna=False)
    wide = wide.reindex(index=[*codes, "England"], columns=list(names))
    cells = wide.to_numpy(dtype=np.float64)
    return complete(cells[:-1], totals, cells[-1])


def _sectors(data: Path) -> pd.DataFrame:
    table = _text(data / SECTORS).sort_values("sector", kind="stable")
    columns = {"lat": "latitude", "lon": "longitude", "n_postcodes": "postcodes"}
    numbers = {new: _numbers(table[old]) for old, new in columns.items()}
    return pd.DataFrame({"authority": table["main_utla_code"], **numbers}).reset_index(drop=True)


def _schools(data: Path) -> pd.DataFrame:
    table = _text(data / SCHOOLS).sort_values("urn", kind="stable")
    phases = {
        "Primary": "primary",
        "Middle deemed primary": "primary",
        "Secondary": "secondary",
        "Middle deemed secondary": "secondary",
        "All-through": "all-through",
    }
    phase = table["phase"].map(phases).where(~table["school_type_2019_20"].str.contains("pecial"), "special")
    schools = pd.DataFrame(
        {
            "urn": table["urn"],
            "name": table["name"],
            "latitude": _numbers(table["lat"]),
            "longitude": _numbers(table["lon"]),
            "postcode": table["postcode_2022_register"].where(
                table["postcode_2022_register"] != "", table["nearest_postcode"]
            ),
            "phase": phase,
            "authority": table["utla_code"],
        }
    )
    return schools[schools["phase"].notna()].reset_index(drop=True)


def _plain(names: "pd.Series[str]") -> "pd.Series[str]":
    return names.str.lower().str.replace("&", "and").str.replace(r"[^a-z]", "", regex=True)


def _constituencies(data: Path) -> pd.DataFrame:
    table = _text(data / CONSTITUENCIES)
    centres = pd.DataFrame({"latitude": _numbers(table["lat"]), "longitude": _numbers(table["lon"])})
    return centres.set_index(_plain(table["name"]))


def _placed(
    table: pd.DataFrame, area: str, council: str, codes: Mapping[str, str], centres: pd.DataFrame
) -> pd.DataFrame:
    """Add the authority code and the constituency's centre; drop the few rows outside England."""
    found = centres.reindex(_plain(table[area]))
    placed = table.assign(
        authority=table[council].map(codes),
        latitude=found["latitude"].to_numpy(),
        longitude=found["longitude"].to_numpy(),
        places=_numbers(table["Places"]).fillna(0).astype(int),
    )
    return placed[placed["authority"].notna() & placed["latitude"].notna() & (placed["places"] > 0)]


def _homes(data: Path, codes: Mapping[str, str], centres: pd.DataFrame) -> pd.DataFrame:
    table = _text(data / PROVIDERS)
    kinds = {
        "children's home": "residential",
        "residential special school (registered as a children's home)": "residential",
        "secure children's home": "secure",
    }
    table = table.assign(kind=table["Provision type"].str.lower().map(kinds))
    table = table[table["kind"].notna() & (table["Short-break-only children's home"] == "")]
    grades = _text(data / GRADES, skip=3).rename(columns=str.strip)
    judged = dict(
        zip(
            grades["URN"],
            grades["Overall experiences and progress of children and young people"],
            strict=True,
        )
    )
    table = _placed(table, "Parliamentary constituency", "Local authority", codes, centres)
    return table.assign(judgement=table["URN"].map(judged)).sort_values("URN", kind="stable").reset_index(drop=True)


def _premises(data: Path, codes: Mapping[str, str], centres: pd.DataFrame) -> pd.DataFrame:
    table = _text(data / PREMISES).rename(columns={"Service category (Note 4)": "category"})
    table = _placed(table, "Premises Parliamentary Constituency", "Premises Local Authority", codes, centres)
    table = table.sort_values("URN", kind="stable").reset_index(drop=True)
    return table.assign(number=table.groupby("URN").cumcount() + 1)
