"""Whom to ring about a home, whether it takes children the same day, and until when its places are kept for others."""

from datetime import date

from placements.domain.capacity import holders, in_force, offered, vacancies_on
from placements.domain.codes import Certainty, OfferStatus, Sector
from placements.domain.homes import Home
from placements.domain.region import Region


def whom(region: Region, home: Home) -> str:
    """Return who answers for a home: its provider, or the fostering service or manager of the authority running it."""
    if home.provider:
        return home.provider
    authority = region.authority.get(home.operator or "")
    if home.sector in (Sector.IN_HOUSE, Sector.OTHER_AUTHORITY) and authority is not None:
        service = "fostering service" if home.fosters else "placements team"
        return f"{authority.name} {service}"
    return f"the provider of {home.home_id}"


def same_day(region: Region, home: Home, night: date) -> bool | None:
    """Return whether it takes children the same day: a dated vacancy's word before the home's; None if not known."""
    said = [row.same_day for row in vacancies_on(region, home.home_id, night) if row.places]
    if True in said:
        return True
    return False if said and None not in said else home.same_day


def held_for(region: Region, home: Home, child_ids: tuple[str, ...], night: date) -> str:
    """Return for whom a place of a home is kept: `the child`, `another child` where no other is free, else `nobody`."""
    kept = holders(region, home.home_id)
    if kept & set(child_ids):
        return "the child"
    places = offered(region, home.home_id, night)
    return "another child" if places.total > 0 and places.free < len(child_ids) else "nobody"


def hold_ends(region: Region, home: Home) -> date | None:
    """Return the last day a place of a home is kept for anybody; None where no end is recorded."""
    days = [
        row.hold_ends for row in region.vacancies_of.get(home.home_id, ())
        if (row.held_for or row.certainty is Certainty.HELD) and in_force(row.hold_ends, region.as_of)
    ]  # fmt: skip
    days += [
        offer.expires_at for offer in region.offers_of.get(home.home_id, ())
        if offer.status is OfferStatus.OFFERED and in_force(offer.expires_at, region.as_of)
    ]  # fmt: skip
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
