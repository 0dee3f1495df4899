"""Rows about children, of whatever module, to one child each: the latest header wins, the others fill blanks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from placements.imports.ssda903.rows import Line
from placements.imports.ssda903.years import Years

_HEADER = ("sex", "dob", "ethnicity")
Person = tuple[str, str]
"""Authority and the return's own id of a child."""


@dataclass
class People:
    """The children, and what became of rows about them."""

    cells: dict[Person, dict[str, str]] = field(default_factory=dict)
    refused: list[tuple[Line, str, str]] = field(default_factory=list)
    replaced: list[Line] = field(default_factory=list)
    """Header rows that a later return has put right."""


def people(lines: Mapping[str, Sequence[Line]], last_seen: Mapping[Person, int], years: Years) -> People:
    """Return the children in the rows of each module and those with episodes, whatever the order of the rows.

    `last_seen` has the children with episodes, and the year of the last return that holds one.
    """
    found = People()
    headers = _headers(lines.get("header", ()), years, found)
    others = _by_child(line for name, rows in lines.items() if name not in ("header", "episodes") for line in rows)
    uasc = _by_child(lines.get("uasc", ()))
    listed = {(line.given.authority, _rank(line, years)) for rows in uasc.values() for line in rows}
    latest = dict(last_seen)
    for line in (line for name, rows in lines.items() if name != "episodes" for line in rows):
        person = (line.given.authority, line.child)
        latest[person] = max(_rank(line, years), latest.get(person, 0))
    for person in {*headers, *others, *last_seen}:
        cells = headers.get(person, {})
        for name in ("sex", "dob"):
            said = {line.cells.get(name, "") for line in others.get(person, ())} - {""}
            if not cells.get(name) and len(said) == 1:
                cells = {**cells, name: said.pop()}
        last = max(uasc.get(person, ()), key=lambda line: (_rank(line, years), line.cells["uasc_until"]), default=None)
        named = "no" if (person[0], latest[person]) in listed else ""
        until = last.cells["uasc_until"] if last else ""
        found.cells[person] = {**cells, "uasc": "yes" if last else named, "uasc_until": until}
    return found


def _headers(lines: Iterable[Line], years: Years, found: People) -> dict[Person, dict[str, str]]:
    kept: dict[Person, dict[str, str]] = {}
    for person, rows in _by_child(lines).items():
        sound = [line for group in _by_return(rows, years) for line in _agreeing(group, found)]
        if not sound:
            continue
        cells: dict[str, str] = {}
        for line in sorted(sound, key=lambda line: (_rank(line, years), _said(line))):
            cells.update({name: text for name, text in zip(_HEADER, _said(line), strict=True) if text})
        final = tuple(cells.get(name, "") for name in _HEADER)
        found.replaced += [line for line in sound if any(a and a != b for a, b in zip(_said(line), final, strict=True))]
        kept[person] = cells
    return kept


def _by_return(rows: Sequence[Line], years: Years) -> Iterable[list[Line]]:
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in rows:
        groups[_rank(line, years)].append(line)
    return groups.values()


def _agreeing(rows: list[Line], found: People) -> list[Line]:
    """Return the rows of one child in one return, or none where they name two birthdays or two sexes."""
    for name, column in (("dob", "DOB"), ("sex", "SEX")):
        if len({line.cells.get(name, "") for line in rows} - {""}) > 1:
            found.refused += [(line, "CONFLICT", column) for line in rows]
            return []
    return rows


def _by_child(lines: Iterable[Line]) -> dict[Person, list[Line]]:
    grouped: dict[Person, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.given.authority, line.child].append(line)
    return grouped


def _said(line: Line) -> tuple[str, ...]:
    return tuple(line.cells.get(name, "") for name in _HEADER)


def _rank(line: Line, years: Years) -> int:
    return years.ending(line) or 0
