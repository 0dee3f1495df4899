"""Years of the statutory return: 1 April to 31 March, written as 2025/26."""

import re
from datetime import date

_NAME = re.compile(r"(\d{4})/(\d{2})")


def year_name(ending: int) -> str:
    """Return "2025/26" for the year that ends on 31 March 2026."""
    return f"{ending - 1}/{ending % 100:02}"


def ending_of(name: str) -> int | None:
    """Return 2026 for "2025/26", or None for what names no year."""
    found = _NAME.fullmatch(name)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return int(found[1]) + 1


def year_of(day: date) -> int:
    """Return the calendar year in which the return's year of a day ends."""
    return day.year + (day >= date(day.year, 4, 1))


def first_day(ending: int) -> date:
    """Return 1 April of the year that ends on 31 March."""
    return date(ending - 1, 4, 1)


def last_day(ending: int) -> date:
    """Return 31 March of the year that ends on it."""
    return date(ending, 3, 31)
