"""Published yearly series: children looked after on 31 March, and those who started and ceased in the year before."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from placements.errors import InputError

Array = npt.NDArray[np.float64]
LONG = "dfe/2024_cla_time_series_1994_2024.csv"
TOOL = "dfe/derived_lait_cla_and_finance_long.csv.gz"
NEWEST = "dfe/cla_number_and_rate_per_10k_children.csv"
FILES = (LONG, TOOL, NEWEST)
"""Below `--data`; where two hold a number, the later in this list was revised later, and counts."""
ENGLAND = "England"
REGIONS = (
    "North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands", "East of England",
    "London", "South East", "South West",
)  # fmt: skip
_PARTS = ("stock", "started", "ceased")
_LONG_NAMES = (
    "Children looked after at 31 March", "Children starting to be looked after during the year",
    "Children ceasing to be looked after during the year",
)  # fmt: skip
_TOOL_NAMES = ("LACnum", "LACnum_Start", "LACceased")
_NEWEST_NAMES = (
    "Children looked after on 31 March each year", "Children starting to be looked after each year",
    "Children ceasing to be looked after each year",
)  # fmt: skip


@dataclass(frozen=True)
class Series:
    """One area's years on end: the stock on 31 March, and those who started and ceased in the twelve months before."""

    area: str
    years: npt.NDArray[np.int64]
    stock: Array
    started: Array
    ceased: Array

    def until(self, year: int) -> "Series":
        """Return what was known after 31 March of a year, and nothing later."""
        kept = self.years <= year
        return Series(self.area, *(getattr(self, name)[kept] for name in ("years", *_PARTS)))

    def last(self, count: int) -> "Series":
        """Return the last years."""
        return Series(self.area, *(getattr(self, name)[-count:] for name in ("years", *_PARTS)))

    @property
    def hazard(self) -> Array:
        """Those who ceased for each child looked after on average over the year; from the second year on."""
        found: Array = self.ceased[1:] / ((self.stock[1:] + self.stock[:-1]) / 2)
        return found

    @property
    def residual(self) -> Array:
        """Change of the stock that starts and ceases do not explain; from the second year on.

        Published counts hold only the first start of a child in a year, so that it is above 0 (DfE, guidance of 2023).
        """
        found: Array = np.diff(self.stock) - (self.started - self.ceased)[1:]
        return found

    def at(self, year: int) -> float:
        """Return the stock of a year."""
        return float(self.stock[self.years == year][0])


def read_series(data: Path) -> dict[str, Series]:
    """Return England and its regions by name; raises InputError naming every file that is missing or has no number."""
    missing = [name for name in FILES if not (data / name).is_file()]
    if missing:
        raise InputError(f"The folder of public data holds no {', no '.join(missing)}.")
    cells: dict[tuple[str, int], dict[str, float]] = {}
    for rows in (_long(data / LONG), _tool(data / TOOL), _newest(data / NEWEST)):
        for area, year, part, value in rows:
            cells.setdefault((area, year), {})[part] = value
    found = {area: _series(area, cells) for area in (ENGLAND, *REGIONS)}
    short = [area for area, series in found.items() if len(series.years) < 3]
    if short:
        raise InputError(f"Children looked after: fewer than three years on end for {', '.join(short)} in the data.")
    return found


def _series(area: str, cells: dict[tuple[str, int], dict[str, float]]) -> Series:
    """Return the longest run of years up to the last one in which all three numbers are known."""
    whole = {year: parts for (name, year), parts in cells.items() if name == area and len(parts) == len(_PARTS)}
    years: list[int] = []
    while whole and (not years or years[0] - 1 in whole):
        years.insert(0, years[0] - 1 if years else max(whole))
    columns = [np.array([whole[year][part] for year in years], dtype=float) for part in _PARTS]
    return Series(area, np.array(years, dtype=np.int64), *columns)


def _long(path: Path) -> Iterable[tuple[str, int, str, float]]:
    read = _read(path, ["time_period", "population_count", "number"])
    return _rows(read, ENGLAND, read["time_period"], read["population_count"], _LONG_NAMES, read["number"])


def _tool(path: Path) -> Iterable[tuple[str, int, str, float]]:
    read = _read(path, ["measure_short", "years", "area", "value"])
    read = read[read["measure_short"].isin(_TOOL_NAMES)]
    return _rows(read, read["area"], read["years"], read["measure_short"], _TOOL_NAMES, read["value"])


def _newest(path: Path) -> Iterable[tuple[str, int, str, float]]:
    columns = ["time_period", "geographic_level", "region_name", "population_type", "children_count"]
    read = _read(path, columns)
    read = read[read["geographic_level"].isin(("National", "Regional"))]
    area = read["region_name"].where(read["geographic_level"] == "Regional", ENGLAND)
    area = area.str.replace(" and The ", " and the ")
    return _rows(read, area, read["time_period"], read["population_type"], _NEWEST_NAMES, read["children_count"])


def _read(path: Path, columns: list[str]) -> pd.DataFrame:
    try:
        return pd.read_csv(path, usecols=columns, dtype="string", encoding="utf-8-sig")
    except ValueError as fault:
        raise InputError(f"{path.name} does not have the columns {', '.join(columns)}.") from fault


def _rows(
    read: pd.DataFrame, area: Any, year: "pd.Series[str]", name: "pd.Series[str]", names: tuple[str, ...],
    value: "pd.Series[str]",
) -> Iterable[tuple[str, int, str, float]]:  # fmt: skip
    """Return area, year, part and value of the rows wanted; what is withheld or not a number is left out."""
    parts = name.map(dict(zip(names, _PARTS, strict=True)))
    frame = pd.DataFrame({
        "area": area, "year": pd.to_numeric(year, errors="coerce"), "part": parts,
        "value": pd.to_numeric(value, errors="coerce"),
    }, index=read.index).dropna()  # fmt: skip
    columns = (frame["area"], frame["year"].astype(int), frame["part"], frame["value"].astype(float))
    return zip(*(column.tolist() for column in columns), strict=True)
