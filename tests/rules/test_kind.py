"""Which kind of home is lawful and suits her: TYPE-DEF, TYPE-SUIT, UNREG, FAM-FIRST."""

from datetime import date

import pytest
from factories import make_approval, make_child, make_home, outcome, said

from placements.domain.codes import Kind, Outcome
from placements.units import age_on

KINDS = list(Kind)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 5, 31), 11), (date(2026, 6, 1), 12), (date(2027, 5, 31), 12), (date(2027, 6, 1), 13)]
)
def test_age_counts_from_the_birthday(day, age):
    assert age_on(date(2014, 6, 1), day) == age


def test_someone_born_on_29_february_is_older_from_1_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_proposed_a_home_on_her_18th_birthday(kind):
    eighteen_today = make_child(date_of_birth=date(2008, 11, 23))
    eighteen_tomorrow = make_child(date_of_birth=date(2008, 11, 24))
    assert outcome("TYPE-DEF", eighteen_today, make_home(kind=kind)) is Outcome.RULED_OUT
    assert outcome("TYPE-DEF", eighteen_tomorrow, make_home(kind=kind)) is None


def test_the_18th_birthday_counts_on_the_first_night_not_on_the_day_of_the_match():
    born = date(2008, 12, 1)
    assert outcome("TYPE-DEF", make_child(date_of_birth=born, needed_by=date(2026, 11, 30))) is None
    assert outcome("TYPE-DEF", make_child(date_of_birth=born, needed_by=date(2026, 12, 1))) is Outcome.RULED_OUT


def test_an_overdue_child_is_judged_on_the_day_of_the_match():
    born_18_years_ago_tomorrow = make_child(date_of_birth=date(2008, 11, 24), needed_by=date(2026, 10, 1))
    assert outcome("TYPE-DEF", born_18_years_ago_tomorrow) is None


def test_type_def_says_the_birthday_and_has_no_unlock():
    word = said("TYPE-DEF", make_child(date_of_birth=date(2008, 11, 20)))
    assert "20 November 2026" in word.finding.sentence
    assert "18" in word.finding.sentence
    assert word.unlock is None


def test_no_approval_makes_an_adult_a_child():
    adult = make_child(date_of_birth=date(2008, 11, 23))
    held = [make_approval("TYPE-DEF", "H1"), make_approval("TYPE-DEF")]
    assert outcome("TYPE-DEF", adult, approvals=held) is Outcome.RULED_OUT


@pytest.mark.parametrize(
    ("kind", "column"),
    [("fostering", "suits_foster"), ("residential", "suits_residential"), ("supported", "suits_supported")],
)
@pytest.mark.parametrize(
    ("assessed", "expected"), [("preferred", None), ("suitable", None), ("unsuitable", Outcome.RULED_OUT)]
)
def test_an_assessment_binds_its_own_kind_of_home(kind, column, assessed, expected):
    assert outcome("TYPE-SUIT", make_child(**{column: assessed}), make_home(kind=kind)) is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("fostering", None),
        ("residential", None),
        ("supported", Outcome.RULED_OUT),
        ("kinship", None),
        ("secure", None),
    ],
)
def test_without_an_assessment_only_supported_accommodation_is_taken_as_unsuitable(kind, expected):
    assert outcome("TYPE-SUIT", make_child(), make_home(kind=kind)) is expected


def test_unsuitable_for_fostering_does_not_keep_her_from_her_aunt():
    assert outcome("TYPE-SUIT", make_child(suits_foster="unsuitable"), make_home(kind="kinship")) is None


@pytest.mark.parametrize("assessed", ["preferred", "suitable", "unsuitable", None])
def test_suits_secure_is_ignored(assessed):
    assert outcome("TYPE-SUIT", make_child(suits_secure=assessed), make_home(kind="secure")) is None


def test_type_suit_names_the_kind_and_is_unlocked_by_a_new_assessment():
    word = said("TYPE-SUIT", make_child(suits_residential="unsuitable"), make_home(kind="residential"))
    assert "residential" in word.finding.sentence
    assert "unsuitable" in word.finding.sentence
    assert "assessment" in word.unlock


def test_type_suit_says_when_nobody_has_assessed_supported_accommodation():
    word = said("TYPE-SUIT", make_child(), make_home(kind="supported"))
    assert "Nobody has assessed" in word.finding.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_an_unregistered_home_is_never_an_option(kind):
    home = make_home(kind=kind, status="unregistered")
    word = said("UNREG", make_child(), home, approvals=[make_approval("UNREG", "H1"), make_approval("UNREG")])
    assert word.outcome is Outcome.RULED_OUT
    assert "not registered" in word.finding.sentence
    assert word.unlock is None


@pytest.mark.parametrize("status", ["open", "on_hold", "restricted", "closed", None])
def test_other_statuses_are_not_unregistered(status):
    changes = {"status": status} if status else {}
    assert outcome("UNREG", make_child(), make_home(kind="residential", **changes)) is None


@pytest.mark.parametrize(
    ("foster", "residential", "expected"),
    [
        (None, None, Outcome.AVAILABLE),
        ("suitable", "suitable", Outcome.AVAILABLE),
        ("preferred", None, Outcome.AVAILABLE),
        ("unsuitable", "suitable", None),
        (None, "preferred", None),
    ],
)
def test_a_family_comes_first_unless_it_does_not_suit_or_residential_is_preferred(foster, residential, expected):
    child = make_child(suits_foster=foster, suits_residential=residential)
    assert outcome("FAM-FIRST", child, make_home(kind="residential")) is expected


@pytest.mark.parametrize("kind", ["fostering", "kinship", "supported", "secure"])
def test_family_first_is_a_remark_on_childrens_homes_only(kind):
    assert outcome("FAM-FIRST", make_child(), make_home(kind=kind)) is None


def test_family_first_says_that_a_family_is_preferred():
    word = said("FAM-FIRST", make_child(), make_home(kind="residential"))
    assert "family" in word.finding.sentence
    assert word.outcome is Outcome.AVAILABLE
