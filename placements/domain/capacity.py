"""Places: how many a home offers on a night, for whom they are kept, and who lives there already.

Holds: a `vacancies.csv` row with `held_for` keeps its places for those children until its hold ends, and an
`offered` row in `offers.csv` keeps one place for that child until it expires; both days included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from placements.domain.codes import Certainty, Kind, OfferStatus, Status
from placements.domain.homes import Home, Resident, Vacancy
from placements.domain.region import Region
from placements.domain.stay import Stay

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """Places offered on one night: `total`, and of these `free` for a child nobody keeps a place for."""

    total: int
    free: int


def in_force(last_day: date | None, on: date) -> bool:
    """Whether something that runs to a last day (included; blank: without end) still runs on a day."""
    return last_day is None or on <= last_day


def holders(region: Region, home_id: str) -> frozenset[str]:
    """Return the children a place of this home is kept for on the day of the match."""
    held = {
        child_id
        for vacancy in region.vacancies_of.get(home_id, ())
        if in_force(vacancy.hold_ends, region.as_of)
        for child_id in vacancy.held_for
    }
    return frozenset(held | _offered_to(region, home_id))


def _offered_to(region: Region, home_id: str) -> set[str]:
    return {
        offer.child_id
        for offer in region.offers_of.get(home_id, ())
        if offer.status is OfferStatus.OFFERED and in_force(offer.expires_at, region.as_of)
    }


def offered(region: Region, home_id: str, night: date) -> Offered:
    """Return how many places a home offers on a night."""
    rows = region.vacancies_of.get(home_id, ())
    home = region.home[home_id]
    if rows:
        total, kept, named = _dated(region, rows, night)
    else:
        total = home.available if home.available_from is None or home.available_from <= night else 0
        kept, named = 0, set()
    kept += len(_offered_to(region, home_id) - named)
    return Offered(total, max(0, total - kept))


def _dated(region: Region, rows: Iterable[Vacancy], night: date) -> tuple[int, int, set[str]]:
    total, kept, named = 0, 0, set[str]()
    for row in rows:
        if not (row.from_ <= night and in_force(row.until, night)):
            continue
        held = in_force(row.hold_ends, region.as_of) and (bool(row.held_for) or row.certainty is Certainty.HELD)
        if held and not row.held_for:
            continue
        total += row.places
        if held:
            kept += row.places
            named |= set(row.held_for)
    return total, kept, named


def idle(region: Region, home: Home) -> bool:
    """Return whether a home can take nobody, whoever asks: not open, or with no place on any night.

    A kinship home that is not assessed yet is not idle: an answer may open it.
    """
    if home.status is not Status.OPEN and not (home.kind is Kind.KINSHIP and home.status is Status.ON_HOLD):
        return True
    rows = region.vacancies_of.get(home.home_id, ())
    return not any(row.places for row in rows) if rows else home.available == 0


def vacancies_on(region: Region, home_id: str, night: date) -> list[Vacancy]:
    """Return the dated vacancies that cover a night."""
    rows = region.vacancies_of.get(home_id, ())
    return [row for row in rows if row.from_ <= night and in_force(row.until, night)]


def room(region: Region, home: Home) -> int:
    """Return how many may live in a home: its registered places, or fewer where it runs for fewer just now."""
    runs_for = None if home.fosters else region.fact_of.get("operating_capacity", {}).get(home.home_id)
    return min(home.places, int(runs_for)) if isinstance(runs_for, float) else home.places


def change_nights(region: Region, home_id: str, stay: Stay) -> list[date]:
    """Return the nights of a stay on which a home may offer fewer places than before: the first, and after each end."""
    last_days = {v.until for v in region.vacancies_of.get(home_id, ())} - {None, date.max}
    ends = {day + ONE_DAY for day in last_days if day is not None}
    return sorted({stay.start} | {night for night in ends if stay.has_night(night)})


def still_there(resident: Resident, night: date) -> bool:
    """Whether a resident is there on a night; `leaves_on` is the first night she is not."""
    return resident.leaves_on is None or night < resident.leaves_on


def fixed_residents(region: Region, home_id: str, night: date) -> int:
    """Return how many residents are there on a night whatever the proposal: not in the match, or back after respite."""
    return sum(
        still_there(resident, night)
        for resident in region.residents_of.get(home_id, ())
        if not may_move(region, resident)
    )


def movers(region: Region, home_id: str, night: date) -> tuple[str, ...]:
    """Return the residents in the match who are there on a night unless the proposal has moved them."""
    return tuple(
        resident.resident_id
        for resident in region.residents_of.get(home_id, ())
        if may_move(region, resident) and still_there(resident, night)
    )


def may_move(region: Region, resident: Resident) -> bool:
    """Whether a proposal frees a resident's place: a child in the match, unless the bed there stays the child's own."""
    person = resident.resident_id
    return in_match(region, person) and region.kept_beds.get(person) != resident.home_id


def in_match(region: Region, person_id: str) -> bool:
    """Whether someone is a child in the match."""
    return person_id in region.group_of
