"""Who waits for a home this week: age, sex, why, by when, and where the children are tonight.

Children who are starting to be looked after have the ages published for starters of their authority; the
others live in a home now and bring their own.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Floats, Ints, largest_remainder
from placements.synthesis.families import MOVABLE, Family, waiting_families
from placements.synthesis.naming import letters, numbered
from placements.synthesis.shares import AGE_BANDS, URGENCY
from placements.synthesis.sources import Published

_URGENT = {
    "new": 0.25,
    "remand": 0.6,
    "transfer": 0.2,
    "notice": 0.1,
    "step_down": -0.5,
    "long_term": -0.6,
    "bring_nearer": -0.5,
}
SETTLED_SHARE = 0.13
"""Children listed but kept where they are, for every waiting child."""


def waiting_children(
    residents: pd.DataFrame,
    published: Published,
    region: list[str],
    count: int,
    rng: np.random.Generator,
    as_of: date,
) -> pd.DataFrame:
    """Return the children waiting or listed as settled; `row` is their line in the residents, or -1."""
    families = waiting_families(residents, published, region, count, rng)
    children = pd.concat(
        [pd.DataFrame(_rows(number, family, residents)) for number, family in enumerate(families)],
        ignore_index=True,
    )
    children = _started(children, published, rng, as_of)
    children = _dated(children, families, rng, as_of)
    children = pd.concat([children, _settled(children, residents, region, count, rng, as_of)], ignore_index=True)
    children = children.sort_values(["authority", "family"], kind="stable").reset_index(drop=True)
    return children.assign(child_id=numbered(children["authority"], "", 4))


def _rows(number: int, family: Family, residents: pd.DataFrame) -> dict[str, list[object]]:
    rows = family.residents or (-1,) * family.size
    group = str(residents["sibling_group"].iloc[rows[0]]) if family.residents else ""
    if family.size > 1 and not group:
        group = f"{letters()[family.authority]}-G{number + 1:03d}"
    return {
        "family": [number] * family.size,
        "authority": [family.authority] * family.size,
        "purpose": [family.purpose] * family.size,
        "sibling_group": [group] * family.size,
        "row": list(rows),
        "order": list(range(family.size)),
        "date_of_birth": [residents["date_of_birth"].iloc[row] if row >= 0 else pd.NaT for row in rows],
        "sex": [residents["sex"].iloc[row] if row >= 0 else "" for row in rows],
        "current_home_id": [residents["home_id"].iloc[row] if row >= 0 else "" for row in rows],
        "home": [residents["home"].iloc[row] if row >= 0 else "" for row in rows],
    }


def _started(children: pd.DataFrame, published: Published, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Draw age, sex and asylum for the children who are not looked after yet."""
    size = len(children)
    years = _ages(children, published, rng)
    single = ~children["family"].duplicated(keep=False).to_numpy()
    asylum = np.where(years >= 16, 0.42, np.where(years >= 10, 0.08, 0.0)) * (children["purpose"] == "new")
    arrived = single & ((children["purpose"] == "transfer") | (rng.random(size) < asylum)).to_numpy()
    years = np.where(arrived & (years < 14), 15.0 + 3.0 * rng.random(size) - 0.02, years)
    years = np.where((children["purpose"] == "remand") & (years < 12), 14.0 + 3.5 * rng.random(size), years)
    unborn = single & (years < 0.15) & (children["purpose"] == "new").to_numpy()
    days = np.maximum((years * 365.25).astype(np.int64), 2)
    born = np.datetime64(as_of, "D") - np.where(unborn, -rng.integers(12, 80, size), days).astype("timedelta64[D]")
    male = rng.random(size) < np.where(arrived, 0.95, 0.53)
    new = (children["row"] < 0).to_numpy()
    sex = np.where(unborn, "U", np.where(male, "M", "F"))
    return children.assign(
        date_of_birth=np.where(new, born, children["date_of_birth"].to_numpy().astype("datetime64[D]")),
        sex=np.where(new, sex, children["sex"]),
        uasc=np.where(new & arrived, "yes", "no"),
        unborn=np.where(new & unborn, "yes", "no"),
    )


def _ages(children: pd.DataFrame, published: Published, rng: np.random.Generator) -> Floats:
    """Return ages in years as published for starters; siblings are one to four years apart."""
    lines = [published.codes.index(str(code)) for code in children["authority"]]
    odds = np.cumsum(published.started_ages[lines] + 1e-9, axis=1)
    # Evenly spread draws keep a small week close to the published ages.
    even = (rng.permutation(len(children)) + rng.random(len(children))) / len(children)
    band: Ints = np.minimum((even[:, None] * odds[:, -1:] >= odds).sum(axis=1), 4).astype(np.int64)
    low, high = np.array(AGE_BANDS, dtype=np.float64).T
    years: Floats = low[band] + (high - low)[band] * rng.random(len(children)) * 0.995
    families, order = children["family"].to_numpy(), children["order"].to_numpy()
    for row in np.flatnonzero(order > 0):
        gap = 1.0 + 3.0 * float(rng.random())
        younger = years[row - 1] - gap
        years[row] = (
            younger
            if younger > 0.05 and families[row] == families[row - 1]
            else years[row - order[row] : row].max() + gap
        )
    return np.minimum(years, 17.7)


def _dated(children: pd.DataFrame, families: list[Family], rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Set by when each family needs a home, and where the children are tonight."""
    urgency = _urgency(children, families, rng)[children["family"].to_numpy()]
    count = len(families)
    today = np.datetime64(as_of, "D")
    past = today - rng.integers(1, 22, count).astype("timedelta64[D]")
    soon = np.busday_offset(today, rng.integers(1, 6, count), roll="backward")
    later = np.busday_offset(today, rng.integers(9, 60, count), roll="backward")
    dates = {"overdue": past, "today": np.repeat(today, count), "soon": soon, "later": later}
    need = np.select(
        [urgency == word for word in dates],
        [dates[word][children["family"].to_numpy()] for word in dates],
        today,
    )
    need = np.where(
        children["unborn"] == "yes",
        np.maximum(children["date_of_birth"].to_numpy().astype("datetime64[D]"), need),
        need,
    )
    moving = (children["row"] >= 0).to_numpy()
    notice = moving & (children["purpose"] == "notice").to_numpy()
    agreed = (today - rng.integers(5, 60, count).astype("timedelta64[D]"))[children["family"].to_numpy()]
    nat = np.datetime64("NaT")
    stranded = (rng.random(count) < 0.3)[children["family"].to_numpy()] & (urgency == "overdue") & ~moving
    beds = rng.choice(["office", "hospital", "police", "unregistered"], count, p=[0.4, 0.35, 0.1, 0.15])
    return children.assign(
        urgency=urgency,
        needed_by=need,
        notice_ends=np.where(notice, need, nat),
        move_agreed_on=np.where(moving & ~notice, agreed, nat),
        where_now=np.where(stranded, beds[children["family"].to_numpy()], np.where(moving, "other", "home")),
    )


def _urgency(children: pd.DataFrame, families: list[Family], rng: np.random.Generator) -> NDArray[np.object_]:
    """Return the class of each family, so that the children's shares are the wanted ones."""
    unborn = set(children.loc[children["unborn"] == "yes", "family"])
    score = np.array(
        [-9.0 if n in unborn else _URGENT.get(f.purpose, 0.0) + rng.random() for n, f in enumerate(families)]
    )
    left = dict(zip(URGENCY, largest_remainder(np.array(list(URGENCY.values())), len(children)).tolist(), strict=True))
    found = np.full(len(families), "later", dtype=object)
    for number in np.argsort(-score, kind="stable"):
        size = families[int(number)].size
        word = next((word for word in URGENCY if left[word] >= size), "later")
        left[word] -= size
        found[number] = word
    return found


def _settled(
    children: pd.DataFrame,
    residents: pd.DataFrame,
    region: list[str],
    count: int,
    rng: np.random.Generator,
    as_of: date,
) -> pd.DataFrame:
    """List a few children who stay where they are: a home, no notice and no move agreed."""
    taken = set(children["row"])
    usual = residents["authority"].isin(region) & residents["home"].isin(MOVABLE) & (residents["sibling_group"] == "")
    rows = [int(row) for row in np.flatnonzero(usual & residents["leaves_on"].isna()) if int(row) not in taken]
    picked = sorted(rng.choice(rows, size=min(len(rows), round(count * SETTLED_SHARE)), replace=False).tolist())
    there = residents.iloc[picked]
    review = np.datetime64(as_of, "D") + rng.integers(30, 80, len(there)).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "family": np.arange(len(there)) + 1_000_000,
            "authority": there["authority"].to_numpy(),
            "purpose": "long_term",
            "sibling_group": "",
            "row": picked,
            "order": 0,
            "date_of_birth": there["date_of_birth"].to_numpy(),
            "sex": there["sex"].to_numpy(),
            "current_home_id": there["home_id"].to_numpy(),
            "home": there["home"].to_numpy(),
            "uasc": "no",
            "unborn": "no",
            "urgency": "settled",
            "needed_by": review,
            "notice_ends": np.datetime64("NaT"),
            "move_agreed_on": np.datetime64("NaT"),
            "where_now": "other",
        }
    )
