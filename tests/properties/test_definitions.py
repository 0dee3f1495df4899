"""Explanations held against their definitions: blocked pairs, why nobody was found, firmness of an order."""

from functools import cache
from itertools import combinations

import pytest
from properties.oracle import Oracle
from properties.regions import region_with_facts, small_region

import placements
from placements import api
from placements.candidates import verdicts
from placements.candidates.floor import floor_reasons
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Siblings, Urgency
from placements.domain.living import clashes
from placements.domain.stay import togetherness
from placements.explain.stability import MOST, rival_of, stability, total, turns
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.criteria.criterion import Worth
from placements.policy.policy import default_policy, policy_from
from placements.rules.catalogue import RULES
from placements.rules.rule import Case

POLICY = default_policy()


@pytest.mark.parametrize("make", [small_region, region_with_facts])
@pytest.mark.parametrize("seed", range(8))
def test_a_pair_opens_with_exactly_its_failing_rules_gone(make, seed, monkeypatch):
    """D1: without all of them the pair may be proposed; without any fewer it may not."""
    region = make(seed)
    for child in region.waiting:
        for home in region.homes:
            failing = {v.rule.code for v in judge_pair(region, POLICY, child.child_id, home.home_id).failing}
            if not 1 <= len(failing) <= 4:
                continue
            for size in range(len(failing) + 1):
                for gone in map(set, combinations(sorted(failing), size)):
                    monkeypatch.setattr(verdicts, "RULES", tuple(r for r in RULES if r.code not in gone))
                    case = Case(region, POLICY, child, home)
                    assert verdicts.verdict_of(case).outcome.may_be_proposed is (gone == failing)
                    monkeypatch.undo()


@cache
def matched(seed):
    return placements.match(small_region(seed))


def plain_class(region, child_id):
    """D2 counted with plain code: held, no_home, group or outranked, whichever applies first."""
    group = region.group_of[child_id]
    urgent = {c: Oracle(region, POLICY).urgency[c] for c in group}
    together = group if togetherness(region, group) is not Siblings.MAY else (child_id,)
    homes = {h for h in region.home if judge_pair(region, POLICY, child_id, h).outcome.may_be_proposed}
    gone = dict.fromkeys(region.group_of, region.as_of)

    def takes(home, floor):
        cases = [Case(region, POLICY, region.child[c], region.home[home]) for c in together]
        lawful = all(verdicts.verdict_of(case).outcome.may_be_proposed for case in cases)
        above = not floor or not any(floor_reasons(case) for case in cases)
        return lawful and above and not clashes(region, home, together, gone, 3)

    if max(urgent.values()) <= Urgency.TODAY or any(takes(h, floor=True) for h in region.home):
        return None
    if any(takes(h, floor=False) for h in region.home):
        return "held"
    return "no_home" if not homes else "group"


@pytest.mark.parametrize("seed", range(60))
def test_why_nobody_was_found_is_what_plain_counting_says(seed):
    result = matched(seed)
    region = result.problem.region
    for entry in result.to_dict()["unplaced"]:
        if (
            togetherness(region, region.group_of[entry["child_id"]]) is not Siblings.MUST
            and len(region.group_of[entry["child_id"]]) > 1
        ):
            continue
        said = plain_class(region, entry["child_id"])
        if said is not None:
            assert entry["why"] == said, entry["child_id"]


@pytest.mark.parametrize("seed", range(40))
def test_an_outranked_child_could_only_be_placed_at_a_price(seed):
    """D2 (b): every home open to an outranked child, forced, makes the first level that differs worse."""
    result = matched(seed)
    region = result.problem.region
    fixed = {(p.child_id, p.home_id) for p in region.pins} | {(o.child_id, o.home_id) for o in region.offers}
    for entry in result.to_dict()["unplaced"]:
        if entry["why"] != "outranked":
            continue
        for taken in entry["taken_by"]:
            assert result.home_of[taken["child_id"]] == taken["home_id"]
        for home_id in {t["home_id"] for t in entry["taken_by"]}:
            if (entry["child_id"], home_id) in fixed:
                continue
            forced = api.why(region, entry["child_id"], home_id).to_dict()["forced"]
            if forced is not None:
                assert forced["first"] is not None


def test_an_order_turns_at_the_weight_named_and_not_before():
    """D10 by hand: 60 against 40 on one criterion, 0 against 50 on another."""
    here = [Worth(60, "") if c.name == "distance" else Worth(0, "") if c.name == "school" else None for c in CRITERIA]
    there = [Worth(40, "") if c.name == "distance" else Worth(50, "") if c.name == "school" else None for c in CRITERIA]
    names = [c.name for c in CRITERIA]
    weights = tuple(100 if name == "distance" else 10 if name == "school" else 0 for name in names)
    assert total(here, weights) > total(there, weights)
    for turn in turns(here, there, weights):
        k, step = names.index(turn.name), 1 if turn.turns_at > turn.weight else -1
        for weight in range(turn.weight, turn.turns_at + step, step):
            changed = (*weights[:k], weight, *weights[k + 1 :])
            turned = total(here, changed) < total(there, changed)
            assert turned is (weight == turn.turns_at)
    assert {turn.name for turn in turns(here, there, weights)} == {"distance", "school"}


@pytest.mark.parametrize("seed", range(25))
def test_the_weight_named_turns_the_order_where_it_is_put_into_the_policy(seed):
    region = small_region(seed)
    for child in region.waiting:
        for home in region.homes:
            case = Case(region, POLICY, child, home)
            if not verdicts.verdict_of(case).outcome.may_be_proposed:
                continue
            found = stability(case)
            assert (found is None) is (rival_of(case) is None)
            for turn in (found or {"turns": []})["turns"][:2]:
                assert 0 <= turn["turns_at"] <= MOST
                own = {child.child_id: {"reason": "tried", "points": {turn["name"]: turn["turns_at"]}}}
                weights = policy_from({"children": own}).weights(child.child_id)
                others = frozenset(region.group_of[child.child_id]) - {child.child_id}
                if togetherness(region, region.group_of[child.child_id]) is Siblings.MAY:
                    others = frozenset()
                both = [
                    [c.plain(Case(region, POLICY, child, h), others) for c in CRITERIA]
                    for h in (home, region.home[found["against"]])
                ]
                before = found["points"] > found["points_against"]
                assert (total(both[0], weights) < total(both[1], weights)) is before
