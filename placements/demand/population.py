"""Children of every age in an authority, year by year: cohorts that are known grow older, births follow their trend.

Source: ONS mid-year estimates by single year of age (2023) and of all children (2012-2024). Children under 0 are not
born yet: their number follows the last four cohorts with a damped trend. What ageing alone does not explain (moving in
and out) is the ratio of the published total of all children to the aged one, and damped away in later years.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from placements.demand import sheets
from placements.fitting import Floats

SINGLE_YEARS = "population/population_single_year_of_age_by_ltla_2023.csv"
ALL_CHILDREN = "population/ons_mye_children_0_17_by_la_2012_2024.csv"
UPPER = "geography/ltla_utla_lookup_april_2023.csv"
FILES = (SINGLE_YEARS, ALL_CHILDREN, UPPER, sheets.LOOKUP)
BASE = 2023
DAMPED = 0.8
"""How much of a trend is left a year later."""
ADULT = 18


def population(data: Path, authorities: Sequence[str], years: Sequence[int], last: int) -> Floats:
    """Return children by year, authority and single year of age (0 to 17) in the middle of each year.

    Totals published after `last` are not used, so that a forecast made then can be made again.
    """
    sheets.require(data, FILES)
    codes = sheets.read_codes(data)
    base = _base(data, authorities, codes)
    totals = _totals(data, authorities, codes, last)
    aged = np.stack([_aged(base, year - BASE) for year in years])
    known = [year for year in years if year in totals]
    ratio = np.ones((len(years), len(authorities)))
    for row, year in enumerate(years):
        if year in totals:
            ratio[row] = _ratio(totals[year], aged[row])
        elif known and year > known[-1]:
            ratio[row] = ratio[row - 1] * _growth(ratio, years, known) ** (DAMPED ** (year - known[-1]))
    return aged * ratio[:, :, None]


def _ratio(total: Floats, aged: Floats) -> Floats:
    told = np.isfinite(total)
    return np.where(told, np.divide(total, aged.sum(axis=1), where=told, out=np.ones_like(total)), 1.0)


def _growth(ratio: Floats, years: Sequence[int], known: list[int]) -> Floats:
    """Return how the ratio grew in the last year that is known."""
    if len(known) < 2:
        return np.ones(ratio.shape[1])
    rows = list(years)
    grown: Floats = ratio[rows.index(known[-1])] / ratio[rows.index(known[-2])]
    return grown


def _aged(base: Floats, ahead: int) -> Floats:
    """Return authorities x ages some years after the base year, or before it, by moving cohorts along."""
    return np.stack([_cohort(base, age - ahead) for age in range(ADULT)], axis=1)


def _cohort(base: Floats, age: int) -> Floats:
    """Return the children who are `age` in the base year; under 0: not born yet."""
    if age >= 0:
        return base[:, age]
    trend = np.log(np.maximum(base[:, 0], 1.0) / np.maximum(base[:, 3], 1.0)) / 3.0
    damped = sum(DAMPED**step for step in range(1, -age + 1))
    born: Floats = base[:, 0] * np.exp(np.clip(trend, -0.04, 0.04) * damped)
    return born


def _base(data: Path, authorities: Sequence[str], codes: dict[str, str]) -> Floats:
    with (data / UPPER).open(encoding="utf-8-sig", newline="") as rows:
        upper = {row["LTLA23CD"]: row["UTLA23CD"] for row in csv.DictReader(rows)}
    place = {code: row for row, code in enumerate(authorities)}
    ages = [str(age) for age in range(ADULT + 8)]
    found = np.zeros((len(authorities), len(ages)))
    with (data / SINGLE_YEARS).open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            code = upper.get(row["code"], row["code"])
            if (at := place.get(codes.get(code, code))) is not None:
                found[at] += [float(row[age]) for age in ages]
    return found


def _totals(data: Path, authorities: Sequence[str], codes: dict[str, str], last: int) -> dict[int, Floats]:
    """Return all children by authority for each year published; missing where the authority did not exist."""
    found: dict[int, Floats] = {}
    place = {code: row for row, code in enumerate(authorities)}
    with (data / ALL_CHILDREN).open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            at = place.get(codes.get(row["new_la_code"], row["new_la_code"]))
            year = int(row["time_period"])
            if at is None or year > last or not row["population_estimate"].isdigit():
                continue
            found.setdefault(year, np.full(len(authorities), np.nan))[at] = float(row["population_estimate"])
    return found
