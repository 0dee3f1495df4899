"""What a child's home would cost others: bounds that are never beaten, and own bests that equal `why`."""

from datetime import date
from functools import cache

import pytest
from explain.roomy import roomy, roomy_region
from factories import MONDAY, make_child, make_home, make_region, make_resident

import placements
from placements.domain.children import Pin
from placements.domain.codes import Urgency
from placements.domain.homes import Vacancy
from placements.domain.region import Region

SEEDS = range(18)
OWN_BROTHER = 25
"""A region in which a brother loses his place to his sister."""
PLACED = tuple(f"placed_{urgency.word}" for urgency in Urgency)


@cache
def proposal(region: Region):
    return placements.match(region)


def lost_from(region: Region, child_id: str, line: dict) -> tuple[set[str], dict, object]:
    """Return who loses this home to her when the region is solved with her there, with the levels before and after."""
    result, home_id = proposal(region), line["home_id"]
    forced = result.insistence.force(child_id, home_id)
    if forced is None:
        return set(), {}, None
    found = placements.why(region, child_id, home_id).forced
    hers = {child_id, *line["siblings_with"]}
    before = {c for c, home in result.home_of.items() if home == home_id} - hers
    gone = {c for c in before if forced.home_of.get(c) != home_id} & set(found["displaced"])
    return gone, {row["name"]: (row["best"], row["with_pair"]) for row in found["levels"]}, forced


def bounds(seed: int) -> tuple[int, int]:
    """Compare every bound of a region with the exact answer; return how many were nought and how many were not."""
    region = roomy(seed)
    nought = some = 0
    for child_id in sorted(region.group_of):
        for line in placements.child(region, child_id).to_dict()["homes"]:
            effect = line["effect_on_others"]
            lost, levels, forced = lost_from(region, child_id, line)
            if forced is None:
                continue
            assert len(lost) <= effect["displaced_at_most"], (child_id, line["home_id"], lost)
            if effect["displaced_at_most"]:
                some += 1
                continue
            nought += 1
            assert not lost
            for name in PLACED:
                assert levels[name][1] >= levels[name][0], (child_id, line["home_id"], name)
    return nought, some


@pytest.mark.parametrize("seed", SEEDS)
def test_no_more_are_displaced_from_a_home_than_the_bound_says(seed: int) -> None:
    bounds(seed)


def test_her_own_brother_counts_where_she_is_placed_without_him() -> None:
    bounds(OWN_BROTHER)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2000, 2300))
def test_the_bound_holds_on_many_more(seed: int) -> None:
    bounds(seed)


def effect(**rows):
    """Return the effect on others of C1 in H1."""
    region = make_region(**{**rows, "homes": [*rows["homes"], make_home("HX", status="closed")]})
    (line,) = placements.child(region, "C1").to_dict()["homes"]
    lost, _, forced = lost_from(region, "C1", line)
    assert forced is not None
    return len(lost), line["effect_on_others"]["displaced_at_most"]


THREE = [make_child(c, needed_by=date(2026, 11, 20)) for c in ("C2", "C3", "C4")]
SOON = make_child(needed_by=date(2026, 11, 25))


def test_the_usual_fostering_limit_bounds_the_room() -> None:
    lost, most = effect(children=[SOON, *THREE], homes=[make_home(places=5, available=5)])
    assert (lost, most >= lost) == (1, True)


def test_residents_bound_the_room() -> None:
    lost, most = effect(
        children=[SOON, THREE[0]], homes=[make_home(places=2, available=2)], residents=[make_resident()]
    )
    assert (lost, most >= lost) == (1, True)


def test_places_that_end_bound_the_room() -> None:
    rows = [
        Vacancy(home_id="H1", places=1, from_=MONDAY, until=until, certainty="confirmed", confirmed_on=MONDAY)
        for until in (None, date(2026, 12, 4))
    ]
    lost, most = effect(children=[SOON, THREE[0]], homes=[make_home()], vacancies=rows)
    assert (lost, most >= lost) == (1, True)


def test_a_part_of_a_group_has_a_claim() -> None:
    pair = [child.model_copy(update={"sibling_group": "G"}) for child in THREE[:2]]
    pins = [Pin(child_id="C3", home_id="H1", kind="forbid")]
    lost, most = effect(children=[SOON, *pair], homes=[make_home()], pins=pins)
    assert (lost, most >= lost) == (1, True)


def test_children_one_after_another_in_a_place_all_count() -> None:
    child = make_child(needed_by=date(2026, 11, 25))
    first = make_child("C2", needed_by=date(2026, 11, 20), expected_weeks=1)
    second = make_child("C3", needed_by=date(2026, 12, 2), where_now="office")
    lost, most = effect(children=[child, first, second], homes=[make_home()])
    assert (lost, most >= lost) == (2, True)


def test_the_regions_have_bounds_of_both_kinds() -> None:
    counts = [bounds(seed) for seed in range(12)]
    assert sum(n for n, _ in counts) >= 10
    assert sum(n for _, n in counts) >= 20


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_proposed_to_a_home_is_among_its_claims(seed: int) -> None:
    """Parts of a group that should live together, proposed as stop-gaps, ask for the home too."""
    region = roomy(seed)
    home_of = proposal(region).home_of
    for child_id in sorted(region.group_of):
        for line in placements.child(region, child_id, proposal=home_of).to_dict()["homes"]:
            effect = line["effect_on_others"]
            group = {child_id, *region.group_of[child_id]}
            claimed = {c for claim in effect["claims"] for c in claim["child_ids"]}
            others = {c for c, h in home_of.items() if h == line["home_id"]} - {child_id, *line["siblings_with"]}
            assert effect["proposed_to"] in ([], sorted(others))
            assert others - group <= claimed
            assert effect["claimants"] == len(claimed)


@pytest.mark.parametrize("seed", range(6))
def test_exact_effects_are_those_of_why(seed: int) -> None:
    region = roomy(seed)
    for child_id in sorted(region.group_of):
        for line in placements.child(region, child_id, exact=True, top=3).to_dict()["homes"]:
            effect, forced = line["effect_on_others"], placements.why(region, child_id, line["home_id"]).to_dict()
            assert effect["basis"] == "exact"
            if forced["forced"] is None:
                assert (effect["levels"], effect["not_forced"]) == (None, forced["not_forced"])
                continue
            assert effect["displaced"] == forced["forced"]["displaced"]
            assert effect["first"] == forced["forced"]["first"]
            assert effect["levels"] == {row["name"]: row["with_pair"] for row in forced["forced"]["levels"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_own_bests_of_the_proposal_equal_why(seed: int) -> None:
    region = roomy_region(seed)
    for row in proposal(region).to_dict()["placements"]:
        best = row["own_best"]
        forced = placements.why(roomy(seed), row["child_id"], best["home_id"]).to_dict()["forced"]
        if best["if_insisted"] is None:
            assert forced is None
            continue
        said = best["if_insisted"]
        assert said["levels"] == {level["name"]: level["with_pair"] for level in forced["levels"]}
        assert (said["displaced"], said["first"], said["tie"], said["proven"]) == (
            forced["displaced"], forced["first"], forced["tie"], True
        )  # fmt: skip
        assert said["tie"] == (said["first"] is None)
        if best["home_id"] == row["home_id"]:
            assert (said["tie"], said["displaced"]) == (True, [])
            assert row["shortfall"] == 0 or len(region.group_of[row["child_id"]]) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tie_leaves_every_level_as_it_was(seed: int) -> None:
    result = proposal(roomy(seed))
    levels = {level["name"]: level["value"] for level in result.to_dict()["levels"]}
    for row in result.to_dict()["placements"]:
        said = row["own_best"]["if_insisted"]
        if said is not None:
            assert said["tie"] == (said["levels"] == levels)
            if not said["tie"]:
                assert said["first"]["best"] == levels[said["first"]["name"]] != said["first"]["with_pair"]
