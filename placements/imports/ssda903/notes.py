"""What a person should know of an import besides the counts: what was assumed, left out, or does not fit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from placements.geography.authorities import authority_facts
from placements.history.kinds import SHORT_BREAKS
from placements.history.read import History
from placements.history.stock import current
from placements.history.years import first_day, last_day, year_name
from placements.imports.ssda903.episodes import Key
from placements.imports.ssda903.layout import module
from placements.imports.ssda903.rows import Line
from placements.imports.ssda903.sources import Read
from placements.imports.ssda903.tables import Tables, prefixed
from placements.law.codes_903 import codes
from placements.units import age_on

_WHOLE = ("header", "episodes", "uasc", "dolo")
"""Modules of which more is taken than the child and the date of birth."""
_EARLY = timedelta(days=45)
"""A return whose last date lies this long before 31 March may have been drawn during the year."""
_ADULT = 18


def notes_of(
    read: Read, lines: Mapping[str, Sequence[Line]], tables: Tables, history: History, day: date | None,
    held: Mapping[str, str],
) -> list[str]:  # fmt: skip
    """Return everything there is to say, in a fixed order; names of authorities, no cell of a child."""
    return [
        *_whose(read),
        *_years(tables, lines.get("episodes", ())),
        *_cells(lines),
        *_episodes(tables),
        *_children(tables, lines),
        *_on(tables, history, day, held),
        "UPNs, mothers' data and postcodes of placements were not kept. history/ holds what these files say and "
        "nothing of an earlier import: give all returns together.",
    ]


def _names(authorities: Iterable[str]) -> str:
    return ", ".join(sorted(authority_facts()[code].name for code in authorities))


def _whose(read: Read) -> Iterator[str]:
    said: dict[str, list[str]] = defaultdict(list)
    for source in read.sources:
        if source.council and not any(cells.get("authority") for _, cells in source.rows):
            said[source.council].append(source.label)
    for code, labels in sorted(said.items()):
        yield f"Taken as returns of {_names([code])}, from the names of files or folders: {'; '.join(labels)}."


def _years(tables: Tables, episodes: Sequence[Line]) -> Iterator[str]:
    years = tables.years
    single = {given.authority for given in years.endings if given.year and not given.year.sure}
    if ends := single - years.begins:
        yield f"A single year was taken as the one its return ends in, for {_names(ends)}; write 2025-26 to be sure."
    if begins := single & years.begins:
        yield f"A single year was taken as the one its return begins in, for {_names(begins)}: the dates fit that."
    for authority, ending in sorted({(given.authority, years.endings[given]) for given in years.guessed}):
        yield (
            f"Files of {_names([authority])} name no year; by their dates they are the return of "
            f"{year_name(ending or 0)}."
        )
    yield from _odd_years(tables, episodes)


def _odd_years(tables: Tables, episodes: Sequence[Line]) -> Iterator[str]:
    """Say where a return may not be of one whole year."""
    latest: dict[tuple[str, int], str] = {}
    early: Counter[tuple[str, int]] = Counter()
    for line in episodes:
        ending = tables.years.ending(line) or 0
        key, ended = (line.given.authority, ending), line.cells["ended_on"]
        latest[key] = max(latest.get(key, ""), line.cells["started_on"], ended)
        early[key] += bool(ended) and ended < first_day(ending).isoformat()
    for (authority, ending), times in sorted(early.items()):
        if times and tables.years.since is None:
            yield (
                f"Episodes in the return of {_names([authority])} for {year_name(ending)} that were over before that "
                f"year: {times}. If the files hold more years than their names say, give the first day with --since."
            )
    for authority, ending in _last_returns(latest):
        if date.fromisoformat(latest[authority, ending]) < tables.years.last(ending) - _EARLY:
            yield (
                f"The last date in the return of {_names([authority])} for {year_name(ending)} lies well before "
                f"{tables.years.last(ending)}. If it was drawn during the year, say on which day with --until."
            )


def _last_returns(returns: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    last: dict[str, int] = {}
    for authority, ending in returns:
        last[authority] = max(ending, last.get(authority, 0))
    return sorted(last.items())


def _cells(lines: Mapping[str, Sequence[Line]]) -> Iterator[str]:
    blanked = Counter(column for rows in lines.values() for line in rows for column in line.blanked)
    if blanked:
        said = ", ".join(f"{column} {times}" for column, times in sorted(blanked.items()))
        yield (
            f"Cells that could not be used, left blank or mended, and counted as repaired: {said}. REC is left out "
            "where the episode has no end."
        )
    if part := sorted(name for name in lines if name not in _WHOLE and lines[name]):
        titles = ", ".join(module(name).title for name in part)
        yield f"Only the child and the date of birth were taken from: {titles}. Nothing here has a use for the rest."


def _episodes(tables: Tables) -> Iterator[str]:
    found = tables.merged
    if found.replaced:
        yield f"Rows a later return put right (by an end, most often), counted as repaired: {len(found.replaced)}."
    if lost := sum(_is_lost(key, tables) for key in found.episodes):
        yield (
            f"Episodes left open at the end of a year that the next year's return does not hold: {lost}. They count "
            "until the last day of the year they were seen in, and no further."
        )
    if found.overlapping:
        yield (
            f"Episodes that overlap another of the same child: {len(found.overlapping)}. On days both cover, the one "
            "that began last counts."
        )
    if outside := sum(_out_of_era(key, tables) for key in found.episodes):
        yield f"Episodes with a placement code from before it was in use, or after: {outside}. They were kept."
    ages = Counter(_age_fault(key, tables) for key in found.episodes)
    if ages["unborn"] or ages["adult"]:
        yield (
            f"Episodes that begin before the child was born: {ages['unborn']}; at 18 or later: {ages['adult']}. They "
            "were kept: check the dates of birth."
        )


def _is_lost(key: Key, tables: Tables) -> bool:
    last = tables.merged.seen[key][-1]
    return not tables.merged.episodes[key]["ended_on"] and any(
        other > last for one, other in tables.returns if one == key.authority
    )


def _out_of_era(key: Key, tables: Tables) -> bool:
    cells, seen = tables.merged.episodes[key], tables.merged.seen[key]
    first = max(date.fromisoformat(key.started_on), first_day(seen[0]))
    last = date.fromisoformat(cells["ended_on"]) if cells["ended_on"] else last_day(seen[-1])
    era = next((one for one in codes() if one.item == "place" and one.code == cells["placement"]), None)
    return era is not None and bool((era.since and last < era.since) or (era.until and first > era.until))


def _age_fault(key: Key, tables: Tables) -> str:
    born = tables.people.cells[key[:2]].get("dob", "")
    if born and born > key.started_on:
        return "unborn"
    if born and age_on(date.fromisoformat(born), date.fromisoformat(key.started_on)) >= _ADULT:
        return "adult"
    return ""


def _children(tables: Tables, lines: Mapping[str, Sequence[Line]]) -> Iterator[str]:
    if new := prefixed(tables.ids):
        yield (
            f"Children whose id more than one authority uses: {len(new)}. Each has the code of the authority before "
            "it, as E09000003-12."
        )
    unborn = {key[:2] for key in tables.merged.episodes if not tables.people.cells[key[:2]].get("dob")}
    if unborn:
        yield f"Children with episodes and no date of birth in any module: {len(unborn)}."
    if lines.get("header") and not lines.get("episodes"):
        yield "There are no episodes in these files, so that nobody can be said to be looked after."


def _on(tables: Tables, history: History, day: date | None, held: Mapping[str, str]) -> Iterator[str]:
    if day is None or history.covers.empty:
        return
    covered = history.covered(day)
    everyone = set(history.children["child_id"])
    here = set(current(history, day)["child_id"])
    breaks = len(set(current(history, day, short_breaks=True)["child_id"]) - here)
    yield f"Looked after on {day}: {len(here)} children, in children.csv."
    if breaks:
        yield f"Children in short breaks ({' and '.join(SHORT_BREAKS)}) on that day, not in children.csv: {breaks}."
    if apart := set(history.covers["authority"]) - covered:
        yield f"The returns of {_names(apart)} do not cover {day}: none of their children are in children.csv."
    authorities = {authority for authority, _ in tables.ids}
    gone = [child for child, authority in held.items() if authority in authorities & covered and child not in here]
    if gone:
        known = len([child for child in gone if child in everyone])
        yield (
            f"Children who stood in children.csv already and are not among those looked after on {day}: {len(gone)}, "
            f"of whom the returns name {known}. They were left there: take them out if they have gone home."
        )
