"""Courts: SEC-72H, SEC-EXCL, DOL-COURT, DOL-HOME, YJ-REMAND-LA and XBORDER."""

from datetime import date

import pytest
from factories import MONDAY, fact, judged, make_approval, make_child, make_home, outcome, said

from placements.domain.codes import Kind, Outcome

OUT, APPROVE, REMARK = Outcome.RULED_OUT, Outcome.NEEDS_APPROVAL, Outcome.AVAILABLE
FIFTEEN, SIXTEEN = date(2010, 11, 24), date(2010, 11, 23)


def child(name, value, on=None):
    return fact("child", "C1", name, value, on)


def home(name, value):
    return fact("home", "H1", name, value)


def secure(**changes):
    return make_home(kind="secure", **changes)


def unchecked(code, *rows, **records):
    return code in judged(records.get("child"), records.get("home"), facts=rows).not_checked


# SEC-72H


@pytest.mark.parametrize(("hours", "expected"), [("0", REMARK), ("71", REMARK), ("72", OUT), ("73", OUT)])
def test_seventy_two_hours_without_an_order_are_the_most(hours, expected):
    assert outcome("SEC-72H", None, secure(), facts=[child("secure_hours_28d", hours)]) is expected


@pytest.mark.parametrize(
    ("ends", "expected"), [("2026-11-22", OUT), ("2026-11-23", None), ("2027-01-30", None), ("none", OUT)]
)
def test_an_order_that_runs_on_the_first_night_lifts_the_hours(ends, expected):
    facts = [child("secure_hours_28d", "72"), child("secure_order_ends", ends)]
    assert outcome("SEC-72H", None, secure(), facts=facts) is expected


def test_the_order_has_to_last_to_the_first_night_not_to_the_day_of_the_match():
    later = make_child(needed_by=date(2026, 12, 1))
    for ends, expected in (("2026-11-30", OUT), ("2026-12-01", None)):
        facts = [child("secure_hours_28d", "72"), child("secure_order_ends", ends)]
        assert outcome("SEC-72H", later, secure(), facts=facts) is expected


def test_hours_are_not_checked_without_a_row_in_secure_homes_only():
    assert unchecked("SEC-72H", home=secure())
    assert not unchecked("SEC-72H", home=make_home())
    assert not unchecked("SEC-72H", child("secure_order_ends", "2027-01-30"), home=secure())
    assert outcome("SEC-72H", None, make_home(), facts=[child("secure_hours_28d", "90")]) is None


def test_the_hours_used_and_left_are_said():
    left = said("SEC-72H", None, secure(), facts=[child("secure_hours_28d", "51")])
    assert "51 of 72" in left.finding.sentence
    assert "21" in left.finding.sentence
    used = said("SEC-72H", None, secure(), facts=[child("secure_hours_28d", "80")])
    assert (used.finding.measured, used.finding.limit, used.unlock) == (80, 72, None)


@pytest.mark.parametrize("code", ["SEC-72H", "SEC-EXCL"])
def test_no_approval_lifts_what_a_court_has_to_order(code):
    facts = [child("secure_hours_28d", "72"), child("detained_mha", "yes")]
    assert outcome(code, None, secure(), facts=facts, approvals=[make_approval(code, "H1")]) is OUT


# SEC-EXCL


@pytest.mark.parametrize(
    ("born", "name", "expected"),
    [
        (SIXTEEN, "accommodated_s20_5", OUT), (FIFTEEN, "accommodated_s20_5", None),
        (SIXTEEN, "detained_mha", OUT), (FIFTEEN, "detained_mha", OUT),
    ],
)  # fmt: skip
def test_to_whom_section_25_does_not_apply(born, name, expected):
    someone = make_child(date_of_birth=born)
    assert outcome("SEC-EXCL", someone, secure(), facts=[child(name, "yes")]) is expected
    assert outcome("SEC-EXCL", someone, secure(), facts=[child(name, "no")]) is None
    assert outcome("SEC-EXCL", someone, make_home(), facts=[child(name, "yes")]) is None


def test_what_nobody_recorded_of_the_legal_status_is_not_checked():
    both = [child("accommodated_s20_5", "no"), child("detained_mha", "no")]
    assert unchecked("SEC-EXCL", home=secure())
    assert unchecked("SEC-EXCL", both[1], home=secure(), child=make_child(date_of_birth=SIXTEEN))
    assert not unchecked("SEC-EXCL", both[1], home=secure(), child=make_child(date_of_birth=FIFTEEN))
    assert not unchecked("SEC-EXCL", *both, home=secure(), child=make_child(date_of_birth=SIXTEEN))


def test_the_sentence_does_not_say_that_it_is_about_health():
    sentence = said("SEC-EXCL", None, secure(), facts=[child("detained_mha", "yes")]).finding.sentence
    assert "ental" not in sentence
    assert "detain" not in sentence


# DOL-COURT

FORTNIGHT = {"dolo": True, "expected_weeks": 2}
"""A stay from 23 November to 7 December 2026."""


@pytest.mark.parametrize(
    ("ends", "expected"),
    [("2026-12-06", APPROVE), ("2026-12-07", None), ("2026-11-22", APPROVE), ("none", APPROVE)],
)
def test_the_high_courts_authorisation_lasts_as_long_as_the_stay(ends, expected):
    assert outcome("DOL-COURT", make_child(**FORTNIGHT), make_home(), facts=[child("dolo_ends", ends)]) is expected


def test_without_an_order_or_a_day_the_court_is_not_asked():
    assert outcome("DOL-COURT", make_child(), make_home(), facts=[child("dolo_ends", "2026-11-25")]) is None
    assert unchecked("DOL-COURT", child=make_child(**FORTNIGHT))
    assert not unchecked("DOL-COURT", child=make_child())
    assert outcome("DOL-COURT", make_child(**FORTNIGHT)) is None


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("2026-12-01", "ends on 1 December 2026, before the stay does (7 December 2026)"),
        ("2026-11-20", "ended on 20 November 2026: the court is asked again first"),
        ("none", "No authorisation"),
    ],
)
def test_what_is_said_of_the_authorisation(ends, words):
    word = said("DOL-COURT", make_child(**FORTNIGHT), make_home(), facts=[child("dolo_ends", ends)])
    assert words in word.finding.sentence
    assert "High Court" in word.finding.who
    assert word.unlock is None


def test_the_courts_new_order_on_record_lifts_it():
    facts, girl = [child("dolo_ends", "2026-12-01")], make_child(**FORTNIGHT)
    assert outcome("DOL-COURT", girl, make_home(), facts=facts, approvals=[make_approval("DOL-COURT")]) is None
    old = make_approval("DOL-COURT", expires_on=date(2026, 11, 22))
    assert outcome("DOL-COURT", girl, make_home(), facts=facts, approvals=[old]) is APPROVE


# DOL-HOME


@pytest.mark.parametrize("kind", [Kind.RESIDENTIAL, Kind.FOSTERING])
@pytest.mark.parametrize(("able", "expected"), [("no", OUT), ("yes", None)])
def test_a_home_that_cannot_deliver_the_restrictions(kind, able, expected):
    facts = [home("dolo_capable", able)]
    assert outcome("DOL-HOME", make_child(dolo=True), make_home(kind=kind), facts=facts) is expected
    assert outcome("DOL-HOME", make_child(), make_home(kind=kind), facts=facts) is None


def test_dol_home_without_a_row_is_not_checked_and_no_approval_lifts_it():
    girl = make_child(dolo=True)
    assert unchecked("DOL-HOME", child=girl)
    assert not unchecked("DOL-HOME")
    held = [make_approval("DOL-HOME", "H1")]
    word = said("DOL-HOME", girl, make_home(), facts=[home("dolo_capable", "no")], approvals=held)
    assert (word.outcome, word.unlock) == (OUT, None)


# YJ-REMAND-LA


@pytest.mark.parametrize("someone", [{"legal_status": "J1"}, {"purpose": "remand"}])
@pytest.mark.parametrize(
    ("court", "unmet", "expected"),
    [
        ("curfew; tag", "tag", OUT), ("curfew", "tag", REMARK), ("none", "tag", None), ("tag", "none", REMARK),
        ("tag", None, REMARK), (None, "tag", REMARK), (None, None, REMARK),
    ],
)  # fmt: skip
def test_a_home_that_cannot_meet_a_condition_of_the_remand(someone, court, unmet, expected):
    facts = [child("remand_conditions", court)] if court else []
    facts += [home("conditions_not_met", unmet)] if unmet else []
    assert outcome("YJ-REMAND-LA", make_child(**someone), make_home(), facts=facts) is expected
    checked = court == "none" or (court is not None and unmet is not None)
    assert unchecked("YJ-REMAND-LA", *facts, child=make_child(**someone)) is not checked


def test_conditions_bind_nobody_who_is_not_on_remand():
    facts = [child("remand_conditions", "tag"), home("conditions_not_met", "tag")]
    for status in (None, "C2", "J2"):
        assert outcome("YJ-REMAND-LA", make_child(legal_status=status), facts=facts) is None


def test_a_remand_says_that_conditions_bind_and_never_which():
    girl, tag = make_child(legal_status="J1"), [child("remand_conditions", "tag"), home("conditions_not_met", "tag")]
    for facts in ([], tag):
        assert "tag" not in said("YJ-REMAND-LA", girl, facts=facts).finding.sentence.split()
    word = said("YJ-REMAND-LA", girl, facts=tag)
    assert "court varies" in word.unlock
    assert "youth justice" in word.finding.who
    assert outcome("YJ-REMAND-LA", girl, facts=tag, approvals=[make_approval("YJ-REMAND-LA", "H1")]) is OUT


# XBORDER


@pytest.mark.parametrize(
    ("country", "kind", "expected"),
    [
        ("england", "fostering", None), ("wales", "residential", REMARK), ("scotland", "residential", APPROVE),
        ("scotland", "secure", REMARK), ("northern_ireland", "secure", APPROVE), ("elsewhere", "kinship", APPROVE),
    ],
)  # fmt: skip
def test_homes_outside_england_and_wales(country, kind, expected):
    assert outcome("XBORDER", make_child(), make_home(kind=kind), facts=[home("country", country)]) is expected


@pytest.mark.parametrize(("status", "who"), [("C1", "court"), ("C2", "court"), ("V2", "Director"), (None, "Director")])
def test_who_approves_a_home_abroad(status, who):
    word = said("XBORDER", make_child(legal_status=status), make_home(), facts=[home("country", "scotland")])
    assert who in word.finding.who
    assert "Scotland" in word.finding.sentence
    assert word.unlock
    held = [make_approval("XBORDER", approved_on=MONDAY)]
    found = outcome(
        "XBORDER", make_child(legal_status=status), make_home(), facts=[home("country", "scotland")], approvals=held
    )
    assert found is None


@pytest.mark.parametrize(
    ("authority", "checked"), [("E08000003", True), ("W06000001", True), ("S12000005", False), ("East", False)]
)
def test_without_a_row_only_an_english_or_welsh_code_says_where_a_home_stands(authority, checked):
    there = make_home(authority=authority)
    assert unchecked("XBORDER", home=there) is not checked
    assert outcome("XBORDER", make_child(), there) is None


def test_a_scottish_secure_home_is_said_apart():
    sentence = said("XBORDER", None, secure(), facts=[home("country", "scotland")]).finding.sentence
    assert "section 25" in sentence
    assert "Scottish Ministers" in sentence
