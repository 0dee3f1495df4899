"""Promises that hold on every region: order changes nothing, more homes never hurt, wrong sums are refused."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.oracle import Oracle
from properties.regions import region_with_facts, small_region

import placements
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.errors import RejectedError
from placements.optimise.check import check, review_of
from placements.optimise.lawful import faults
from placements.optimise.objectives import catalogue
from placements.optimise.problem import pose
from placements.optimise.solve import solve
from placements.policy.policy import default_policy

SEEDS = st.integers(min_value=10_000, max_value=10_000_000)
TABLES = (
    "authorities", "children", "homes", "vacancies", "residents", "schools", "keep_apart", "safety_areas",
    "approvals", "contacts", "assessments", "offers", "pins", "facts",
)  # fmt: skip


def shuffled(region: Region, seed: int) -> Region:
    random, rows = Random(seed), {}
    for table in TABLES:
        records = list(getattr(region, table))
        random.shuffle(records)
        rows[table] = tuple(records)
    return replace(region, **rows)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_row_order_changes_nothing(seed: int) -> None:
    region = region_with_facts(seed)
    assert placements.match(shuffled(region, seed)).to_dict() == placements.match(region).to_dict()


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_one_more_home_never_places_fewer_of_the_most_urgent(seed: int) -> None:
    region = small_region(seed)
    spare = Home(
        home_id="NEW", kind="fostering", authority="A1", sector="in_house", places=2, available=2, registration="R",
        needs_met=("autism", "trauma", "self_harm"), adaptations=("wheelchair",), position=region.homes[0].position,
    )  # fmt: skip
    before = [lv.value for lv in placements.match(region).solution.levels[:3]]
    after = [lv.value for lv in placements.match(replace(region, homes=(*region.homes, spare))).solution.levels[:3]]
    assert after >= before


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_plain_check_agrees_with_an_independent_count(seed: int) -> None:
    """Any proposal, not only the best: lawful by the check exactly if lawful by the search's own reading."""
    region = small_region(seed)
    oracle, random = Oracle(region, default_policy()), Random(seed)
    problem = pose(region, default_policy())
    for _ in range(10):
        proposal = {c: random.choice(region.homes).home_id for c in oracle.ids if random.random() < 0.6}
        lawful = all(oracle.lawful(c, h) for c, h in proposal.items()) and oracle.may_be_proposed(proposal)
        review = review_of(problem, proposal)
        assert (faults(review) == []) is lawful
        if lawful:
            counted = {name: o.value(review) for name, o in catalogue.OBJECTIVES.items()}
            assert counted == oracle.levels(proposal)


@pytest.mark.parametrize("name", ["stop_gaps", "right_home_shortfall", "weekly_cost", "placed_today"])
def test_a_wrong_objective_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = catalogue.OBJECTIVES[name]
    wrong = replace(right, cost=lambda problem: (right.cost(problem)[0] + 1, right.cost(problem)[1]))
    monkeypatch.setitem(catalogue.OBJECTIVES, name, wrong)
    region = next(small_region(s) for s in range(100) if len(placements_of(s)) > 1)
    problem = pose(region, default_policy())
    with pytest.raises(RejectedError, match=f"{name}: the solver says"):
        check(problem, solve(problem))


def placements_of(seed: int) -> dict[str, str]:
    region = small_region(seed)
    return solve(pose(region, default_policy())).home_of


def test_a_wrong_proposal_is_refused() -> None:
    region = next(small_region(s) for s in range(100) if len(placements_of(s)) > 1)
    problem = pose(region, default_policy())
    solution = solve(problem)
    child = next(iter(solution.home_of))
    wrong = next(h.home_id for h in region.homes if not Oracle(region, default_policy()).lawful(child, h.home_id))
    with pytest.raises(RejectedError, match="breaks"):
        check(problem, replace(solution, home_of={**solution.home_of, child: wrong}))


def test_the_time_limit_gives_the_best_found_and_says_so() -> None:
    region = small_region(3)
    result = placements.match(region, time_limit=0.0)
    document = result.to_dict()
    assert document["solver"]["status"] in ("optimal", "feasible")
    assert all(lv["gap"] >= 0 for lv in document["levels"])
    assert (document["solver"]["status"] == "optimal") == all(lv["gap"] == 0 for lv in document["levels"])
