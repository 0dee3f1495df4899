"""Warnings about kinds of search: a settled child who will need a home, and searches that do not fit the child."""

from collections.abc import Iterator

from placements.domain.children import Child
from placements.domain.codes import Purpose
from placements.domain.due import KINSHIP_ENDS, due
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.tables.problems import Problem, warning
from placements.tables.records import RecordTable

FILE = "children.csv"
DUE = "what keeps the child there ends within eight weeks, so a home is due to be needed"
KIN_DUE = "the carers' temporary approval ends within eight weeks, so a home is due to be needed"


def odd_searches(region: Region, table: RecordTable) -> Iterator[Problem]:
    """Yield a warning for every child who is due for a search, or whose search does not fit the rest of the row."""
    ending = {(found.child_id, found.kind) for found in due(region)}
    for line, child in table.rows:
        for child_id, kind in sorted(ending):
            if child_id == child.child_id:
                yield warning(FILE, line, "move_agreed_on", "SEARCH", KIN_DUE if kind == KINSHIP_ENDS else DUE)
        yield from _respite(line, child)
        known = region.child.get(child.child_id, child)
        said = "the bridge ends before the stay begins, so the stay is not shortened"
        if known.ends_by is not None and known.ends_by <= stay_of(known, region.as_of).start and not known.settled:
            yield warning(FILE, line, "needed_by", "DATES", said)


def _respite(line: int, child: Child) -> Iterator[Problem]:
    if child.purpose is Purpose.RESPITE and child.settled:
        said = "respite is asked for and no move is agreed, so no home is looked for"
        yield warning(FILE, line, "move_agreed_on", "SEARCH", said)
    if child.kept_bed is not None and child.notice_ends is not None:
        said = "respite keeps the bed at the current home, and notice has been given there"
        yield warning(FILE, line, "purpose", "ODD", said)
