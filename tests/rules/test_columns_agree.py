"""The columns and the single pair are one rule: screening a region gives what judging each pair gives."""

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from factories import MONDAY, at, make_approval, make_child, make_home, make_policy, make_region, make_resident
from facts_at_random import facts_at_random

from placements.candidates.screen import screen
from placements.candidates.verdicts import judge_pair
from placements.domain.children import Contact, KeepApart, Offer, Pin, SafetyArea
from placements.domain.codes import ADAPTATIONS, NEEDS, Kind, Located
from placements.domain.homes import Contract, School, Vacancy
from placements.rules.catalogue import CODES, RULES

CHILDREN, HOMES = 15, 25
RISKS = (*NEEDS[:3], "missing_episodes")
LANGUAGES = ("English", "Kurdish", "French")


def some(dice, codes, most=2):
    return tuple(dice.sample(codes, dice.randint(0, most)))


def day(dice, low=-20, high=120):
    return MONDAY + timedelta(days=dice.randint(low, high))


def maybe(dice, value, chance=0.3):
    return value if dice.random() < chance else None


def place(dice):
    return maybe(dice, at(dice.randint(-30, 30), dice.randint(-30, 30), dice.choice(list(Located))), 0.9)


def random_child(dice, i):
    if i % 3 == 0:  # every third child and home is plain, so that not everything is ruled out
        return make_child(f"C{i}", date_of_birth=MONDAY - timedelta(days=dice.randint(3 * 366, 15 * 366)))
    return make_child(
        f"C{i}",
        authority=dice.choice(["A1", "A1", "A2", "A3"]),
        date_of_birth=MONDAY - timedelta(days=dice.randint(0, 19 * 366)),
        sex=dice.choice("FFMMU"),
        needed_by=day(dice, -10, 40),
        position=place(dice),
        expected_weeks=maybe(dice, dice.randint(1, 20)),
        sibling_group=maybe(dice, f"G{dice.randint(1, 3)}"),
        needs=some(dice, (*RISKS, "parent_and_child")),
        adaptations=some(dice, ADAPTATIONS[:2], 1),
        languages=some(dice, LANGUAGES, 1),
        suits_foster=dice.choice([None, "preferred", "unsuitable"]),
        suits_residential=dice.choice([None, "preferred", "unsuitable"]),
        suits_supported=dice.choice([None, "suitable"]),
        solo=dice.choice([None, None, "required", "recommended"]),
        alongside=dice.choice([None, None, "any", "only_older", "only_younger"]),
        distance_intent=dice.choice([None, "near", "away"]),
        away_until=maybe(dice, day(dice)),
        uasc=maybe(dice, True, 0.4),
        dolo=maybe(dice, True, 0.3),
        purpose=dice.choice(["long_term", "long_term", "respite", "respite", "transfer", "transfer", "remand"]),
        legal_status=dice.choice([None, "C2", "V2", "J1"]),
        school_urn=maybe(dice, f"S{dice.randint(1, 3)}", 0.8),
        keep_school=dice.choice([None, True, False]),
        school_year=maybe(dice, dice.randint(7, 12)),
        max_school_miles=maybe(dice, dice.randint(0, 20)),
        pets=dice.choice([None, "must", "no"]),
        current_home_id=maybe(dice, f"H{dice.randrange(HOMES)}"),
        move_agreed_on=maybe(dice, MONDAY, 0.5),
    )


def random_home(dice, j):
    if j % 3 == 0:
        kind = dice.choice(["fostering", "residential"])
        return make_home(f"H{j}", kind, confirmed_on=maybe(dice, day(dice, -8, 0)), authority=dice.choice(["A1", "A2"]))
    low = dice.randint(0, 15)
    return make_home(
        f"H{j}",
        kind=dice.choice([*Kind, Kind.KINSHIP]),
        authority=dice.choice(["A1", "A1", "A2", "A3"]),
        sector=dice.choice(["in_house", "independent"]),
        run_by=maybe(dice, dice.choice(["A1", "A2"])),
        places=dice.randint(1, 5),
        available=dice.choice([0, 1, 1, 2]),
        position=place(dice),
        min_age=maybe(dice, low, 0.7),
        max_age=maybe(dice, dice.randint(low, 17), 0.7),
        sex=dice.choice([None, None, "any", "M", "F"]),
        needs_met=maybe(dice, some(dice, RISKS, 4), 0.8),
        adaptations=maybe(dice, some(dice, ADAPTATIONS[:2]), 0.8),
        weekly_fee=maybe(dice, Decimal(dice.randint(300, 12000))),
        contract=dice.choice([None, "in_house", "block", "framework", "spot"]),
        nominated_to=some(dice, ("A1", "A2"), 1),
        status=dice.choice(["open"] * 5 + ["on_hold", "on_hold", "restricted", "closed", "unregistered"]),
        grade=dice.choice([None, "good", "inadequate"]),
        registration=maybe(dice, "REF", 0.7),
        languages=some(dice, LANGUAGES),
        smoker=dice.choice([None, True, False]),
        pets=dice.choice([None, "none", "dog"]),
        own_children_ages=tuple(dice.randint(0, 20) for _ in range(dice.choice([0, 0, 1, 2]))),
        solo_capable=dice.choice([None, True, False]),
        named_children=tuple(f"C{dice.randrange(CHILDREN)}" for _ in range(dice.choice([0, 0, 2]))),
        bedrooms_sharing=dice.choice([None, True, False]),
        available_from=maybe(dice, day(dice, -10, 30)),
        confirmed_on=maybe(dice, day(dice, -8, 0), 0.7),
    )


def random_region(seed):
    dice = random.Random(seed)

    def child_id():
        return f"C{dice.randrange(CHILDREN)}"

    def home_id():
        return f"H{dice.randrange(HOMES)}"

    residents = {
        (r.home_id, r.resident_id): r
        for r in (
            make_resident(
                dice.choice([f"R{n}", child_id()]),
                home_id(),
                date_of_birth=maybe(dice, date(2009 + dice.randint(0, 12), 5, 5), 0.8),
                authority=dice.choice([None, "A1", "A2", "A3"]),
                sibling_group=maybe(dice, f"G{dice.randint(1, 3)}"),
                foster_child=dice.choice([None, True, False]),
                leaves_on=maybe(dice, day(dice, -5, 40)),
            )
            for n in range(40)
        )
    }
    people = [f"C{i}" for i in range(CHILDREN)] + [r for _, r in residents]
    vacancies = [
        Vacancy.model_validate(
            {
                "home_id": home_id(), "places": dice.randint(0, 2), "from": day(dice, -10, 20),
                "until": maybe(dice, day(dice, 20, 200)), "certainty": dice.choice(["confirmed", "expected", "held"]),
                "held_for": maybe(dice, (child_id(),)) or (), "hold_ends": maybe(dice, day(dice, -5, 5)),
                "confirmed_on": maybe(dice, day(dice, -8, 0)),
            }
        )
        for _ in range(12)
    ]  # fmt: skip
    return make_region(
        children=[random_child(dice, i) for i in range(CHILDREN)],
        homes=[random_home(dice, j) for j in range(HOMES)],
        residents=list(residents.values()),
        vacancies=vacancies,
        schools=[School(urn=f"S{n}", name="A school", position=place(dice)) for n in range(1, 4)],
        keep_apart=[
            KeepApart(
                child_id=child_id(), other_id=dice.choice([*people, home_id()]),
                basis=dice.choice(["court", "preference"]), expires_on=maybe(dice, day(dice, -5, 20)),
            )
            for _ in range(12)
        ],
        safety_areas=[
            SafetyArea(
                child_id=child_id(), radius_miles=Decimal(dice.randint(1, 30)), position=place(dice),
                basis=dice.choice(["police", "preference"]), expires_on=maybe(dice, day(dice, -5, 20)),
            )
            for _ in range(5)
        ],
        approvals=[
            make_approval(
                dice.choice(sorted(CODES)), maybe(dice, home_id(), 0.6), dice.choice(people),
                approved_on=day(dice, -10, 2), expires_on=maybe(dice, day(dice, -5, 60)),
            )
            for _ in range(250)
        ],
        offers=[
            Offer(
                child_id=child_id(), home_id=home_id(), status=dice.choice(["offered", "declined", "withdrawn"]),
                until=maybe(dice, day(dice, -5, 5)), expires_at=maybe(dice, day(dice, -5, 5)),
            )
            for _ in range(20)
        ],
        pins=[Pin(child_id=child_id(), home_id=home_id(), kind="forbid") for _ in range(5)],
        facts=facts_at_random(
            dice, MONDAY, [f"C{i}" for i in range(CHILDREN) if i % 3], [f"H{j}" for j in range(HOMES) if j % 6],
            list(residents.values()), 0.55,
        ),
        contacts=[Contact(child_id=child_id(), person=dice.choice("PQ"), position=place(dice)) for _ in range(25)],
        contracts=[Contract(contract_id="B1", home_ids=("H1", "H2", "H3", "H4"), shares=(("A1", 1),))],
    )  # fmt: skip


POLICIES = {
    "default": make_policy(),
    "stricter": make_policy(
        rules={
            "DIST-20": {"mode": "approval"}, "FAM-FIRST": {"mode": "approval"}, "CH-IRA": {"mode": "rule_out"},
            "F-AVAIL": {"mode": "rule_out"}, "CH-SOP": {"mode": "rule_out"},
        },
        authorities={
            "A1": {"u8_age": 12, "far_miles": 5, "school_miles": 2, "approval_miles": 15, "agreed_grades": [
                "inadequate", "requires_improvement"], "confirmed_days": 0, "smoke_free_age": 9, "rules": {
                "DIST-20": {"mode": "rule_out"}, "CH-GRADE": {"mode": "rule_out"}}},
            "A2": {"rules": {"IN-AREA": {"mode": "approval"}, "F-SMOKE": {"mode": "rule_out"}}},
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", range(4))
def test_screening_a_region_says_what_every_pair_says(seed, policy):
    region = random_region(seed)
    table = screen(region, POLICIES[policy], region.children, region.homes)
    single = np.zeros_like(table.outcome)
    blocked = np.zeros_like(table.blocked)
    unchecked = dict.fromkeys(CODES, 0)
    index = {rule.code: k for k, rule in enumerate(RULES)}
    for i, child in enumerate(region.children):
        for j, home in enumerate(region.homes):
            verdict = judge_pair(region, POLICIES[policy], child.child_id, home.home_id)
            single[i, j] = verdict.outcome
            for failing in verdict.failing:
                blocked[i, index[failing.rule.code]] += 1
            for code in verdict.not_checked:
                unchecked[code] += 1
    assert single.tolist() == table.outcome.tolist()
    assert blocked.tolist() == table.blocked.tolist()
    assert {code: count for code, count in unchecked.items() if count} == table.not_checked


def test_the_random_regions_reach_every_outcome_and_every_rule():
    reached, outcomes = set(), set()
    for seed in range(12):
        region = random_region(seed)
        for policy, child, home in product(POLICIES.values(), region.children, region.homes):
            verdict = judge_pair(region, policy, child.child_id, home.home_id)
            outcomes.add(verdict.outcome)
            reached |= {v.rule.code for v in verdict.verdicts}
    assert len(outcomes) == 5
    assert reached == CODES


def test_the_order_of_children_and_homes_changes_nothing():
    region = random_region(1)
    forward = screen(region, POLICIES["default"], region.children, region.homes).outcome
    backward = screen(region, POLICIES["default"], region.children[::-1], region.homes[::-1]).outcome
    assert forward.tolist() == backward[::-1, ::-1].tolist()


def test_rules_judge_nobody_against_homes_with_facts():
    """A region in which nobody is without a home asks every rule about no children."""
    from properties.regions import region_with_facts

    from placements.candidates.screen import screen
    from placements.policy.policy import default_policy

    for seed in range(6):
        region = region_with_facts(seed)
        found = screen(region, default_policy(), (), region.homes, rule_by_rule=True)
        assert found.outcome.shape == (0, len(region.homes))
        assert found.not_checked == {}
