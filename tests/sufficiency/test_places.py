"""What a place is worth lies between its neighbours, exact values are solved again, and needed places are fewest."""

from dataclasses import replace
from itertools import product

import pytest
from factories import make_child, make_home, make_region
from properties.regions import small_region
from sufficiency.weeks import town

from placements import planner
from placements.domain.codes import Kind
from placements.errors import UsageError
from placements.policy.policy import default_policy
from placements.sufficiency.further import Further, new_block, standing_block, with_blocks
from placements.sufficiency.met import Met, posed
from placements.sufficiency.needed import Week, fewest, week_of
from placements.sufficiency.resampled import resampled_paths
from placements.sufficiency.stress import TESTS, stress
from placements.sufficiency.worth import complements, values_of, worth

POLICY = default_policy()
CELLS = [(kind, area) for kind in (Kind.FOSTERING, Kind.RESIDENTIAL) for area in ("A1", "A2")]


def opened(seed: int):
    """A random small region that knows where its areas are."""
    region = small_region(seed).with_rows(pins=(), offers=())
    where = region.children[0].position or region.homes[0].position
    return replace(region, authorities=tuple(a.model_copy(update={"position": where}) for a in region.authorities))


@pytest.mark.parametrize("seed", range(150))
def test_a_price_lies_between_one_place_more_and_one_fewer(seed: int) -> None:
    region = opened(seed)
    standing = [b for h in sorted(region.home)[:2] if (b := standing_block(region, h))]
    blocks = [*(new_block(region, *cell, 3) for cell in CELLS), *standing]
    asked = (further := Further.of(region, POLICY, blocks)).asked(further.met.well)
    for b, block in enumerate(blocks):
        at = max(1, block.today)
        here, prices = asked.relaxed({b: at})
        less, more = asked.relaxed({b: at - 1})[0], asked.relaxed({b: at + 1})[0]
        assert more - here - 1e-6 <= prices[b] <= here - less + 1e-6
    for remove, marginal, add, _, _ in values_of(asked, blocks).values.values():
        assert 0 <= add <= marginal <= remove


@pytest.mark.parametrize("seed", range(0, 150, 6))
def test_exact_values_equal_solving_again(seed: int) -> None:
    """The region with the very homes in its tables, posed anew, meets as many as the row of a block says."""
    region = opened(seed)
    blocks = [new_block(region, *cell, 1) for cell in CELLS]
    asked = (further := Further.of(region, POLICY, blocks)).asked(further.met.well)
    plain = Met(posed(region, POLICY))
    assert asked.exact({}) == plain.most(plain.well)
    for b, block in enumerate(blocks):
        again = Met(posed(with_blocks(region, [block]), POLICY))
        assert asked.exact({b: 3}) == again.most(again.well)


def test_a_named_home_with_one_place_more_and_one_fewer() -> None:
    """Three children who can only go to one home that offers one place."""
    children = [make_child(f"C{n}") for n in range(3)]
    region = make_region(children=children, homes=[make_home("H1", places=3, available=1)])
    block = standing_block(region, "H1")
    assert block is not None
    asked = (further := Further.of(region, POLICY, [block])).asked(further.met.well)
    assert [asked.exact({0: n}) for n in (0, 1, 2)] == [0, 1, 2]
    assert values_of(asked, [block]).values["H1"] == (pytest.approx(1), pytest.approx(1), pytest.approx(1), 1, 1)
    assert standing_block(region, "H9") is None


def test_brothers_and_sisters_make_places_complements() -> None:
    """Two who have to stay together: the first place is worth nothing, the second both."""
    children = [make_child(c, sibling_group="G", siblings="must") for c in ("C1", "C2")]
    region = make_region(children=children, homes=[make_home("H1", available=0)])
    blocks = [new_block(region, Kind.FOSTERING, "A1", 10)]
    asked = (further := Further.of(region, POLICY, blocks)).asked(further.met.well)
    found = values_of(asked, blocks)
    assert found.values["NEW-fostering-A1"][3:] == (0, 2)
    assert found.exact["NEW-fostering-A1"] == (0, 2, 2, 2, 2)
    assert complements((0, 2, 2, 2, 2))
    assert not complements((1, 2, 2, 2, 2))


@pytest.fixture(scope="module")
def paths():
    return resampled_paths(town(), 9, 3, 20, 2)


def test_the_worth_of_places_has_the_keys_of_the_contract(paths) -> None:
    found = worth(town(), POLICY, paths, weeks=4, homes=("H0",))
    keys = {"kind", "area", "remove_one", "marginal", "add_one", "exact_add", "exact_remove", "complementary"}
    assert all(keys <= row.keys() for row in found["value_of_place"])
    assert all(0 <= r["add_one"] <= r["marginal"] <= r["remove_one"] for r in found["value_of_place"])
    best = max(found["value_of_place"], key=lambda r: r["exact_remove"])
    assert best["exact_remove"] > 0
    gained = [point["exact"] for point in best["curve"]]
    assert gained == sorted(gained)
    assert gained[0] == pytest.approx(best["exact_remove"], abs=1e-6)
    assert best["first_place"]["met_well"]["mean"] == pytest.approx(best["exact_remove"], abs=1e-5)
    assert found["homes"][0]["home_id"] == "H0"
    assert found["carers"][0]["met_well_a_week"] >= found["carers"][-1]["met_well_a_week"]
    assert planner.worth(town(), paths, weeks=4, homes=("H0",), workers="2") == found
    with pytest.raises(UsageError, match="H99"):
        worth(town(), POLICY, paths, weeks=2, homes=("H99",))


def weeks_of(seeds) -> list[Week]:
    found = []
    for seed in seeds:
        region = opened(seed)
        homes = tuple(h.model_copy(update={"available": min(h.available, 1)}) for h in region.homes)
        region = region.with_rows(homes=homes[:2], vacancies=())
        found.append(week_of(Further.of(region, POLICY, [new_block(region, *cell, 2) for cell in CELLS])))
    return found


@pytest.mark.parametrize(("start", "share", "tau"), list(product((0, 12, 24, 36), (0.5, 0.8, 1.0), (0, 1))))
def test_places_needed_are_fewest_by_exhaustive_search(start: int, share: float, tau: int) -> None:
    weeks = weeks_of(range(start, start + 4))
    weights = [0.4, 0.3, 0.2, 0.1]
    met = {}
    for counts in product(range(3), repeat=len(CELLS)):
        kept = [w for week, w in zip(weeks, weights, strict=True) if week.unmet(dict(enumerate(counts))) <= tau]
        met[counts] = sum(kept) >= share - 1e-9
    least = min((sum(counts) for counts, ok in met.items() if ok), default=None)
    found = fewest(weeks, weights, len(CELLS), tau, share, most=2)
    assert (None if found is None else sum(found.values())) == least
    if found is not None:
        assert met[tuple(found.get(c, 0) for c in range(len(CELLS)))]


def test_places_needed_are_checked_on_fresh_weeks(paths) -> None:
    found = planner.needed(town(), paths, weeks=6, tau=0)
    assert found["possible"]
    assert found["total"] == sum(row["places"] for row in found["places"])
    assert found["share_reached"]["share"] >= 0.8 - 1e-9 > found["share_today"]["share"]
    assert 0 <= found["fresh_today"]["share"] <= found["fresh"]["share"] <= 1


def test_every_stress_test_stands_beside_the_same_weeks(paths) -> None:
    found = stress(town(), POLICY, paths, weeks=4)
    assert [row["name"] for row in found] == list(TESTS)
    by_name = {row["name"]: row for row in found}
    for row in found:
        for figure in ("children", "unmet", "no_home", "urgent_no_home"):
            pair = row[figure]
            assert pair["difference"] == pytest.approx(pair["stressed"] - pair["as_it_is"], abs=1e-5)
            assert pair["low95"] <= pair["difference"] <= pair["high95"]
    assert by_name["siblings_of_five"]["children"]["difference"] == 5
    assert by_name["arrivals_more"]["children"]["difference"] > 0
    assert by_name["uasc_surge"]["children"]["difference"] >= 0
    assert all(row["unmet"]["difference"] >= 0 for row in found if row["name"] != "stays_longer")
    assert stress(town(), POLICY, paths, weeks=4, workers="2") == found


def test_the_rest_of_the_interface(paths, tmp_path) -> None:
    region = town()
    file = tmp_path / "planned.csv"
    file.write_text("kind,authority,places,from\nfostering,A1,9,2026-11-23\nresidential,A1,9,2026-11-23\n")
    more = planner.supply(region, file)
    with_it, without = (planner.gap(region, paths, supply=s, sampled=6)["total"] for s in (more, None))
    assert with_it["unmet"]["mean"] < without["unmet"]["mean"]
    recorded = tmp_path / "recorded.csv"
    recorded.write_text("week,authority,need,nights_without_home,stop_gaps,refusals\n2026-11-02,A1,,3,1,7\n")
    assert planner.gap(region, paths, sampled=6, recorded=recorded)["recorded"][0]["recorded"]["refusals"] == 7
    found = planner.decompose(region, planner.resampled(region, 5, 1, 4, 1), weeks=2)
    whole = found["unmet"]["mean"] - found["nowhere"]["mean"]
    assert sum(step["adds"]["mean"] for step in found["steps"]) == pytest.approx(whole, abs=1e-5)
    assert sum(step["shapley"]["mean"] for step in found["steps"]) == pytest.approx(whole, abs=1e-5)
