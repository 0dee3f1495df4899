"""Edits for a whole set of children: a further place for each, kept for them; registered places; an exemption."""

from collections.abc import Mapping, Sequence

from placements.domain.codes import Certainty, Status
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.unlocking import effort
from placements.unlocking.edits import Edit, change


def further_places(region: Region, home_id: str, group: Sequence[str]) -> tuple[Edit, ...]:
    """Offer a place for each of a set from the first night, kept for them; what the home offers now stays offered."""
    home = region.home[home_id]
    who = home.provider or f"the provider of {home_id}"
    found: list[Edit] = []
    if home.status is Status.ON_HOLD:
        found.append(change("F-AVAIL", 0, "homes", {"home_id": home_id}, {"status": "open"}, ("The home opens.", who)))
    if not region.vacancies_of.get(home_id, ()) and home.available:
        found.append(change("F-AVAIL", 0, "vacancies", {}, _as_offered(region, home_id), ("As offered now.", who)))
    first = min(stay_of(region.child[c], region.as_of).start for c in group)
    cells = {
        "home_id": home_id, "places": str(len(group)), "from": first.isoformat(), "certainty": str(Certainty.HELD),
        "held_for": ";".join(sorted(group)), "confirmed_on": region.as_of.isoformat(),
    }  # fmt: skip
    words = f"{_places(len(group))} offered from the first night, and kept.", who
    found.append(change("F-AVAIL", effort.PLACE * len(group), "vacancies", {}, cells, words))
    return tuple(found)


def more_registered(region: Region, home_id: str, lives: int) -> tuple[Edit, ...]:
    """Let so many live in a home: a change of its registration, or of the carers' approval."""
    words = f"{lives} places are registered or approved.", "Ofsted, or the fostering service"
    cells = {"places": str(lives)}
    return (change("CH-PLACES", effort.REGISTERED, "homes", {"home_id": home_id}, cells, words),)


def _as_offered(region: Region, home_id: str) -> dict[str, str]:
    home = region.home[home_id]
    cells = {
        "home_id": home_id, "places": str(home.available),
        "from": (home.available_from or region.as_of).isoformat(), "certainty": str(Certainty.CONFIRMED),
    }  # fmt: skip
    return cells | ({"confirmed_on": home.confirmed_on.isoformat()} if home.confirmed_on else {})


def _places(count: int) -> str:
    return "A further place is" if count == 1 else f"{count} further places are"


def exemption(region: Region, home_id: str, group: Sequence[str], occupants: Sequence[str]) -> tuple[Edit, ...]:
    """Exempt every foster child who would live there from the usual limit, by name."""
    residents = [r.resident_id for r in region.residents_of.get(home_id, ()) if r.foster_child is not False]
    authority = region.authority[region.home[home_id].authority].name
    words = "An exemption naming every foster child there is given.", f"{authority}, where the carer lives"
    return tuple(
        change(
            "F-LIMIT3", effort.EXEMPTION if k == 0 else 0, "approvals", {},
            {"child_id": child_id, "home_id": home_id, "kind": "F-LIMIT3", "approved_by": words[1],
             "approved_on": region.as_of.isoformat()},
            words,
        )
        for k, child_id in enumerate(dict.fromkeys((*sorted(group), *sorted(occupants), *sorted(residents))))
    )  # fmt: skip


def where_to_open(region: Region, child_id: str) -> list[dict[str, str]]:
    """Return where a new home could stand: where the child lived, the middle of the area, or of one beside it."""
    child = region.child[child_id]
    codes = [child.authority, *sorted(b for a, b in region.adjacency if a == child.authority)]
    centres = [a for code in codes if (a := region.authority.get(code)) is not None]
    positions = [record.position for record in (child, *centres) if record.position is not None]
    return [{"latitude": f"{p.latitude:.6f}", "longitude": f"{p.longitude:.6f}"} for p in positions] or [{}]


def new_home(region: Region, group: Sequence[str], kind: str, where: Mapping[str, str]) -> tuple[Edit, ...]:
    """Open a home for a set: of a kind that suits, with what all of them need."""
    children = [region.child[c] for c in sorted(group)]
    first = children[0]
    starts = [stay_of(c, region.as_of) for c in children]
    fosters = kind == "fostering"
    cells = {
        "home_id": f"NEW-{first.child_id}", "kind": kind, "authority": first.authority, "sector": "in_house",
        "run_by": first.authority, "places": str(len(group)), "available": str(len(group)),
        "available_from": min(s.start for s in starts).isoformat(), "min_age": "0", "max_age": "17",
        "needs_met": ";".join(sorted({n for c in children for n in c.needs})) or "none",
        "adaptations": ";".join(sorted({a for c in children for a in c.adaptations})) or "none",
        "registration": "to be recorded", "smoker": "no" if fosters else "", "solo_capable": "yes",
        "bedrooms_sharing": "no" if fosters else "", **where,
    }  # fmt: skip
    name = region.authority[first.authority].name
    words = f"A new home: {kind}, {len(group)} {'place' if len(group) == 1 else 'places'}.", name
    kept = {column: cell for column, cell in cells.items() if cell}
    return (change("F-AVAIL", effort.NEW_HOME, "homes", {}, kept, words),)
