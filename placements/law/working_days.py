"""Working days: Monday to Friday less the bank holidays of England and Wales."""

from datetime import date, timedelta
from functools import cache

import holidays

_ONE_DAY = timedelta(days=1)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Return whether offices work on a day."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def working_day_after(day: date, count: int) -> date:
    """Return the `count`-th working day after a day."""
    while count:
        day += _ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after `first`, up to and including `last`; at most 400 are counted."""
    days, day = 0, first
    while day < last and days < 400:
        day += _ONE_DAY
        days += is_working_day(day)
    return days


def last_of_working_days(first: date, count: int) -> date:
    """Return the last of so many working days, the first day's own counted: the earlier reading of the two."""
    return working_day_after(first, count - is_working_day(first))


def working_day_before(day: date, earliest: date) -> date:
    """Return a day if offices work on it, else the last before it on which they do; never before `earliest`."""
    while day > earliest and not is_working_day(day):
        day -= _ONE_DAY
    return max(day, earliest)
