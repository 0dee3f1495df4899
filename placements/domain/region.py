"""A region on the day of the match: every record, and plain look-ups over them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from placements.domain.beds import with_kept_beds
from placements.domain.children import (
    Approval,
    Assessment,
    Child,
    Contact,
    Fact,
    KeepApart,
    Offer,
    Pin,
    SafetyArea,
)
from placements.domain.codes import Kind, Status
from placements.domain.facts import ENDLESS, Value, read_facts
from placements.domain.homes import Authority, Contract, Home, Resident, School, TravelTime, Vacancy

R = TypeVar("R")
ABOUT_HOMES = "homes"
"""Where facts of homes are remembered, see `rules.columns.homes`."""

LOOKED_UP_IN = {
    "child": ("children",), "home": ("homes",), "authority": ("authorities",), "school": ("schools",),
    "waiting": ("children",), "group_of": ("children",), "residents_of": ("residents",), "lives_at": ("residents",),
    "vacancies_of": ("vacancies",), "offers_of": ("offers",), "approvals_of": ("approvals",),
    "safety_areas_of": ("safety_areas",), "contacts_of": ("contacts",), "kept_apart_from": ("keep_apart",),
    "residents_of_group": ("residents",), "assessments_of": ("assessments",), "minutes_to": ("travel_times",),
    "kin_homes_of": ("homes",), "adjacency": ("authorities",),
}  # fmt: skip
"""The tables each look-up is made from."""

OF_CHILDREN = {"children", "approvals", "assessments", "contacts", "keep_apart", "safety_areas"}
"""Tables no fact of a home alone is made from."""

OF_HOMES = (
    "home", "authority", "school", "residents_of", "vacancies_of", "residents_of_group", "minutes_to", "kin_homes_of",
    "adjacency",
)  # fmt: skip
"""Look-ups no row of a child changes."""


def _by(records: Iterable[R], key: str) -> Mapping[str, tuple[R, ...]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[getattr(record, key)].append(record)
    return {name: tuple(rows) for name, rows in found.items()}


def _day(value: Value | None) -> date | None:
    return value if isinstance(value, date) else None


@dataclass(frozen=True, eq=False)
class Region:
    """Everything a match reads."""

    name: str
    as_of: date
    authorities: tuple[Authority, ...]
    children: tuple[Child, ...]
    homes: tuple[Home, ...]
    lead_authority: str | None = None
    complete: bool = True
    vacancies: tuple[Vacancy, ...] = ()
    residents: tuple[Resident, ...] = ()
    schools: tuple[School, ...] = ()
    keep_apart: tuple[KeepApart, ...] = ()
    safety_areas: tuple[SafetyArea, ...] = ()
    approvals: tuple[Approval, ...] = ()
    contacts: tuple[Contact, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    offers: tuple[Offer, ...] = ()
    pins: tuple[Pin, ...] = ()
    contracts: tuple[Contract, ...] = ()
    travel_times: tuple[TravelTime, ...] = ()
    facts: tuple[Fact, ...] = ()
    canonical: Callable[[], str] = field(default=str, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        """Tell each child the day a bridging stay ends, which stands among the facts."""
        ends = {c: day for c, day in self.fact_of.get("bridging_until", {}).items() if day != ENDLESS}
        if any(child.ends_by != ends.get(child.child_id) for child in self.children):
            children = tuple(c.ending_by(_day(ends.get(c.child_id))) for c in self.children)
            object.__setattr__(self, "children", children)

    @cached_property
    def inputs(self) -> str:
        """The SHA-256 of the canonical records; empty for a region that was not read from files."""
        return self.canonical()

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """What was worked out for this region and may be asked for again; it goes when the region goes."""
        return {}

    @cached_property
    def child(self) -> Mapping[str, Child]:
        """Children by id."""
        return {child.child_id: child for child in self.children}

    @cached_property
    def home(self) -> Mapping[str, Home]:
        """Homes by id."""
        return {home.home_id: home for home in self.homes}

    @cached_property
    def authority(self) -> Mapping[str, Authority]:
        """Authorities by ONS code."""
        return {authority.code: authority for authority in self.authorities}

    @cached_property
    def school(self) -> Mapping[str, School]:
        """Schools by URN."""
        return {school.urn: school for school in self.schools}

    @cached_property
    def waiting(self) -> tuple[Child, ...]:
        """The children in the match, in the order of their ids."""
        return tuple(sorted((c for c in self.children if not c.settled), key=lambda c: c.child_id))

    @cached_property
    def group_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each waiting child, the ids of her whole sibling group (herself alone if she has none)."""
        together = _by((c for c in self.waiting if c.sibling_group), "sibling_group")
        return {
            c.child_id: tuple(s.child_id for s in together[c.sibling_group]) if c.sibling_group else (c.child_id,)
            for c in self.waiting
        }

    @cached_property
    def kept_beds(self) -> Mapping[str, str]:
        """The home each child in the match comes back to after respite; that bed is nobody else's meanwhile."""
        return {c.child_id: c.kept_bed for c in self.waiting if c.kept_bed}

    @cached_property
    def living(self) -> tuple[Resident, ...]:
        """The residents; a child who keeps the bed never leaves it, whatever stands in that row or if it is missing."""
        return with_kept_beds(self.residents, self.kept_beds, self.child) if self.kept_beds else self.residents

    @cached_property
    def residents_of(self) -> Mapping[str, tuple[Resident, ...]]:
        """Residents by home."""
        return _by(self.living, "home_id")

    @cached_property
    def lives_at(self) -> Mapping[str, tuple[Resident, ...]]:
        """The rows of each resident by id; she may have one in several homes."""
        return _by(self.living, "resident_id")

    @cached_property
    def vacancies_of(self) -> Mapping[str, tuple[Vacancy, ...]]:
        """Dated vacancies by home."""
        return _by(self.vacancies, "home_id")

    @cached_property
    def offers_of(self) -> Mapping[str, tuple[Offer, ...]]:
        """Offers by home."""
        return _by(self.offers, "home_id")

    @cached_property
    def approvals_of(self) -> Mapping[str, tuple[Approval, ...]]:
        """Approvals by child."""
        return _by(self.approvals, "child_id")

    @cached_property
    def safety_areas_of(self) -> Mapping[str, tuple[SafetyArea, ...]]:
        """Safety areas by child."""
        return _by(self.safety_areas, "child_id")

    @cached_property
    def contacts_of(self) -> Mapping[str, tuple[Contact, ...]]:
        """Family time by child."""
        return _by(self.contacts, "child_id")

    @cached_property
    def kept_apart_from(self) -> Mapping[str, tuple[KeepApart, ...]]:
        """Keep-apart rows by either id they name."""
        found: dict[str, list[KeepApart]] = defaultdict(list)
        for row in self.keep_apart:
            found[row.child_id].append(row)
            found[row.other_id].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def fact_of(self) -> Mapping[str, Mapping[str, Value]]:
        """What `facts.csv` says on the day of the match: by the fact's name, then by id."""
        return read_facts(self.facts, self.as_of)

    @cached_property
    def no_younger_beside(self) -> frozenset[str]:
        """The children whose safety plan says that no younger child may live with them."""
        return frozenset(who for who, said in self.fact_of.get("no_younger_children", {}).items() if said)

    @cached_property
    def residents_of_group(self) -> Mapping[str, tuple[Resident, ...]]:
        """Residents by sibling group."""
        return _by((r for r in self.living if r.sibling_group), "sibling_group")

    @cached_property
    def assessments_of(self) -> Mapping[str, tuple[Assessment, ...]]:
        """Assessments by child."""
        return _by(self.assessments, "child_id")

    @cached_property
    def minutes_to(self) -> Mapping[tuple[str, str], float]:
        """Minutes between two places, both ways round; the shortest mode counts."""
        found: dict[tuple[str, str], float] = {}
        for row in self.travel_times:
            for pair in ((row.from_, row.to), (row.to, row.from_)):
                found[pair] = min(found.get(pair, float("inf")), float(row.minutes))
        return found

    @cached_property
    def kin_homes_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each child, the open kinship homes that name her."""
        found: dict[str, list[str]] = defaultdict(list)
        for home in self.homes:
            if home.kind is Kind.KINSHIP and home.status is Status.OPEN:
                for child_id in home.named_children:
                    found[child_id].append(home.home_id)
        return {child_id: tuple(sorted(ids)) for child_id, ids in found.items()}

    @cached_property
    def adjacency(self) -> frozenset[tuple[str, str]]:
        """Pairs of adjoining authorities, both ways round; naming one direction is enough."""
        pairs = {(a.code, other) for a in self.authorities for other in a.adjacent if other != a.code}
        return frozenset(pairs | {(b, a) for a, b in pairs})

    def with_children(self, **rows: Any) -> "Region":
        """Return the region with other children, or other rows about children; look-ups that stay true are kept.

        `rows` are fields of the region. What was worked out of homes alone is shared with the new region, unless the
        rows are facts, which may be of homes, or other children keep their beds.
        """
        other = replace(self, **rows)
        if "facts" in rows or other.kept_beds != self.kept_beds:
            return other
        other.__dict__.update({name: self.__dict__[name] for name in OF_HOMES if name in self.__dict__})
        shared = self.remembered.setdefault(ABOUT_HOMES, {})
        other.remembered[ABOUT_HOMES] = shared
        return other

    def with_rows(self, **rows: Any) -> "Region":
        """Return the region with other rows in some tables; look-ups made from the others are kept."""
        other = replace(self, **rows)
        for name, tables in LOOKED_UP_IN.items():
            if name in self.__dict__ and not set(tables) & set(rows):
                other.__dict__[name] = self.__dict__[name]
        if set(rows) <= OF_CHILDREN:
            other.remembered[ABOUT_HOMES] = self.remembered.setdefault(ABOUT_HOMES, {})
        return other

    def is_member(self, code: str) -> bool:
        """Whether an authority belongs to the co-operative on the day of the match."""
        authority = self.authority.get(code)
        if authority is None or authority.member is False:
            return False
        joined = authority.member_from is None or authority.member_from <= self.as_of
        return joined and (authority.member_to is None or authority.member_to >= self.as_of)
