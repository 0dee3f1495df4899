"""What the three tables of the history must agree on."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from placements.history.kinds import is_temporary, kind_of
from placements.history.records import CHILDREN, COVERS, EPISODES
from placements.history.years import ending_of
from placements.tables.problems import Problem, error
from placements.tables.records import RecordTable


def disagreements(children: RecordTable, episodes: RecordTable, covers: RecordTable) -> Iterator[Problem]:
    """Yield every fault that no single cell shows."""
    yield from _covers(covers)
    authority = {child.child_id: child.authority for child in children.records}
    covered = {cover.authority for cover in covers.records}
    seen: set[tuple[str, date]] = set()
    for line, episode in episodes.rows:
        if episode.child_id not in children.mentioned:
            yield _fault(line, "child_id", "UNKNOWN_ID", f"the child is not in {CHILDREN.file}")
        elif authority.get(episode.child_id, episode.authority) != episode.authority:
            yield _fault(line, "authority", "UNKNOWN_AUTHORITY", f"it is not the child's authority in {CHILDREN.file}")
        elif episode.authority not in covered:
            yield _fault(line, "authority", "UNKNOWN_AUTHORITY", f"{COVERS.file} does not say which years it covers")
        if (episode.child_id, episode.started_on) in seen:
            yield _fault(line, "started_on", "DUPLICATE", "the child has an episode that begins on this day already")
        seen.add((episode.child_id, episode.started_on))
        yield from _episode(line, episode)


def _episode(line: int, episode: Any) -> Iterator[Problem]:
    if episode.ended_on and episode.ended_on < episode.started_on:
        yield _fault(line, "ended_on", "DATES", "the episode ends before it begins")
    if kind_of(episode.placement) is None:
        yield _fault(line, "placement", "WORD", "this is not a placement code of the statutory return")
    elif kind_of(episode.placement) is not episode.kind:
        yield _fault(line, "kind", "WORD", "this is not the kind the placement code stands for")
    if episode.temporary is not None and episode.temporary is not is_temporary(episode.placement):
        yield _fault(line, "temporary", "FLAG", "the placement code says otherwise")
    if not episode.returns or any(ending_of(name) is None for name in episode.returns):
        yield _fault(line, "returns", "DATE", "write the years of the returns as 2025/26, several with semicolons")


def _covers(covers: RecordTable) -> Iterator[Problem]:
    for line, cover in covers.rows:
        if cover.to < cover.from_:
            yield error(COVERS.file, line, "to", "DATES", "the last day lies before the first")
    in_order = sorted(covers.rows, key=lambda row: (row[1].authority, row[1].from_, row[0]))
    for (_, before), (line, after) in pairwise(in_order):
        if before.authority == after.authority and after.from_ <= before.to:
            yield error(COVERS.file, line, "from", "DATES", "the days of an authority's covers overlap")


def _fault(line: int, column: str, code: str, message: str) -> Problem:
    return error(EPISODES.file, line, column, code, message)
