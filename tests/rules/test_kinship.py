"""Relatives, friends and other connected people: K-CHILD-ONLY, K-VIAB, K-REG24, PREF-KIN."""

from datetime import date

import pytest
from factories import judged, make_approval, make_child, make_home, outcome, said

from placements.domain.codes import Kind, Outcome

OTHER_KINDS = [Kind.FOSTERING, Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE]


@pytest.mark.parametrize(
    ("named", "expected"),
    [(("C1",), None), (("C1", "C9"), None), (("C9",), Outcome.RULED_OUT), ((), Outcome.RULED_OUT)],
)
def test_an_aunts_spare_bed_is_for_the_children_she_is_named_for(named, expected):
    assert outcome("K-CHILD-ONLY", make_child(), make_home(kind="kinship", named_children=named)) is expected


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_k_child_only_is_about_kin(kind):
    assert outcome("K-CHILD-ONLY", make_child(), make_home(kind=kind, named_children=("C9",))) is None


def test_k_child_only_says_so_without_naming_the_other_child():
    word = said("K-CHILD-ONLY", make_child(), make_home(kind="kinship", named_children=("C9",)))
    assert "not one of them" in word.finding.sentence
    assert "C9" not in word.finding.sentence
    assert word.unlock is None


@pytest.mark.parametrize(
    ("status", "expected"), [("open", None), ("on_hold", Outcome.CANNOT_CONFIRM), ("closed", None)]
)
def test_an_aunt_on_hold_is_not_assessed_yet(status, expected):
    assert outcome("K-VIAB", make_child(), make_home(kind="kinship", status=status)) is expected


def test_an_aunt_on_hold_cannot_be_confirmed_rather_than_ruled_out():
    assert judged(make_child(), make_home(kind="kinship", status="on_hold")).outcome is Outcome.CANNOT_CONFIRM


def test_a_stranger_is_ruled_out_of_a_kinship_home_on_hold():
    home = make_home(kind="kinship", status="on_hold", named_children=("C9",))
    assert judged(make_child(), home).outcome is Outcome.RULED_OUT


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_viability_is_about_kin(kind):
    assert outcome("K-VIAB", make_child(), make_home(kind=kind, status="on_hold")) is None


def test_k_viab_says_what_is_missing():
    word = said("K-VIAB", make_child(), make_home(kind="kinship", status="on_hold"))
    assert "viability assessment" in word.finding.sentence
    assert word.finding.who
    assert word.unlock


@pytest.mark.parametrize(("registration", "expected"), [(None, Outcome.NEEDS_APPROVAL), ("KIN-7", None)])
def test_an_unapproved_aunt_needs_temporary_approval(registration, expected):
    home = make_home(kind="kinship", registration=registration)
    assert outcome("K-REG24", make_child(), home) is expected


@pytest.mark.parametrize("change", [{"status": "on_hold"}, {"named_children": ("C9",)}, {"kind": "fostering"}])
def test_temporary_approval_is_for_an_assessed_aunt_of_hers(change):
    home = make_home(**{"kind": "kinship", "registration": None, **change})
    assert outcome("K-REG24", make_child(), home) is None


def test_a_missing_registration_of_kin_is_no_question():
    assert judged(make_child(), make_home(kind="kinship", registration=None)).outcome is Outcome.NEEDS_APPROVAL


def test_temporary_approval_held_makes_the_aunt_available():
    home, held = make_home(kind="kinship", registration=None), [make_approval("K-REG24")]
    assert judged(make_child(), home, approvals=held).outcome is Outcome.AVAILABLE


def test_k_reg24_says_the_weeks_and_the_last_day():
    word = said("K-REG24", make_child(), make_home(kind="kinship", registration=None))
    assert "16 weeks" in word.finding.sentence
    assert "15 March 2027" in word.finding.sentence
    assert word.finding.limit == 16
    assert word.finding.who == "nominated officer, Ashby"


def test_the_sixteen_weeks_run_from_her_first_night():
    child = make_child(needed_by=date(2026, 12, 1))
    word = said("K-REG24", child, make_home(kind="kinship", registration=None))
    assert "23 March 2027" in word.finding.sentence


AUNT = make_home("K1", kind="kinship")


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_willing_aunt_is_mentioned_beside_every_other_home(kind):
    word = said("PREF-KIN", make_child(), make_home(kind=kind), other_homes=[AUNT])
    assert word.outcome is Outcome.AVAILABLE
    assert "K1" in word.finding.sentence


def test_the_aunts_own_home_needs_no_such_remark():
    assert outcome("PREF-KIN", make_child(), make_home(kind="kinship")) is None


@pytest.mark.parametrize("change", [{"status": "on_hold"}, {"status": "closed"}, {"named_children": ("C9",)}])
def test_only_an_open_aunt_of_hers_is_mentioned(change):
    aunt = AUNT.model_copy(update=change)
    assert outcome("PREF-KIN", make_child(), make_home(), other_homes=[aunt]) is None
