"""Rows of episodes of several returns to one history: the later return's version of an episode wins."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from placements.history.kinds import is_temporary
from placements.imports.ssda903.rows import Line
from placements.imports.ssda903.years import Years

_KEPT = (
    "legal_status", "reason_started", "need", "placement", "provider", "placed_in", "miles", "urn", "home", "placed",
    "ended_on", "reason_ended", "reason_changed",
)  # fmt: skip
"""Fields in which two rows of one episode may differ."""


class Key(NamedTuple):
    """What makes an episode the same in every return."""

    authority: str
    child: str
    started_on: str


@dataclass
class Merged:
    """The episodes, each with the years it was seen in; and what became of rows that are not among them."""

    episodes: dict[Key, Mapping[str, str]] = field(default_factory=dict)
    seen: dict[Key, list[int]] = field(default_factory=dict)
    refused: list[tuple[Line, str, str]] = field(default_factory=list)
    """Rows that are not taken: the code of the refusal and the column."""
    replaced: list[Line] = field(default_factory=list)
    """Rows whose version of an episode a later return has put right."""
    overlapping: set[Key] = field(default_factory=set)


def merged(lines: Sequence[Line], years: Years) -> Merged:
    """Return the episodes of some rows, whatever their order."""
    found = Merged()
    rows: dict[Key, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        ending = years.ending(line)
        assert ending is not None, "a return with an episode has a year"
        if column := _after(line, years.last(ending)):
            found.refused.append((line, "AFTER", column))
        else:
            key = Key(line.given.authority, line.child, line.cells["started_on"])
            rows[key][ending].append(line)
    for key, versions in rows.items():
        _settle(key, versions, found)
    _mark_overlaps(found, years)
    return found


def _after(line: Line, last: date) -> str:
    """Return the column of a day that lies after the return's last; an end on the day after it is still in it."""
    if date.fromisoformat(line.cells["started_on"]) > last:
        return "DECOM"
    ended = line.cells["ended_on"]
    return "DEC" if ended and date.fromisoformat(ended) > last + timedelta(days=1) else ""


def _settle(key: Key, versions: Mapping[int, Sequence[Line]], found: Merged) -> None:
    """Keep one version of an episode: of the last return; within a return the one that is open or ends last."""
    last = max(versions)
    against: set[int] = set()
    for ending, lines in versions.items():
        best = max(lines, key=_strength)
        for line in lines:
            if _said(line) != _said(best):
                found.refused.append((line, "CONFLICT", "DECOM"))
                against.add(id(line))
        if ending == last:
            found.episodes[key] = {**best.cells, **dict(zip(_KEPT, _said(best), strict=True))}
    winner = tuple(found.episodes[key].get(name, "") for name in _KEPT)
    for ending, lines in versions.items():
        if ending != last:
            found.replaced += [line for line in lines if id(line) not in against and _said(line) != winner]
    found.seen[key] = sorted(versions)


def _strength(line: Line) -> tuple[str, tuple[str, ...]]:
    return line.cells["ended_on"] or "9999", _said(line)


def _said(line: Line) -> tuple[str, ...]:
    return tuple(line.cells.get(name, "") for name in _KEPT)


def _mark_overlaps(found: Merged, years: Years) -> None:
    """Note the episodes of a child that cover a day of another one; temporary ones are meant to."""
    by_child: dict[tuple[str, str], list[tuple[str, str, Key]]] = defaultdict(list)
    for key, cells in found.episodes.items():
        if not is_temporary(cells["placement"]):
            until = cells["ended_on"] or (years.last(found.seen[key][-1]) + timedelta(days=1)).isoformat()
            by_child[key[:2]].append((key.started_on, until, key))
    for spells in by_child.values():
        spells.sort()
        for place, (_, until, key) in enumerate(spells):
            for started, other_until, other in spells[place + 1 :]:
                if started >= until:
                    break
                if started < other_until:
                    found.overlapping |= {key, other}
