"""Yearly pounds and places of England from the published tables: what the promises are laid over."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from placements.demand.record.series import ENGLAND, TOOL
from placements.errors import InputError

NAMES = {
    "looked_after_pounds": "TotalLACFinance", "children_pounds": "C&YPExpenditure",
    "family_support_pounds": "FamilySupportFinance", "weekly_pounds": "LACFinance",
    "authority_places": "Number_Foster_Places(New)",
}  # fmt: skip
"""Spending in a year on children looked after, on all children's services (gross), on family support; what a week of
being looked after costs; approved fostering places of authorities' own services. Pounds of the day."""


def read_yearly(data: Path) -> Mapping[str, Mapping[int, float]]:
    """Return each by the year it ends in; raises InputError where the file or one of them is missing."""
    path = data / TOOL
    if not path.is_file():
        raise InputError(f"The folder of public data holds no {TOOL}.")
    read = pd.read_csv(path, usecols=["measure_short", "years", "area", "value"], dtype="string", encoding="utf-8-sig")
    read = read[read["area"] == ENGLAND]
    found = {name: _of(read[read["measure_short"] == short]) for name, short in NAMES.items()}
    missing = [NAMES[name] for name, years in found.items() if not years]
    if missing:
        raise InputError(f"{path.name} holds nothing of England for {', '.join(missing)}.")
    return found


def _of(rows: pd.DataFrame) -> dict[int, float]:
    """Return values by year; "2016-17 (OT)" ends in 2017."""
    first = rows["years"].str.extract(r"^(\d{4})(-\d\d)?")
    ends = pd.to_numeric(first[0]) + first[1].notna().astype(int)
    numbers = pd.to_numeric(rows["value"], errors="coerce")
    return {int(year): float(number) for year, number in zip(ends, numbers, strict=True) if not pd.isna(number)}
