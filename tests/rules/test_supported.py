"""Supported accommodation: SA-U16 and SA-16."""

from datetime import date

import pytest
from factories import judged, make_approval, make_child, make_home, make_region, outcome, said

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Kind, Outcome
from placements.policy.policy import default_policy

OTHER_KINDS = [Kind.FOSTERING, Kind.KINSHIP, Kind.RESIDENTIAL, Kind.SECURE]


def flat(**changes):
    return make_home(**{"kind": "supported", **changes})


def on(day, born, **home):
    child = make_child(date_of_birth=born, needed_by=day, suits_supported="suitable")
    region = make_region(as_of=day, children=[child], homes=[flat(**home)])
    return {v.rule.code: v.outcome for v in judge_pair(region, default_policy(), "C1", "H1").verdicts}


@pytest.mark.parametrize(("born", "expected"), [(date(2010, 11, 23), None), (date(2010, 11, 24), Outcome.RULED_OUT)])
def test_sixteen_begins_on_the_birthday(born, expected):
    assert outcome("SA-U16", make_child(date_of_birth=born), flat()) is expected


def test_the_first_night_counts_and_not_the_day_of_the_match():
    born = date(2010, 12, 1)
    assert outcome("SA-U16", make_child(date_of_birth=born, needed_by=date(2026, 12, 1)), flat()) is None
    assert outcome("SA-U16", make_child(date_of_birth=born, needed_by=date(2026, 11, 30)), flat()) is Outcome.RULED_OUT


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_other_kinds_of_home_take_children_under_sixteen(kind):
    assert outcome("SA-U16", make_child(), make_home(kind=kind)) is None


def test_no_approval_lifts_sa_u16_and_it_is_never_an_unlock():
    approvals = [make_approval("SA-U16"), make_approval("SA-U16", "H1")]
    word = said("SA-U16", make_child(suits_supported="preferred"), flat(min_age=0), approvals=approvals)
    assert word.outcome is Outcome.RULED_OUT
    assert word.unlock is None


def test_sa_u16_says_her_age_and_the_birthday():
    word = said("SA-U16", make_child(date_of_birth=date(2011, 3, 3)), flat())
    assert "The child is 15" in word.finding.sentence
    assert "3 March 2027" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (15, 16)


@pytest.mark.parametrize(("day", "expected"), [(date(2021, 9, 8), None), (date(2021, 9, 9), Outcome.RULED_OUT)])
def test_under_sixteens_were_excluded_from_9_september_2021(day, expected):
    assert on(day, date(2007, 1, 1)).get("SA-U16") is expected


@pytest.mark.parametrize(("registration", "expected"), [("SC-1", None), (None, Outcome.CANNOT_CONFIRM)])
def test_a_flat_without_a_registration_number_cannot_be_confirmed(registration, expected):
    older = make_child(date_of_birth=date(2010, 1, 1), suits_supported="suitable")
    assert outcome("SA-16", older, flat(registration=registration)) is expected
    assert judged(older, flat(registration=registration)).outcome is (expected or Outcome.AVAILABLE)


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_sa_16_is_about_supported_accommodation(kind):
    assert outcome("SA-16", make_child(), make_home(kind=kind, registration=None)) is None


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2023, 10, 27), None), (date(2023, 10, 28), Outcome.CANNOT_CONFIRM)]
)
def test_registration_became_a_duty_on_28_october_2023(day, expected):
    assert on(day, date(2007, 1, 1), registration=None).get("SA-16") is expected


def test_sa_16_asks_for_the_number():
    word = said("SA-16", make_child(), flat(registration=None, provider="Keys Support"))
    assert "registration number" in word.finding.sentence
    assert word.finding.who == "Keys Support"
    assert word.unlock
