"""Children who arrive in a week, written as records: what the path says of them, and the rest from their donors.

Days move with the week. A school is kept where the child is as far in school as the donor; a place to live is the
donor's, or where the donor is another authority's child, that of a child of the child's own. Siblings who arrive
together lived together. Kin who are there for the donor come with the child as a home of their own. Offers, pins,
panels' scores, and whom this week's children must not meet stay behind, unless it is a home or a resident.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from placements.domain.capacity import idle
from placements.domain.children import Child, Fact, KeepApart
from placements.domain.codes import Sex, Subject
from placements.domain.facts import shipped
from placements.domain.homes import Home
from placements.domain.record import Position, Record
from placements.domain.region import Region
from placements.domain.stay import togetherness
from placements.optimise.own_places import offered_at_most
from placements.rules.columns.years import NOT_KNOWN, school_year_on
from placements.sufficiency.donors import Donors, Wanted

WITHIN = 6
"""Days from Monday by which everybody who arrives needs a home, and days before it for those who are overdue."""
SECONDARY = 7
"""School year in which secondary school starts."""
DAYS = {
    "approvals": ("approved_on", "expires_on"), "contacts": (), "safety_areas": ("expires_on",),
    "keep_apart": ("expires_on",),
}  # fmt: skip
"""Tables whose rows come with a child, and their days."""


@dataclass
class Arriving:
    """The arrivals of a week, gathered family by family."""

    region: Region
    donors: Donors
    day: date
    rng: np.random.Generator
    children: list[Child] = field(default_factory=list)
    kin: list[Home] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    records: dict[str, list[Record]] = field(default_factory=lambda: {name: [] for name in DAYS})

    @property
    def shift(self) -> timedelta:
        """How far the week is from today."""
        return self.day - self.region.as_of

    def add(self, name: str, wanted: Sequence[Wanted], born: Sequence[date]) -> None:
        """Add a family."""
        drawn = self.donors.draw(wanted, self.rng)
        together = len(wanted) > 1
        flag = togetherness(self.region, tuple(c.child_id for c in drawn.group)) if len(drawn.group) > 1 else None
        position = self._position(drawn.donors[0], wanted[0])
        ids = [f"{name}-{k + 1}" for k in range(len(wanted))]
        for child_id, donor, asked, birth in zip(ids, drawn.donors, wanted, born, strict=True):
            changes: dict[str, Any] = {
                "child_id": child_id, "authority": asked.authority, "date_of_birth": birth,
                "sex": Sex.F if asked.female else Sex.M, "uasc": asked.uasc, "unborn": False,
                "sibling_group": name if together else None, "siblings": flag if together else None,
                "current_home_id": None, "move_agreed_on": None, "notice_ends": None, "postcode": None,
                **self._days(donor), **self._school(donor, birth), **_where(position),
            }  # fmt: skip
            self.children.append(donor.model_copy(update=changes))
            self._records(donor, child_id)
        self._kin(drawn.donors, ids)

    def _position(self, donor: Child, asked: Wanted) -> Position | None:
        if donor.authority == asked.authority or donor.position is None:
            return donor.position
        found = self.donors.positions.get(asked.authority)
        return found[int(self.rng.integers(len(found)))] if found else None

    def _days(self, donor: Child) -> dict[str, date | None]:
        """Return the days of a donor moved to the week; everybody needs a home within it."""
        ahead = (donor.needed_by - self.region.as_of).days
        needed = self.day + timedelta(days=max(-WITHIN, min(ahead, WITHIN)))
        moved = {name: getattr(donor, name) for name in ("referred_on", "can_wait_until", "away_until")}
        days = {name: None if value is None else value + self.shift for name, value in moved.items()}
        referred = days["referred_on"]
        return {**days, "needed_by": needed, "referred_on": None if referred is None else min(referred, needed)}

    def _school(self, donor: Child, born: date) -> dict[str, Any]:
        known = donor.model_copy(update={"school_year": None, "date_of_birth": born})
        year = school_year_on(known, self.day, self.day)
        before = school_year_on(donor, self.region.as_of, self.region.as_of)
        alike = NOT_KNOWN not in (year, before) and (year < SECONDARY) == (before < SECONDARY)
        return {"school_year": None} if alike else {"school_year": None, "school_urn": None, "keep_school": None}

    def _records(self, donor: Child, child_id: str) -> None:
        region = self.region
        rows = {
            "approvals": [a for a in region.approvals_of.get(donor.child_id, ()) if a.home_id is None],
            "contacts": region.contacts_of.get(donor.child_id, ()),
            "safety_areas": region.safety_areas_of.get(donor.child_id, ()),
            "keep_apart": [r for r in region.kept_apart_from.get(donor.child_id, ()) if self._stays(r, donor)],
        }
        for table, found in rows.items():
            for row in found:
                days = {n: getattr(row, n) + self.shift for n in DAYS[table] if getattr(row, n) is not None}
                self.records[table].append(row.model_copy(update={"child_id": child_id, **days}))
        for fact in self._facts_of.get(donor.child_id, ()):
            self.facts.append(fact.model_copy(update={"id": child_id, "on": None}))

    def _stays(self, row: KeepApart, donor: Child) -> bool:
        return row.child_id == donor.child_id and row.other_id not in self.region.child

    @property
    def _facts_of(self) -> dict[str, list[Fact]]:
        if "facts of children" not in self.region.remembered:
            found: dict[str, list[Fact]] = defaultdict(list)
            for row in self.region.facts:
                known = shipped().get(row.fact)
                if row.subject is Subject.CHILD and known is not None and known.value != "date":
                    found[row.id].append(row)
            self.region.remembered["facts of children"] = dict(found)
        kept: dict[str, list[Fact]] = self.region.remembered["facts of children"]
        return kept

    def _kin(self, donors: Sequence[Child], ids: Sequence[str]) -> None:
        """Give the family the kin who are there for its donors."""
        region = self.region
        homes = sorted({h for c in donors for h in region.kin_homes_of.get(c.child_id, ())})
        for k, home in enumerate(region.home[h] for h in homes):
            named = tuple(i for i, c in zip(ids, donors, strict=True) if c.child_id in home.named_children)
            places = 0 if idle(region, home) else offered_at_most(region, home)
            if places:
                self.kin.append(home.model_copy(update={
                    "home_id": f"KIN-{ids[0]}-{k + 1}", "named_children": named, "available": places,
                    "available_from": None if home.available_from is None else home.available_from + self.shift,
                    "confirmed_on": None if home.confirmed_on is None else home.confirmed_on + self.shift,
                }))  # fmt: skip


def _where(position: Position | None) -> dict[str, Any]:
    if position is None:
        return {"position": None, "latitude": None, "longitude": None}
    return {"position": position, "latitude": position.latitude, "longitude": position.longitude}
