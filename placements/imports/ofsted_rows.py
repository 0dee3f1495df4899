"""One row of a list of Ofsted's: a home, or the code of the reason why not."""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from placements.imports.account import Account
from placements.imports.authority_names import council, names_area
from placements.imports.constituencies import constituency
from placements.imports.dates import day_of
from placements.imports.layouts import Layout, Listing
from placements.imports.words import fold, tidy

_URN = re.compile(r"[A-Z]{0,3}[0-9]{3,10}")
_WHOLE = re.compile(r"([0-9]{1,5})(?:\.0+)?")
_NEEDS = (
    "emotional_behavioural", "mental_health", "sensory_impairment", "substance_misuse", "learning_disability",
    "physical_disability",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What one row says: the home it is of, and either cells of homes.csv or the code it was refused with."""

    file: str
    line: int
    urn: str
    home_id: str
    cells: Mapping[str, str]
    code: str
    day: date
    rank: int
    census: bool
    premises: bool
    inspected_on: str = ""

    @property
    def order(self) -> tuple[Any, ...]:
        """Oldest first; of one day the least believed first; then by what it says, never by where it stands."""
        return (self.day, self.rank, self.inspected_on, sorted(self.cells.items()), self.code)


class _RefusedError(Exception):
    """A row that is not taken; caught in this module."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


def seen_on(listing: Listing, account: Account, wanted: Set[str] | None) -> list[Seen]:
    """Return what each row of a list says, and count it: in, repaired, refused.

    `wanted` are the codes of the authorities asked for; None means all.
    """
    account.rows_in += len(listing.rows) + len(listing.faulty)
    for line, code in listing.faulty:
        account.refuse(line, "", code)
    found = [_seen(listing, line, cells, account, wanted) for line, cells in listing.rows]
    return list(_numbered(found)) if listing.layout.settings.get("premises") else found


def _seen(listing: Listing, line: int, cells: dict[str, str], account: Account, wanted: Set[str] | None) -> Seen:
    settings = listing.layout.settings
    urn = cells["urn"].upper()
    premises = bool(settings.get("premises"))
    seen = Seen(
        account.file, line, urn if _URN.fullmatch(urn) else "", f"CH-{urn}", {}, "", listing.as_at or date.max,
        settings["rank"], bool(settings.get("census")), premises,
    )  # fmt: skip
    try:
        home, repaired = _home(cells, listing.layout, wanted)
    except _RefusedError as fault:
        account.refuse(line, seen.urn, fault.code, fault.column)
        return replace(seen, code=fault.code)
    inspected = day_of(cells.get("inspected_on", ""))
    account.repaired += repaired or inspected is None
    return replace(
        seen, cells=home, inspected_on=inspected or "",
        home_id=_premises_id(urn, cells, home) if premises else seen.home_id,
    )  # fmt: skip


def _home(cells: dict[str, str], layout: Layout, wanted: Set[str] | None) -> tuple[dict[str, str], bool]:
    """Return the cells of homes.csv one row gives, and whether it was repaired; raises _RefusedError."""
    urn = cells["urn"].upper()
    if not _URN.fullmatch(urn):
        raise _RefusedError("WORD" if urn else "BLANK", "registration")
    kind = _kind(cells, layout)
    place = _given(cells, "constituency")
    where = council(cells["authority"], place)
    if where.code is None:
        raise _RefusedError(where.fault, "authority")
    if wanted is not None and where.code not in wanted:
        raise _RefusedError("ELSEWHERE", "authority")
    owner = tidy(_given(cells, "owner"))
    home = {
        "kind": kind,
        "authority": where.code,
        "sector": _word("sectors", cells, "sector"),
        "places": _places(cells),
        "available": "0",
        "provider": tidy(_given(cells, "name")) or owner,
        "owner": owner,
        "postcode": tidy(_given(cells, "postcode")).upper(),
        "needs_met": ";".join(need for need in _NEEDS if _met(cells, need)),
        "registration": urn,
        **_status_and_grade(cells),
    }
    if home["sector"] == "in_house":
        home |= _council_home(owner, where.code)
    if (middle := constituency(place)) and not home["postcode"]:
        home |= {"latitude": middle.latitude, "longitude": middle.longitude, "located": "constituency"}
    return home, where.another_name


def _kind(cells: dict[str, str], layout: Layout) -> str:
    """Return the kind of home; the sub-type decides where it is known. Raises _RefusedError for what is no home."""
    kinds = _words()["kinds"]
    kind = kinds.get(fold(_given(cells, "subtype"))) or kinds.get(fold(cells["type"]))
    if kind is None:
        raise _RefusedError("WORD" if cells["type"] else "BLANK", "kind")
    if kind == "supported" and not layout.settings.get("premises"):
        raise _RefusedError("PROVIDER")
    if kind.isupper():
        raise _RefusedError(kind)
    if fold(_given(cells, "short_breaks")) not in ("", "no", "n"):
        raise _RefusedError("SHORT_BREAKS")
    return str(kind)


def _status_and_grade(cells: dict[str, str]) -> dict[str, str]:
    found = {"status": _word("statuses", cells, "status") if cells["status"] else ""}
    if cells.get("grade"):
        found["grade"] = _word("grades", cells, "grade")
    return found


def _council_home(owner: str, code: str) -> dict[str, str]:
    """Return who runs a council's home: another authority, the area's own, or the area's own for want of a name."""
    run_by = council(owner).code or (code if names_area(owner, code) else None)
    if run_by is None:
        return {"sector": "in_house"}
    return {"sector": "in_house" if run_by == code else "other_authority", "run_by": run_by}


def _places(cells: dict[str, str]) -> str:
    if not _given(cells, "places"):
        raise _RefusedError("BLANK", "places")
    if not (found := _WHOLE.fullmatch(cells["places"])):
        raise _RefusedError("NUMBER", "places")
    return str(int(found[1]))


def _met(cells: dict[str, str], need: str) -> bool:
    return any(fold(cells.get(name, "")) in _words()["yes"] for name in (need, f"{need}_2"))


def _word(which: str, cells: dict[str, str], column: str) -> str:
    """Return what a word of a coded column means; raises _RefusedError for one that is not known."""
    meaning = _words()[which].get(fold(cells[column]))
    if meaning is None:
        raise _RefusedError("WORD" if cells[column] else "BLANK", column)
    return str(meaning)


def _given(cells: dict[str, str], column: str) -> str:
    """Return a cell, blank where it is withheld."""
    cell = cells.get(column, "")
    return "" if fold(cell) in _words()["blank"] else cell


@cache
def _words() -> Mapping[str, Any]:
    said = tomllib.loads(resources.files(__package__).joinpath("ofsted_words.toml").read_text(encoding="utf-8"))
    return {
        name: frozenset(map(fold, table["words"])) if "words" in table else {fold(k): v for k, v in table.items()}
        for name, table in said.items()
    }


def _premises_id(urn: str, cells: dict[str, str], home: dict[str, str]) -> str:
    """Return an id made of what the row says, so that it stays the same when other premises come and go.

    A postcode stands in it as four letters of its digest only.
    """
    middle = constituency(_given(cells, "constituency"))
    category = re.sub(r"[^1-4]", "", cells["category"])[:1]
    parts = ["SA", urn, middle.code if middle else home["authority"], f"C{category or 'X'}", home["places"]]
    if home["postcode"]:
        parts.append(hashlib.sha256(f"{urn} {home['postcode']}".encode()).hexdigest()[:4].upper())
    return "-".join(parts)


def _numbered(found: list[Seen]) -> Iterator[Seen]:
    """Tell premises that a list describes in the same words apart by a number."""
    count: Counter[str] = Counter()
    for seen in sorted(found, key=lambda one: (one.home_id, one.order)):
        if not seen.code:
            count[seen.home_id] += 1
            if count[seen.home_id] > 1:
                seen = replace(seen, home_id=f"{seen.home_id}-{count[seen.home_id]}")
        yield seen
