"""A marked workbook read back: one marker's word on each card, or every problem with it."""

from collections.abc import Sequence
from pathlib import Path

from placements.errors import InputError
from placements.explain.marks import CHOICES, SURE, Mark
from placements.reports.shadow import BETTER, CARDS, FINGERPRINT, HOW_SURE, NUMBER, READ_ME, WHY
from placements.tables.problems import Problem, error
from placements.tables.workbook import read_sheets

Rows = Sequence[Sequence[str]]


def read_marked(path: Path, fingerprint: str, cards: int) -> dict[int, Mark]:
    """Return the marks of a workbook by card; cards left blank are not there.

    Raises InputError for a workbook that is not of these cards, and with every mark that cannot be read.
    """
    sheets = read_sheets(path)
    if CARDS not in sheets or READ_ME not in sheets:
        raise InputError(f"{path.name} is not a marked sheet of `placements shadow`: it has no sheet {CARDS}.")
    told = {row[0]: row[1] for row in sheets[READ_ME] if len(row) > 1}
    if told.get(FINGERPRINT) != fingerprint:
        raise InputError(
            f"{path.name} was made from other rows, decisions or policy, or with another --seed. Give those it was "
            "made with."
        )
    return _marks(path.name, sheets[CARDS], cards)


def _marks(name: str, rows: Rows, cards: int) -> dict[int, Mark]:
    problems: list[Problem] = []
    head = list(rows[0]) if rows else []
    missing = [column for column in (NUMBER, BETTER, HOW_SURE, WHY) if column not in head]
    problems += [error(name, 1, column, "COLUMN", "the column is missing") for column in missing]
    found: dict[int, Mark] = {}
    seen: set[int] = set()
    for line, row in enumerate(rows[1:] if not missing else (), 2):
        cells = {column: row[k].strip() if k < len(row) else "" for k, column in enumerate(head)}
        number = _number(cells[NUMBER])
        mark = _mark(name, line, cells, problems)
        if number is None or not 1 <= number <= cards:
            if mark is not None:
                problems.append(error(name, line, NUMBER, "UNKNOWN_ID", "there is no card of this number"))
        elif number in seen:
            problems.append(error(name, line, NUMBER, "DUPLICATE", "the card stands in the sheet already"))
        else:
            seen.add(number)
            found |= {number: mark} if mark else {}
    if problems:
        raise InputError("The marked sheet cannot be used.", tuple(problems))
    return found


def _mark(name: str, line: int, cells: dict[str, str], problems: list[Problem]) -> Mark | None:
    said, sure = cells[BETTER], cells[HOW_SURE].casefold()
    choice = next((word for word in CHOICES if word.casefold() == said.casefold()), None)
    if said and choice is None:
        problems.append(error(name, line, BETTER, "WORD", f"use one of {', '.join(CHOICES)}"))
    if sure and sure not in SURE:
        problems.append(error(name, line, HOW_SURE, "WORD", f"use one of {', '.join(SURE)}"))
    return Mark(choice, sure, cells[WHY]) if choice else None


def _number(text: str) -> int | None:
    try:
        return int(float(text))
    except ValueError:
        return None
