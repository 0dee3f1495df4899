"""Pairs that are settled already: `place` pins, and offers that have been accepted."""

from placements.domain.codes import OfferStatus, PinKind
from placements.domain.region import Region


def fixed_pairs(region: Region) -> tuple[tuple[str, str], ...]:
    """Return the (child, home) pairs of the match that every proposal keeps, in order."""
    pins = {(p.child_id, p.home_id) for p in region.pins if p.kind is PinKind.PLACE}
    accepted = {(o.child_id, o.home_id) for o in region.offers if o.status is OfferStatus.ACCEPTED}
    return tuple(sorted(pair for pair in pins | accepted if pair[0] in region.group_of and pair[1] in region.home))
