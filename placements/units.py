"""Units and the only rounding in the project."""

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

METRES_PER_MILE = 1609.3
"""The statutory return divides metres by 1,000 and then by 1.6093."""


def shown_miles(miles: float) -> float:
    """Return miles with one decimal, as the statutory return shows them; rules use the unrounded figure."""
    return float(Decimal(repr(miles)).quantize(Decimal("0.1"), ROUND_HALF_UP))


@lru_cache(maxsize=4096, typed=True)
def pence(pounds: Decimal | float) -> int:
    """Return pounds as whole pence."""
    return int((Decimal(str(pounds)) * 100).to_integral_value(ROUND_HALF_UP))


def pounds(amount_in_pence: int) -> float:
    """Return whole pence as pounds for people and JSON."""
    return amount_in_pence / 100


def share(part: int, whole: int, of: int) -> int:
    """Return part/whole of `of` as a whole number, halves up; 0 where `whole` is 0."""
    return 0 if whole == 0 else (2 * part * of + whole) // (2 * whole)


def birthday(born: date, age: int) -> date:
    """Return the day someone reaches `age`; 29 February falls on 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return age in whole years on a day; 0 before birth."""
    return max(0, day.year - born.year - (day < birthday(born, day.year - born.year)))


def weeks_after(day: date, weeks: int) -> date:
    """Return the day a number of weeks later."""
    return date.fromordinal(min(day.toordinal() + 7 * weeks, date.max.toordinal()))


def months_after(day: date, months: int) -> date:
    """Return the same day a number of months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def shown_date(day: date) -> str:
    """Return a date as people read it, for example 23 November 2026."""
    return f"{day.day} {day:%B %Y}"
