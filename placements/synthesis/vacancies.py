"""Dated vacancies and block contracts."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from placements.geography.authorities import authority_facts
from placements.synthesis.pairs import PlausiblePairs

_DAY = np.timedelta64(1, "D")
_PREMISES = ("residential", "supported", "secure")


def dated_vacancies(
    homes: pd.DataFrame,
    residents: pd.DataFrame,
    pairs: PlausiblePairs,
    region: frozenset[str],
    rng: np.random.Generator,
    as_of: date,
) -> pd.DataFrame:
    """Return dated rows: what is on offer, what is expected when a resident leaves, what is held."""
    today = np.datetime64(as_of, "D")
    local = homes[homes["authority"].isin(region) & (homes["status"] == "open")]
    # Households of councils beyond the region keep their places for their own children.
    local = local[local["kind"].isin(_PREMISES) | ((local["kind"] == "fostering") & (local["pool"] != ""))]
    expected = _leaving(local, residents, rng, today)
    held = _held(pairs, today, rng)
    offering = local[local["available"] > 0]
    some = set(offering["home_id"].to_numpy()[rng.random(len(offering)) < 0.10])
    dated = some | set(expected["home_id"]) | set(held["home_id"])
    now = _on_offer(offering[offering["home_id"].isin(dated)], held, rng, today)
    table = pd.concat([part for part in (now, expected, held) if len(part)], ignore_index=True)
    return table.sort_values(["home_id", "certainty", "from"], kind="stable")


def _on_offer(homes: pd.DataFrame, held: pd.DataFrame, rng: np.random.Generator, today: np.datetime64) -> pd.DataFrame:
    """Return the places on offer now, less those held; some premises offer them only for a season."""
    kept = homes["home_id"].map(held.groupby("home_id")["places"].sum()).fillna(0).astype(int)
    season = homes["kind"].isin(_PREMISES).to_numpy() & (rng.random(len(homes)) < 0.2)
    ends = today + rng.integers(60, 200, len(homes)) * _DAY
    rows = pd.DataFrame(
        {
            "home_id": homes["home_id"],
            "places": homes["available"] - kept,
            "from": homes["available_from"].fillna(pd.Timestamp(today)),
            "until": np.where(season, ends, np.datetime64("NaT")),
            "certainty": "confirmed",
            "confirmed_on": homes["confirmed_on"],
            "same_day": homes["same_day"],
        }
    )
    return rows[rows["places"] > 0]


def _leaving(
    homes: pd.DataFrame, residents: pd.DataFrame, rng: np.random.Generator, today: np.datetime64
) -> pd.DataFrame:
    """Return one expected place in about a third of the homes where somebody leaves on a known date."""
    leaving = residents[residents["leaves_on"].notna() & residents["home_id"].isin(homes["home_id"])]
    some = leaving[rng.random(len(leaving)) < 0.35].sort_values(["home_id", "leaves_on"], kind="stable")
    some = some.drop_duplicates("home_id")
    asked = np.busday_offset(today, -rng.choice([0, 1, 2, 12], len(some), p=[0.4, 0.3, 0.15, 0.15]), "backward")
    return pd.DataFrame(
        {
            "home_id": some["home_id"].to_numpy(),
            "places": 1,
            "from": some["leaves_on"].to_numpy(),
            "certainty": "expected",
            "confirmed_on": asked,
            "same_day": "no",
        }
    )


def _held(pairs: PlausiblePairs, today: np.datetime64, rng: np.random.Generator) -> pd.DataFrame:
    """Return places homes keep for a child until a date, for about one single child in fifty."""
    rows: list[dict[str, Any]] = []
    singles = [child for child in pairs.children(1.0, rng) if not child["grouped"]]
    for number in rng.permutation(len(singles)):
        if len(rows) >= max(2, len(singles) // 50):
            break
        child = singles[int(number)]
        home = next((h for h in pairs.homes(child, 1, rng) if h not in pairs.taken), None)
        if home is not None:
            pairs.taken.add(home)
            ends = today + int(rng.integers(2, 10)) * _DAY
            rows.append({"home_id": home, "held_for": child["child_id"], "hold_ends": ends})
    held = pd.DataFrame(rows, columns=["home_id", "held_for", "hold_ends"])
    return held.assign(places=1, **{"from": today}, certainty="held", confirmed_on=today, same_day="no")


def block_contracts(
    homes: pd.DataFrame, region: list[str], rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Buy two homes in about every third authority as a block, shared with authorities next door."""
    homes = homes.copy()
    rows: list[dict[str, Any]] = []
    market = homes[(homes["kind"] == "residential") & (homes["run_by"] == "") & (homes["status"] == "open")]
    market = market[market["places"].between(2, 5) & (market["weekly_fee"] != "")]
    for code in region:
        there = market[market["authority"] == code]
        if rng.random() > 0.38 or len(there) < 2:
            continue
        picked = there.iloc[np.sort(rng.permutation(len(there))[:2])]
        partners = [code, *[near for near in authority_facts()[code].adjacent if near in region][:2]]
        rows.append({"contract_id": f"BLOCK-{len(rows) + 1:02d}", **_terms(picked, partners)})
        homes.loc[picked.index, "contract"] = "block"
        homes.loc[picked.index, "nominated_to"] = ";".join(sorted(partners))
    return homes, pd.DataFrame(rows)


def _terms(homes: pd.DataFrame, partners: list[str]) -> dict[str, Any]:
    """Return price, take-up and shares; the price is what the places would cost by the week."""
    places = int(homes["places"].sum())
    each, over = divmod(places, len(partners))
    shares = [f"{code}={each + (number < over)}" for number, code in enumerate(partners)]
    fee = homes["weekly_fee"].astype(int).clip(upper=9000) * homes["places"]
    return {
        "home_ids": ";".join(homes["home_id"]),
        "weekly_price": int(fee.sum()),
        "minimum_take_up": round(places * 0.7),
        "shares": ";".join(shares),
    }
