"""Errors between rows and between tables: ids that must exist, ages and births that cannot be."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from placements.tables.problems import Problem, error
from placements.tables.records import RecordTable
from placements.tables.settings import Settings

Tables = dict[str, RecordTable]


def agree(settings: Settings | None, tables: Tables, problems: list[Problem]) -> None:
    """Add every error that needs more than one cell to be seen."""
    for name in ("authorities", "children", "homes"):
        if not tables[name].rows and not any(p.table == f"{name}.csv" for p in problems):
            problems.append(error(f"{name}.csv", None, None, "EMPTY", "the table has no rows"))
    problems += _authorities(tables)
    problems += _ids(tables)
    problems += _ages(tables)
    if settings is not None:
        problems += _births(tables, settings.as_of)


def _ids_of(tables: Tables, table: str, column: str) -> set[Any]:
    return {getattr(record, column) for record in tables[table].records} | tables[table].mentioned


def _authorities(tables: Tables) -> Iterable[Problem]:
    codes = _ids_of(tables, "authorities", "code")
    for name in ("children", "homes"):
        for line, row in tables[name].rows:
            if row.authority not in codes:
                yield error(
                    f"{name}.csv", line, "authority", "UNKNOWN_AUTHORITY", "the authority is not in authorities.csv"
                )


def _ids(tables: Tables) -> Iterable[Problem]:
    children = _ids_of(tables, "children", "child_id")
    homes = _ids_of(tables, "homes", "home_id")
    anyone = children | homes | _ids_of(tables, "residents", "resident_id")
    wanted = (
        ("residents", "home_id", homes),
        ("keep_apart", "child_id", anyone - homes),
        ("keep_apart", "other_id", anyone),
        ("safety_areas", "child_id", children),
        ("pins", "child_id", children),
        ("pins", "home_id", homes),
    )
    for name, column, known in wanted:
        for line, row in tables[name].rows:
            if getattr(row, column) not in known:
                yield error(f"{name}.csv", line, column, "UNKNOWN_ID", "the id is not known")


def _ages(tables: Tables) -> Iterable[Problem]:
    for line, home in tables["homes"].rows:
        if home.min_age is not None and home.max_age is not None and home.min_age > home.max_age:
            yield error("homes.csv", line, "min_age", "AGE_ORDER", "the lowest age is above the highest")


def nine_months_after(day: date) -> date:
    """Return the same day nine months on, or the last of that month."""
    month = day.month + 9
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _births(tables: Tables, as_of: date) -> Iterable[Problem]:
    for line, child in tables["children"].rows:
        born = child.date_of_birth
        if born > nine_months_after(as_of) or (born > as_of and not child.unborn):
            yield error("children.csv", line, "date_of_birth", "BIRTH", "the date of birth lies ahead")
    for line, resident in tables["residents"].rows:
        if resident.date_of_birth is not None and resident.date_of_birth > as_of:
            yield error("residents.csv", line, "date_of_birth", "BIRTH", "the date of birth lies ahead")
