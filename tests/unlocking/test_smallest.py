"""The smallest unlock: tried out, nothing in it needless, and nothing smaller, whatever home is looked at."""

from functools import cache
from itertools import combinations

import pytest
from explain.roomy import roomy, tight
from factories import MONDAY, at, make_approval, make_child, make_home, make_region, make_resident
from properties.regions import small_region

from placements import api, examine
from placements.domain.children import KeepApart, Offer, SafetyArea
from placements.domain.codes import Urgency
from placements.errors import UsageError
from placements.optimise.lawful import faults
from placements.rules.catalogue import RULE_OF
from placements.unlocking import effort
from placements.unlocking.bundles import CHOICES, bundle, cost_of, least_costs
from placements.unlocking.confirm import confirm
from placements.unlocking.contested import cheapest_contested
from placements.unlocking.edits import edited
from placements.unlocking.smallest import Unlocker

REGIONS = [(make, seed) for make in (tight, roomy, small_region) for seed in range(12)]


@cache
def solved(make, seed):
    result = api.match(make(seed))
    unlocker = Unlocker(result.problem, result.review)
    return unlocker, {group: unlocker.smallest(group) for group in unlocker.units}


def groups(make, seed):
    unlocker, found = solved(make, seed)
    return [(unlocker, group, smallest) for group, smallest in found.items()]


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_it_was_tried_out_and_is_lawful(make, seed):
    for unlocker, group, smallest in groups(make, seed):
        if smallest is None:
            continue
        again = api.match(smallest.bundle.region)
        assert all(again.home_of[c] == smallest.confirmed.home_of[c] for c in group)
        assert not faults(again.review)
        for urgency in Urgency:
            before = [c for c in unlocker.review.home_of if unlocker.review.urgency[c] is urgency]
            after = [c for c in again.home_of if again.review.urgency[c] is urgency and c not in group]
            assert len(after) >= len(before)


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_the_same_is_answered_whatever_was_asked_before(make, seed):
    unlocker, found = solved(make, seed)
    again = Unlocker(unlocker.problem, unlocker.review)
    for group in reversed(unlocker.units):
        other = again.smallest(group)
        assert (other and other.bundle.edits) == (found[group] and found[group].bundle.edits)


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_nothing_in_it_is_needless(make, seed):
    for unlocker, group, smallest in groups(make, seed):
        if smallest is None:
            continue
        rules = sorted({edit.rule for edit in smallest.bundle.edits})
        for count in range(len(rules)):
            for kept in combinations(rules, count):
                region = edited(unlocker.region, [e for e in smallest.bundle.edits if e.rule in kept])
                if "homes" in {e.table for e in smallest.bundle.edits if e.adds} and not kept:
                    continue
                assert not confirm(unlocker.problem, unlocker.review, region, group).holds


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_nothing_smaller_gives_a_home(make, seed):
    """Every home, with and without a further place: whatever asks for less is tried out, and does not do."""
    for unlocker, group, smallest in groups(make, seed):
        limit = effort.NEW_HOME if smallest is None else smallest.bundle.cost
        for home in unlocker.region.homes:
            for extras in CHOICES:
                found = bundle(unlocker.review, group, home.home_id, extras)
                if found is not None and found.cost < limit and _above_floor(unlocker, group, home):
                    assert not confirm(unlocker.problem, unlocker.review, found.region, group).holds


def _above_floor(unlocker, group, home):
    wide, urgency = unlocker.wide, max(unlocker.review.urgency[c] for c in group)
    return least_costs(wide, group, urgency)[wide.pairs.column[home.home_id]] < effort.NEVER


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_what_the_columns_say_is_never_more_than_the_edits_ask(make, seed):
    for unlocker, group, _ in groups(make, seed):
        least = least_costs(unlocker.wide, group, max(unlocker.review.urgency[c] for c in group))
        for j, home in enumerate(unlocker.wide.pairs.homes):
            for extras in CHOICES:
                found = bundle(unlocker.review, group, home.home_id, extras)
                if found is not None:
                    assert least[j] <= found.cost or least[j] >= effort.NEVER


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_what_is_never_to_be_unlocked_is_not(make, seed):
    for _, _, smallest in groups(make, seed):
        for edit in smallest.bundle.edits if smallest else ():
            assert not RULE_OF[edit.rule].never_unlocked
            assert edit.table in {"approvals", "children", "homes", "offers", "vacancies"}
            assert not set(dict(edit.cells)) & {"date_of_birth", "needed_by", "siblings", "grade"}
            assert edit.effort == 0 or edit.change


def one(child, *homes, **rows):
    region = make_region(children=[child], homes=list(homes), **rows)
    (entry,) = examine.unlock(region).to_dict()["unlocks"]
    return entry


def test_a_re_assessment_and_the_row_it_changes():
    entry = one(make_child(suits_foster="unsuitable", suits_residential="unsuitable"), make_home())
    unlock = entry["unlock"]
    assert entry["why"] == "no_home"
    assert unlock["effort"] == effort.REASSESSED
    assert [(e["file"], e["row"], e["cells"]) for e in unlock["edits"]] == [
        ("children.csv", {"child_id": "C1"}, {"suits_foster": "suitable"})
    ]
    assert unlock["confirmed"]["home_of"] == {"C1": "H1"}
    assert unlock["smallest"] == {"certified": True, "proof": "counted", "cheaper_homes": 0}


def test_a_place_is_kept_for_the_child_and_what_was_offered_stays_offered():
    first, second = make_child("C1"), make_child("C2", needed_by=MONDAY.replace(day=27))
    region = make_region(children=[first, second], homes=[make_home(places=2)])
    (entry,) = examine.unlock(region).to_dict()["unlocks"]
    assert entry["why"] == "outranked"
    kept, further = entry["unlock"]["edits"]
    assert kept["cells"]["places"] == "1"
    assert kept["effort"] == 0
    assert further["cells"]["held_for"] == entry["children"][0]
    assert further["effort"] == effort.PLACE


def test_an_exemption_names_everybody_who_would_live_there():
    home = make_home(places=4, available=1)
    residents = [make_resident(f"R{k}", foster_child=True) for k in range(3)]
    entry = one(make_child(), home, residents=residents)
    assert {e["cells"]["child_id"] for e in entry["unlock"]["edits"]} == {"C1", "R0", "R1", "R2"}
    assert {e["cells"]["kind"] for e in entry["unlock"]["edits"]} == {"F-LIMIT3"}


def test_a_refusal_ends_the_day_before():
    offer = Offer(child_id="C1", home_id="H1", status="declined", on=MONDAY)
    entry = one(make_child(), make_home(), offers=[offer])
    (edit,) = entry["unlock"]["edits"]
    assert edit["cells"] == {"until": "2026-11-22"}


@pytest.mark.parametrize(
    "rows",
    [
        {"keep_apart": [KeepApart(child_id="C1", other_id="H1", basis="court")]},
        {"safety_areas": [SafetyArea(child_id="C1", radius_miles=5, basis="court", position=at(1))]},
    ],
)
def test_safety_is_never_opened_but_another_home_is_named(rows):
    entry = one(make_child(), make_home(), **rows)
    assert entry["unlock"]["home_id"] == "NEW-C1"
    assert entry["unlock"]["effort"] == effort.NEW_HOME


def test_somebody_who_is_18_has_none():
    entry = one(make_child(date_of_birth=MONDAY.replace(year=2008)), make_home())
    assert entry["unlock"] is None
    assert entry["reason"]


def test_a_contested_home_is_searched():
    """The nearer home asks less, and is taken by a child who has no other: a place elsewhere it is."""
    taker = make_child("C1", needed_by=MONDAY)
    other = make_child("C2", needed_by=MONDAY.replace(day=27), sex="M")
    girls = make_home("H1", sex="F", places=1)
    far = make_home("H2", min_age=15, max_age=17, position=at(3))
    result = api.match(make_region(children=[taker, other], homes=[girls, far]))
    unlocker = Unlocker(result.problem, result.review)
    assert result.home_of == {"C1": "H1"}
    contested = bundle(result.review, ("C2",), "H1")
    assert not contested.fits
    assert contested.cost == effort.TERMS
    answer = cheapest_contested(result.problem, result.review, ("C2",), [contested])
    assert answer.proven
    assert answer.bundle is None
    assert unlocker.smallest(("C2",)).bundle.home_id == "H2"


def test_the_cost_counts_each_rule_once():
    edits = [e for s in solved(tight, 1)[1].values() if s for e in s.bundle.edits]
    assert cost_of([*edits, *edits]) == cost_of(edits)


def test_children_there_is_nothing_to_unlock_for():
    region = api.load(api.sample("small"))
    with pytest.raises(UsageError, match="has a home proposed"):
        examine.unlock(region, "MAN-02")
    with pytest.raises(UsageError, match="Maybe"):
        examine.unlock(region, "MAN-0")


def test_an_approval_on_record_is_not_asked_for_again():
    child = make_child(date_of_birth=MONDAY.replace(year=2020))
    home = make_home(min_age=10, max_age=17)
    held = make_approval("F-TERMS", "H1")
    assert api.match(make_region(children=[child], homes=[home], approvals=[held])).home_of == {"C1": "H1"}
    (edit,) = one(child, home)["unlock"]["edits"]
    assert edit["cells"]["kind"] == "F-TERMS"
