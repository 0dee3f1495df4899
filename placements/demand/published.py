"""The department's tables for a list of authorities: who is looked after, who started, who ceased, who moved.

A figure that is not told is fitted to the authority's own total in England's shares, and counted. Years in which an
authority did not exist are missing (NaN). Figures of an authority are exact; England's are rounded to 10.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from placements.demand import sheets
from placements.demand.sheets import LOCAL, NATIONAL, REGIONAL
from placements.errors import InputError
from placements.fitting import Floats, complete

STOCK = "dfe/derived_la_cla_on_31_march_by_characteristics_2021_2025.csv"
STARTED = "dfe/derived_la_cla_started_by_characteristics_2021_2025.csv"
CEASED = "dfe/derived_la_cla_ceased_2021_2025.csv"
MOVES = "dfe/la_cla_during_year_new_placements.csv"
FILES = (STOCK, STARTED, CEASED, MOVES, sheets.LOOKUP)

AGES = ("Under 1 year", "1 to 4 years", "5 to 9 years", "10 to 15 years", "16 years and over")
AGES_CEASED = (*AGES[:4], "16 years", "17 years", "18 years and over")
SUPPORTED = "Independent and semi-independent living arrangements/supported accommodation"
PARENTS = "Placed with parents or other person with parental responsibility"
PLACEMENTS = (
    "Foster placements", "Secure homes and children's homes", SUPPORTED, PARENTS, "Placed for adoption",
    "Other residential settings", "Residential schools", "Other placements",
)  # fmt: skip
UASC, NOT_UASC = "UASC", "Non-UASC"
UASC_FLOW = "Unaccompanied asylum-seeking children"
NOT_UASC_FLOW = "Children excluding unaccompanied asylum-seeking children"
_RETURNED = "Returned home to live with parents or other person with parental responsibility which was"
REASONS = {
    f"{_RETURNED} part of the care planning process": "home",
    f"{_RETURNED} not part of the care planning process": "home",
    "Left care to live with parents, relatives or other person with no parental responsibility": "home",
    "Special guardianship order": "sgo",
    "Residence order or child arrangement order granted": "sgo",
    "Adopted": "adoption",
    "Care taken by another local authority": "other",
    "Age assessment determined child aged 18 or over": "other",
    "Accommodation on remand ended": "other",
    "Sentenced to custody": "other",
    "Child moved abroad": "other",
    "Died": "other",
    "Care ceased for any other reason": "rest",
    "Moved into independent living (with no formalised support)": "rest",
    "Moved into independent living (with supportive accommodation)": "rest",
    "Transferred to residential care funded by adult social services": "rest",
    "Aged 18 (or over) and remained with current carers": "rest",
}
"""Published reasons by how care ends; *rest* holds the 18th birthdays, told by the table of ages instead."""
_N = ("N1. Abuse or neglect", "N2. Child's disability", "N3. Parental illness or disability")
_N5 = ("N5. Family dysfunction", "N6. Socially unacceptable behaviour", "N7. Low income", "N8. Absent parenting")
NEEDS = (*_N, "N4. Family in acute stress", *_N5)
STATUS_ONLY = "Change in the status of a placement only"
CHANGES = (STATUS_ONLY, "Total placements changing")
_NEEDS_STARTED = tuple(name.replace("Family in acute", "Family acute") for name in NEEDS)
_WANTED = {
    "age": (STOCK, "Age group", AGES),
    "kind": (STOCK, "Placement", PLACEMENTS),
    "uasc": (STOCK, "Unaccompanied asylum-seeking children", (NOT_UASC, UASC)),
    "sex": (STOCK, "Sex", ("Female", "Male")),
    "need": (STOCK, "Category of need", NEEDS),
    "started_age": (STARTED, "Age on starting", AGES),
    "started_uasc": (STARTED, "Unaccompanied asylum-seeking children", (NOT_UASC_FLOW, UASC_FLOW)),
    "started_need": (STARTED, "Category of need", _NEEDS_STARTED),
    "ceased_age": (CEASED, "Age on ceasing", AGES_CEASED),
    "ceased_reason": (CEASED, "Reason episode ceased", tuple(REASONS)),
    "ceased_uasc": (CEASED, "Unaccompanied asylum-seeking children", (NOT_UASC_FLOW, UASC_FLOW)),
}
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """One table, years x authorities x characteristics, complete; `imputed` marks the figures that were not told.

    `england`: years x characteristics, as published.
    """

    names: tuple[str, ...]
    value: Floats
    imputed: Flags
    england: Floats

    @property
    def totals(self) -> Floats:
        """Children by year and authority."""
        sums: Floats = self.value.sum(axis=2)
        return sums


@dataclass(frozen=True)
class Published:
    """Every table by its short name, for the authorities asked for; `moves` leaves changes of status out."""

    years: tuple[int, ...]
    authorities: tuple[str, ...]
    tables: dict[str, Counts]
    moves: Floats
    england_moves: Floats

    def __getitem__(self, name: str) -> Counts:
        return self.tables[name]

    @property
    def not_told(self) -> int:
        """How many figures were imputed."""
        return int(sum(table.imputed.sum() for table in self.tables.values()))


def read_published(data: Path, authorities: Sequence[str], last: int) -> Published:
    """Return the tables for ONS codes up to the year ending on 31 March of `last`; raises InputError."""
    sheets.require(data, FILES)
    codes = sheets.read_codes(data)
    unknown = sorted(set(authorities) - set(codes.values()))
    if unknown:
        raise InputError(f"The published tables know no authority {', '.join(unknown)}.")
    read = {name: sheets.read_sheet(data, name, codes) for name in (STOCK, STARTED, CEASED, MOVES)}
    years = tuple(sorted(int(year) for year in set(read[STOCK]["year"]) if year <= last))
    if len(years) < 2:
        raise InputError(f"The published tables hold fewer than two years up to 31 March {last}.")
    chosen = tuple(authorities)
    tables = {
        name: _counts(read[file], group, names, years, chosen, set(codes.values()))
        for name, (file, group, names) in _WANTED.items()
    }
    moves, england = _moves(read[MOVES], years, chosen)
    return Published(years, chosen, tables, moves, england)


def _counts(
    sheet: pd.DataFrame, group: str, names: tuple[str, ...], years: tuple[int, ...], codes: tuple[str, ...],
    known: set[str],
) -> Counts:  # fmt: skip
    rows = sheet[sheet["group"] == group]
    england = sheets.grid(rows[rows["level"] == NATIONAL].assign(code="England"), years, ("England",), names)[:, 0]
    here = rows[rows["level"] == LOCAL]
    cells = sheets.grid(here, years, codes, names)
    totals = sheets.grid(here, years, codes, ("Total",))[:, :, 0]
    gone = totals < 0
    totals = np.where(np.isnan(totals), _small(rows, years, codes, known), totals)
    value, imputed = np.empty_like(cells), np.isnan(cells) & ~gone[:, :, None]
    for year in range(len(years)):
        told = np.where(cells[year] < 0, 0.0, cells[year])
        value[year] = complete(told, np.maximum(totals[year], 0.0), np.nan_to_num(england[year]) + 1e-9)
    value[gone] = np.nan
    return Counts(names, value, imputed, england)


def _small(rows: pd.DataFrame, years: tuple[int, ...], codes: tuple[str, ...], known: set[str]) -> Floats:
    """Return what an authority whose total is not told can have: 1 to 5, as near as its region's total leaves over."""
    sums = rows[rows["name"] == "Total"]
    local, regional = sums[(sums["level"] == LOCAL) & sums["code"].isin(known)], sums[sums["level"] == REGIONAL]
    told = local.groupby(["year", "region"])["value"].sum()
    of = local.drop_duplicates("code").set_index("code")["region"]
    published = regional.drop_duplicates(["year", "region"]).set_index(["year", "region"])["value"]
    left = (published - told).reindex(pd.MultiIndex.from_product([years, [of.get(code, "") for code in codes]]))
    return np.clip(np.asarray(left.fillna(3.0), dtype=np.float64).reshape(len(years), len(codes)), 1.0, 5.0)


def _moves(sheet: pd.DataFrame, years: tuple[int, ...], codes: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Return placements that changed in the year without changes of status only: by authority, and England's."""
    rows = sheet[sheet["group"] == "Reason for placement change during the year"]
    england = sheets.grid(rows[rows["level"] == NATIONAL].assign(code="England"), years, ("England",), CHANGES)[:, 0]
    cells = sheets.grid(rows[rows["level"] == LOCAL], years, codes, CHANGES)
    total = np.where(cells[:, :, 1] < 0, np.nan, cells[:, :, 1])
    usual = (england[:, 0] / england[:, 1])[:, None] * total
    status = np.where(np.isnan(cells[:, :, 0]) | (cells[:, :, 0] < 0), usual, cells[:, :, 0])
    moved: Floats = np.where(np.isnan(total), np.nan, np.maximum(total - status, 0.0))
    return moved, england[:, 1] - england[:, 0]
