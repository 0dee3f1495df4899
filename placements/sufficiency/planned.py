"""Planned supply: `planned_supply.csv`, the places somebody expects to open or to close, by kind, area and day."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field

from placements.domain.codes import Kind
from placements.domain.fields import Day, MaybeAge, MaybeText, Places, Probability, Text, one_of
from placements.domain.record import Record
from placements.domain.region import Region
from placements.errors import InputError
from placements.tables.columns import Table
from placements.tables.problems import Problem, error, in_order
from placements.tables.records import RecordTable, to_records
from placements.tables.text import text_of_bytes


class PlannedSupply(Record):
    """Places that are to open from a day (carers in assessment, homes), or to close where `places` is negative.

    `probability` is how likely it is that they do; blank means certain.
    """

    kind: Annotated[Kind, one_of(Kind, but=(Kind.KINSHIP,))]
    authority: Text
    places: Places
    from_: Annotated[Day, Field(alias="from")]
    probability: Probability = Decimal(1)
    min_age: MaybeAge = None
    max_age: MaybeAge = None
    note: MaybeText = None


TABLE = Table("planned_supply", PlannedSupply)


def read_planned(path: Path, region: Region) -> tuple[PlannedSupply, ...]:
    """Return the rows of a file of planned supply; raises InputError with every problem."""
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(f"The file {path.name} cannot be read.") from None
    text = text_of_bytes(data, TABLE)
    problems: list[Problem] = list(text.problems)
    found = to_records(text, problems)
    problems += _agree(found, region)
    if any(p.severity == "error" for p in problems):
        raise InputError("The planned supply cannot be used.", tuple(in_order(problems)))
    return found.records


def _agree(found: RecordTable, region: Region) -> list[Problem]:
    problems = []
    for line, row in found.rows:
        if row.authority not in region.authority:
            problems.append(_problem(line, "authority", "UNKNOWN_AUTHORITY", "the authority is not in authorities.csv"))
        if row.places == 0:
            problems.append(_problem(line, "places", "RANGE", "no place would open or close"))
        if row.min_age is not None and row.max_age is not None and row.min_age > row.max_age:
            problems.append(_problem(line, "min_age", "AGE_ORDER", "the lowest age is above the highest"))
    return problems


def _problem(line: int, column: str, code: str, message: str) -> Problem:
    return error(TABLE.file, line, column, code, message)
