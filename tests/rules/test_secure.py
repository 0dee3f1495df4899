"""Secure homes and deprivation of liberty: SEC-CRIT, SEC-U13, SEC-AGE, SEC-NATIONAL, SEC-APPROVED, DOL-TYPE."""

from datetime import date

import pytest
from factories import MONDAY, judged, make_approval, make_child, make_home, outcome, said

from placements.domain.codes import Kind, Outcome

OTHER_KINDS = [Kind.FOSTERING, Kind.KINSHIP, Kind.RESIDENTIAL, Kind.SUPPORTED]
SECURE_RULES = ("SEC-CRIT", "SEC-U13", "SEC-AGE", "SEC-NATIONAL", "SEC-APPROVED")


def secure(**changes):
    return make_home(**{"kind": "secure", **changes})


def aged(born):
    return make_child(date_of_birth=born)


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_the_secure_rules_are_about_secure_homes(kind):
    home = make_home(kind=kind, registration=None, min_age=None, max_age=None)
    assert not {v.rule.code for v in judged(aged(date(2018, 1, 1)), home).verdicts} & set(SECURE_RULES)


# SEC-CRIT


@pytest.mark.parametrize(
    ("approvals", "expected"),
    [
        ([], Outcome.RULED_OUT),
        ([make_approval("SEC-CRIT")], None),
        ([make_approval("SEC-CRIT", "H1")], None),
        ([make_approval("SEC-CRIT", "H2")], Outcome.RULED_OUT),
        ([make_approval("SEC-CRIT", expires_on=date(2026, 11, 23))], None),
        ([make_approval("SEC-CRIT", expires_on=date(2026, 11, 22))], Outcome.RULED_OUT),
        ([make_approval("SEC-CRIT", approved_on=date(2026, 11, 24))], Outcome.RULED_OUT),
        ([make_approval("SEC-CRIT", child_id="C9")], Outcome.RULED_OUT),
        ([make_approval("SEC-NATIONAL")], Outcome.RULED_OUT),
    ],
    ids=["none", "any home", "this home", "another home", "expires today", "expired", "tomorrow", "not hers", "other"],
)
def test_secure_only_with_the_criteria_on_record_and_current(approvals, expected):
    assert outcome("SEC-CRIT", aged(date(2011, 1, 1)), secure(), approvals=approvals) is expected


@pytest.mark.parametrize("suits", ["preferred", "suitable", "unsuitable", None])
def test_suits_secure_neither_opens_nor_closes_a_secure_home(suits):
    child = make_child(date_of_birth=date(2011, 1, 1), suits_secure=suits)
    assert judged(child, secure()).outcome is Outcome.RULED_OUT
    approved = judged(child, secure(), approvals=[make_approval("SEC-CRIT")])
    assert approved.outcome is Outcome.NEEDS_APPROVAL


def test_sec_crit_says_which_criteria_are_missing():
    assert "section 25" in said("SEC-CRIT", aged(date(2011, 1, 1)), secure()).finding.sentence


# SEC-U13


@pytest.mark.parametrize(("born", "expected"), [(date(2013, 11, 23), None), (date(2013, 11, 24), Outcome.RULED_OUT)])
def test_thirteen_begins_on_the_birthday(born, expected):
    assert outcome("SEC-U13", aged(born), secure()) is expected


def test_under_thirteen_with_the_secretary_of_states_approval_on_record():
    child, approvals = aged(date(2013, 12, 1)), [make_approval("SEC-U13"), make_approval("SEC-CRIT")]
    assert outcome("SEC-U13", child, secure(), approvals=approvals) is None
    assert judged(child, secure(), approvals=approvals).outcome is Outcome.NEEDS_APPROVAL


def test_sec_u13_says_her_age():
    word = said("SEC-U13", aged(date(2013, 12, 1)), secure())
    assert "The child is 12, under 13" in word.finding.sentence


# SEC-AGE


@pytest.mark.parametrize(
    ("born", "ages", "expected"),
    [
        (date(2016, 11, 23), {}, None),  # ten on the first night
        (date(2016, 11, 24), {}, Outcome.RULED_OUT),  # nine
        (date(2016, 11, 24), {"min_age": 0}, Outcome.RULED_OUT),  # no secure home takes a child of nine
        (date(2014, 11, 23), {"min_age": 12}, None),
        (date(2014, 11, 24), {"min_age": 12}, Outcome.RULED_OUT),
        (date(2010, 11, 23), {"max_age": 15}, Outcome.RULED_OUT),
        (date(2010, 11, 24), {"max_age": 15}, Outcome.NEEDS_APPROVAL),
        (date(2011, 2, 14), {"max_age": 15}, Outcome.NEEDS_APPROVAL),  # 16 on the last night
        (date(2011, 2, 15), {"max_age": 15}, None),
        (date(2012, 1, 1), {"min_age": None}, Outcome.CANNOT_CONFIRM),
        (date(2012, 1, 1), {"max_age": None}, Outcome.CANNOT_CONFIRM),
    ],
)
def test_secure_homes_take_the_ages_they_are_approved_for(born, ages, expected):
    assert outcome("SEC-AGE", aged(born), secure(**ages)) is expected


def test_sec_age_says_her_age():
    assert "The child is 9" in said("SEC-AGE", aged(date(2017, 1, 1)), secure()).finding.sentence


def test_outgrowing_a_secure_home_is_said_with_its_date():
    word = said("SEC-AGE", aged(date(2011, 2, 14)), secure(max_age=15))
    assert word.outcome is Outcome.NEEDS_APPROVAL
    assert "14 February 2027" in word.finding.sentence


# SEC-NATIONAL and SEC-APPROVED


def test_a_secure_home_is_a_nomination_for_the_national_unit():
    word = said("SEC-NATIONAL", aged(date(2011, 1, 1)), secure())
    assert word.outcome is Outcome.NEEDS_APPROVAL
    assert "nomination" in word.finding.sentence
    assert word.finding.who == "Secure Welfare Coordination Unit"


def test_when_the_national_unit_has_allocated_the_place_it_is_hers():
    approvals = [make_approval("SEC-CRIT"), make_approval("SEC-NATIONAL", "H1")]
    assert judged(aged(date(2011, 1, 1)), secure(), approvals=approvals).outcome is Outcome.AVAILABLE


@pytest.mark.parametrize(("registration", "expected"), [("SCH-1", None), (None, Outcome.CANNOT_CONFIRM)])
def test_a_secure_home_without_its_approval_cannot_be_confirmed(registration, expected):
    assert outcome("SEC-APPROVED", aged(date(2011, 1, 1)), secure(registration=registration)) is expected


def test_sec_approved_says_what_is_missing():
    word = said("SEC-APPROVED", aged(date(2011, 1, 1)), secure(registration=None))
    assert "No approval as secure accommodation" in word.finding.sentence
    assert word.finding.who


@pytest.mark.parametrize("code", SECURE_RULES)
def test_secure_is_never_offered_as_an_unlock(code):
    child, home = aged(date(2017, 1, 1)), secure(registration=None)
    assert said(code, child, home).unlock is None


def test_no_secure_answer_is_offered_as_an_unlock_either():
    open_question = said("SEC-AGE", aged(date(2011, 1, 1)), secure(max_age=None))
    assert open_question.outcome is Outcome.CANNOT_CONFIRM
    assert open_question.unlock is None


# DOL-TYPE


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.SUPPORTED, Outcome.RULED_OUT),
        (Kind.SECURE, Outcome.RULED_OUT),
        (Kind.FOSTERING, Outcome.AVAILABLE),
        (Kind.KINSHIP, Outcome.AVAILABLE),
        (Kind.RESIDENTIAL, None),
    ],
)
def test_where_a_child_under_a_court_order_may_live(kind, expected):
    assert outcome("DOL-TYPE", make_child(dolo=True), make_home(kind=kind)) is expected


@pytest.mark.parametrize("dolo", [False, None])
@pytest.mark.parametrize("kind", list(Kind))
def test_without_an_order_nothing_is_said(kind, dolo):
    assert outcome("DOL-TYPE", make_child(dolo=dolo), make_home(kind=kind)) is None


def test_no_approval_lifts_dol_type_and_it_is_never_an_unlock():
    word = said("DOL-TYPE", make_child(dolo=True), secure(), approvals=[make_approval("DOL-TYPE", approved_on=MONDAY)])
    assert word.outcome is Outcome.RULED_OUT
    assert word.unlock is None
    assert "court" in word.finding.sentence
