"""What is known between a child and a home, a person or a place."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from placements.geography.authorities import authority_facts
from placements.synthesis.choices import chosen
from placements.synthesis.naming import numbered
from placements.synthesis.pairs import PlausiblePairs
from placements.synthesis.positions import moved

_DAY = np.timedelta64(1, "D")
Rows = list[dict[str, Any]]


def kin_homes(children: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return a relative's or friend's home for about one family in eleven; a third are not approved yet."""
    families = children[
        (children["urgency"] != "settled") & (children["uasc"] == "no") & (children["unborn"] == "no")
    ].groupby("family")
    table = families.agg(
        run_by=("authority", "first"),
        places=("child_id", "size"),
        named=("child_id", ";".join),
        purpose=("purpose", "first"),
    )
    usual = table["purpose"].isin(["new", "notice", "planned_move"])
    table = table[usual & (rng.random(len(table)) < 0.12)].sort_values("run_by", kind="stable").reset_index(drop=True)
    facts = authority_facts()
    near = [rng.choice(facts[code].adjacent or [code]) if rng.random() < 0.25 else code for code in table["run_by"]]
    return pd.DataFrame(
        {
            "home_id": numbered(table["run_by"], "N"),
            "home": "kinship",
            "kind": "kinship",
            "authority": near,
            "sector": "in_house",
            "run_by": table["run_by"],
            "places": table["places"],
            "available": table["places"],
            "residents": 0,
            "status": chosen({"open": 0.65, "on_hold": 0.35}, len(table), rng),
            "named": table["named"],
            "provider": "Council fostering",
            "owner": "",
            "grade": "",
            "category": "",
            "registration": "",
            "pool": "",
        }
    )


def offers(pairs: PlausiblePairs, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Return what providers said: mostly no; a few offers open until a date; at most three accepted."""
    today, rows = np.datetime64(as_of, "D"), []
    for child in pairs.children(0.16, rng):
        for home in pairs.homes(child, 2, rng):
            status = str(rng.choice(["declined", "withdrawn", "offered"], p=[0.62, 0.12, 0.26]))
            if status == "offered" and (child["grouped"] or home in pairs.taken):
                status = "declined"
            if status == "offered":
                pairs.taken.add(home)
            rows.append(_offer(child["child_id"], home, status, today, rng))
    heard = {row["child_id"] for row in rows}
    for child_id, home in pairs.certain(3, heard, rng):
        rows.append(_offer(child_id, home, "accepted", today, rng))
    return pd.DataFrame(rows)


def _offer(child: str, home: str, status: str, today: np.datetime64, rng: np.random.Generator) -> dict[str, Any]:
    until = (
        today + int(rng.integers(10, 60)) * _DAY if status in ("declined", "withdrawn") and rng.random() < 0.7 else None
    )
    reasons = (
        "matching with residents",
        "no staff until later",
        "needs beyond what the home meets",
        "family circumstances",
    )
    return {
        "child_id": child,
        "home_id": home,
        "status": status,
        "said_by": "duty manager",
        "reason": str(rng.choice(reasons)) if status in ("declined", "withdrawn") else "",
        "on": today - int(rng.integers(0, 9)) * _DAY,
        "until": until,
        "expires_at": today + int(rng.integers(1, 6)) * _DAY if status == "offered" else None,
    }


def approvals(pairs: PlausiblePairs, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Return approvals on record, about one in five already expired; two or three need a named home."""
    today, rows = np.datetime64(as_of, "D"), []
    roles = {
        "OOA-NOM": "nominated officer",
        "OOA-DCS": "director of children's services",
        "KS4": "nominated officer",
        "CH-U8": "assistant director",
    }
    for child in pairs.children(0.2, rng):
        kind = str(rng.choice(["OOA-NOM", "OOA-DCS"], p=[0.7, 0.3]))
        if child["school_year"] in ("10", "11") and rng.random() < 0.6:
            kind = "KS4"
        elif child["age"] < 8 and child["suits_residential"] == "suitable":
            kind = "CH-U8"
        rows.append(_approval(child["child_id"], "", kind, roles[kind], today, rng))
    for child in pairs.children(0.03, rng):
        for home in pairs.homes(child, 1, rng):
            in_care = pairs.kind(home) != "fostering"
            kind, role = ("CH-IRA", "registered manager") if in_care else ("F-TERMS", "fostering decision maker")
            rows.append(_approval(child["child_id"], home, kind, role, today, rng))
    for child in [c for c in pairs.children(1.0, rng) if c["suits_secure"] and c["age"] >= 13][:2]:
        rows.append(_approval(child["child_id"], "", "SEC-CRIT", "director of children's services", today, rng))
    return pd.DataFrame(rows)


def _approval(
    child: str, home: str, kind: str, role: str, today: np.datetime64, rng: np.random.Generator
) -> dict[str, Any]:
    on = today - int(rng.integers(1, 60)) * _DAY
    ends = today + int(rng.integers(14, 120)) * _DAY if rng.random() < 0.78 else today - _DAY * int(rng.integers(1, 20))
    return {
        "child_id": child,
        "home_id": home,
        "kind": kind,
        "approved_by": role,
        "approved_on": min(on, ends - _DAY),
        "expires_on": ends,
    }


def keep_apart(pairs: PlausiblePairs, residents: pd.DataFrame, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Return whom a child must not live with: a child, a resident of a home on offer, or a home."""
    today, rows = np.datetime64(as_of, "D"), []
    listed = pairs.children(0.08, rng)
    there = {home: list(ids) for home, ids in residents.groupby("home_id")["resident_id"]}
    for child in listed:
        others = [
            c["child_id"] for c in listed if c["authority"] == child["authority"] and c["family"] != child["family"]
        ]
        homes = pairs.homes(child, 4, rng)
        lived_in = [str(one) for home in homes for one in there.get(home, [])]
        choices = [names[0] for names in (lived_in, others, homes) if names]
        if not choices:
            continue
        basis = str(rng.choice(["assessment", "police", "court", "preference"], p=[0.6, 0.14, 0.06, 0.2]))
        ends = today + int(rng.integers(-20, 300)) * _DAY if rng.random() < 0.5 else None
        other = str(rng.choice(choices))
        if other != child["child_id"]:
            rows.append({"child_id": child["child_id"], "other_id": other, "basis": basis, "expires_on": ends})
    return pd.DataFrame(rows)


def safety_areas(pairs: PlausiblePairs, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Return areas some exploited or at-risk children have to be kept from, within a few miles of home."""
    today, rows = np.datetime64(as_of, "D"), []
    for child in pairs.children(1.0, rng):
        risk = 0.3 if "exploitation" in child["needs"] else 0.02
        if rng.random() > risk or np.isnan(child["latitude"]):
            continue
        spot = moved(np.array([[child["latitude"], child["longitude"]]]), rng, 4.0)[0]
        rows.append(
            {
                "child_id": child["child_id"],
                "latitude": spot[0],
                "longitude": spot[1],
                "radius_miles": float(rng.choice([0.5, 1, 1.5, 2, 3])),
                "basis": str(rng.choice(["strategy", "police", "court", "preference"], p=[0.4, 0.2, 0.1, 0.3])),
                "expires_on": today + int(rng.integers(20, 400)) * _DAY if rng.random() < 0.7 else None,
            }
        )
    return pd.DataFrame(rows)


def contacts(pairs: PlausiblePairs, rng: np.random.Generator) -> pd.DataFrame:
    """Return family time for about six in ten families with a home of their own."""
    rows: Rows = []
    by_family: dict[int, Rows] = {}
    for child in pairs.children(1.0, rng):
        if np.isnan(child["latitude"]):
            continue
        if child["family"] not in by_family:
            people = rng.permutation(["mother", "father", "grandmother", "aunt"])[
                : int(rng.choice([0, 1, 2], p=[0.4, 0.4, 0.2]))
            ]
            spots = moved(np.tile([child["latitude"], child["longitude"]], (len(people), 1)), rng, 3.0)
            by_family[child["family"]] = [
                {
                    "person": str(who),
                    "latitude": spot[0],
                    "longitude": spot[1],
                    "times_per_week": float(rng.choice([0.25, 0.5, 1, 2, 3])),
                }
                for who, spot in zip(people, spots, strict=True)
            ]
        rows += [{"child_id": child["child_id"], **row} for row in by_family[child["family"]]]
    return pd.DataFrame(rows)


def assessments(pairs: PlausiblePairs, rng: np.random.Generator, as_of: date) -> pd.DataFrame:
    """Return practitioners' own views of pairs, 0 to 100."""
    today, rows = np.datetime64(as_of, "D"), []
    for child in pairs.children(0.12, rng):
        for home in pairs.homes(child, 3, rng):
            score, on = int(np.clip(rng.normal(66, 17), 5, 98)), today - int(rng.integers(0, 14)) * _DAY
            rows.append(
                {
                    "child_id": child["child_id"],
                    "home_id": home,
                    "score": score,
                    "by": "matching panel",
                    "on": on,
                }
            )
    return pd.DataFrame(rows)


def pins(pairs: PlausiblePairs, rng: np.random.Generator) -> pd.DataFrame:
    """Return a couple of homes people have ruled out for a child; nobody is pinned to a home."""
    rows = [
        {
            "child_id": child["child_id"],
            "home_id": home,
            "kind": "forbid",
            "by": "service manager",
            "reason": "known locally",
        }
        for child in pairs.children(0.015, rng)
        for home in pairs.homes(child, 1, rng)
    ]
    return pd.DataFrame(rows, columns=["child_id", "home_id", "kind", "by", "reason"])
