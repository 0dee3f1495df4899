"""What a case is: the strict form of the TOML files beside this one, and the records made of it."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from factories import AUTHORITIES, MONDAY, at, fact, make_approval, make_child, make_home, make_policy, make_region
from factories import make_resident as resident
from pydantic import BaseModel, ConfigDict, Field

from placements.domain.children import Contact, Fact, KeepApart, Offer, Pin, SafetyArea
from placements.domain.codes import Located
from placements.domain.homes import Contract, School, Vacancy
from placements.domain.region import Region
from placements.domain.settled import residents_by_their_own_row
from placements.policy.policy import Policy

HERE = Path(__file__).resolve().parent
BLANK = "blank"
"""Written where a cell is to be empty, because the default is not."""

Outcome = Literal["available", "if_confirmed", "needs_approval", "cannot_confirm", "ruled_out"]
Row = dict[str, Any]
Rows = tuple[Row, ...]
Words = tuple[str, ...]
Nothing = Literal["none"]


class Strict(BaseModel):
    """A misspelt word in a case is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Word(Strict):
    """What one rule has to say; `none` where it has to keep silent."""

    measured: float | str | None = None
    limit: float | str | None = None
    unlock: Literal["none", "some"] | None = None
    who_has: str = ""
    who_lacks: str = ""
    sentence_has: str = ""
    sentence_lacks: Words = ()


class PairExpected(Strict):
    """The verdict a practitioner expects of a child and a home."""

    outcome: Outcome
    rules: Words = ()
    remarks: Words = ()
    silent: Words = ()
    fine: Words = ()
    not_checked: Words = ()
    words: dict[str, Word] = {}


class FactRow(Strict):
    """A fact with the day it was said on."""

    value: str | int | float | date
    on: date


class Scored(Strict):
    """A practitioner's own proposal, and whether it is lawful."""

    proposal: dict[str, str]
    lawful: bool


class RegionExpected(Strict):
    """What is expected of the proposal for a small region; only what is written is compared."""

    proposal: dict[str, str] | None = None
    unplaced: dict[str, str] = {}
    stop_gaps: Words | None = None
    settled: Words | None = None
    levels: dict[str, int] = {}
    outcomes: dict[str, Outcome] = {}
    approvals: dict[str, Words] = {}
    decisions: Words = ()
    apart: tuple[tuple[str, str], ...] = ()
    no_unlock_of: Words = ()
    shortlist: dict[str, Words] = {}
    scores: tuple[Scored, ...] = ()


class Case(Strict):
    """What every case has: a name in plain words, its source, and the rows that matter."""

    name: str
    why: str
    pitfall: Annotated[int, Field(ge=1, le=15)] | None = None
    xfail: str = ""
    as_of: date = MONDAY
    authorities: Rows = ()
    residents: Rows = ()
    schools: Rows = ()
    vacancies: Rows = ()
    keep_apart: Rows = ()
    safety_areas: Rows = ()
    approvals: Rows = ()
    offers: Rows = ()
    pins: Rows = ()
    contracts: Rows = ()
    contacts: Rows = ()
    facts: dict[str, dict[str, str | int | float | date | FactRow]] = {}
    policy: Row = {}

    def rules_in_force(self) -> Policy:
        """Return the policy the case is judged under."""
        return make_policy(**self.policy)

    def region_of(self, children: Rows, homes: Rows) -> Region:
        """Return the region of the case; every row takes its defaults from the factories."""
        region = make_region(
            as_of=self.as_of,
            authorities=[_authority(row) for row in self.authorities] or AUTHORITIES,
            children=[self._child(row) for row in children],
            homes=[make_home(**_placed(row, east=1.0)) for row in homes],
            residents=[resident(**{"resident_id": f"R{n}", **_cells(row)}) for n, row in enumerate(self.residents, 1)],
            schools=[School(**{"name": "School", **_placed(row)}) for row in self.schools],
            vacancies=[Vacancy(**{"home_id": "H1", **_cells(row)}) for row in self.vacancies],
            keep_apart=[KeepApart(**row) for row in self.keep_apart],
            safety_areas=[SafetyArea(**{"child_id": "C1", **_placed(row)}) for row in self.safety_areas],
            approvals=[make_approval(**{"approved_on": self.as_of, **_cells(row)}) for row in self.approvals],
            offers=[Offer(**_pair(row)) for row in self.offers],
            pins=[Pin(**_pair(row)) for row in self.pins],
            contracts=[Contract(**row) for row in self.contracts],
            contacts=[Contact(**{"child_id": "C1", **_placed(row)}) for row in self.contacts],
            facts=[*self._facts(children, homes)],
        )
        unlisted = residents_by_their_own_row(region.children, region.residents, region.homes)
        return region.with_rows(residents=(*region.residents, *unlisted))

    def _facts(self, children: Rows, homes: Rows) -> Iterator[Fact]:
        """Yield the rows of facts.csv; whom a fact is about follows from the id."""
        subjects = {row.get("child_id", "C1"): "child" for row in children}
        subjects |= {row.get("home_id", "H1"): "home" for row in homes}
        for who, said in self.facts.items():
            for name, cell in said.items():
                row = cell if isinstance(cell, FactRow) else None
                value = row.value if row else cell
                yield fact(subjects.get(who, "resident"), who, name, str(value), row.on if row else None)

    def _child(self, row: Row) -> Any:
        return make_child(**{"needed_by": self.as_of, **_placed(row)})


class PairCase(Case):
    """A child and a home."""

    child: Row = {}
    home: Row = {}
    others: Rows = ()
    others_homes: Rows = ()
    expect: PairExpected

    def region(self) -> Region:
        """Return the region in which child C1 is judged at home H1."""
        return self.region_of((self.child, *self.others), (self.home, *self.others_homes))


class RegionCase(Case):
    """A small region with several children or homes."""

    children: Rows
    homes: Rows
    previous: dict[str, str] = {}
    expect: RegionExpected

    def region(self) -> Region:
        """Return the region the proposal is made for."""
        return self.region_of(self.children, self.homes)


class CaseFile(Strict):
    """One file: a theme in plain words, and its cases."""

    theme: str
    case: tuple[PairCase, ...] = ()
    region: tuple[RegionCase, ...] = ()


@cache
def case_files() -> dict[str, CaseFile]:
    """Return every file of cases by its name."""
    return {
        path.stem: CaseFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(HERE.glob("*.toml"))
    }


def _cells(row: Row) -> Row:
    return {name: None if value == BLANK else value for name, value in row.items()}


def _placed(row: Row, east: float = 0.0) -> Row:
    """Return a row with `east`, `north` (miles from the middle of Ashby) and `located` made into a position."""
    cells = dict(row)
    where = (cells.pop("east", east), cells.pop("north", 0.0))
    cells.setdefault("position", at(*where, Located(cells.pop("located", "exact"))))
    return _cells(cells)


def _authority(row: Row) -> Any:
    known = next((a for a in AUTHORITIES if a.code == row["code"]), AUTHORITIES[0])
    return type(known)(**{"member": True, "position": known.position, **row})


def _pair(row: Row) -> Row:
    return {"child_id": "C1", "home_id": "H1", **_cells(row)}
