"""England's tables that no authority has: time in care of leavers, where children start and leave from, why they
move."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import PchipInterpolator

from placements.demand import sheets
from placements.demand.assumed import DURATIONS, ENTRY_TREND_SD, EXIT_TREND_SD, KIN_OF_FOSTER_MOVES
from placements.fitting import Floats

CEASED = "dfe/2024_national_children_who_ceased_to_be_looked_after_during_the_year.csv"
STARTED = "dfe/2024_national_cla_started_to_be_looked_after.csv"
CHANGES = "dfe/2024_national_reason_for_placement_change_during_year.csv"
STOCK = "dfe/2024_national_cla_on_31_march_by_characteristics.csv"
UASC = "dfe/2024_national_cla_on_31_march_who_were_unaccompanied_asylum_seeking_children.csv"
SERIES = "dfe/2024_cla_time_series_1994_2024.csv"
FILES = (CEASED, STARTED, CHANGES, STOCK, UASC, SERIES)

YEARS = 15
"""How many years back usual yearly changes are taken from."""

_EDGES = (0.0, 2.0, 8.0, 26.0, 52.18, 104.36, 156.5, 260.9, 521.8, 939.2)
"""Weeks at which the published bands of time begin, and the last one ends."""
_BANDS = tuple(f"{n}. " for n in range(1, 10))
_GROUPS = ("2. Total", "3. Total", "6. Total", "7. Total", "8. Total")
_STATUS = "Change in the status of a placement only"
_AGES = ("Under 1 year", "1 to 4 years", "5 to 9 years", "10 to 15 years", "16 years and over")


@dataclass(frozen=True)
class National:
    """Shares and rates of England. Kinds in the order of KINDS, ages of AGES, times of DURATIONS.

    `leavers`: by time in care; `left_from`, `started_in`: by kind; `moves_by_*`: changes of placement that are not of
    status only; `kinship` and `secure`: parts of foster care and of secure and children's homes; `uasc_in`: by kind;
    `*_sd`: how much starts, exits and unaccompanied children looked after change from year to year (logs).
    """

    year: int
    leavers: Floats
    left_from: Floats
    started_in: Floats
    started: Floats
    moves_by_age: Floats
    moves_by_time: Floats
    moves_from: Floats
    kinship: float
    secure: float
    uasc_in: Floats
    entry_sd: float
    exit_sd: float


def read_national(data: Path, last: int) -> National:
    """Return England's tables of the last year they tell up to `last`; raises InputError."""
    sheets.require(data, FILES)
    read = {name: sheets.read_sheet(data, name, {}) for name in FILES}
    ceased, changes = read[CEASED], read[CHANGES]
    stock = sheets.national(read[STOCK], "Placement", last)
    starts = sheets.national(read[STARTED], "Placement group", last)
    entry_sd, exit_sd = _series(read[SERIES], last)
    return National(
        year=min(last, int(read[CEASED]["year"].max())),
        leavers=_times(sheets.national(ceased, "Duration of last period of care", last)),
        left_from=_kinds(sheets.national(ceased, "Placement group", last)),
        started_in=_kinds(starts),
        started=np.array(sheets.national(read[STARTED], "Age on starting", last)[list(_AGES)], dtype=np.float64),
        moves_by_age=np.array(_changes(changes, "Age", last)[list(_AGES)], dtype=np.float64),
        moves_by_time=_times(_changes(changes, "Duration of Placement", last)),
        moves_from=_moved_kinds(_changes(changes, "Placement type", last)),
        kinship=_kin(stock) / _first(stock, "1. Total foster"),
        secure=_first(stock, "4b") / _first(stock, "4. Total"),
        uasc_in=_uasc(sheets.national(read[UASC], "Placements", last)),
        entry_sd=entry_sd,
        exit_sd=exit_sd,
    )  # fmt: skip


def _first(figures: "pd.Series[float]", start: str) -> float:
    found = [value for name, value in figures.items() if str(name).startswith(start)]
    return float(np.nan_to_num(found[0])) if found else 0.0


def _kin(figures: "pd.Series[float]") -> float:
    return _first(figures, "1a.1 ") + _first(figures, "1b.1 ")


def _kinds(figures: "pd.Series[float]") -> Floats:
    """Return children by kind: kinship out of foster care, secure out of children's homes, the rest as `other`."""
    foster, homes, supported = (_first(figures, start) for start in ("1. Total", "4. Total", "5. Total"))
    kin, secure = _kin(figures), _first(figures, "4a") + _first(figures, "4b")
    other = sum(_first(figures, start) for start in _GROUPS)
    return np.array([foster - kin, kin, homes - secure, supported, secure, other])


def _uasc(figures: "pd.Series[float]") -> Floats:
    foster, homes, supported, other = (_first(figures, f"{n}. ") for n in (1, 2, 3, 4))
    found = np.array([foster, 0.0, homes, supported, 0.0, other])
    return np.asarray(found / found.sum(), dtype=np.float64)


def _times(figures: "pd.Series[float]") -> Floats:
    """Return a table by published bands of time as shares of our bands, along a smooth running total."""
    cells = np.array([_first(figures, start) for start in _BANDS])
    curve = PchipInterpolator(_EDGES, np.concatenate([[0.0], np.cumsum(cells)]))
    shares: Floats = np.diff(curve([*DURATIONS, _EDGES[-1]]))
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _moved_kinds(figures: "pd.Series[float]") -> Floats:
    foster, homes = _first(figures, "Foster"), _first(figures, "Secure")
    kin, secure = foster * KIN_OF_FOSTER_MOVES, homes * 0.02
    named = foster + homes + _first(figures, "Independent")
    other = _first(figures, "Total") - named
    return np.array([foster - kin, kin, homes - secure, _first(figures, "Independent"), secure, other])


def _changes(sheet: pd.DataFrame, group: str, last: int) -> "pd.Series[float]":
    """Return changes of placement less those of status only, by characteristic."""
    every = sheets.national(sheet[sheet["reason"].str.lower() == "all placements"], group, last)
    status = sheets.national(sheet[sheet["reason"] == _STATUS], group, last)
    return every - status.reindex(every.index).fillna(0.0)


def _series(sheet: pd.DataFrame, last: int) -> tuple[float, float]:
    """Return the standard deviation of yearly changes of starts, and of exits per child looked after (logs)."""
    rows = sheet[(sheet["year"] <= last) & (sheet["year"] >= last - YEARS)]
    wide = rows.pivot_table(index="year", columns="name", values="value")
    if len(wide) < 6:
        return ENTRY_TREND_SD, EXIT_TREND_SD
    starts = wide["Children starting to be looked after during the year"]
    held = wide["Children looked after at 31 March"]
    rate = wide["Children ceasing to be looked after during the year"] / (held + held.shift(1)) * 2.0
    change = [np.diff(np.log(np.asarray(column.dropna()))) for column in (starts, rate)]
    return float(change[0].std(ddof=1)), float(change[1].std(ddof=1))
