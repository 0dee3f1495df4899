"""Statements for the tests of what is published: from a region's records, or from children drawn at random."""

from collections import Counter
from random import Random
from typing import Any

from placements.demand.paths import AGES
from placements.domain.codes import NEEDS
from placements.domain.region import Region
from placements.sufficiency.profile import needs, owners, supply

CODES = tuple(f"E080000{n:02}" for n in (*range(1, 15), *range(25, 30)))
UNKNOWN = ("suits_foster", "suits_residential", "suits_supported", "ethnicity", "school_urn")
KINDS = ("fostering", "kinship", "residential", "supported", "secure", "not_known")
SECRET = "Secret home 17"
"""Stands in fields nobody may publish."""


def of_region(region: Region) -> dict[str, Any]:
    """Return a statement on a region: what is counted from its records, and made-up model results."""
    members = sorted(a.code for a in region.authorities if a.member and region.is_member(a.code))
    counted = {"needs": needs(region), "supply": supply(region), "owners": owners(region)}
    return statement(counted, members, {a.code: a.name for a in region.authorities}, region.name)


def at_random(seed: int, most: int = 60, areas: int = 4) -> dict[str, Any]:
    """Return a statement on so many children at the most; every sixth child lives outside the members' areas."""
    random = Random(seed)
    codes, weights = CODES[:areas], [random.choice((1, 1, 3, 9)) for _ in CODES[:areas]]
    rows = [
        {"authority": random.choices((*codes, "E09000001"), (*weights, sum(weights) / 5))[0],
         "age": random.choices(AGES, (1, 2, 3, 5, 3))[0], "class": random.choice(("overdue", "today", "soon", "later")),
         "sex": random.choices("FMU", (9, 9, 1))[0], "kind": random.choices(KINDS, (9, 1, 3, 2, 1, 1))[0],
         "needs": [need for need in NEEDS[:6] if random.random() < 0.2], "uasc": random.random() < 0.1,
         "disability": random.random() < 0.2, "adaptations": random.random() < 0.1}
        for _ in range(random.randint(0, most))
    ]  # fmt: skip
    names = {code: f"Authority {code}" for code in (*codes, "E09000001")}
    counted = {"needs": counts(rows, random), "supply": _supply(random, codes), "owners": {}}
    return statement(counted, list(codes), names, "Testshire")


def counts(rows: list[dict[str, Any]], random: Random) -> dict[str, Any]:
    """Return children in the shape of `profile.needs`."""
    left, groups = len(rows), Counter[str]()
    while left > 1 and random.random() < 0.7:
        size = random.choice((2, 2, 2, 3, 3, 4, 5, 6))
        if size <= left:
            groups[str(size)] += 1
            left -= size
    by = {name: Counter(row[name] for row in rows) for name in ("authority", "age", "class", "sex", "kind")}
    return {
        "children": len(rows),
        "by_age": {age: by["age"][age] for age in AGES},
        "by_class": {word: by["class"][word] for word in ("overdue", "today", "soon", "later")},
        "by_sex": {sex: by["sex"][sex] for sex in "FMU"}, "by_kind": {kind: by["kind"][kind] for kind in KINDS},
        "by_need": dict(Counter(need for row in rows for need in row["needs"])), "by_authority": dict(by["authority"]),
        **{flag: sum(row[flag] for row in rows) for flag in ("uasc", "disability", "adaptations")},
        "sibling_groups": dict(groups),
        "by_authority_and_age": [
            {"authority": code, "age": age, "children": n}
            for (code, age), n in Counter((row["authority"], row["age"]) for row in rows).items()
        ],
        "not_known": {name: random.randint(0, len(rows)) for name in UNKNOWN},
    }  # fmt: skip


def _supply(random: Random, codes: tuple[str, ...]) -> dict[str, Any]:
    crossed = [
        {"authority": code, "kind": kind, "sector": sector, "homes": n, "places": n * random.randint(1, 3)}
        for code in (*codes, "E09000001") for kind in KINDS[:-1] for sector in ("in_house", "independent")
        if (n := random.choice((0, 0, 1, 2, 5, 30)))
    ]  # fmt: skip

    def together(*keys: str) -> list[dict[str, Any]]:
        found: dict[tuple[str, ...], Counter[str]] = {}
        for row in crossed:
            one = found.setdefault(tuple(row[key] for key in keys), Counter())
            one.update({"homes": row["homes"], "places": row["places"], "residents": row["places"] // 2})
        return [
            dict(zip(keys, key, strict=True)) | {"homes": one["homes"], "places": one["places"],
            "residents": one["residents"], "offered": one["residents"] // 2, "blocked": 0}
            for key, one in sorted(found.items())
        ]  # fmt: skip

    return {
        "by_kind_and_sector": together("kind", "sector"), "by_kind_and_area": together("kind", "authority"),
        "by_area_kind_and_sector": crossed, "by_grade": {"good": 3}, "sizes": {"residential": {"2": 4}}, "stale": 1,
    }  # fmt: skip


def statement(
    counted: dict[str, Any], members: list[str], names: dict[str, str], region: str
) -> dict[str, Any]:  # fmt: skip
    """Return a whole statement, with model results and with fields that no view may show."""
    spread = (0.9, 0.95, 0.98, 1.0, 1.02, 1.05, 1.1)
    quantiles = ("p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5")
    base = 40 * counted["needs"]["children"]
    ages = {age: 40 * n for age, n in counted["needs"]["by_age"].items()}
    series = [
        {"date": f"{2026 + year}-11-23", "stock": _range(base + 20 * year, spread, quantiles),
         "by_age": {age: _range(n + 5 * year, spread, quantiles) for age, n in ages.items()}}
        for year in range(4)
    ]  # fmt: skip
    tested = {"crps": 1.2345, "ids": SECRET, "sentences": ["Eight of ten held."]}
    record = {
        "national": {"sentences": ["The straight line does better nationally."], "scores": []},
        "regions": {"scores": []}, "notes": [],
    }  # fmt: skip
    sites = [
        {"authority": code, "patch": f"{names[code]}, north", "kind": kind, "places": 6, "homes": homes,
         "households": 3 if kind == "fostering" else None, "weekly_fee": 4321.98}
        for code in members for kind, homes in (("fostering", {}), ("residential", {"2": 3}))
    ]  # fmt: skip
    return {
        "schema": "placements/sufficiency/1", "region": region, "as_of": "2026-11-23", "shown_date": "23 November 2026",
        "inputs": {"children.csv": SECRET}, "policy": SECRET, "version": "0.1.0", "seed": 1, "weeks": 156,
        "replicates": 200, "sampled": 200, "members": members, "authorities": names, **counted,
        "forecast": {"schema": "placements/forecast/1", "series": series, "backtest": tested},
        "gap": [
            {"kind": kind, "area": area, "p10": 0.2, "p50": 3.4, "p90": 8.5}
            for kind in KINDS[:3] for area in sorted(counted["needs"]["by_authority"])
        ],
        "value_of_place": [
            {"kind": kind, "area": area, "remove_one": 0.91, "marginal": 0.74, "add_one": 0.55 + k / 10, "exact_add": 1,
             "exact_remove": 1, "complementary": k == 1, "home": SECRET}
            for k, kind in enumerate(("fostering", "residential")) for area in members
        ],
        "siting": {
            "schema": "placements/site/1", "weeks": [52],
            "wanted": {"places": 20, "kinds": ["fostering"], "budget": 98765},
            "sites": sites, "intentions": [SECRET], "assumptions": [], "need": [{"patch": SECRET, "need": 1.0}],
            "held_out": {"futures": 30}, "gap": {"pounds": 1.0, "at_most": 2.0, "percent": 0.5},
            "differences": {"nothing": {
                key: {"mean": -3.0, "low": -4.0, "high": -2.0} for key in ("unmet", "miles", "cost")}},
        },
        "levers": {"levers": [{"title": "Family help", "quality": "weak", "says": "Little.", "child_id": SECRET,
                               "stock": {"p10": -20.0, "p50": -14.0, "p90": 3.0}}]},
        "assumptions": [],
        "record": record, "children": [{"child_id": SECRET}],
    }  # fmt: skip


def _range(middle: float, spread: tuple[float, ...], names: tuple[str, ...]) -> dict[str, float]:
    return {name: middle * by for name, by in zip(names, spread, strict=True)}
