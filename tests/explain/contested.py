"""Random regions in which homes are contested: few places, most rules met, brothers and sisters of every flag."""

from dataclasses import replace
from random import Random

from explain.roomy import roomy_region
from properties.oracle import Oracle

from placements.domain.children import Pin
from placements.domain.region import Region
from placements.policy.policy import default_policy


def contested_region(seed: int) -> Region:
    """Return a region of three homes and up to six places for four or five children; now and then one is pinned."""
    random, region = Random(seed), roomy_region(seed, 4 + seed % 2)
    homes = [
        h.model_copy(update={"places": h.places, "available": min(h.places, random.choice((1, 1, 2))),
                             "available_from": None})
        for h in region.homes[:3] if h.home_id != "HX"
    ]  # fmt: skip
    ids = {h.home_id for h in homes}
    children = tuple(
        c if c.current_home_id in ids else c.model_copy(update={"current_home_id": None, "notice_ends": None})
        for c in region.children
    )
    kept = {
        name: tuple(row for row in getattr(region, name) if getattr(row, "home_id", None) in {None, *ids})
        for name in ("residents", "vacancies", "offers", "approvals", "assessments")
    }
    known = {*ids, *(c.child_id for c in children), *(r.resident_id for r in kept["residents"])}
    apart = tuple(row for row in region.keep_apart if row.other_id in known)
    made = replace(region, homes=tuple(homes), children=children, pins=(), keep_apart=apart, **kept)
    return _pinned(made, random) if seed % 4 == 0 else made


def _pinned(region: Region, random: Random) -> Region:
    """Return the region with one child settled by a person, where some proposal can keep it."""
    oracle = Oracle(region, default_policy())
    pairs = sorted({(c, h) for proposal in oracle.proposals() for c, h in proposal.items()})
    if not pairs:
        return region
    child_id, home_id = random.choice(pairs)
    return replace(region, pins=(Pin(child_id=child_id, home_id=home_id, kind="place"),))


def some_proposals(region: Region, oracle: Oracle, seed: int, count: int = 3) -> list[dict[str, str]]:
    """Return lawful proposals as people might make them: almost everybody placed who can be."""
    every = list(oracle.proposals())
    most = max(map(len, every))
    full = [proposal for proposal in every if len(proposal) >= most - 1]
    return Random(seed).sample(full, min(count, len(full)))
