"""The homes that are closed to a child: counted, named by their rules, and never more closed or open than they are."""

from collections import Counter
from functools import cache

import factories
import pytest
from explain.plainly import Plainly
from explain.roomy import roomy, tight

import placements
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome
from placements.geography.grid import miles
from placements.rules.catalogue import RULE_OF
from placements.units import shown_miles

REGIONS = [(make, seed) for make in (tight, roomy) for seed in range(10)]


@cache
def documents(make, seed: int):
    """Return every child of a region with what is said of her; asked once."""
    plain = Plainly(make(seed))
    ids = sorted(plain.region.group_of)
    return [(plain, plain.asked_for(c), placements.child(plain.region, c).to_dict()) for c in ids]


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_counts_are_those_of_judging_every_pair(make, seed: int) -> None:
    for plain, group, found in documents(make, seed):
        worst = Counter(plain.worst(group, home) for home in plain.region.home)
        counts = found["counts"]
        assert found["group"] == list(group)
        assert counts["homes"] == len(plain.region.homes)
        assert counts["ruled_out"] == worst[Outcome.RULED_OUT] == len(found["ruled_out"])
        assert counts["cannot_confirm"] == worst[Outcome.CANNOT_CONFIRM] == len(found["cannot_confirm"])
        assert counts["lawful"] == sum(n for outcome, n in worst.items() if outcome.may_be_proposed)
        assert counts["choices"] == len(plain.ways(found["child_id"]))


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_the_funnel_adds_up_and_every_step_closes_most(make, seed: int) -> None:
    for plain, group, found in documents(make, seed):
        first, *steps = found["funnel"]
        assert first == {"rule": "", "title": "homes in the region", "homes": 0, "left": len(plain.region.homes)}
        left = {home: plain.failing(group, home) for home in plain.region.home}
        for step in steps:
            closes = Counter(code for rules in left.values() for code in rules)
            assert step["homes"] == closes[step["rule"]] == max(closes.values())
            left = {home: rules for home, rules in left.items() if step["rule"] not in rules}
            assert step["left"] == len(left)
        assert not any(left.values())
        assert len(left) == found["counts"]["lawful"]


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_every_failing_rule_is_counted_for_every_home(make, seed: int) -> None:
    for plain, group, found in documents(make, seed):
        counts = Counter(code for home in plain.region.home for code in plain.failing(group, home))
        assert {row["rule"]: row["homes"] for row in found["blocked_by"]} == dict(counts)
        assert [row["homes"] for row in found["blocked_by"]] == sorted(counts.values(), reverse=True)
        assert all(row["title"] == RULE_OF[row["rule"]].title for row in found["blocked_by"])


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_every_closed_home_is_named_with_exactly_its_rules(make, seed: int) -> None:
    for plain, group, found in documents(make, seed):
        for key, outcome in (("ruled_out", Outcome.RULED_OUT), ("cannot_confirm", Outcome.CANNOT_CONFIRM)):
            expected = {h for h in plain.region.home if plain.worst(group, h) is outcome}
            assert {row["home_id"] for row in found[key]} == expected
            for row in found[key]:
                assert set(row["rules"]) == plain.failing(group, row["home_id"])
        for row in found["ruled_out"]:
            never = any(RULE_OF[code].never_unlocked for code in row["rules"])
            assert len(row["unlock"]) == (0 if never else len(row["rules"]))


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_what_cannot_be_confirmed_is_asked(make, seed: int) -> None:
    for plain, group, found in documents(make, seed):
        for row in found["cannot_confirm"]:
            asked = {
                word.rule.code for c in group
                for word in judge_pair(plain.region, plain.policy, c, row["home_id"]).of(Outcome.CANNOT_CONFIRM)
            }  # fmt: skip
            assert {q["rule"] for q in row["questions"]} == {c for c in asked if not RULE_OF[c].never_unlocked}
            assert all(q["question"] for q in row["questions"])


@pytest.mark.parametrize("seed", range(10))
def test_miles_are_those_between_the_two_points(seed: int) -> None:
    for plain, _, found in documents(roomy, seed):
        region, child = plain.region, plain.region.child[found["child_id"]]
        school = region.school.get(child.school_urn or "")
        visits = [c.position for c in region.contacts if c.child_id == child.child_id and c.position]
        for line in found["homes"]:
            there = region.home[line["home_id"]].position
            assert line["miles"] == (shown_miles(miles(child.position, there)) if child.position else None)
            if school and line["school_miles"] is not None:
                assert line["school_miles"] == shown_miles(miles(school.position, there))
            assert sorted(line["contact_miles"]) == sorted(shown_miles(miles(place, there)) for place in visits)


def test_contacts_are_listed_most_frequent_first() -> None:
    visits = [
        placements.domain.children.Contact(child_id="C1", person=name, position=factories.at(far), times_per_week=often)
        for name, far, often in (("Gran", 2, 1), ("Mum", 4, 3), ("Dad", 9, 2))
    ]
    region = factories.make_region(contacts=visits, homes=[factories.make_home(), shut()])
    (line,) = placements.child(region, "C1").to_dict()["homes"]
    assert line["contact_miles"] == [3.0, 8.0, 1.0]
    assert line["miles"] == 1.0


def shut():
    return factories.make_home("HX", status="closed")


def test_approvals_say_who_and_by_when() -> None:
    region = factories.make_region(homes=[factories.make_home(authority="A3", position=factories.at(15)), shut()])
    (line,) = placements.child(region, "C1").to_dict()["homes"]
    assert line["outcome"] == "needs_approval"
    assert {a["rule"] for a in line["approvals"]} == {
        v.rule.code for v in judge_pair(region, placements.load_policy(), "C1", "H1").of(Outcome.NEEDS_APPROVAL)
    }  # fmt: skip
    for approval in line["approvals"]:
        assert approval["who"]
        assert approval["by"] == "2026-11-23"
        assert approval["sentence"]
    assert {a["rule"]: a["who"] for a in line["approvals"]}["OOA-DCS"] == "Director of Children's Services, Ashby"


def test_a_child_to_whom_every_home_is_open_has_a_shortlist() -> None:
    found = placements.child(factories.make_region(), "C1").to_dict()
    assert [line["home_id"] for line in found["homes"]] == ["H1"]
    assert found["ruled_out"] == []


def test_a_region_without_a_single_home_for_her_still_answers() -> None:
    found = placements.child(factories.make_region(homes=[shut()]), "C1").to_dict()
    assert found["homes"] == []
    assert found["cheapest"] is None
    assert found["ruled_out"][0]["rules"] == sorted(found["ruled_out"][0]["rules"])
