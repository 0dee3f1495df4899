"""Homes the match leaves out because they can take nobody: the rules have to agree."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from properties.regions import small_region

from placements import match
from placements.candidates.screen import screen
from placements.domain.capacity import idle
from placements.domain.codes import Kind, Outcome, Status
from placements.policy.policy import default_policy


@given(st.integers(0, 10_000), st.sampled_from(list(Status)), st.integers(0, 1))
def test_a_home_left_out_is_ruled_out_for_every_child(seed: int, status: Status, available: int) -> None:
    region = small_region(seed)
    homes = [
        home.model_copy(update={"status": status, "available": available}) if k % 2 else home
        for k, home in enumerate(region.homes)
    ]
    region = replace(region, homes=tuple(homes))
    left_out = [home for home in region.homes if idle(region, home)]
    judged = screen(region, default_policy(), region.waiting, left_out)
    assert (judged.outcome == Outcome.RULED_OUT).all()


def test_a_kinship_home_on_hold_is_kept_because_an_answer_may_open_it() -> None:
    region = small_region(3)
    home = region.homes[0].model_copy(update={"kind": Kind.KINSHIP, "status": Status.ON_HOLD, "available": 1})
    assert not idle(replace(region, homes=(home,), vacancies=()), home)


def test_a_region_whose_homes_are_all_idle_still_has_an_answer() -> None:
    region = small_region(0)
    homes = tuple(home.model_copy(update={"available": 0}) for home in region.homes)
    found = match(replace(region, homes=homes, vacancies=(), offers=(), pins=())).to_dict()
    assert found["placements"] == []
    assert {entry["why"] for entry in found["unplaced"]} == {"no_home"}
