"""What a rule that is not checked waits for: always something, and somebody who would know."""

import pytest
from factories import fact, judged, make_child, make_home, make_region
from facts_at_random import facts_at_random
from properties.regions import region_with_facts

from placements import why
from placements.candidates.verdicts import judge_pair
from placements.domain.facts import shipped
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULE_OF, RULES
from placements.rules.listing import rule_list
from placements.rules.unrecorded import COLUMNS, by_person, missing


def test_columns_are_named_only_for_rules_there_are():
    assert set(COLUMNS) <= set(RULE_OF)
    assert all(who.startswith("the ") and what for who, what in COLUMNS.values())


@pytest.mark.parametrize("seed", range(12))
def test_everything_not_checked_waits_for_something(seed):
    region = region_with_facts(seed)
    for child in region.children:
        for home in region.homes:
            verdict = judge_pair(region, default_policy(), child.child_id, home.home_id)
            found = why(region, child.child_id, home.home_id).to_dict() if verdict.not_checked else None
            waiting = {rule for row in found["not_recorded"] for rule in row["rules"]} if found else set()
            assert waiting == set(verdict.not_checked)


def test_a_fact_that_is_recorded_is_not_asked_for_again():
    rule = RULE_OF["F-SKILL"]
    assert [item.what for item in missing(rule, lambda name: name == "clinical_tasks")] == [
        shipped()["carer_skills"].what
    ]


def test_a_further_fact_is_asked_for_once_the_others_are_known():
    rule = RULE_OF["RES-SCHOOL-295"]
    assert [item.what for item in missing(rule, lambda name: False)] == [shipped()["residential_school"].what]
    further = [item.what for item in missing(rule, lambda name: name == "residential_school")]
    assert further == [shipped()["registered_as_home"].what, shipped()["nights_a_year"].what]


def test_with_every_fact_recorded_a_blank_column_is_named():
    rule = RULE_OF["F-PETS"]
    (item,) = missing(rule, lambda name: True)
    assert item.what == "whether animals are kept there"
    assert missing(RULE_OF["F-DRIVE"], lambda name: True) == []


def test_why_groups_what_is_missing_by_who_knows():
    region = make_region(facts=[fact("home", "H1", "carer_drives", "yes")])
    rows = why(region, "C1", "H1").to_dict()["not_recorded"]
    who = [row["who"] for row in rows]
    assert who == sorted(who, key=who.index)
    assert [row["rules"] for row in rows if row["what"] == shipped()["carer_drives"].what] == []
    assert [row["rules"] for row in rows if row["what"] == shipped()["adults_checked"].what] == [["F-DBS-HH"]]
    assert next(row["who"] for row in rows if row["rules"] == ["F-DBS-HH"]) == "the fostering service"


def test_one_fact_two_rules_wait_for_is_asked_once():
    kin = make_home(kind="kinship")
    found = judged(make_child(), kin).not_checked
    asked = by_person((item, code) for code in found for item in missing(RULE_OF[code], lambda name: False))
    assert asked["the fostering service"][shipped()["temporary_approval_ends"].what] == ["K-REG25", "K-EXPIRE"]


def test_the_list_of_rules_says_what_each_waits_for():
    listed = {info.code: info for info in rule_list()}
    for rule in RULES:
        assert bool(listed[rule.code].missing) is bool(rule.reads or rule.code in COLUMNS)


def test_random_facts_are_ones_that_can_be_read():
    import random

    from placements.tables.columns import TABLES
    from placements.tables.fact_warnings import odd_facts
    from placements.tables.records import RecordTable

    region = make_region()
    rows = facts_at_random(random.Random(1), region.as_of, ["C1"], ["H1"], [], 1.0)
    table = RecordTable(next(t for t in TABLES if t.name == "facts"), list(enumerate(rows, start=2)))
    assert len(rows) > 30
    assert list(odd_facts(region, table)) == []
