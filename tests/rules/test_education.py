"""School: EDU-KEEP and KS4."""

from datetime import date

import pytest
from factories import at, judged, make_child, make_home, make_policy, make_region, outcome, said

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Located, Outcome
from placements.domain.homes import School
from placements.policy.policy import default_policy

SCHOOLS = [School(urn="S1", name="Oak School", position=at())]
NOWHERE_KNOWN = [School(urn="S1", name="Oak School")]
ROUGH = [Located.SECTOR, Located.CONSTITUENCY, Located.AUTHORITY]


def pupil(**changes):
    return make_child(**{"school_urn": "S1", **changes})


def home_at(miles):
    return make_home(position=at(miles))


@pytest.mark.parametrize(("miles", "expected"), [(1, None), (10, None), (10.001, Outcome.AVAILABLE)])
def test_ten_miles_is_far_enough_from_the_school_she_keeps(miles, expected):
    assert outcome("EDU-KEEP", pupil(keep_school=True), home_at(miles), schools=SCHOOLS) is expected


@pytest.mark.parametrize("keep", [False, None])
def test_only_a_school_she_is_to_keep_counts(keep):
    assert outcome("EDU-KEEP", pupil(keep_school=keep), home_at(30), schools=SCHOOLS) is None


@pytest.mark.parametrize(
    ("own_limit", "miles", "expected"),
    [(20, 20, None), (20, 20.001, Outcome.AVAILABLE), (0, 1, Outcome.AVAILABLE), (None, 10, None)],
)
def test_her_own_limit_comes_before_the_general_one(own_limit, miles, expected):
    child = pupil(keep_school=True, max_school_miles=own_limit)
    assert outcome("EDU-KEEP", child, home_at(miles), schools=SCHOOLS) is expected


def test_edu_keep_says_the_miles_and_the_limit():
    word = said("EDU-KEEP", pupil(keep_school=True), home_at(14.26), schools=SCHOOLS)
    assert "14.3 straight-line miles" in word.finding.sentence
    assert "10" in word.finding.sentence
    assert word.outcome is Outcome.AVAILABLE


@pytest.mark.parametrize(
    ("child", "schools", "home"),
    [
        ({}, NOWHERE_KNOWN, {}),
        ({}, [], {}),
        ({"school_urn": None}, SCHOOLS, {}),
        ({}, SCHOOLS, {"position": None}),
    ],
)
def test_without_a_distance_to_school_neither_rule_is_checked(child, schools, home):
    verdict = judged(pupil(keep_school=True, school_year=11, **child), make_home(**home), schools=schools)
    assert {"EDU-KEEP", "KS4"} <= set(verdict.not_checked)
    assert not {"EDU-KEEP", "KS4"} & {v.rule.code for v in verdict.verdicts}


@pytest.mark.parametrize("located", ROUGH)
@pytest.mark.parametrize("code", ["EDU-KEEP", "KS4"])
def test_the_distance_to_school_says_that_the_home_is_only_roughly_located(code, located):
    child = pupil(keep_school=True, school_year=11)
    word = said(code, child, make_home(position=at(30, located=located)), schools=SCHOOLS)
    assert located in word.finding.sentence


@pytest.mark.parametrize(
    ("year", "expected"),
    [(9, None), (10, Outcome.NEEDS_APPROVAL), (11, Outcome.NEEDS_APPROVAL), (12, None)],
)
def test_exam_years_are_ten_and_eleven(year, expected):
    assert outcome("KS4", pupil(school_year=year), home_at(20), schools=SCHOOLS) is expected


@pytest.mark.parametrize(("miles", "expected"), [(10, None), (10.001, Outcome.NEEDS_APPROVAL)])
def test_a_school_within_ten_miles_is_not_disrupted(miles, expected):
    assert outcome("KS4", pupil(school_year=10), home_at(miles), schools=SCHOOLS) is expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2012, 9, 1), None),  # year 9 in 2026-27
        (date(2012, 8, 31), Outcome.NEEDS_APPROVAL),  # year 10
        (date(2010, 9, 1), Outcome.NEEDS_APPROVAL),  # year 11
        (date(2010, 8, 31), None),  # year 12
    ],
)
def test_without_a_recorded_year_the_birth_date_gives_it(born, expected):
    assert outcome("KS4", pupil(date_of_birth=born), home_at(20), schools=SCHOOLS) is expected


@pytest.mark.parametrize(
    ("recorded", "start", "expected"),
    [
        (9, date(2027, 8, 31), None),
        (9, date(2027, 9, 1), Outcome.NEEDS_APPROVAL),
        (11, date(2027, 8, 31), Outcome.NEEDS_APPROVAL),
        (11, date(2027, 9, 1), None),
    ],
)
def test_a_recorded_year_moves_on_at_1_september_while_she_waits(recorded, start, expected):
    child = pupil(school_year=recorded, needed_by=start)
    assert outcome("KS4", child, home_at(20), schools=SCHOOLS) is expected


@pytest.mark.parametrize(("as_of", "expected"), [(date(2026, 8, 31), None), (date(2026, 9, 1), Outcome.NEEDS_APPROVAL)])
def test_the_school_year_by_birth_date_changes_at_1_september(as_of, expected):
    child = pupil(date_of_birth=date(2012, 8, 31), needed_by=as_of)
    region = make_region(children=[child], homes=[home_at(20)], schools=SCHOOLS, as_of=as_of)
    found = {v.rule.code: v.outcome for v in judge_pair(region, default_policy(), "C1", "H1").verdicts}
    assert found.get("KS4") is expected


def test_ks4_says_the_year_the_miles_and_the_officer():
    word = said("KS4", pupil(school_year=11), home_at(22.5), schools=SCHOOLS)
    assert "School year 11" in word.finding.sentence
    assert "22.5 miles" in word.finding.sentence
    assert word.finding.who == "nominated officer, Ashby"
    assert word.unlock


def test_an_authority_may_ask_for_schools_to_be_nearer():
    policy = make_policy(authorities={"A1": {"school_miles": 5}})
    child = pupil(school_year=11)
    assert outcome("KS4", child, home_at(7), schools=SCHOOLS, policy=policy) is Outcome.NEEDS_APPROVAL
    assert outcome("KS4", child, home_at(7), schools=SCHOOLS) is None
