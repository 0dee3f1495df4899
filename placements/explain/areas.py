"""Authorities for a map: where they are, who waits there, who is proposed a home, and what is left there."""

from collections import Counter
from typing import Any

from placements.domain.capacity import offered
from placements.domain.codes import Status
from placements.optimise.review import Review


def areas(review: Review) -> list[dict[str, Any]]:
    """Return one row for each authority with children in the match or places offered."""
    region = review.region
    waiting = Counter(c.authority for c in region.waiting)
    placed = Counter(region.child[c].authority for c in review.home_of)
    places: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for home in region.homes:
        if home.status is Status.OPEN:
            total = offered(region, home.home_id, region.as_of).total
            places[home.authority] += total
            left[home.authority] += max(0, total - len(review.children_in.get(home.home_id, ())))
    rows = []
    for code, authority in sorted(region.authority.items()):
        if waiting[code] or places[code]:
            point = authority.position
            rows.append({
                "code": code, "name": authority.name, "member": authority.member,
                "latitude": point.latitude if point else None, "longitude": point.longitude if point else None,
                "waiting": waiting[code], "placed": placed[code], "offered": places[code], "left": left[code],
            })  # fmt: skip
    return rows


def homes_named(document: dict[str, Any], review: Review) -> dict[str, dict[str, Any]]:
    """Return what readers need to know of every home a document names."""
    region = review.region
    named = {h for h in _texts(document) if h in region.home}
    return {
        home_id: {
            "kind": str(home.kind), "authority": home.authority, "operator": home.operator,
            "provider": home.provider, "sector": str(home.sector),
            "located": str(home.position.located) if home.position else None,
        }
        for home_id in sorted(named) if (home := region.home[home_id])
    }  # fmt: skip


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return {text for part in value.values() for text in _texts(part)}
    if isinstance(value, list | tuple):
        return {text for part in value for text in _texts(part)}
    return set()
