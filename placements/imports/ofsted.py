"""Ofsted's lists to homes: every row a home, part of one, or refused with a reason.

Several lists may be given at once. The same home on several is one home: the newest list is believed, and of one day
the one with the highest rank (ofsted.toml). What no list holds - vacancies, ages, needs, fees - stays blank, and no
place is offered: `available` is 0 until somebody asks the home.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from placements.errors import UsageError
from placements.imports.account import Account, ImportReport
from placements.imports.authority_names import area, nearest_area
from placements.imports.authority_rows import authority_rows
from placements.imports.layouts import book, recognise, unread
from placements.imports.ofsted_rows import Seen, seen_on
from placements.imports.region_files import RegionFiles, Update
from placements.imports.sheets import read_files

LAYOUTS = "ofsted.toml"
NOT_HOMES = frozenset({"AGENCY", "OTHER_KIND", "PROVIDER", "SHORT_BREAKS"})
BLANK = (
    "available", "min_age", "max_age", "sex", "needs_met", "adaptations", "weekly_fee", "contract", "solo_capable",
    "same_day", "notice_days", "available_from", "confirmed_on",
)  # fmt: skip
"""Columns of homes.csv that decide matches and that no published list holds."""

Groups = dict[str, list[Seen]]


def import_ofsted(
    paths: Sequence[Path], out: Path, *, as_of: date | None = None, only: Sequence[str] = ()
) -> ImportReport:
    """Write the homes of Ofsted's lists, and the authorities they stand in, into a region folder.

    `only` names councils, regions of England or care co-operatives; homes elsewhere are refused. Without `as_of`
    a new region gets the day of the newest list. Raises InputError for a list that is not known or cannot be read,
    with nothing written; UsageError for an area that is not known.
    """
    codes = _wanted(only)
    files = read_files(paths)
    listings = recognise(files, book(LAYOUTS))
    region = RegionFiles(out)
    accounts = [Account(listing.sheet.label, "homes") for listing in listings]
    groups: Groups = defaultdict(list)
    for listing, account in zip(listings, accounts, strict=True):
        for seen in seen_on(listing, account, codes):
            groups[seen.home_id].append(seen)
    homes = _homes(groups, accounts, region.ids("homes"))
    unlisted = _unlisted(groups, region.rows("homes"))
    days = [listing.as_at for listing in listings if listing.as_at]
    updates = [
        authority_rows({home["authority"] for home in homes}),
        Update("homes", homes, weak=frozenset({"available"}), place=True),
    ]
    written = region.write("ofsted", updates, accounts, as_of=as_of, day_of_source=max(days, default=None))
    notes = [note for listing in listings for note in unread(listing, book(LAYOUTS))]
    return ImportReport(
        accounts, written, region.refusals_file, region.complete, BLANK, files.left_out,
        [*(p.sentence() for p in files.problems), *notes, *_doubtful(groups), *unlisted],
    )  # fmt: skip


def _doubtful(groups: Groups) -> list[str]:
    """Return a note of homes one list describes in two ways, with nothing to say which is right."""
    doubtful = []
    for home_id, group in groups.items():
        said: dict[tuple[object, ...], Mapping[str, str]] = {}
        for seen in (one for one in group if not one.code):
            if said.setdefault((seen.file, seen.day, seen.inspected_on), seen.cells) != seen.cells:
                doubtful.append(home_id)
    return _named("A list describes these homes in two ways; look them up and correct homes.csv", doubtful)


def _unlisted(groups: Groups, held: Sequence[Mapping[str, str]]) -> list[str]:
    """Return a note of open homes the region holds that lists naming every home of today do not name as homes."""
    newest = _newest_censuses(groups)
    complete = {"CH-" * (False in newest), "SA-" * (True in newest)} - {""}
    gone = [
        row["home_id"]
        for row in held
        if row["home_id"][:3] in complete
        and row.get("status") != "closed"
        and all(seen.code in NOT_HOMES for seen in groups.get(row["home_id"], ()))
    ]
    return _named("The region holds these homes, and the lists do not; look up whether they have closed", gone)


def _named(what: str, home_ids: Sequence[str]) -> list[str]:
    names = sorted(set(home_ids))
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return [f"{what}: {', '.join(names[:10])}{more}."] if names else []


def _wanted(only: Sequence[str]) -> frozenset[str] | None:
    """Return the codes of the areas asked for, or None for all."""
    for place, name in enumerate(only, start=1):
        if not area(name):
            near = nearest_area(name)
            said = f"The area given as --only number {place} is no council, region or co-operative we know."
            raise UsageError(f"{said} Maybe {near}?" if near else said)
    return frozenset().union(*map(area, only)) if only else None


def _homes(groups: Groups, accounts: Sequence[Account], in_region: frozenset[str]) -> list[dict[str, str]]:
    """Return one row a home; rows that turn out to be of no home of today are refused on their accounts."""
    by_label = {account.file: account for account in accounts}
    newest = _newest_censuses(groups)
    homes = []
    for home_id, group in groups.items():
        group.sort(key=lambda seen: seen.order)
        taken = [seen for seen in group if not seen.code]
        if not taken:
            continue
        home = {"home_id": home_id}
        for seen in taken:
            home.update({name: cell for name, cell in seen.cells.items() if cell})
        if _gone(group, newest):
            home["status"] = "closed"
        code = "OLDER" if group[-1].code in NOT_HOMES else "CLOSED" if home.get("status") == "closed" else ""
        if code and (code == "OLDER" or home_id not in in_region):
            for seen in taken:
                by_label[seen.file].refuse(seen.line, seen.urn, code)
        else:
            homes.append(home)
    return homes


def _newest_censuses(groups: Groups) -> dict[bool, date]:
    """Return the day of the newest list that names every home of its sort: premises, or all others."""
    newest: dict[bool, date] = {}
    for seen in (one for group in groups.values() for one in group if one.census):
        newest[seen.premises] = max(seen.day, newest.get(seen.premises, seen.day))
    return newest


def _gone(group: Sequence[Seen], newest: Mapping[bool, date]) -> bool:
    """Say whether a home is missing from the newest list that should name it."""
    day = newest.get(group[-1].premises)
    if day is None or group[-1].day > day:
        return False
    return not any(seen.census and seen.day == day for seen in group)
