"""The Placements Data Standard (version 2) to children.csv and facts.csv.

JSON (a list of records, flat or by entity, or JSON-LD), CSV and workbooks are read. The standard is not made for
finding a home: date of birth and sex stay blank, and `placements check` asks for them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from placements.errors import InputError, UsageError
from placements.imports.account import Account, ImportReport
from placements.imports.authority_names import council
from placements.imports.authority_rows import authority_rows
from placements.imports.layouts import Book, Layout, book, recognise, unread
from placements.imports.region_files import RegionFiles, Update
from placements.imports.sheets import read_files
from placements.imports.standard_rows import FIELDS, Child, UnreadableError, child_of, fields, needs_covered
from placements.imports.words import fold
from placements.tables.problems import Problem, error
from placements.tables.text import decode

BLANK = ("authority", "date_of_birth", "sex", "sibling_group", "postcode", "school_urn", "ethnicity", "legal_status")
"""Columns of children.csv that decide matches and that the standard does not hold."""
_JSON = (".json", ".jsonld")
_ADDED = {"adaptations", "current_home_id", "needed_by"}
"""Columns that are filled where they are blank, and otherwise left as somebody typed them."""

Row = dict[str, str]


@dataclass(frozen=True)
class Source:
    """The records of one file or sheet: numbers (rows, or the place in a JSON list) and fields of the standard."""

    label: str
    records: Sequence[tuple[int, Row]]
    faulty: Sequence[tuple[int, str]] = ()


def import_standard(
    paths: Sequence[Path], out: Path, *, as_of: date | None = None, authority: str | None = None
) -> ImportReport:
    """Write the children of some files into a region folder.

    `authority` is the name or code of the council whose list it is; ids are the council's own, so that without it no
    child the region already holds is touched. Raises InputError for a file that is not known or cannot be read, with
    nothing written; UsageError for an unknown council.
    """
    code = _authority(authority)
    notes: list[str] = []
    left_out: list[str] = []
    sources = [*_from_json(paths, notes), *_from_sheets(paths, notes, left_out)]
    region = RegionFiles(out)
    accounts = [Account(source.label, "children", len(source.records) + len(source.faulty)) for source in sources]
    children = _children(sources, accounts, code, region)
    chosen = _newest(children)
    updates = [
        Update(
            "children", [child.cells for child in chosen], weak=frozenset(_ADDED),
            joined={"needs": needs_covered(), "languages": frozenset({"bsl", "makaton"})},
        ),
        Update("facts", [fact for child in chosen for fact in child.facts]),
    ]  # fmt: skip
    if code:
        updates.append(authority_rows({code}))
    written = region.write("standard", updates, accounts, as_of=as_of)
    blank = [column for column in BLANK if not (code and column == "authority")]
    return ImportReport(
        accounts, written, region.refusals_file, region.complete, blank, left_out, notes + _said(chosen)
    )


def _authority(text: str | None) -> str:
    if text is None:
        return ""
    found = council(text).code
    if found is None:
        raise UsageError("The council given as --authority is not known. Give its name or its ONS code.")
    return found


def _children(
    sources: Sequence[Source], accounts: Sequence[Account], authority: str, region: RegionFiles
) -> list[Child]:
    """Return the children that are taken; the others are refused on their accounts."""
    held = {row["child_id"]: row.get("authority", "") for row in region.rows("children")}
    homes: dict[str, list[str]] = {}
    for row in region.rows("homes"):
        homes.setdefault(row.get("registration", "").upper(), []).append(row["home_id"])
    taken = []
    for source, account in zip(sources, accounts, strict=True):
        for number, why in source.faulty:
            account.refuse(number, "", why)
        for number, record in source.records:
            try:
                child = child_of(record, authority)
                _settle(child, held, homes)
            except UnreadableError as fault:
                account.refuse(number, record.get("childId", ""), fault.code, fault.column)
                continue
            account.repaired += child.repaired
            taken.append(child)
    return taken


def _settle(child: Child, held: dict[str, str], homes: dict[str, list[str]]) -> None:
    """Enter the home agreed for a child; raises UnreadableError if she may be another child, or no home is known."""
    identity, authority = child.cells["child_id"], child.cells["authority"]
    if identity in held and (not authority or held[identity] != authority):
        raise UnreadableError("OTHER_CHILD", "childId")
    if child.placed:
        if len(found := homes.get(child.urn, []) if child.urn else []) != 1:
            raise UnreadableError("PLACED", "providerURN")
        child.cells["current_home_id"] = found[0]


def _newest(children: Iterable[Child]) -> list[Child]:
    """Return one record a child, the one referred last; an older referral says what was true then."""
    newest: dict[str, Child] = {}
    for child in sorted(children, key=lambda c: (c.cells["referred_on"], sorted(c.cells.items()), repr(c.facts))):
        newest[child.cells["child_id"]] = child
    return list(newest.values())


def _said(children: Sequence[Child]) -> list[str]:
    adapted = sum(child.cells.get("adaptations") == "unspecified" for child in children)
    notes = [
        "The day a home is needed was worked out from words: today is the day of the referral, less than 5 days is "
        "4 days later, more than 5 days is 6. Correct needed_by where the day is known.",
        "Names of officers and days of data entry were not kept. What no column holds is in facts.csv.",
    ]
    if together := sum(_with_siblings(child) for child in children):
        notes.append(
            f"Children to be placed with brothers or sisters: {together}. The standard does not say with whom: give "
            "them a sibling_group, or they are matched one by one."
        )
    if adapted:
        notes.append(
            f"Children who need an adaptation the standard does not name: {adapted}. They have `unspecified`, which no "
            "home meets, until somebody writes which (docs/reference/tables.md)."
        )
    return notes


def _with_siblings(child: Child) -> bool:
    said = {fact["fact"]: fact["value"] for fact in child.facts}
    return said.get("siblings_to_place_with", "0") != "0" and not child.cells.get("current_home_id")


def _from_sheets(paths: Sequence[Path], notes: list[str], left_out: list[str]) -> list[Source]:
    files = read_files([path for path in paths if path.suffix.lower() not in _JSON])
    notes += [problem.sentence() for problem in files.problems]
    listings = recognise(files, _known()) if files.sheets else []
    left_out += files.left_out
    notes += [note for listing in listings for note in unread(listing, _known())]
    return [Source(listing.sheet.label, listing.rows, listing.faulty) for listing in listings]


@cache
def _known() -> Book:
    """Return the one layout of the standard: it needs a few fields, and reads the others under any of their names."""
    read = book(FIELDS)
    (layout,) = read.layouts
    names = {name: (name, *meaning.get("names", ())) for name, meaning in fields().items()}
    needed = {name: names[name] for name in layout.settings["needed"]}
    rest = {name: said for name, said in names.items() if name not in needed}
    return replace(read, layouts=(Layout(layout.id, layout.title, needed, rest),))


def _from_json(paths: Sequence[Path], notes: list[str]) -> list[Source]:
    """Return the records of every JSON file; raises InputError with every file that cannot be read."""
    problems: list[Problem] = []
    found = []
    for path in sorted((p for p in paths if p.suffix.lower() in _JSON), key=lambda p: (p.name, str(p))):
        try:
            text = decode(path.name, path.read_bytes(), problems) or "null"
            records = _records(json.loads(text))
        except OSError:
            problems.append(error(path.name, None, None, "TABLE", "the file is not there or cannot be read"))
        except (ValueError, RecursionError):
            problems.append(error(path.name, None, None, "WORD", "the file is not the JSON of this standard"))
        else:
            found.append(Source(path.name, [(n, _named(record)) for n, record in enumerate(records, start=1)]))
            notes += _unknown(path.name, records)
    faults = tuple(problem for problem in problems if problem.severity == "error")
    if faults:
        raise InputError("The files cannot be read. Nothing was written.", faults)
    notes += [problem.sentence() for problem in problems]
    return found


def _records(document: Any) -> list[Row]:
    """Return the records of a document, each as a flat row of text; raises ValueError if there are none."""
    if isinstance(document, dict):
        inside = next((document[key] for key in ("@graph", "records", "placements") if key in document), None)
        document = [document] if inside is None else inside
    if not isinstance(document, list) or not all(isinstance(record, dict) for record in document):
        raise ValueError("no records")
    rows = [dict(_flat(record)) for record in document]
    if not any(fold(key) in _names() for row in rows for key in row):
        raise ValueError("no field of the standard")
    return rows


def _flat(record: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield field and text of a record whose entities may be objects inside it; keys of JSON-LD are left out."""
    for key, value in record.items():
        if key.startswith("@") or value is None:
            continue
        if isinstance(value, dict):
            yield from _flat(value)
        elif isinstance(value, list):
            yield key, ";".join(_scalar(item) for item in value)
        else:
            yield key, _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, (str, int, float)):
        raise ValueError("a value inside a list is no text")
    return str(value)


@cache
def _names() -> dict[str, str]:
    return {fold(said): name for name, meaning in fields().items() for said in (name, *meaning.get("names", ()))}


def _named(row: Row) -> Row:
    return {_names()[fold(key)]: text for key, text in row.items() if fold(key) in _names()}


def _unknown(file: str, rows: Sequence[Row]) -> list[str]:
    odd = sorted({key for row in rows for key in row if fold(key) not in _names()})
    return [f"{file}: these fields are not known, and were not read: {'; '.join(odd)}"] if odd else []
