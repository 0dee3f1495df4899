"""The days clocks count from, and how a number of the law is added: in working days, weeks, months, days or hours.

What has to be done before the first night is due on that day, or on the last working day before it, as nobody is in
the office at a weekend; never before the day of the match. What starts with the first night is due on the last day
the law allows, whatever day of the week that is.
"""

from collections.abc import Callable
from datetime import date, timedelta

from placements.domain.capacity import vacancies_on
from placements.law.parameters_on import parameter, unit_of
from placements.law.working_days import last_of_working_days, working_day_after, working_day_before
from placements.tasks.move import Move
from placements.units import birthday, months_after, weeks_after

AHEAD_WEEKS = 26
"""How far ahead clocks are raised where nobody has said how long the child is expected to stay."""
MOST_WEEKS = 52
"""How far ahead clocks are raised at most."""


def horizon(move: Move) -> date:
    """Return the last day clocks of a proposal are raised for."""
    return weeks_after(move.start, min(move.child.expected_weeks or AHEAD_WEEKS, MOST_WEEKS))


def later(day: date, name: str) -> date | None:
    """Return a day plus a number of the law as it stands on that day; None where the law has none."""
    number = parameter(name, day)
    return None if number is None else _ADD[unit_of(name)](day, int(number))


_ADD: dict[str, Callable[[date, int], date]] = {
    "working days": working_day_after,
    "weeks": weeks_after,
    "months": months_after,
    "days": lambda day, number: day + timedelta(days=number),
    "hours": lambda day, number: day + timedelta(hours=number),
}


def before(move: Move, day: date) -> date:
    """Return a day, or the last working day before it; never before the day of the match."""
    return working_day_before(day, move.region.as_of)


def _word_gets_old(move: Move) -> date:
    """Ask at once for tonight; else before the word on the vacancy is old, and before the first night."""
    as_of, said = move.region.as_of, _confirmed(move)
    if move.urgent or said is None:
        return as_of
    old = working_day_after(said, move.review.policy.limits.confirmed_days)
    return max(as_of, min(old, before(move, move.start)))


def _confirmed(move: Move) -> date | None:
    """The day the place was last confirmed: by the vacancies of the first night, else by the home."""
    rows = vacancies_on(move.region, move.home.home_id, move.start)
    return max((day for row in rows if (day := row.confirmed_on)), default=move.home.confirmed_on)


def _first_visit(move: Move) -> date:
    return later(move.start, "visit_first_weeks") or move.start


def _first_review(move: Move) -> date:
    return later(move.start, "review_first_working_days") or move.start


def _second_review(move: Move) -> date:
    first = _first_review(move)
    return later(first, "review_second_months") or first


def _temporary_ends(move: Move) -> date:
    """The end of a temporary approval: the day on record, or the longest the law allows from the approval or move."""
    held = move.held_for("K-REG24")
    if held is not None and held.expires_on is not None:
        return held.expires_on
    given = held.approved_on if held is not None and held.approved_on else move.start
    return later(given, "reg24_weeks") or given


def _emergency_ends(move: Move) -> date:
    return last_of_working_days(move.start, int(parameter("emergency_foster_working_days", move.start)))


def _home_notice(move: Move) -> date:
    return before(move, move.start - timedelta(days=move.home.notice_days or 0))


DAYS: dict[str, Callable[[Move], date]] = {
    "word_gets_old": _word_gets_old,
    "before_start": lambda move: before(move, move.start),
    "start": lambda move: move.start,
    "end": lambda move: move.end,
    "first_visit": _first_visit,
    "first_review": _first_review,
    "second_review": _second_review,
    "temporary_ends": _temporary_ends,
    "emergency_ends": _emergency_ends,
    "home_notice": _home_notice,
    "eighteen": lambda move: birthday(move.child.date_of_birth, 18),
}
"""Every word that may stand as `due` or `until` in `clocks.toml`, but `given`."""
