"""Tasks about children of the match whatever is proposed for them: offers and holds that lapse, notice, the search."""

from collections.abc import Collection, Iterator
from datetime import date

from placements.domain.capacity import in_force
from placements.domain.children import Child
from placements.domain.codes import OfferStatus, Purpose
from placements.domain.region import Region
from placements.law.working_days import working_day_before
from placements.tasks.clocks import clock
from placements.tasks.days import later
from placements.tasks.move import ringing
from placements.tasks.raised import person, sentence
from placements.tasks.task import Task


def waiting(region: Region, unplaced: Collection[str]) -> Iterator[Task]:
    """Yield the tasks of every child in the match; `unplaced` are the ids without a proposed home."""
    for child in region.waiting:
        if child.child_id in unplaced:
            day = working_day_before(max(region.as_of, child.needed_by), region.as_of)
            yield _task(region, "SEARCH", child, None, day)
        if child.notice_ends is not None:
            yield _task(region, "NOTICE-ENDS", child, None, child.notice_ends)
        if child.uasc and child.purpose is Purpose.TRANSFER and child.referred_on is not None:
            last = later(child.referred_on, clock("UASC-NTS").plus)
            if last is not None:
                yield _task(region, "UASC-NTS", child, None, last)
    yield from _lapses(region)


def _lapses(region: Region) -> Iterator[Task]:
    """Yield the last days of offers and of places kept for a child of the match."""
    ids = {child.child_id: child for child in region.waiting}
    for offer in region.offers:
        stands = offer.status is OfferStatus.OFFERED and in_force(offer.expires_at, region.as_of)
        if stands and offer.expires_at is not None and offer.child_id in ids and offer.home_id in region.home:
            yield _task(region, "OFFER-LAPSES", ids[offer.child_id], offer.home_id, offer.expires_at)
    for row in region.vacancies:
        if row.hold_ends is not None and in_force(row.hold_ends, region.as_of) and row.home_id in region.home:
            for child_id in row.held_for:
                if child_id in ids:
                    yield _task(region, "HOLD-LAPSES", ids[child_id], row.home_id, row.hold_ends)


def _task(region: Region, code: str, child: Child, home_id: str | None, day: date) -> Task:
    entry = clock(code)
    home = region.home[home_id] if home_id else None
    return Task(
        day, entry.gate, code, entry.title, child.child_id, home_id, child.authority,
        person(entry.person, region.authority[child.authority].name), sentence(entry, region.as_of), entry.sources,
        decided=entry.decided, whom=ringing(region, home) if home else None, calendar=entry.calendar,
    )  # fmt: skip
