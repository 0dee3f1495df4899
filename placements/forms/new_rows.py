"""Rows that were sent with an id the region does not have: most often the id is wrong, and that is said once."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from placements.tables.columns import TABLES
from placements.tables.problems import Problem

WHAT = {"homes.csv": "home", "children.csv": "child", "schools.csv": "school", "authorities.csv": "authority"}
"""What a row of a table is; their ids are codes, which may be shown."""
FIX = "Correct the id, or fill in the whole row."
LOOKED_UP = 20
"""Ids the nearest is looked for; comparing with thousands takes a while."""

Row = tuple[str, int]


def once_for_new_rows(
    problems: Sequence[Problem], new: Mapping[Row, str], known: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """Return problems with one for each new row that lacks several required cells, in place of one for each cell.

    `new` are the ids of new rows by file and line, `known` the ids a file had before.
    """
    blanks: dict[Row, int] = {}
    for problem in filter(_is_blank, problems):
        row = (problem.table, problem.row or 0)
        if row in new and problem.table in WHAT:
            blanks[row] = blanks.get(row, 0) + 1
    several = dict.fromkeys(sorted(row for row, count in blanks.items() if count > 1))
    rest = [p for p in problems if not (_is_blank(p) and (p.table, p.row or 0) in several)]
    return rest + [
        _no_such_id(row, new[row], known[row[0]] if place < LOOKED_UP else ()) for place, row in enumerate(several)
    ]


def _is_blank(problem: Problem) -> bool:
    return problem.code == "BLANK" and problem.severity == "error"


def _no_such_id(row: Row, one: str, known: Sequence[str]) -> Problem:
    file, line = row
    table = next(table for table in TABLES if table.file == file)
    key, what = table.key[0], WHAT[file]
    needs = ", ".join(column for column in table.required_columns if column != key)
    folded = {other.casefold(): other for other in known}
    near = get_close_matches(one.casefold(), folded, n=1)
    said = f"there is no {what} with this id; a new {what} needs {needs}"
    if near:
        said += f"; the nearest id is {folded[near[0]]}"
    return Problem("error", file, line, key, "UNKNOWN_ID", said, FIX)
