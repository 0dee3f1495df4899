"""What each home offers: ages, sex, needs, household, fee, contract, notice, and who last asked.

None of this is published by home. The shares are assumptions; ages and sex always admit the children living
there.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Floats
from placements.synthesis.choices import chosen, flags, several
from placements.synthesis.shares import (
    NATIONAL_FOSTERING_COST,
    NATIONAL_RESIDENTIAL_COST,
    NEEDS_MET,
    WEEKLY_COST,
)
from placements.synthesis.sources import Published

_AGES = {
    "fostering": {
        (0, 17): 0.46,
        (0, 4): 0.09,
        (0, 10): 0.10,
        (3, 11): 0.08,
        (5, 11): 0.07,
        (5, 17): 0.10,
        (10, 17): 0.10,
    },
    "offering": {
        (0, 17): 0.24,
        (0, 4): 0.19,
        (0, 8): 0.15,
        (0, 11): 0.10,
        (5, 11): 0.12,
        (5, 17): 0.07,
        (11, 17): 0.08,
        (3, 8): 0.05,
    },
    "kinship": {(0, 17): 1.0},
    "residential": {
        (8, 17): 0.34,
        (10, 17): 0.22,
        (11, 17): 0.18,
        (7, 17): 0.12,
        (5, 17): 0.05,
        (7, 13): 0.04,
        (13, 17): 0.05,
    },
    "supported": {(16, 17): 1.0},
    "secure": {(10, 17): 0.8, (12, 17): 0.2},
}
_ONE_SEX = {
    "fostering": 0.07,
    "offering": 0.09,
    "kinship": 0.0,
    "residential": 0.16,
    "supported": 0.12,
    "secure": 0.0,
}
_MEETS_COLUMN = {"fostering": 0, "kinship": 0, "residential": 1, "supported": 2, "secure": 1}
_NOT_SAID = {"residential": 0.02, "supported": 0.03, "secure": 0.0, "fostering": 0.12, "kinship": 0.5}
LANGUAGES = (
    "Arabic",
    "Kurdish Sorani",
    "Urdu",
    "Polish",
    "Pashto",
    "Tigrinya",
    "Romanian",
    "Bengali",
    "French",
    "Vietnamese",
)


def with_terms(
    homes: pd.DataFrame, residents: pd.DataFrame, published: Published, rng: np.random.Generator, as_of: date
) -> pd.DataFrame:
    """Return the homes with every descriptive column of `homes.csv` filled in or left blank."""
    homes = _ages_and_sex(homes, residents, rng, as_of)
    homes = _care(homes, rng)
    homes = _household(homes, rng, as_of)
    homes = _timing(homes, rng, as_of)
    return homes.assign(weekly_fee=_fees(homes, published, rng), contract=_contracts(homes, rng))


def _ages_and_sex(homes: pd.DataFrame, residents: pd.DataFrame, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    ages = (
        (np.datetime64(as_of, "D") - residents["date_of_birth"].to_numpy().astype("datetime64[D]")).astype(np.int64)
        / 365.25
    ).astype(int)
    there = (
        residents.assign(age=ages)
        .groupby("home_id")
        .agg(youngest=("age", "min"), oldest=("age", "max"), sexes=("sex", "nunique"), one=("sex", "first"))
    )
    there = there.reindex(homes["home_id"])
    low, high = np.zeros(len(homes), dtype=np.int64), np.zeros(len(homes), dtype=np.int64)
    single = np.zeros(len(homes), dtype=bool)
    # Households with a place to offer are pickier than full ones: that is why the place is empty.
    offering = (homes["kind"] == "fostering") & (homes["available"] > 0)
    kinds = homes["kind"].where(~offering, "offering").to_numpy()
    for kind, ranges in _AGES.items():
        rows = np.flatnonzero(kinds == kind)
        drawn = np.array(list(ranges))[
            rng.choice(len(ranges), size=len(rows), p=np.array(list(ranges.values())) / sum(ranges.values()))
        ]
        low[rows], high[rows] = drawn[:, 0], drawn[:, 1]
        single[rows] = rng.random(len(rows)) < _ONE_SEX[kind]
    low = np.fmin(low, there["youngest"].to_numpy(dtype=np.float64)).astype(int)
    high = np.fmin(np.fmax(high, there["oldest"].to_numpy(dtype=np.float64)), 17).astype(int)
    sex = there["one"].where(there["sexes"] == 1, "").fillna("").to_numpy()
    sex = np.where((sex == "") & there["sexes"].isna(), rng.choice(["M", "F"], len(homes)), sex)
    unsaid = (homes["kind"] == "residential").to_numpy() & (rng.random(len(homes)) < 0.01)
    blank = np.where(unsaid, "", low.astype(str)), np.where(unsaid, "", high.astype(str))
    return homes.assign(min_age=blank[0], max_age=blank[1], sex=np.where(single & (sex != ""), sex, "any"))


def _care(homes: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    kinds = homes["kind"].to_numpy()
    column = np.array([_MEETS_COLUMN[str(kind)] for kind in kinds])
    odds = {need: np.array(shares)[column] for need, shares in NEEDS_MET.items()}
    met = several({need: np.where(kinds == "secure", 0.9, chance) for need, chance in odds.items()}, rng)
    unsaid = np.array([_NOT_SAID[str(kind)] for kind in kinds])
    home = kinds == "residential"
    adapted = several(
        {
            "wheelchair": np.where(home, 0.12, 0.04),
            "ground_floor": np.where(home, 0.34, 0.16),
            "hoist": np.where(home, 0.05, 0.01),
            "wet_room": np.where(home, 0.15, 0.05),
        },
        rng,
    )
    adapted = np.where(adapted == "", "none", adapted)
    return homes.assign(
        needs_met=np.where(rng.random(len(homes)) < unsaid, "", met),
        adaptations=np.where(rng.random(len(homes)) < 0.08, "", adapted),
    )


def _household(homes: pd.DataFrame, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Say who and what else is in a household: languages, faith, smoking, pets, own children, sharing."""
    size, kinds = len(homes), homes["kind"].to_numpy()
    family = np.isin(kinds, ["fostering", "kinship"])
    other = several({language: np.full(size, 0.022) for language in LANGUAGES}, rng)
    faith = chosen(
        {
            "": 0.30,
            "Christian": 0.34,
            "None": 0.24,
            "Muslim": 0.08,
            "Hindu": 0.015,
            "Sikh": 0.015,
            "Jewish": 0.01,
        },
        size,
        rng,
    )
    pets = chosen({"none": 0.48, "dog": 0.26, "cat": 0.12, "dog;cat": 0.07, "": 0.07}, size, rng)
    smoker = chosen({"no": 0.88, "yes": 0.08, "": 0.04}, size, rng)
    own = np.where(rng.random(size) < 0.33, rng.integers(1, 21, size).astype(str), "")
    second = (own != "") & (rng.random(size) < 0.4)
    own = np.where(
        second,
        own.astype(object) + ";" + rng.integers(1, 21, size).astype(str).astype(object),
        own.astype(object),
    )
    single = homes["places"].to_numpy() == 1
    return homes.assign(
        languages=["English;" + text if text else "English" for text in other],
        religion=np.where(family, faith, ""),
        pets=np.where(family, pets, "none"),
        smoker=np.where(family, smoker, "no"),
        own_children_ages=np.where(family, own, ""),
        bedrooms_sharing=np.where(family & ~single, chosen({"no": 0.62, "yes": 0.26, "": 0.12}, size, rng), ""),
        solo_capable=np.where(
            single, "yes", np.where(kinds == "residential", flags(0.18, size, rng), flags(0.12, size, rng))
        ),
        nominated_to="",
        named_children="",
    )


def _timing(homes: pd.DataFrame, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Say how soon a home can start and when somebody last asked: mostly in the last two working days."""
    size, kinds = len(homes), homes["kind"].to_numpy()
    offers = homes["available"].to_numpy() > 0
    today = np.datetime64(as_of, "D")
    fresh = np.busday_offset(today, -rng.integers(0, 3, size), roll="backward")
    stale = today - rng.integers(6, 40, size).astype("timedelta64[D]")
    asked = np.where(rng.random(size) < 0.84, fresh, stale)
    asked = np.where(offers & (rng.random(size) > 0.03), asked, np.datetime64("NaT"))
    later = offers & (rng.random(size) < 0.14)
    free = np.where(later, today + rng.integers(2, 50, size).astype("timedelta64[D]"), np.datetime64("NaT"))
    quick = np.where(kinds == "fostering", 0.45, np.where(kinds == "supported", 0.5, 0.25))
    same_day = (rng.random(size) < quick) & ~later
    notice = np.where(same_day, 0, rng.choice([1, 3, 5, 7, 14, 28], size, p=[0.2, 0.25, 0.2, 0.2, 0.1, 0.05]))
    return homes.assign(
        confirmed_on=asked,
        available_from=free,
        same_day=np.where(offers, np.where(same_day, "yes", "no"), ""),
        notice_days=np.where(offers, notice.astype(str), ""),
    )


def _fees(homes: pd.DataFrame, published: Published, rng: np.random.Generator) -> NDArray[np.object_]:
    """Return pounds a week to the nearest five: right-skewed, leaning to the authority's own unit cost."""
    costs = published.authorities
    care = (costs["weekly_unit_cost_residential_2024_25"] / NATIONAL_RESIDENTIAL_COST).fillna(1.0)
    family = (costs["weekly_unit_cost_fostering_2024_25"] / NATIONAL_FOSTERING_COST).fillna(1.0)
    names = _cost_names(homes)
    median = np.array([WEEKLY_COST[name][0] for name in names])
    spread = np.array([WEEKLY_COST[name][1] for name in names])
    ratio = np.where(
        homes["kind"].isin(["fostering", "kinship"]),
        homes["authority"].map(family),
        homes["authority"].map(care),
    )
    fee: Floats = median * np.sqrt(np.clip(ratio, 0.6, 1.7)) * np.exp(spread * rng.standard_normal(len(homes)))
    tail = (names == "residential") & (rng.random(len(homes)) < 0.06)
    enhanced = (names == "agency") & (rng.random(len(homes)) < 0.12)
    fee = np.where(
        tail,
        fee * (1.4 + rng.random(len(homes))),
        np.where(enhanced, fee * (1.2 + 0.7 * rng.random(len(homes))), fee),
    )
    rounded = (5 * np.round(fee / 5)).astype(int).astype(str).astype(object)
    return np.where(rng.random(len(homes)) < 0.03, "", rounded)


def _cost_names(homes: pd.DataFrame) -> NDArray[np.object_]:
    kinds, own = homes["kind"].to_numpy(dtype=object), (homes["run_by"] != "").to_numpy()
    names = np.where(kinds == "fostering", np.where(own, "in_house", "agency"), kinds)
    names = np.where((kinds == "residential") & own, "residential_in_house", names)
    return np.where((kinds == "supported") & (homes["category"] == "4").to_numpy(), "lodging", names).astype(object)


def _contracts(homes: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.object_]:
    size = len(homes)
    market = chosen({"framework": 0.5, "spot": 0.5}, size, rng)
    agency = chosen({"framework": 0.82, "spot": 0.18}, size, rng)
    own = ((homes["run_by"] != "") | (homes["kind"] == "kinship")).to_numpy()
    return np.where(own, "in_house", np.where((homes["kind"] == "fostering").to_numpy(), agency, market))
