"""How old the word on each vacancy is."""

from collections import Counter
from typing import Any

from placements.domain.capacity import offered
from placements.domain.codes import Status
from placements.domain.region import Region
from placements.law.working_days import working_days_between

BANDS = ((2, "2 working days or less"), (5, "3 to 5 working days"), (10, "6 to 10 working days"))
OLDER, NEVER = "more than 10 working days", "no date recorded"


def vacancy_ages(region: Region) -> list[dict[str, Any]]:
    """Return how many homes with a place today were confirmed how long ago."""
    counts: Counter[str] = Counter()
    for home in region.homes:
        if home.status is Status.OPEN and offered(region, home.home_id, region.as_of).total:
            rows = region.vacancies_of.get(home.home_id, ())
            said = max((r.confirmed_on for r in rows if r.confirmed_on), default=home.confirmed_on)
            counts[NEVER if said is None else _band(working_days_between(said, region.as_of))] += 1
    return [{"confirmed": label, "homes": counts[label]} for label in (*(b for _, b in BANDS), OLDER, NEVER)]


def _band(days: int) -> str:
    return next((label for most, label in BANDS if days <= most), OLDER)
