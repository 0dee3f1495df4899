"""Lists of schools to schools.csv: places on the OS grid become degrees, closed schools are left out and counted."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from placements.geography.grid import to_globe
from placements.imports.account import Account, ImportReport
from placements.imports.dates import day_of
from placements.imports.layouts import Listing, book, recognise, unread
from placements.imports.region_files import RegionFiles, Update
from placements.imports.sheets import read_files
from placements.imports.words import fold, tidy

LAYOUTS = "schools.toml"
_URN = re.compile(r"[0-9]{5,7}")
_METRES = re.compile(r"([0-9]{4,7})(?:\.0+)?")
_EASTINGS, _NORTHINGS = (1, 700_000), (1, 1_300_000)
"""The OS grid covers Great Britain: metres east and north. 0 stands for "not known" in the DfE's extract."""

Grid = tuple[int, int]
Row = dict[str, str]


def import_schools(paths: Sequence[Path], out: Path, *, as_of: date | None = None) -> ImportReport:
    """Write the open schools of some lists into a region folder.

    Raises InputError for a list that is not known or cannot be read, with nothing written.
    """
    files = read_files(paths)
    listings = recognise(files, book(LAYOUTS))
    region = RegionFiles(out)
    accounts, schools = [], []
    for listing in listings:
        account = Account(listing.sheet.label, "schools", len(listing.rows) + len(listing.faulty))
        for line, code in listing.faulty:
            account.refuse(line, "", code)
        schools += _schools(listing, account)
        accounts.append(account)
    merged: dict[str, Row] = {}
    for school in sorted(schools, key=lambda row: sorted(row.items())):
        merged[school["urn"]] = {**merged.get(school["urn"], {}), **{k: v for k, v in school.items() if v}}
    written = region.write("schools", [Update("schools", list(merged.values()), place=True)], accounts, as_of=as_of)
    notes = [note for listing in listings for note in _odd_headings(listing)]
    return ImportReport(
        accounts, written, region.refusals_file, region.complete, (), files.left_out,
        [*(p.sentence() for p in files.problems), *notes],
    )  # fmt: skip


def _odd_headings(listing: Listing) -> list[str]:
    """The DfE's extract has 130 columns nobody here needs; in a shorter list an unknown heading is worth a word."""
    return unread(listing, book(LAYOUTS)) if len(listing.headings) < 20 else []


def _schools(listing: Listing, account: Account) -> list[Row]:
    """Return the schools of a list with their places on the globe, all worked out in one go."""
    found: list[tuple[Row, Grid | None]] = []
    for line, cells in listing.rows:
        if code := _fault(cells):
            account.refuse(line, cells["urn"] if _URN.fullmatch(cells["urn"]) else "", *code)
            continue
        grid, unreadable = _grid(cells)
        account.repaired += unreadable
        found.append((_row(cells), grid))
    known = [grid for _, grid in found if grid]
    degrees = iter(to_globe([float(east) for east, _ in known], [float(north) for _, north in known]))
    for row, grid in found:
        if grid:
            latitude, longitude = next(degrees)
            row |= {"latitude": f"{latitude:.5f}", "longitude": f"{longitude:.5f}"}
    return [row for row, _ in found]


def _fault(cells: Row) -> tuple[str, str] | None:
    """Return the code and column a row is refused with, if it is."""
    if not _URN.fullmatch(cells["urn"]):
        return ("NUMBER" if cells["urn"] else "BLANK", "urn")
    if not cells["name"]:
        return ("BLANK", "name")
    if cells.get("status"):
        status = _words("statuses").get(fold(cells["status"]))
        return None if status == "open" else (status or "WORD", "status")
    closed = day_of(cells.get("closed_on", ""))
    return ("DATE", "close_date") if closed is None else ("CLOSED", "") if closed else None


def _row(cells: Row) -> Row:
    phase = cells.get("phase", "")
    said = next((word for part, word in _words("types").items() if part in fold(cells.get("type", ""))), None)
    return {
        "urn": cells["urn"],
        "name": tidy(cells["name"]),
        "postcode": tidy(cells.get("postcode", "")).upper(),
        "phase": said or _words("phases").get(fold(phase), phase.lower()),
    }


def _grid(cells: Row) -> tuple[Grid | None, bool]:
    """Return the place on the grid, if it is given, and whether one is given that cannot be right."""
    east, north = cells.get("easting", ""), cells.get("northing", "")
    if east in ("", "0") or north in ("", "0"):
        return None, False
    if (e := _METRES.fullmatch(east)) and (n := _METRES.fullmatch(north)):
        place = int(e[1]), int(n[1])
        if _EASTINGS[0] <= place[0] <= _EASTINGS[1] and _NORTHINGS[0] <= place[1] <= _NORTHINGS[1]:
            return place, False
    return None, True


@cache
def _words(table: str) -> Mapping[str, str]:
    return {fold(word): meaning for word, meaning in book(LAYOUTS).words[table].items()}
