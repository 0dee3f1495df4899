"""Returns of several years and authorities to a region folder: its children of one day, and `history/`."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from placements.errors import InputError, UsageError
from placements.history.read import history_of
from placements.history.records import TABLES
from placements.history.stock import current
from placements.history.years import first_day
from placements.imports.account import Account, ImportReport, Written
from placements.imports.authority_names import council
from placements.imports.authority_rows import authority_rows
from placements.imports.region_files import RegionFiles
from placements.imports.ssda903.children import Person, people
from placements.imports.ssda903.episodes import merged
from placements.imports.ssda903.notes import notes_of
from placements.imports.ssda903.region import BLANK, children_rows
from placements.imports.ssda903.rows import BadRowError, Given, Line, line_of, whose
from placements.imports.ssda903.sources import Source, read_sources
from placements.imports.ssda903.tables import Tables, ids_of
from placements.imports.ssda903.years import Years, years_of
from placements.tables.problems import Problem, error

Lines = dict[str, list[Line]]


def import_ssda903(
    paths: Sequence[Path], out: Path, *, as_of: date | None = None, authority: str | None = None,
    since: date | None = None, until: date | None = None,
) -> ImportReport:  # fmt: skip
    """Write the history in some returns, and the children looked after on a day, into a region folder.

    `as_of` is the last day covered unless said; `authority` is whose the files are that do not say it themselves;
    `since` and `until` are the first and last day they cover where those are not whole years. Raises InputError for a
    file that is not known, cannot be read or has no authority, with nothing written; UsageError for an unknown council
    or a day outside the returns.
    """
    asked = _authority(authority)
    read = read_sources(paths)
    region = RegionFiles(out)
    held = {row["child_id"]: row.get("authority", "") for row in region.rows("children")}
    accounts = [_account(source) for source in read.sources]
    lines = _lines(read.sources, accounts, asked)
    years = years_of(_all(lines), lines.get("episodes", ()), since, until)
    _check_days(years)
    tables = _tables(lines, years, held, accounts)
    _count_repairs(lines, tables, accounts)

    contents = tables.contents()
    history = history_of(contents)
    last = history.covers["to"].max() if len(history.covers) else None
    day = as_of or (last.date() if last is not None else None)
    updates = [authority_rows({person[0] for person in tables.ids})]
    if day is not None and last is not None:
        updates.append(children_rows(current(history, day), tables, lines.get("dolo", ()), region, day))
    written = region.write(
        "ssda903", updates, accounts, as_of=as_of, day_of_source=day,
        besides={table.file: contents[table.name] for table in TABLES},
    )  # fmt: skip
    written += [
        Written(table.name, len(rows), 0, 0)
        for table, rows in zip(TABLES, (tables.children, tables.episodes, tables.covers), strict=True)
    ]
    said = notes_of(read, lines, tables, history, day, held)
    return ImportReport(
        accounts, written, region.refusals_file, region.complete, BLANK, read.left_out, [*read.notes, *said]
    )


def _authority(text: str | None) -> str:
    if text is None:
        return ""
    found = council(text).code
    if found is None:
        raise UsageError("The council given as --authority is not known. Give its name or its ONS code.")
    return found


def _account(source: Source) -> Account:
    table = "history/episodes" if source.module == "episodes" else "history/children"
    return Account(source.label, table, len(source.rows) + len(source.faulty))


def _lines(sources: Sequence[Source], accounts: Sequence[Account], asked: str) -> Lines:
    """Return the rows that can be read by module; raises InputError naming every file nobody says whose it is."""
    lines: Lines = {}
    nobodys: list[Problem] = []
    for number, (source, account) in enumerate(zip(sources, accounts, strict=True)):
        for row, why in source.faulty:
            account.refuse(row, "", why)
        taken = lines.setdefault(source.module, [])
        missing = False
        for row, cells in source.rows:
            try:
                authority = whose(cells, source.council or asked)
                missing = missing or not authority
                given = Given(authority, source.year, "" if source.year else source.beside)
                taken.append(line_of(source.module, cells, number, row, given))
            except BadRowError as fault:
                account.refuse(row, cells.get("child", ""), fault.code, fault.column)
        if missing:
            nobodys.append(error(source.label, None, "LA", "WHOSE", "nothing says which authority's return this is"))
    if nobodys:
        raise InputError("It is not known whose returns these are. Nothing was written.", tuple(nobodys))
    return lines


def _check_days(years: Years) -> None:
    """Raise UsageError where a day given as first or last leaves nothing of a return."""
    endings = [ending for ending in years.endings.values() if ending is not None]
    if years.until and any(first_day(ending) > years.until for ending in endings):
        raise UsageError("A return is for a year that begins after --until. Give a later day, or fewer files.")
    if years.since and any(years.last(ending) < years.since for ending in endings):
        raise UsageError("A return is for a year that was over before --since. Give an earlier day, or fewer files.")


def _all(lines: Lines) -> Iterable[Line]:
    return (line for rows in lines.values() for line in rows)


def _tables(lines: Lines, years: Years, held: dict[str, str], accounts: Sequence[Account]) -> Tables:
    """Return what all rows say together; rows that contradict others of their return are refused."""
    episodes = merged(lines.get("episodes", ()), years)
    last_seen: dict[Person, int] = {}
    for key, seen in episodes.seen.items():
        last_seen[key[:2]] = max(seen[-1], last_seen.get(key[:2], 0))
    children = people(lines, last_seen, years)
    for line, code, column in (*episodes.refused, *children.refused):
        accounts[line.source].refuse(line.row, line.child, code, column)
    return Tables(children, episodes, years, ids_of(children.cells, held))


def _count_repairs(lines: Lines, tables: Tables, accounts: Sequence[Account]) -> None:
    """Count each row once that was taken after a repair: a cell left out, or put right by a later return."""
    refused = {(line.source, line.row) for line, _, _ in (*tables.merged.refused, *tables.people.refused)}
    repaired = {(line.source, line.row) for line in _all(lines) if line.blanked}
    repaired |= {(line.source, line.row) for line in (*tables.merged.replaced, *tables.people.replaced)}
    for source, _ in repaired - refused:
        accounts[source].repaired += 1
