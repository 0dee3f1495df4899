"""Approval, numbers and household: F-APPROVED, F-TERMS, F-LIMIT3, F-BED, F-SMOKE, F-CONSENT."""

from datetime import date

import pytest
from factories import (
    judged,
    make_approval,
    make_child,
    make_home,
    make_region,
    make_resident,
    outcome,
    said,
)

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Kind, Outcome
from placements.policy.policy import default_policy

FOSTER_KINDS = [Kind.FOSTERING, Kind.KINSHIP]
OTHER_KINDS = [Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE]


# F-APPROVED


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(("status", "expected"), [("open", None), ("closed", Outcome.RULED_OUT)])
def test_a_carer_whose_approval_has_ended_is_ruled_out(kind, status, expected):
    assert outcome("F-APPROVED", make_child(), make_home(kind=kind, status=status)) is expected


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_closed_home_that_does_not_foster_is_not_a_matter_of_carers(kind):
    assert outcome("F-APPROVED", make_child(), make_home(kind=kind, status="closed")) is None


def test_f_approved_says_that_the_approval_has_ended():
    word = said("F-APPROVED", make_child(), make_home(status="closed"))
    assert "approval has ended" in word.finding.sentence
    assert word.unlock


# F-TERMS


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2014, 11, 24), Outcome.NEEDS_APPROVAL),  # 11 at the start, 12 the day after
        (date(2014, 11, 23), Outcome.RULED_OUT),  # 12 on the first night
        (date(2021, 11, 23), None),  # 5 on the first night
        (date(2021, 11, 24), Outcome.RULED_OUT),  # 4 on the first night
    ],
)
def test_a_carer_approved_for_5_to_11_takes_neither_4_nor_12(kind, born, expected):
    home = make_home(kind=kind, min_age=5, max_age=11)
    assert outcome("F-TERMS", make_child(date_of_birth=born), home) is expected


@pytest.mark.parametrize(
    ("born", "weeks", "expected"),
    [
        (date(2015, 2, 14), None, Outcome.NEEDS_APPROVAL),  # 12 on the last night of twelve weeks
        (date(2015, 2, 15), None, None),  # 12 on the day she leaves
        (date(2014, 12, 20), 4, Outcome.NEEDS_APPROVAL),  # four weeks end on 21 December
        (date(2014, 12, 21), 4, None),
        (date(2015, 2, 15), 30, None),  # no more than twelve weeks are looked at
    ],
)
def test_passing_the_highest_age_during_the_stay_needs_approval(born, weeks, expected):
    child = make_child(date_of_birth=born, expected_weeks=weeks)
    assert outcome("F-TERMS", child, make_home(max_age=11)) is expected


def test_outgrowing_the_terms_is_said_with_its_date():
    word = said("F-TERMS", make_child(date_of_birth=date(2015, 2, 14)), make_home(max_age=11))
    assert "turns 12 on 14 February 2027" in word.finding.sentence
    assert word.unlock


def test_the_terms_are_said_with_her_age():
    word = said("F-TERMS", make_child(), make_home(min_age=5, max_age=11))
    assert "ages 5 to 11" in word.finding.sentence
    assert "the child is 12" in word.finding.sentence
    assert word.outcome is Outcome.RULED_OUT
    assert word.unlock


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize("ages", [{}, {"min_age": 5}, {"max_age": 17}])
def test_a_blank_age_in_a_foster_carers_terms_is_no_limit(kind, ages):
    assert outcome("F-TERMS", make_child(), make_home(kind=kind, **ages)) is None


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(
    ("hers", "home_takes", "expected"),
    [
        ("F", "F", None),
        ("F", "M", Outcome.RULED_OUT),
        ("M", "F", Outcome.RULED_OUT),
        ("F", "any", None),
        ("F", None, None),
        ("U", "any", None),
        ("U", None, None),
        ("U", "F", Outcome.CANNOT_CONFIRM),
        ("U", "M", Outcome.CANNOT_CONFIRM),
    ],
)
def test_a_carer_for_one_sex_only(kind, hers, home_takes, expected):
    assert outcome("F-TERMS", make_child(sex=hers), make_home(kind=kind, sex=home_takes)) is expected


def test_an_unrecorded_sex_is_asked_for():
    word = said("F-TERMS", make_child(sex="U"), make_home(sex="F"))
    assert "not recorded" in word.finding.sentence
    assert word.finding.who


@pytest.mark.parametrize(("named", "expected"), [((), None), (("C1", "C9"), None), (("C9",), Outcome.RULED_OUT)])
def test_a_carer_approved_for_named_children_takes_only_those(named, expected):
    assert outcome("F-TERMS", make_child(), make_home(named_children=named)) is expected


def test_the_children_a_carer_is_approved_for_are_not_named():
    word = said("F-TERMS", make_child(), make_home(named_children=("C9",)))
    assert "C9" not in word.finding.sentence


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_terms_of_approval_belong_to_carers(kind):
    home = make_home(kind=kind, min_age=14, max_age=15, sex="M")
    assert outcome("F-TERMS", make_child(), home) is None


def test_an_emergency_approval_outside_terms_holds_for_the_home_it_names():
    home = make_home(max_age=11)
    assert outcome("F-TERMS", make_child(), home, approvals=[make_approval("F-TERMS", "H1")]) is None
    assert outcome("F-TERMS", make_child(), home, approvals=[make_approval("F-TERMS")]) is Outcome.RULED_OUT
    elsewhere = [make_approval("F-TERMS", "H2")]
    assert outcome("F-TERMS", make_child(), home, approvals=elsewhere) is Outcome.RULED_OUT


def test_an_approval_outside_terms_does_not_answer_a_missing_fact():
    approvals = [make_approval("F-TERMS", "H1")]
    found = outcome("F-TERMS", make_child(sex="U"), make_home(sex="F"), approvals=approvals)
    assert found is Outcome.CANNOT_CONFIRM


# F-LIMIT3


def household(count, **changes):
    return [make_resident(f"R{i}", **changes) for i in range(1, count + 1)]


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(("living", "expected"), [(0, None), (2, None), (3, Outcome.RULED_OUT), (4, Outcome.RULED_OUT)])
def test_a_fourth_foster_child_is_one_too_many(kind, living, expected):
    assert outcome("F-LIMIT3", make_child(), make_home(kind=kind, places=6), residents=household(living)) is expected


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_the_limit_is_for_foster_homes(kind):
    assert outcome("F-LIMIT3", make_child(), make_home(kind=kind, places=6), residents=household(4)) is None


@pytest.mark.parametrize(
    ("foster_child", "expected"), [(False, None), (True, Outcome.RULED_OUT), (None, Outcome.RULED_OUT)]
)
def test_a_resident_counts_unless_she_is_no_foster_child(foster_child, expected):
    residents = [*household(2), make_resident("R3", foster_child=foster_child)]
    assert outcome("F-LIMIT3", make_child(), make_home(places=6), residents=residents) is expected


@pytest.mark.parametrize(
    ("leaves_on", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)]
)
def test_a_foster_child_who_leaves_by_the_first_night_does_not_count(leaves_on, expected):
    residents = [*household(2), make_resident("R3", leaves_on=leaves_on)]
    assert outcome("F-LIMIT3", make_child(), make_home(places=6), residents=residents) is expected


def test_her_own_row_does_not_count_against_her():
    residents = [*household(2), make_resident("C1")]
    assert outcome("F-LIMIT3", make_child(), make_home(places=6), residents=residents) is None


def test_four_brothers_and_sisters_may_be_fostered_together():
    child, siblings = make_child(sibling_group="G1"), household(3, sibling_group="G1")
    assert outcome("F-LIMIT3", child, make_home(places=6), residents=siblings) is None


@pytest.mark.parametrize("group", ["G2", None])
def test_one_child_of_another_family_brings_the_limit_back(group):
    child = make_child(sibling_group="G1")
    residents = [*household(2, sibling_group="G1"), make_resident("R3", sibling_group=group)]
    assert outcome("F-LIMIT3", child, make_home(places=6), residents=residents) is Outcome.RULED_OUT


def test_three_siblings_and_one_stranger_are_not_one_family():
    stranger = make_child()
    siblings = household(3, sibling_group="G1")
    assert outcome("F-LIMIT3", stranger, make_home(places=6), residents=siblings) is Outcome.RULED_OUT


def exemption(*people, home_id="H1", **changes):
    return [make_approval("F-LIMIT3", home_id, person, **changes) for person in people]


@pytest.mark.parametrize(
    ("approvals", "expected"),
    [
        (exemption("C1", "R1", "R2", "R3"), None),
        (exemption("C1"), Outcome.RULED_OUT),
        (exemption("C1", "R1", "R2"), Outcome.RULED_OUT),
        (exemption("R1", "R2", "R3"), Outcome.RULED_OUT),
        (exemption("C1", "R1", "R2", "R3", home_id=None), Outcome.RULED_OUT),
        (exemption("C1", "R1", "R2", "R3", home_id="H2"), Outcome.RULED_OUT),
        (exemption("C1", "R1", "R2") + exemption("R3", expires_on=date(2026, 11, 22)), Outcome.RULED_OUT),
        (exemption("C1", "R1", "R2") + exemption("R3", expires_on=date(2026, 11, 23)), None),
        (exemption("C1", "R1", "R2") + exemption("R3", approved_on=date(2026, 11, 24)), Outcome.RULED_OUT),
    ],
    ids=[
        "names everyone", "names her alone", "leaves one resident out", "leaves her out", "names no home",
        "names another home", "one has expired", "one expires today", "one is dated tomorrow",
    ],
)  # fmt: skip
def test_an_exemption_names_the_home_and_every_foster_child(approvals, expected):
    found = outcome("F-LIMIT3", make_child(), make_home(places=6), residents=household(3), approvals=approvals)
    assert found is expected


def test_an_exemption_need_not_name_the_carers_own_child():
    residents = [*household(3), make_resident("R4", foster_child=False)]
    approvals = exemption("C1", "R1", "R2", "R3")
    assert outcome("F-LIMIT3", make_child(), make_home(places=6), residents=residents, approvals=approvals) is None


def test_f_limit3_says_how_many_live_there_and_who_exempts():
    home = make_home(places=6, authority="A2")
    word = said("F-LIMIT3", make_child(), home, residents=household(3))
    assert "3 foster children" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (4, 3)
    assert "Bexton" in word.finding.who
    assert word.unlock


def test_a_foster_child_on_notice_counts_for_the_limit_until_she_has_left():
    leaving = make_child("C2", current_home_id="H1", notice_ends=date(2026, 12, 1))
    residents = [*household(2), make_resident("C2")]
    verdict = judged(make_child(), make_home(places=3), others=[leaving], residents=residents)
    assert verdict.outcome is Outcome.RULED_OUT
    assert [v.rule.code for v in verdict.failing] == ["F-LIMIT3"]


# F-BED


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2023, 11, 24), None),  # two years old, three tomorrow
        (date(2023, 11, 22), Outcome.NEEDS_APPROVAL),  # three yesterday
    ],
)
def test_a_child_over_three_shares_only_if_it_is_agreed(kind, born, expected):
    home = make_home(kind=kind, bedrooms_sharing=True)
    assert outcome("F-BED", make_child(date_of_birth=born), home) is expected


@pytest.mark.parametrize("sharing", [False, None])
def test_a_blank_bedroom_is_her_own(sharing):
    assert outcome("F-BED", make_child(), make_home(bedrooms_sharing=sharing)) is None


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_the_bedroom_standard_is_for_foster_homes(kind):
    assert outcome("F-BED", make_child(), make_home(kind=kind, bedrooms_sharing=True)) is None


@pytest.mark.parametrize(
    ("home_id", "expected"), [("H1", None), (None, Outcome.NEEDS_APPROVAL), ("H2", Outcome.NEEDS_APPROVAL)]
)
def test_sharing_is_agreed_for_one_home(home_id, expected):
    home, approvals = make_home(bedrooms_sharing=True), [make_approval("F-BED", home_id)]
    assert outcome("F-BED", make_child(), home, approvals=approvals) is expected


def test_f_bed_says_that_she_would_share_and_who_agrees():
    word = said("F-BED", make_child(), make_home(bedrooms_sharing=True))
    assert "share a bedroom" in word.finding.sentence
    assert "over three" in word.finding.sentence
    assert "Ashby" in word.finding.who
    assert word.unlock


# F-SMOKE


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FOSTERING, Outcome.RULED_OUT),
        (Kind.KINSHIP, Outcome.NEEDS_APPROVAL),
        (Kind.RESIDENTIAL, None),
        (Kind.SECURE, None),
    ],
)
def test_a_child_of_four_lives_with_no_smokers_unless_they_are_kin(kind, expected):
    child = make_child(date_of_birth=date(2021, 11, 24))
    assert outcome("F-SMOKE", child, make_home(kind=kind, smoker=True)) is expected


@pytest.mark.parametrize("kind", FOSTER_KINDS)
def test_smoking_stops_mattering_on_the_fifth_birthday(kind):
    five_today = make_child(date_of_birth=date(2021, 11, 23))
    assert outcome("F-SMOKE", five_today, make_home(kind=kind, smoker=True)) is None


@pytest.mark.parametrize("kind", FOSTER_KINDS)
def test_where_smoking_is_not_recorded_it_is_not_checked(kind):
    little, older = make_child(date_of_birth=date(2022, 1, 1)), make_child()
    home = make_home(kind=kind, smoker=None)
    assert "F-SMOKE" in judged(little, home).not_checked
    assert "F-SMOKE" not in judged(older, home).not_checked
    assert outcome("F-SMOKE", little, home) is None


def test_a_smoke_free_home_takes_any_age():
    assert outcome("F-SMOKE", make_child(date_of_birth=date(2026, 1, 1)), make_home(smoker=False)) is None


def test_no_approval_lets_a_little_child_into_a_strangers_smoking_home():
    child, approvals = make_child(date_of_birth=date(2022, 1, 1)), [make_approval("F-SMOKE", "H1")]
    assert outcome("F-SMOKE", child, make_home(smoker=True), approvals=approvals) is Outcome.RULED_OUT
    grandmother = make_home(kind="kinship", smoker=True)
    assert outcome("F-SMOKE", child, grandmother, approvals=approvals) is None


def test_f_smoke_says_her_age_and_the_limit():
    word = said("F-SMOKE", make_child(date_of_birth=date(2022, 11, 23)), make_home(smoker=True))
    assert "the child is 4, under 5" in word.finding.sentence
    assert word.unlock


# F-CONSENT


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(
    ("resident", "expected"),
    [
        ({"authority": "A1"}, None),
        ({"authority": "A2"}, Outcome.NEEDS_APPROVAL),
        ({"authority": "A2", "foster_child": False}, None),
        ({"authority": "A2", "leaves_on": date(2026, 11, 23)}, None),
        ({"authority": "A2", "leaves_on": date(2026, 11, 24)}, Outcome.NEEDS_APPROVAL),
    ],
)
def test_another_authority_with_a_child_there_consents(kind, resident, expected):
    found = outcome("F-CONSENT", make_child(), make_home(kind=kind), residents=[make_resident(**resident)])
    assert found is expected


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_consent_of_other_authorities_is_a_matter_of_fostering(kind):
    assert outcome("F-CONSENT", make_child(), make_home(kind=kind), residents=[make_resident(authority="A2")]) is None


def test_where_it_is_not_known_whose_child_lives_there_consent_is_not_checked():
    verdict = judged(make_child(), make_home(), residents=[make_resident(authority=None)])
    assert "F-CONSENT" in verdict.not_checked
    assert verdict.outcome is Outcome.AVAILABLE


def test_f_consent_names_each_authority_once():
    residents = [make_resident("R1", authority="A2"), make_resident("R2", authority="A2")]
    word = said("F-CONSENT", make_child(), make_home(), residents=residents)
    assert word.finding.sentence.count("Bexton") == 1
    assert word.finding.who == "Bexton"


def test_every_authority_with_a_child_there_is_asked():
    residents = [make_resident("R1", authority="A2"), make_resident("R2", authority="A3")]
    word = said("F-CONSENT", make_child(), make_home(), residents=residents)
    assert "Bexton" in word.finding.who
    assert "Coldale" in word.finding.who


# Dated numbers


def test_rules_use_the_numbers_of_the_day_of_the_match():
    day = date(2020, 6, 1)
    region = make_region(
        as_of=day, children=[make_child(needed_by=day)], homes=[make_home(kind="kinship", registration=None)]
    )
    words = {v.rule.code: v for v in judge_pair(region, default_policy(), "C1", "H1").verdicts}
    assert "24 weeks" in words["K-REG24"].finding.sentence
