"""Who needs homes in a region today, what homes there are, and who owns them: counted from the records alone."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from placements.candidates.classes import urgency_of
from placements.demand.paths import AGES, FROM_AGE
from placements.domain.capacity import offered, still_there
from placements.domain.children import Child
from placements.domain.codes import Kind, Sector, Status, Urgency
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.units import age_on

LARGEST = 15
"""Owners named one by one: as many as the largest providers the Competition and Markets Authority looked at in 2022."""


def age_of(child: Child, region: Region) -> str:
    """Return the age band of a child on the day of the match; a child not born yet stands in the first."""
    years = max(0, age_on(child.date_of_birth, region.as_of))
    return AGES[max(k for k, start in enumerate(FROM_AGE) if years >= start)]


def needs(region: Region) -> dict[str, Any]:
    """Return the children who need a home now, counted by what shapes a search, with how often it is not known."""
    children = region.waiting
    groups = [g for g in {region.group_of[c.child_id] for c in children} if len(g) > 1]
    return {
        "children": len(children),
        "by_age": _counts((age_of(c, region) for c in children), AGES),
        "by_class": _counts((urgency_of(c, region.as_of).word for c in children), [u.word for u in Urgency]),
        "by_sex": _counts((str(c.sex) for c in children), ("F", "M", "U")),
        "by_kind": _counts((kind_wanted(c) for c in children), (*(str(k) for k in Kind), "not_known")),
        "by_need": dict(sorted(Counter(need for c in children for need in c.needs).items())),
        "by_authority": dict(sorted(Counter(c.authority for c in children).items())),
        "uasc": sum(c.uasc is True for c in children),
        "disability": sum(bool(c.disability) for c in children),
        "adaptations": sum(bool(c.adaptations) for c in children),
        "sibling_groups": dict(sorted(Counter(str(len(g)) for g in groups).items())),
        "by_authority_and_age": [
            {"authority": code, "age": age, "children": n}
            for (code, age), n in sorted(Counter((c.authority, age_of(c, region)) for c in children).items())
        ],
        "not_known": {
            name: sum(getattr(c, name) is None for c in children)
            for name in ("suits_foster", "suits_residential", "suits_supported", "ethnicity", "school_urn")
        },
    }  # fmt: skip


def kind_wanted(child: Child) -> str:
    """Return the kind of home a child's plan prefers, else the first that suits; not_known where nobody has said."""
    words = {"fostering": child.suits_foster, "residential": child.suits_residential,
             "supported": child.suits_supported, "secure": child.suits_secure}  # fmt: skip
    for said in ("preferred", "suitable"):
        for kind, value in words.items():
            if value == said:
                return kind
    return "not_known"


def _counts(words: Iterable[str], names: Iterable[str]) -> dict[str, int]:
    found = Counter(words)
    return {name: found[name] for name in names}


def supply(region: Region) -> dict[str, Any]:
    """Return homes and places by kind, sector, grade and area, and how many are lived in, offered or blocked."""
    table = pd.DataFrame([_home(region, home) for home in region.homes])
    figures = ["homes", "places", "residents", "offered", "blocked"]
    kinds = table.groupby(["kind", "sector"], as_index=False)[figures].sum().sort_values(["kind", "sector"])
    areas = table.groupby(["kind", "authority"], as_index=False)[figures].sum().sort_values(["kind", "authority"])
    whole = ["authority", "kind", "sector"]
    crossed = table.groupby(whole, as_index=False)[["homes", "places"]].sum().sort_values(whole)
    judged = table[table["kind"].isin(["residential", "secure"])]
    return {
        "by_kind_and_sector": _rows(kinds),
        "by_kind_and_area": _rows(areas),
        "by_area_kind_and_sector": _rows(crossed),
        "by_grade": {str(k): int(v) for k, v in judged.groupby("grade")["homes"].sum().sort_index().items()},
        "sizes": {
            str(kind): {str(k): int(v) for k, v in part.groupby("places")["homes"].sum().sort_index().items()}
            for kind, part in table[table["kind"] == "residential"].groupby("kind")
        },
        "stale": int(table["stale"].sum()),
    }


def _home(region: Region, home: Home) -> dict[str, Any]:
    open_now = home.status is Status.OPEN
    free = offered(region, home.home_id, region.as_of).total
    return {
        "kind": str(home.kind), "sector": str(home.sector), "authority": home.authority, "homes": 1,
        "places": home.places, "offered": free if open_now else 0, "blocked": 0 if open_now else home.available,
        "residents": sum(still_there(r, region.as_of) for r in region.residents_of.get(home.home_id, ())),
        "grade": str(home.grade) if home.grade else "not_inspected",
        "stale": open_now and free > 0 and home.confirmed_on is None,
    }  # fmt: skip


def owners(region: Region) -> dict[str, Any]:
    """Return who owns the places bought on the market, by kind: shares, the largest, and the Herfindahl index.

    Index: the sum of squared percentage shares, 10,000 for one owner. Homes without an owner on record count as their
    provider's; where neither is known they are counted and left out of the shares.
    """
    return {kind: _concentration([h for h in region.homes if h.kind == kind and _on_market(h)]) for kind in _MARKET}


_MARKET = ("fostering", "residential", "supported")


def _on_market(home: Home) -> bool:
    return home.sector in (Sector.INDEPENDENT, Sector.VOLUNTARY)


def _concentration(homes: list[Home]) -> dict[str, Any]:
    places: Counter[str] = Counter()
    unknown = 0
    for home in homes:
        who = home.owner or home.provider
        if who:
            places[who] += home.places
        else:
            unknown += home.places
    total = sum(places.values())
    ranked = sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))
    shares = [100 * count / total for _, count in ranked] if total else []
    return {
        "places": total + unknown, "owner_not_known": unknown, "owners": len(ranked),
        "largest": [{"owner": who, "places": n, "percent": round(100 * n / total, 1)} for who, n in ranked[:LARGEST]],
        "largest_group_percent": round(sum(shares[:LARGEST]), 1), "herfindahl": round(sum(s * s for s in shares)),
    }  # fmt: skip


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v if isinstance(v, str) else int(v) for k, v in row.items()} for row in table.to_dict("records")]
