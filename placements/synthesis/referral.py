"""What a referral says about each child: home, school, suitability, needs, identity and stay."""

from datetime import date

import numpy as np
import pandas as pd

from placements.fitting import Floats, Ints
from placements.synthesis.choices import Words, chosen, chosen_by_row, several
from placements.synthesis.positions import scatter
from placements.synthesis.schooling import attended, school_years
from placements.synthesis.shares import ETHNIC_CODES, NEEDS
from placements.synthesis.sources import Published
from placements.synthesis.terms import LANGUAGES

_P, _S, _U = "preferred", "suitable", "unsuitable"
_SUITS: dict[str, tuple[dict[str, float], ...]] = {
    "foster": (
        {_P: 0.86, _S: 0.10, "": 0.04},
        {_P: 0.80, _S: 0.14, _U: 0.02, "": 0.04},
        {_P: 0.55, _S: 0.25, _U: 0.13, "": 0.07},
        {_P: 0.2, _S: 0.4, _U: 0.33, "": 0.07},
    ),
    "residential": (
        {_U: 0.9, "": 0.1},
        {_U: 0.7, _S: 0.2, "": 0.1},
        {_U: 0.3, _S: 0.45, _P: 0.1, "": 0.15},
        {_U: 0.3, _S: 0.45, _P: 0.12, "": 0.13},
    ),
    "supported": (
        {_U: 0.6, "": 0.4},
        {_U: 0.6, "": 0.4},
        {_U: 0.7, "": 0.3},
        {_P: 0.45, _S: 0.28, _U: 0.22, "": 0.05},
    ),
}
_FIRST_LANGUAGE = 0.06


def with_referrals(
    children: pd.DataFrame, published: Published, schools: pd.DataFrame, rng: np.random.Generator, as_of: date
) -> pd.DataFrame:
    """Return the children with every column filled; brothers and sisters share home and background."""
    today = np.datetime64(as_of, "D")
    born = children["date_of_birth"].to_numpy().astype("datetime64[D]")
    age = np.floor((today - born).astype(np.int64) / 365.25).astype(np.int64)
    stage: Ints = np.digitize(age, [5, 10, 16]).astype(np.int64)
    children = children.assign(age=age, stage=stage, school_year=school_years(born, as_of))
    children = _cared_for(children, rng)
    children = _background(children, published, rng)
    children = _home_and_school(children, published, schools, rng)
    children = _suitability(children, rng)
    return _arrangements(children, rng, today)


def _cared_for(children: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    stage, size = children["stage"].to_numpy(), len(children)
    care = np.where(children["home"] == "residential", 1.5, 1.0)
    odds = {need: np.clip(np.array(shares)[stage] * care, 0, 0.9) for need, shares in NEEDS.items()}
    arrived = (children["uasc"] == "yes").to_numpy()
    parent = (children["sex"] == "F").to_numpy() & (children["age"] >= 15).to_numpy()
    needs = several(odds | {"parent_and_child": np.where(parent, 0.04, 0.0), "asylum": arrived * 1.0}, rng)
    adapted = rng.random(size) < 0.06
    kind = chosen(
        {
            "ground_floor": 0.45,
            "wheelchair;ground_floor": 0.25,
            "wheelchair;wet_room": 0.12,
            "wheelchair;hoist;wet_room": 0.1,
            "wet_room": 0.08,
        },
        size,
        rng,
    )
    disability = np.array(
        [
            "LD" if "learning" in n else "AUT" if "autism" in n else "MOB" if a else ""
            for n, a in zip(needs, adapted, strict=True)
        ],
        dtype=object,
    )
    return children.assign(needs=needs, adaptations=np.where(adapted, kind, ""), disability=disability)


def _background(children: pd.DataFrame, published: Published, rng: np.random.Generator) -> pd.DataFrame:
    """Draw ethnicity by the authority's published shares, then faith and language; one answer per family."""
    lines = [published.codes.index(str(code)) for code in children["authority"]]
    group = chosen_by_row(tuple(ETHNIC_CODES), published.ethnicity[lines] + 1e-9, rng)
    arrived = (children["uasc"] == "yes").to_numpy()
    code = np.full(len(children), "", dtype=object)
    for name, codes in ETHNIC_CODES.items():
        rows = np.flatnonzero(group == name)
        code[rows] = chosen(codes, len(rows), rng)
    size = len(children)
    code = np.where(arrived, chosen({"AOTH": 0.35, "OOTH": 0.4, "BAFR": 0.2, "WOTH": 0.05}, size, rng), code)
    muslim = np.isin(code, ["APKN", "ABAN"]) | (arrived & (rng.random(size) < 0.75))
    faith = chosen({"None": 0.46, "": 0.28, "Christian": 0.22, "Hindu": 0.02, "Sikh": 0.02}, size, rng)
    other = chosen(dict.fromkeys(LANGUAGES, 1.0), size, rng)
    speaks = arrived | (rng.random(size) < _FIRST_LANGUAGE)
    young = (children["age"] < 2).to_numpy()
    language = np.where(
        speaks,
        np.where(arrived & (rng.random(size) < 0.6), other, "English;" + other),
        np.where(young, "", "English"),
    )
    first = ~children["family"].duplicated().to_numpy()
    table = pd.DataFrame(
        {
            "family": children["family"],
            "ethnicity": code,
            "religion": np.where(muslim, "Muslim", faith),
            "languages": language,
        }
    )
    shared = table[first].set_index("family").reindex(children["family"]).reset_index(drop=True)
    return children.assign(**{column: shared[column].to_numpy() for column in ("ethnicity", "religion", "languages")})


def _home_and_school(
    children: pd.DataFrame, published: Published, schools: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Place each family's own home; unaccompanied children have none, and then no distance is counted."""
    spots: Floats = scatter(children["authority"], published.sectors, rng)
    first = children.groupby("family")["family"].transform(lambda rows: rows.index[0]).to_numpy()
    spots = spots[first]
    spots[(children["uasc"] == "yes").to_numpy()] = np.nan
    year = children["school_year"].to_numpy()
    urns = attended(children, schools, spots, rng)
    keep = rng.random(len(children)) < np.where((year == 10) | (year == 11), 0.78, 0.45)
    limit = chosen({"": 0.94, "8": 0.03, "15": 0.03}, len(children), rng)
    return children.assign(
        latitude=spots[:, 0],
        longitude=spots[:, 1],
        school_urn=urns,
        keep_school=np.where(urns == "", "", np.where(keep, "yes", "no")),
        max_school_miles=np.where(urns == "", "", limit),
        school_year=np.where((year >= -2) & (year <= 13), year.astype(str), ""),
    )


def _suitability(children: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    stage, size = children["stage"].to_numpy(), len(children)
    answers: dict[str, Words] = {}
    for kind, by_stage in _SUITS.items():
        drawn = np.stack([chosen(shares, size, rng) for shares in by_stage])
        answers[kind] = drawn[stage, np.arange(size)]
    living, down = children["home"].to_numpy(), (children["purpose"] == "step_down").to_numpy()
    answers["residential"] = np.where((living == "residential") & ~down, _S, answers["residential"])
    answers["residential"] = np.where(down, chosen({_U: 0.5, _S: 0.5}, size, rng), answers["residential"])
    answers["foster"] = np.where(down & (stage < 3), _P, answers["foster"])
    # A child for whom nothing is suitable would be a mistake in the referral, not a need.
    nothing = np.all([answers[kind] == _U for kind in answers], axis=0)
    # Nor are brothers and sisters left with no kind of home in common.
    grouped = children["family"].duplicated(keep=False).to_numpy()
    answers["foster"] = np.where(nothing | (grouped & (answers["foster"] == _U)), _S, answers["foster"])
    secure = np.where((children["age"] >= 12) & (rng.random(size) < 0.015), _S, "")
    return children.assign(**{f"suits_{kind}": words for kind, words in answers.items()}, suits_secure=secure)


def _arrangements(children: pd.DataFrame, rng: np.random.Generator, today: np.datetime64) -> pd.DataFrame:
    """Draw the sibling flag, company, pets, distance, legal status, orders and the length of the stay."""
    size, age = len(children), children["age"].to_numpy()
    grouped = children["family"].duplicated(keep=False).to_numpy()
    flag = chosen({"must": 0.22, "should": 0.53, "may": 0.15, "": 0.10}, size, rng)
    first = children.groupby("family")["family"].transform(lambda rows: rows.index[0]).to_numpy()
    alone = (age >= 10) & ~grouped
    risk = children["needs"].str.contains("exploitation|harmful").to_numpy()
    away = risk & (rng.random(size) < 0.18)
    weeks = chosen({"": 0.14, "2": 0.08, "6": 0.14, "12": 0.18, "26": 0.18, "52": 0.16, "104": 0.12}, size, rng)
    purpose = children["purpose"].to_numpy()
    need = children["needed_by"].to_numpy().astype("datetime64[D]")
    wait = np.where(children["urgency"] == "later", 0.55, np.where(children["urgency"] == "soon", 0.15, 0.0))
    nat = np.datetime64("NaT")
    return children.assign(
        siblings=np.where(grouped, flag[first], ""),
        solo=np.where(alone, chosen({"": 0.3, "no": 0.62, "recommended": 0.05, "required": 0.03}, size, rng), "no"),
        alongside=np.where(
            grouped | (age < 5),
            "",
            chosen({"": 0.34, "any": 0.52, "only_older": 0.09, "only_younger": 0.05}, size, rng),
        ),
        pets=np.where(age < 4, "", chosen({"": 0.44, "can": 0.46, "no": 0.08, "must": 0.02}, size, rng)),
        distance_intent=np.where(away, "away", chosen({"": 0.7, "near": 0.3}, size, rng)),
        away_basis=np.where(away, "strategy", ""),
        away_until=np.where(away, today + np.timedelta64(120, "D"), nat),
        dolo=np.where((age >= 12) & ~grouped & (rng.random(size) < 0.012), "yes", "no"),
        legal_status=_legal(children, rng),
        expected_weeks=_weeks(purpose, weeks),
        referred_on=np.minimum(today, need) - rng.integers(0, 15, size).astype("timedelta64[D]"),
        can_wait_until=np.where(
            rng.random(size) < wait, need + rng.integers(7, 29, size).astype("timedelta64[D]"), nat
        ),
    )


def _weeks(purpose: Words, drawn: Words) -> Words:
    return np.where(purpose == "respite", "2", np.where(purpose == "long_term", "104", drawn)).astype(object)


def _legal(children: pd.DataFrame, rng: np.random.Generator) -> Words:
    """Draw legal status by published shares: of starters for new children, of all children for the others."""
    size = len(children)
    start = chosen({"V2": 0.57, "C1": 0.32, "L1": 0.09, "L2": 0.02}, size, rng)
    stock = chosen({"C2": 0.59, "C1": 0.165, "E1": 0.055, "V2": 0.19}, size, rng)
    first = children.groupby("family")["family"].transform(lambda rows: rows.index[0]).to_numpy()
    status = np.where((children["row"] < 0).to_numpy(), start[first], stock[first])
    status = np.where(children["purpose"] == "remand", "J1", np.where(children["uasc"] == "yes", "V2", status))
    return np.where(children["unborn"] == "yes", "", status).astype(object)
