"""Random regions with a mark in every text a row can hold, and whose row it is."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any, NamedTuple

from properties.regions import AS_OF, small_region

from placements.domain.children import Child, Fact
from placements.domain.homes import Contract, Resident
from placements.domain.region import Region

CHILD_TEXTS = ("postcode", "religion", "ethnicity", "disability", "legal_status", "away_basis")
HOME_TEXTS = ("owner", "registration", "religion", "pets", "postcode")
TEXTS = {
    "contacts": ("person", "postcode"), "approvals": ("approved_by",), "assessments": ("by",),
    "offers": ("said_by", "reason"), "pins": ("by", "reason"), "safety_areas": ("postcode",),
}  # fmt: skip
"""Free text of the tables whose rows are about one child."""


class Mark(NamedTuple):
    """What a mark stands in: whose child's row (an authority's code, or None), a provider's home, an authority."""

    what: str
    whose: str | None = None
    home_id: str | None = None


class Planted(NamedTuple):
    """A region and every mark in it."""

    region: Region
    marks: dict[str, Mark]
    reasons: dict[str, str]


def homes_of(region: Region) -> dict[str, Any]:
    """Return the part `homes` of a match: every home with its provider and who runs it."""
    return {
        h.home_id: {"kind": str(h.kind), "authority": h.authority, "operator": h.operator, "provider": h.provider,
                    "sector": str(h.sector), "located": None}
        for h in region.homes
    }  # fmt: skip


class _Planter:
    """Makes marks: `zq0007v` stands nowhere else in any page."""

    def __init__(self) -> None:
        self.numbers, self.marks = count(1), {}

    def mark(self, what: str, whose: str | None = None, home_id: str | None = None) -> str:
        made = f"zq{next(self.numbers):04d}v"
        self.marks[made] = Mark(what, whose, home_id)
        return made


def planted_region(seed: int) -> Planted:
    """Return a small random region whose ids and free texts are all marks."""
    random, plant = Random(seed), _Planter()
    region = _with_more(small_region(seed), random)
    whose = {child.child_id: child.authority for child in region.children}
    ids = {child_id: plant.mark("child", authority) for child_id, authority in whose.items()}
    ids |= {r.resident_id: plant.mark("resident") for r in region.residents if r.resident_id not in ids}
    homes = {home.home_id: plant.mark("home", home_id=home.home_id) for home in region.homes}
    schools = {c.school_urn: plant.mark("school") for c in region.children if c.school_urn}
    groups = {c.sibling_group: plant.mark("group") for c in region.children if c.sibling_group}
    return _planted(region, plant, _Renamed(ids, homes, schools, groups, whose), random)


class _Renamed(NamedTuple):
    ids: dict[str, str]
    homes: dict[str, str]
    schools: dict[str | None, str]
    groups: dict[str | None, str]
    whose: dict[str, str]


def _with_more(region: Region, random: Random) -> Region:
    """Add a child who stays where she is, facts and a contract, which small regions lack."""
    home = random.choice(region.homes)
    settled = Child(child_id="SETTLED", authority=random.choice(("A1", "A2")), date_of_birth="2012-03-04", sex="F",
                    needed_by=AS_OF, current_home_id=home.home_id)  # fmt: skip
    lives = Resident(home_id=home.home_id, resident_id="SETTLED", authority=settled.authority)
    facts = [Fact(subject="child", id=c.child_id, fact="F-BED", value="x") for c in region.children]
    facts += [Fact(subject="home", id=h.home_id, fact="F-BED", value="x") for h in region.homes]
    contract = Contract(contract_id="K", home_ids=(home.home_id,), shares=(("A1", 1),))
    return replace(region, children=(*region.children, settled), residents=(*region.residents, lives),
                   facts=tuple(facts), contracts=(contract,))  # fmt: skip


def _planted(region: Region, plant: _Planter, new: _Renamed, random: Random) -> Planted:
    def renamed(row: Any) -> dict[str, Any]:
        """The ids of a row, renamed, whatever the table."""
        changes: dict[str, Any] = {}
        for field in ("child_id", "other_id", "resident_id", "home_id", "current_home_id", "id"):
            old = getattr(row, field, None)
            if old is not None:
                changes[field] = new.ids.get(old) or new.homes.get(old) or old
        for field in ("held_for", "named_children", "home_ids"):
            if hasattr(row, field):
                changes[field] = tuple(new.ids.get(old) or new.homes.get(old) or old for old in getattr(row, field))
        if getattr(row, "sibling_group", None):
            changes["sibling_group"] = new.groups.get(row.sibling_group)
        return changes

    def rows(table: Iterable[Any], texts: Any) -> tuple[Any, ...]:
        return tuple(row.model_copy(update={**renamed(row), **texts(row)}) for row in table)

    def child_texts(child: Child) -> dict[str, Any]:
        own = {field: plant.mark("text", child.authority) for field in CHILD_TEXTS}
        needs = (*child.needs, plant.mark("text", child.authority)) if random.random() < 0.2 else child.needs
        return {**own, "needs": needs, "languages": (*child.languages, plant.mark("text", child.authority)),
                "school_urn": new.schools.get(child.school_urn)}  # fmt: skip

    def home_texts(home: Any) -> dict[str, Any]:
        return {**{field: plant.mark("owner") for field in HOME_TEXTS},
                "provider": plant.mark("provider", home_id=new.homes[home.home_id])}  # fmt: skip

    def about_a_child(table: str) -> tuple[Any, ...]:
        return rows(getattr(region, table),
                    lambda row: {f: plant.mark("text", new.whose.get(row.child_id)) for f in TEXTS[table]})  # fmt: skip

    def fact_texts(fact: Fact) -> dict[str, Any]:
        return {f: plant.mark("text", new.whose.get(fact.id)) for f in ("value", "by")}

    children = rows(region.children, child_texts)
    changed = replace(
        region,
        authorities=tuple(a.model_copy(update={"name": plant.mark("authority", a.code)}) for a in region.authorities),
        children=children,
        homes=rows(region.homes, home_texts),
        schools=tuple(s.model_copy(update={"urn": new.schools.get(s.urn, s.urn), "name": plant.mark("school")})
                      for s in region.schools),
        residents=rows(region.residents, lambda row: {}),
        vacancies=rows(region.vacancies, lambda row: {}),
        keep_apart=rows(region.keep_apart, lambda row: {}),
        contracts=rows(region.contracts, lambda row: {"contract_id": plant.mark("owner")}),
        facts=rows(region.facts, fact_texts),
        **{table: about_a_child(table) for table in TEXTS},
    )  # fmt: skip
    homes = {mark: Mark("home", home_id=mark) for mark in new.homes.values()}
    reasons = {child.child_id: plant.mark("text", child.authority) for child in children}
    return Planted(changed, {**plant.marks, **homes}, reasons)
