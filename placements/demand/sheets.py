"""One published table as rows of one shape, whatever year's headings and marks it has.

The department's releases name the same columns differently from year to year, start with a byte-order mark or not,
write some figures as letters, and keep old codes of some authorities.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from placements.errors import InputError
from placements.fitting import Floats

LOOKUP = "geography/derived_la_lookup_with_aliases_and_rcc.csv"
NO_SUCH = ("z",)
"""Not applicable: the authority did not exist, or cannot have such children."""
HIDDEN = ("c", "k", "low", "x", "-", "", "u", ":")
"""Suppressed, rounded away or not available: a figure that exists and is not told."""
NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
_VALUES = ("number", "children_count", "population_estimate")


def require(data: Path, wanted: tuple[str, ...]) -> None:
    """Raise InputError naming every file that is not in the data folder."""
    missing = [name for name in wanted if not (data / name).is_file()]
    if missing:
        raise InputError(f"The folder {data} lacks {', '.join(missing)}. Maybe --data is another folder.")


def read_sheet(data: Path, name: str, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return rows of year, level, code (ONS, of 2025), region, group, name, value, mark and reason of a change.

    `value` is missing where the table has a letter, which stands in `mark`. A heading that cannot be found raises
    InputError.
    """
    table = pd.read_csv(data / name, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    value = next((column for column in _VALUES if column in table), None)
    names = ("characteristic", "breakdown") if "breakdown" in table else ("cla_group", "characteristic")
    if "population_count" in table and names[0] not in table:
        table = table.assign(cla_group="", characteristic=table["population_count"])
    if value is None or any(column not in table for column in ("time_period", "geographic_level", *names)):
        raise InputError(f"{name} has not the columns it should: year, level, group, characteristic and number.")
    blank = pd.Series("", index=table.index)
    mark = table[value].str.strip().str.replace(",", "")
    number = pd.to_numeric(mark, errors="coerce").astype(float)
    read = {
        "year": table["time_period"].str[:4].astype(int),
        "level": table["geographic_level"],
        "code": table.get("new_la_code", blank).map(lambda code: codes.get(code, code)),
        "region": table.get("region_name", table.get("geo_breakdown", blank)),
        "group": table[names[0]].str.strip(),
        "name": table[names[1]].str.strip().str.replace("’", "'"),
        "value": number,
        "mark": mark.where(number.isna(), ""),
        "reason": table.get("reason_for_change", blank),
    }
    return pd.DataFrame(read)


def read_codes(data: Path) -> dict[str, str]:
    """Return the ONS code of 2025 by the code the department uses (Barnsley and Sheffield differ)."""
    with (data / LOOKUP).open(encoding="utf-8-sig", newline="") as rows:
        return {row["dfe_la_code"]: row["utla_code"] for row in csv.DictReader(rows)}


def national(sheet: pd.DataFrame, group: str, year: int) -> "pd.Series[float]":
    """Return England's figures of a group by characteristic, of a year or the last one before it."""
    rows = sheet[(sheet["level"] == NATIONAL) & (sheet["group"] == group) & (sheet["year"] <= year)]
    if rows.empty:
        raise InputError(f"A published table holds nothing on {group} up to {year}.")
    rows = rows[rows["year"] == rows["year"].max()]
    found: pd.Series[float] = rows.set_index("name")["value"]
    return found


def grid(rows: pd.DataFrame, years: tuple[int, ...], codes: tuple[str, ...], names: tuple[str, ...]) -> Floats:
    """Return values as years x codes x names; missing where a figure is not told, -1 where there can be none."""
    told = rows["value"].where(~rows["mark"].isin(NO_SUCH), -1.0)
    wide = pd.Series(told.to_numpy(), index=pd.MultiIndex.from_frame(rows[["year", "code", "name"]]))
    wide = wide[~wide.index.duplicated()]
    cells = wide.reindex(pd.MultiIndex.from_product([years, codes, names]))
    return np.asarray(cells, dtype=np.float64).reshape(len(years), len(codes), len(names))
