"""Unaccompanied children: no distance counts for or against any home, so where they are recorded changes nothing."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from properties.regions import _position, small_region

import placements
from placements.domain.record import Position
from placements.domain.region import Region
from placements.policy.policy import policy_from

SEEDS = st.integers(min_value=20_000, max_value=10_000_000)


def unaccompanied(region: Region, position: Position | None, near: str | None) -> Region:
    """Return the region with every second child unaccompanied, recorded as living at a position."""
    children = tuple(
        child.model_copy(update={"uasc": True, "position": position, "distance_intent": near}) if k % 2 == 0 else child
        for k, child in enumerate(region.children)
    )
    return replace(region, children=children)


def answers(region: Region) -> list[object]:
    """Return everything the program says of a region and its children."""
    found: list[object] = [placements.match(region).to_dict()]
    found += [placements.child(region, child.child_id).to_dict() for child in region.waiting[:1]]
    return found


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.sampled_from([None, "near", "away"]))
def test_moving_the_recorded_home_changes_nothing(seed: int, near: str | None) -> None:
    region, random = small_region(seed), Random(seed)
    here, there = _position(random), _position(random, spread=300_000)
    first = answers(unaccompanied(region, here, near))
    assert answers(unaccompanied(region, there, near)) == first
    assert answers(unaccompanied(region, None, near)) == first


@settings(max_examples=12, deadline=None)
@given(SEEDS)
def test_no_limit_of_miles_binds(seed: int) -> None:
    region = unaccompanied(small_region(seed), _position(Random(seed)), None)
    everyone = replace(region, children=tuple(c.model_copy(update={"uasc": True}) for c in region.children))
    near = policy_from({"bands": {"distance": [[1, 100]]}, "limits": {"far_miles": 1}})
    usual = placements.match(everyone).to_dict()
    strict = placements.match(everyone, near).to_dict()
    for document in (usual, strict):
        document.pop("policy")
    assert strict == usual
