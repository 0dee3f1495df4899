"""Sites: the program equals exhaustive search; plans are tried on other futures; words are a provider's."""

import json
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from factories import at, make_child, make_home, make_region
from sufficiency.site.futures import path

from placements import api
from placements.errors import NoProposalError
from placements.sufficiency.site import answer
from placements.sufficiency.site.baselines import cheap_places, median_places, p_median, price_of, shares
from placements.sufficiency.site.known import listed, value
from placements.sufficiency.site.model import SIZES, Plan, Program, Wanted, lead
from placements.sufficiency.site.needs import Future, Ground, future, ground
from placements.sufficiency.site.patches import SOUGHT, Patch, miles_between, nearest, patches
from placements.sufficiency.site.tried import Outcome, interval, paired, tried
from placements.units import METRES_PER_MILE

KINDS = len(SOUGHT)
LATE = 100


def two_patches(miles: float = 15.0) -> Ground:
    found = (Patch("A1", "Ashby", 0.0, 0.0), Patch("A2", "Bexton", miles * METRES_PER_MILE, 0.0))
    fees = np.array([[600.0, 5000.0, 900.0], [500.0, 7000.0, 950.0]])
    return Ground(found, np.ones(2), np.zeros((2, KINDS)), np.tile(np.eye(KINDS)[0], (5, 1)), fees)


def at_random(seed: int, count: int = 3) -> list[tuple[int, Future]]:
    rng = np.random.default_rng(seed)
    return [
        (int(week), Future(rng.integers(0, 4, (2, KINDS)) * 1.0, rng.integers(0, 2, (2, KINDS)) * 1.0))
        for week in rng.choice([20, 50, LATE], count)
    ]  # fmt: skip


def plans_of(wanted: Wanted):
    """Every way to open places, homes of two to four beds and single places, in two patches."""
    sizes = [
        n
        for n in product(range(3), repeat=2 * len(SIZES))
        if sum(a * b for a, b in zip(n, SIZES * 2, strict=True)) <= wanted.places
    ]
    for homes in sizes:
        table = np.array(homes).reshape(2, len(SIZES))
        beds = table @ np.array(SIZES)
        for rest in product(range(wanted.places + 1), repeat=4):
            places = np.array([[rest[0], beds[0], rest[1]], [rest[2], beds[1], rest[3]]])
            if places.sum() <= wanted.places and (places.sum(axis=1) <= wanted.most_in_patch).all():
                yield table, places


@pytest.mark.parametrize("seed", range(6))
def test_the_program_equals_exhaustive_search(seed: int) -> None:
    here, futures = two_patches(15.0 if seed % 2 else 25.0), at_random(seed)
    wanted = Wanted(3, most_in_patch=2 if seed % 3 == 0 else 12)
    program = Program(here, futures, wanted)
    found = program.solve(60.0)
    best = np.inf
    for homes, places in plans_of(wanted):
        first = np.concatenate([homes.ravel(), (places * (np.arange(KINDS) != 1)).ravel()])
        price = float(program.prices() @ first)
        best = min(best, float(np.mean([o.cost for o in tried(here, places, price, futures)])))
    assert found.value == pytest.approx(best, rel=2e-4)
    assert found.bound <= best + 1e-6 * abs(best) + 1e-6


def test_a_budget_and_a_floor_for_the_worst_served_bind() -> None:
    need = Future(np.array([[4.0, 0, 0], [2.0, 0, 0]]), np.zeros((2, KINDS)))
    here = two_patches(25.0)
    free = Program(here, [(LATE, need)], Wanted(4)).solve(60.0)
    assert free.places[:, 0].sum() == 4
    poor = Program(here, [(LATE, need)], Wanted(4, budget=1100.0)).solve(60.0)
    assert (poor.places * here.fees).sum() <= 1100.0
    fair = Program(here, [(LATE, need)], Wanted(4, worst=0.5)).solve(60.0)
    assert fair.places[:, 0].tolist() in ([2, 2], [3, 1])
    with pytest.raises(NoProposalError, match="No sites"):
        Program(here, [(LATE, need)], Wanted(1, worst=0.1)).solve(60.0)


def test_nothing_is_open_before_its_lead_time() -> None:
    need = Future(np.array([[2.0, 0, 0], [0.0, 0, 0]]), np.zeros((2, KINDS)))
    week = int(lead(0))
    here, places = two_patches(), np.array([[2, 0, 0], [0, 0, 0]])
    assert tried(here, places, 0.0, [(week - 1, need)])[0].unmet == 2.0
    assert tried(here, places, 0.0, [(week, need)])[0].unmet == 0.0


def test_a_home_too_far_away_is_no_help() -> None:
    need = Future(np.array([[2.0, 0, 0], [0.0, 0, 0]]), np.array([[0.0, 0, 0], [2.0, 0, 0]]))
    nothing = np.zeros((2, KINDS))
    assert tried(two_patches(20.0), nothing, 0.0, [(LATE, need)])[0].unmet == 0.0
    far = tried(two_patches(20.1), nothing, 0.0, [(LATE, need)])[0]
    assert far.unmet == 2.0
    assert far.worst == 1.0
    assert far.cost == 2 * value("unmet_weekly")


def test_children_and_free_places_are_those_of_the_records_and_the_path() -> None:
    children = tuple(make_child(f"C{k}", suits_foster="preferred", position=at(k)) for k in range(4))
    region = make_region(children=children, homes=(make_home("H1", places=4, available=3),))
    found = patches(region, 1)
    here = ground(region, found)
    assert [p.authority for p in found] == ["A1"]
    assert here.free[:, 0].tolist() == [3.0]
    one = path(region, 0, 10)
    seen = future(here, one, 5, region.as_of)
    growth = float((one.stock[5] - one.stock[0]).sum(axis=1)[0, 0])
    assert seen.free[0, 0] == pytest.approx(max(0.0, 3.0 - growth))
    arrived = len(one.arrivals.in_week(5).week)
    assert seen.need[:, :].sum() == pytest.approx(
        arrived
        + sum(
            max(0.0, float((one.stock[5] - one.stock[0]).sum(axis=1)[0, k]) - here.free[0, j])
            for j, k in enumerate((0, 2, 3))
        )
    )


def test_a_wide_authority_has_several_patches_named_by_direction() -> None:
    homes = [make_home(f"E{k}", position=at(40 + k, 0)) for k in range(20)]
    homes += [make_home(f"W{k}", position=at(-40 - k, 0)) for k in range(20)]
    found = patches(make_region(children=(), homes=tuple(homes)), 1)
    assert [p.name for p in found] == ["Ashby, east", "Ashby, west"]
    assert patches(make_region(children=(), homes=tuple(reversed(homes))), 1) == found
    assert nearest(found, "A1", at(45)) == 0
    assert nearest(found, "A9", at(45)) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_p_median_equals_exhaustive_search(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spots, need = rng.random((6, 2)) * 30, rng.integers(0, 5, 6) * 1.0
    miles = np.sqrt(((spots[:, None] - spots[None]) ** 2).sum(axis=2))
    sites = p_median(miles, need, 2)
    best = min(float(need @ miles[:, list(two)].min(axis=1)) for two in combinations(range(6), 2))
    assert float(need @ miles[:, sites].min(axis=1)) == pytest.approx(best)


def test_the_rivals_use_no_more_places_than_ours_may() -> None:
    here, futures, wanted = two_patches(), at_random(3, 10), Wanted(7, most_in_patch=5)
    assert sum(shares(futures, wanted).values()) == 7
    assert cheap_places(here, futures, wanted).sum() == 7
    assert (cheap_places(here, futures, wanted).sum(axis=1) <= 5).all()
    assert median_places(here, futures, wanted).sum() == 7
    assert price_of(here, np.zeros((2, KINDS)), futures) == 0.0


def test_paired_intervals_are_students() -> None:
    ours = [Outcome(1.0, 0, 10.0, 0), Outcome(2.0, 0, 12.0, 0), Outcome(3.0, 0, 14.0, 0)]
    theirs = [Outcome(2.0, 0, 10.0, 0), Outcome(4.0, 0, 10.0, 0), Outcome(6.0, 0, 10.0, 0)]
    found = paired(ours, theirs)
    assert found["unmet"] == {"mean": -2.0, "low": -4.484, "high": 0.484, "n": 3}
    assert interval(np.array([5.0]))["n"] == 1


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    region = api.load(api.sample("greater_manchester"))
    paths = [path(region, k, 156, 4.0, 900.0) for k in range(answer.paths_needed(fewest=True))]
    return answer.site(answer.Search(region, Wanted(20), paths, 1))


def test_a_search_is_tried_on_thirty_futures_it_did_not_see(found) -> None:
    assert found["schema"] == "placements/site/1"
    assert found["held_out"]["futures"] == 30
    assert set(found["differences"]) == {"nothing", "p_median", "where_cheap"}
    assert all(row["n"] == 30 for rows in found["differences"].values() for row in rows.values())
    assert sum(row["places"] for row in found["sites"]) <= 20
    assert found["differences"]["nothing"]["unmet"]["high"] <= 0.0
    assert all(row["source"] and row["confidence"] in "SMA" for row in listed())


def test_the_same_search_gives_the_same_bytes(found) -> None:
    region = api.load(api.sample("greater_manchester"))
    turned = replace(region, homes=region.homes[::-1], children=region.children[::-1])
    paths = [path(region, k, 156, 4.0, 900.0) for k in range(answer.paths_needed(fewest=True))]
    again = answer.site(answer.Search(turned, Wanted(20), paths, 1))
    assert json.dumps(again | {"inputs": ""}) == json.dumps(found | {"inputs": ""})


def test_intentions_are_words_a_provider_reads() -> None:
    here = two_patches()
    plan = Plan(np.array([[3, 0, 0], [1, 0, 0]]), np.array([[5, 6, 0], [0, 2, 1]]), 0.0, 0.0)
    assert answer.intentions(here, plan) == [
        "4 children’s homes of 2 beds: Ashby 3; Bexton 1.",
        "5 foster places, about 4 households: Ashby 5.",
        "1 supported place: Bexton 1.",
        "No more children’s homes of 3 or 4 beds.",
    ]
    nothing = Plan(np.zeros((2, 3), int), np.zeros((2, 3), int), 0.0, 0.0)
    assert answer.intentions(here, nothing) == ["No more children’s homes."]


def test_miles_between_patches_are_straight() -> None:
    assert miles_between(two_patches(15.0).patches)[0, 1] == pytest.approx(15.0)
