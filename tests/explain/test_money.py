"""The cheapest lawful alternative: really cheaper, really the cheapest, and honest about what it lacks."""

from dataclasses import replace
from functools import cache

import pytest
from explain.plainly import Plainly
from explain.roomy import roomy
from factories import at, make_child, make_home, make_region

import placements
from placements.domain.children import Pin
from placements.optimise.costs import extra_cost, full_cost
from placements.units import pounds


def totals(region, children, home_id):
    """Return extra and full pence a week of a set in a home."""
    home = region.home[home_id]
    rows = [region.child[c] for c in children]
    return sum(extra_cost(region, c, home) for c in rows), sum(full_cost(region, c, home) for c in rows)


@cache
def cheapest(seed: int) -> int:
    plain, count = Plainly(roomy(seed)), 0
    for child_id in sorted(plain.region.group_of):
        shown = placements.child(plain.region, child_id, top=99)
        found, ways = shown.to_dict(), plain.ways(child_id)
        listed = [ways[line["home_id"]] for line in found["homes"]]
        extras = {w.home_id: totals(plain.region, w.children, w.home_id)[0] for w in listed}
        fair = [w for w in listed if not w.below and len(w.children) == len(listed[0].children)]
        cheaper = [w for w in fair if extras[w.home_id] < extras[listed[0].home_id]]
        if not cheaper:
            assert found["cheapest"] is None
            continue
        count += 1
        named = found["cheapest"]
        first = listed[0].home_id
        assert named["home_id"] in {w.home_id for w in cheaper}
        assert extras[named["home_id"]] == min(extras[w.home_id] for w in cheaper)
        assert named["saves"] == pounds(extras[first] - extras[named["home_id"]]) > 0
        assert found["homes"][named["rank"] - 1]["home_id"] == named["home_id"]
        _lacks(plain, child_id, found, named, ways)
    return count


def _lacks(plain, child_id, found, named, ways) -> None:
    mine = {line["home_id"]: line for line in found["homes"]}
    points = mine[found["homes"][0]["home_id"]]["points"]
    less = [c for c in mine[named["home_id"]]["criteria"] if c["points"] < points.get(c["name"], 0)]
    assert named["lacks"] == [f"{c['title']}: {c['sentence']}" for c in less]


@pytest.mark.parametrize("seed", range(18))
def test_the_cheapest_is_cheaper_and_none_at_or_above_the_floor_is_cheaper_still(seed: int) -> None:
    cheapest(seed)


def test_the_regions_have_cheaper_homes_to_name() -> None:
    assert sum(cheapest(seed) for seed in range(18)) >= 10


@pytest.mark.parametrize("seed", range(8))
def test_costs_are_those_of_the_set(seed: int) -> None:
    plain = Plainly(roomy(seed))
    for child_id in sorted(plain.region.group_of):
        for line in placements.child(plain.region, child_id).to_dict()["homes"]:
            extra, full = totals(plain.region, (child_id,), line["home_id"])
            assert (line["extra_cost"], line["weekly_cost"]) == (pounds(extra), pounds(full))
            together = [child_id, *line["siblings_with"]]
            if line["group"]:
                extra, full = totals(plain.region, together, line["home_id"])
                assert (line["group"]["extra_cost"], line["group"]["weekly_cost"]) == (pounds(extra), pounds(full))
                assert line["group"]["children"] == sorted(together)
            else:
                assert together == [child_id]


def test_the_cheapest_is_named_even_where_the_list_is_cut_before_it() -> None:
    homes = [
        make_home(
            f"H{k}", position=at(1 + 12 * (k > 0)), sector="independent", contract="spot", weekly_fee=900 - 50 * k
        )
        for k in range(6)
    ]
    region = make_region(children=[make_child(suits_foster="preferred")], homes=[*homes, closed()])
    found = placements.child(region, "C1", top=1).to_dict()
    assert [line["home_id"] for line in found["homes"]] == ["H0"]
    assert found["cheapest"]["home_id"] == "H5"
    assert found["cheapest"]["saves"] == 250.0


def test_a_cheaper_home_below_the_floor_is_no_alternative() -> None:
    far = make_home("H2", position=at(25), sector="independent", contract="spot", weekly_fee=100)
    near = make_home("H1", sector="independent", contract="spot", weekly_fee=900)
    region = make_region(homes=[near, far, closed()])
    found = placements.child(region, "C1").to_dict()
    assert [(line["home_id"], line["stop_gap"]) for line in found["homes"]] == [("H1", False), ("H2", True)]
    assert found["cheapest"] is None
    whole = replace(region, homes=(near, far.model_copy(update={"position": at(15)}), closed()))
    assert placements.child(whole, "C1").to_dict()["cheapest"]["home_id"] == "H2"


def test_a_cheapest_home_that_takes_another_brother_is_compared_too() -> None:
    three = [make_child(c, sibling_group="G", siblings="may") for c in ("C1", "C2", "C3")]
    homes = [
        make_home(f"H{k}", position=at(12 * k - 11), places=3, available=3, sector="independent", contract="spot",
                  weekly_fee=900 - 100 * k)
        for k in (1, 2)
    ]  # fmt: skip
    pins = [Pin(child_id=c, home_id=h, kind="forbid") for c, h in (("C3", "H1"), ("C2", "H2"))]
    region = make_region(children=three, homes=[*homes, closed()], pins=pins)
    found = placements.child(region, "C1").to_dict()
    assert [line["siblings_with"] for line in found["homes"]] == [["C2"], ["C3"]]
    assert found["cheapest"]["home_id"] == "H2"


def closed():
    return make_home("HX", status="closed")
