"""The three tables of `history/` from what the returns say together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from placements.geography.grid import miles
from placements.geography.postcodes import find
from placements.history.kinds import SHORT_BREAKS, is_temporary, kind_of
from placements.history.records import TABLES
from placements.history.years import first_day, year_name
from placements.imports.region_files import csv_bytes
from placements.imports.ssda903.children import People, Person
from placements.imports.ssda903.episodes import Key, Merged
from placements.imports.ssda903.years import Years
from placements.units import shown_miles

Row = dict[str, str]


@dataclass(frozen=True)
class Tables:
    """What is written to `history/`, and the id of each child there."""

    people: People
    merged: Merged
    years: Years
    ids: Mapping[Person, str]

    @cached_property
    def children(self) -> list[Row]:
        """Rows of children.csv."""
        return [
            {
                "child_id": self.ids[person], "authority": person[0], "sex": cells.get("sex", ""),
                "date_of_birth": cells.get("dob", ""), "ethnicity": cells.get("ethnicity", ""),
                "uasc": cells["uasc"], "uasc_until": cells["uasc_until"],
            }
            for person, cells in self.people.cells.items()
        ]  # fmt: skip

    @cached_property
    def episodes(self) -> list[Row]:
        """Rows of episodes.csv."""
        return [self._episode(key, cells) for key, cells in self.merged.episodes.items()]

    @cached_property
    def returns(self) -> frozenset[tuple[str, int]]:
        """The returns there are: authority and the year each ends in."""
        return frozenset((key.authority, ending) for key, seen in self.merged.seen.items() for ending in seen)

    @cached_property
    def covers(self) -> list[Row]:
        """Rows of covers.csv: years on end are one row; a day somebody named as the first takes all in."""
        endings: dict[str, set[int]] = defaultdict(set)
        for authority, ending in self.returns:
            endings[authority].add(ending)
        return [
            {"authority": authority, "from": str(first), "to": str(last)}
            for authority, theirs in endings.items()
            for first, last in self._spans(theirs)
        ]

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of each table by its name, rows in the order of their keys."""
        rows = dict(zip((table.name for table in TABLES), (self.children, self.episodes, self.covers), strict=True))
        return {
            table.name: csv_bytes(
                table.columns, sorted(rows[table.name], key=lambda row: [row[name] for name in table.key])
            )
            for table in TABLES
        }

    def _spans(self, endings: Iterable[int]) -> list[tuple[date, date]]:
        runs: list[tuple[date, date]] = []
        before = None
        for ending in sorted(endings):
            first = runs.pop()[0] if before == ending - 1 else first_day(ending)
            runs.append((first, self.years.last(ending)))
            before = ending
        if self.years.since is None:
            return runs
        return [(min(self.years.since, runs[0][0]), runs[-1][1])]

    def _episode(self, key: Key, cells: Mapping[str, str]) -> Row:
        same = ("reason_started", "legal_status", "need", "placement", "provider", "placed_in", "urn", "ended_on",
                "reason_ended", "reason_changed")  # fmt: skip
        return {
            "child_id": self.ids[key[:2]], "authority": key.authority, "started_on": key.started_on,
            **{name: cells.get(name, "") for name in same},
            "kind": str(kind_of(cells["placement"])), "miles": self._miles(key, cells),
            "temporary": _yes(is_temporary(cells["placement"])), "overlaps": _yes(key in self.merged.overlapping),
            "returns": ";".join(map(year_name, self.merged.seen[key])),
        }  # fmt: skip

    def _miles(self, key: Key, cells: Mapping[str, str]) -> str:
        """Return miles as the return gives them, or between its two postcodes; none where the return has none.

        There is none for short breaks, nor for children who came unaccompanied: they have no home to measure from.
        """
        if cells.get("miles"):
            return cells["miles"]
        if cells["legal_status"] in SHORT_BREAKS or self.people.cells[key[:2]]["uasc"] == "yes":
            return ""
        home, placed = (find(cells.get(name) or "") for name in ("home", "placed"))
        return str(shown_miles(miles(home, placed))) if home and placed else ""


def ids_of(persons: Iterable[Person], held: Mapping[str, str]) -> dict[Person, str]:
    """Return an id for each child: the return's own where only one authority uses it, else with the authority's code.

    `held` are the ids the region has already, with their authorities.
    """
    everyone = sorted(persons)
    users: dict[str, set[str]] = defaultdict(set)
    for authority, child in everyone:
        users[child].add(authority)
    for child, authority in held.items():
        if child in users:
            users[child].add(authority)
    ids = {person: person[1] if len(users[person[1]]) == 1 else _with_code(person) for person in everyone}
    return ids if len(set(ids.values())) == len(ids) else {person: _with_code(person) for person in everyone}


def prefixed(ids: Mapping[Person, str]) -> Set[str]:
    """Return the ids that were given the code of their authority."""
    return {new for person, new in ids.items() if new != person[1]}


def _with_code(person: Person) -> str:
    return f"{person[0]}-{person[1]}"


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
