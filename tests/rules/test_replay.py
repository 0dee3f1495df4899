"""One small region on six days: a week of 2021 is judged by the law of 2021."""

from dataclasses import replace
from datetime import date

import pytest
from factories import make_child, make_home, make_region

from placements.candidates.screen import screen
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome
from placements.policy.policy import default_policy

FREE, ASK, APPROVE = Outcome.AVAILABLE, Outcome.IF_CONFIRMED, Outcome.NEEDS_APPROVAL
UNKNOWN, OUT = Outcome.CANNOT_CONFIRM, Outcome.RULED_OUT

LONG_AGO = date(2019, 1, 7)
CHILDREN = [
    make_child("OLDER", date_of_birth=date(2006, 1, 1), needed_by=LONG_AGO, suits_supported="suitable"),
    make_child("ORDER", date_of_birth=date(2009, 6, 1), needed_by=LONG_AGO, suits_supported="suitable", dolo=True),
]
FLAT = {"kind": "supported", "min_age": 0, "max_age": 17}
HOMES = [
    make_home("LISTED", **FLAT),
    make_home("NUMBERLESS", registration=None, **FLAT),
    make_home("AUNT", kind="kinship", registration=None, named_children=("OLDER", "ORDER")),
    make_home("CARERS"),
]

BEFORE, SUMMER_2020 = date(2020, 4, 23), date(2020, 5, 1)
EXPECTED = {
    # ages of the two, then LISTED, NUMBERLESS, AUNT and CARERS for each
    SUMMER_2020: ((14, 10), [FREE, FREE, APPROVE, FREE], [FREE, FREE, APPROVE, FREE]),
    date(2021, 9, 8): ((15, 12), [FREE, FREE, APPROVE, FREE], [FREE, FREE, APPROVE, FREE]),
    date(2021, 9, 9): ((15, 12), [OUT, OUT, APPROVE, FREE], [OUT, OUT, APPROVE, FREE]),
    date(2023, 10, 27): ((17, 14), [FREE, FREE, APPROVE, FREE], [OUT, OUT, APPROVE, FREE]),
    date(2023, 10, 28): ((17, 14), [FREE, UNKNOWN, APPROVE, FREE], [OUT, OUT, APPROVE, FREE]),
    date(2026, 11, 23): ((20, 17), [OUT, OUT, OUT, OUT], [OUT, OUT, APPROVE, FREE]),
}


def on(day: date):
    return replace(make_region(children=CHILDREN, homes=HOMES), as_of=day)


@pytest.mark.parametrize("day", EXPECTED, ids=str)
def test_the_same_region_on_another_day(day):
    ages, older, order = EXPECTED[day]
    table = screen(on(day), default_policy(), CHILDREN, HOMES)
    assert tuple(table.pairs.age[:, 0].tolist()) == ages
    assert table.outcome.tolist() == [older, order]


@pytest.mark.parametrize("day", EXPECTED, ids=str)
def test_each_pair_says_the_same(day):
    _, *rows = EXPECTED[day]
    found = [
        [judge_pair(on(day), default_policy(), c.child_id, h.home_id).outcome for h in HOMES] for c in CHILDREN
    ]  # fmt: skip
    assert found == rows


@pytest.mark.parametrize(
    ("day", "child", "home", "codes"),
    [
        (date(2021, 9, 8), "OLDER", "LISTED", set()),
        (date(2021, 9, 9), "OLDER", "LISTED", {"SA-U16"}),
        (date(2023, 10, 27), "OLDER", "NUMBERLESS", set()),
        (date(2023, 10, 28), "OLDER", "NUMBERLESS", {"SA-16"}),
        (date(2023, 10, 28), "ORDER", "NUMBERLESS", {"SA-U16", "SA-16"}),
        (date(2026, 11, 23), "ORDER", "LISTED", {"DOL-TYPE"}),
        (date(2026, 11, 23), "OLDER", "CARERS", {"TYPE-DEF"}),
    ],
)
def test_the_rules_that_close_a_home_are_those_of_the_day(day, child, home, codes):
    verdict = judge_pair(on(day), default_policy(), child, home)
    assert {v.rule.code for v in verdict.failing} == codes


@pytest.mark.parametrize(("day", "weeks"), [(BEFORE, 16), (SUMMER_2020, 24), (date(2021, 9, 8), 16)])
def test_the_aunts_temporary_approval_runs_as_long_as_it_did(day, weeks):
    verdict = judge_pair(on(day), default_policy(), "OLDER", "AUNT")
    (word,) = [v for v in verdict.verdicts if v.rule.code == "K-REG24"]
    assert word.finding.limit == weeks


def test_the_day_of_the_match_is_the_only_thing_that_differs():
    assert on(date(2021, 9, 8)).children == on(date(2021, 9, 9)).children
    assert on(date(2021, 9, 8)).homes == on(date(2021, 9, 9)).homes
