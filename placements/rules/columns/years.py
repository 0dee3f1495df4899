"""Birthdays, and school years: year N is the one in which a child turns N + 5, counted from 1 September."""

from datetime import date
from functools import lru_cache

from placements.domain.children import Child
from placements.units import birthday

NOT_KNOWN = -9
SCHOOL_STARTS = 9
YOUNGEST, OLDEST = -2, 14
BIRTHDAYS = 27
"""Birthdays kept per child: 0 to 26."""


@lru_cache(maxsize=4096)
def birthdays(born: date) -> tuple[int, ...]:
    """Return the day numbers of birthdays 0 to 26."""
    return tuple(birthday(born, age).toordinal() for age in range(BIRTHDAYS))


def school_year_on(child: Child, day: date, recorded_on: date) -> int:
    """Return her school year on a day: the recorded one moved on at each 1 September, else by her birth date."""
    if child.school_year is not None:
        return child.school_year + _begun(day) - _begun(recorded_on)
    year = _begun(day) - _begun(child.date_of_birth) - 5
    return year if YOUNGEST <= year <= OLDEST else NOT_KNOWN


def _begun(day: date) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year - (day.month < SCHOOL_STARTS)
