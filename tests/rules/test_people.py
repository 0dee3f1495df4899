"""Siblings, identity and what people said: SIB-TOGETHER, IDENTITY, CONSENT-CARER, PIN."""

from datetime import date

import pytest
from factories import judged, make_approval, make_child, make_home, outcome, said

from placements.domain.children import Offer, Pin
from placements.domain.codes import Outcome
from placements.domain.homes import Vacancy


def sister(child_id="C2", **changes):
    return make_child(child_id, **{"sibling_group": "G1", **changes})


# SIB-TOGETHER


@pytest.mark.parametrize(("offered", "expected"), [(1, Outcome.AVAILABLE), (2, None), (3, None)])
def test_a_home_too_small_for_the_group_is_remarked_on(offered, expected):
    home = make_home(available=offered)
    assert outcome("SIB-TOGETHER", sister("C1"), home, others=[sister()]) is expected


def test_an_only_child_needs_one_place():
    assert outcome("SIB-TOGETHER", sister("C1"), make_home()) is None
    assert outcome("SIB-TOGETHER", make_child(), make_home(), others=[make_child("C2")]) is None


def test_a_settled_sister_is_not_in_the_group():
    assert outcome("SIB-TOGETHER", sister("C1"), make_home(), others=[sister(current_home_id="H9")]) is None


def test_a_group_crosses_authorities():
    others = [sister(authority="A2")]
    assert outcome("SIB-TOGETHER", sister("C1"), make_home(), others=others) is Outcome.AVAILABLE


def test_a_brother_who_has_turned_18_stays_in_the_group():
    others = [sister(date_of_birth=date(2008, 1, 1))]
    assert outcome("SIB-TOGETHER", sister("C1"), make_home(), others=others) is Outcome.AVAILABLE


def test_sib_together_says_both_numbers():
    word = said("SIB-TOGETHER", sister("C1"), make_home(available=2), others=[sister(), sister("C3")])
    assert "2 of the 3 places" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (2, 3)


def test_dated_places_count_for_the_group():
    rows = [Vacancy.model_validate({"home_id": "H1", "places": 2, "from": date(2026, 11, 23)})]
    assert outcome("SIB-TOGETHER", sister("C1"), make_home(), others=[sister()], vacancies=rows) is None


# IDENTITY


@pytest.mark.parametrize(
    ("hers", "theirs", "expected"),
    [
        (("Kurdish",), ("English",), Outcome.AVAILABLE),
        (("Kurdish", "English"), ("English", "French"), None),
        ((), ("English",), None),
        (("Kurdish",), (), None),
    ],
)
def test_a_home_known_to_share_no_language_is_remarked_on(hers, theirs, expected):
    assert outcome("IDENTITY", make_child(languages=hers), make_home(languages=theirs)) is expected


def test_where_the_home_has_not_said_identity_is_not_checked():
    assert "IDENTITY" in judged(make_child(languages=("Kurdish",)), make_home()).not_checked
    assert "IDENTITY" not in judged(make_child(), make_home()).not_checked


def test_identity_says_that_no_language_is_shared():
    word = said("IDENTITY", make_child(languages=("Kurdish",)), make_home(languages=("English",)))
    assert "language" in word.finding.sentence
    assert word.outcome is Outcome.AVAILABLE


# CONSENT-CARER


def answer(status, child_id="C1", home_id="H1", **changes):
    return Offer(child_id=child_id, home_id=home_id, status=status, **changes)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("declined", Outcome.RULED_OUT), ("withdrawn", Outcome.RULED_OUT), ("offered", None), ("accepted", None)],
)
def test_a_provider_that_said_no_is_not_asked_again(status, expected):
    assert outcome("CONSENT-CARER", offers=[answer(status)]) is expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, Outcome.RULED_OUT), (date(2026, 11, 23), Outcome.RULED_OUT), (date(2026, 11, 22), None)],
)
@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_a_no_holds_to_its_last_day(status, until, expected):
    assert outcome("CONSENT-CARER", offers=[answer(status, until=until)]) is expected


@pytest.mark.parametrize("other", [{"child_id": "C9"}, {"home_id": "H9"}])
def test_a_no_for_another_pair_is_not_about_her(other):
    assert outcome("CONSENT-CARER", offers=[answer("declined", **other)]) is None


def test_consent_carer_says_so_without_the_reason():
    rows = [answer("declined", reason="secret reason", said_by="secret person")]
    word = said("CONSENT-CARER", make_child(), make_home(provider="Oak Fostering"), offers=rows)
    assert "said no" in word.finding.sentence
    assert "secret" not in repr(word.finding)
    assert word.finding.who == "Oak Fostering"
    assert word.unlock


# PIN


def pin(kind="forbid", child_id="C1", home_id="H1"):
    return Pin(child_id=child_id, home_id=home_id, kind=kind, reason="secret reason")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (pin(), Outcome.RULED_OUT),
        (pin("place"), None),
        (pin(child_id="C9"), None),
        (pin(home_id="H9"), None),
    ],
)
def test_a_practitioner_may_rule_a_home_out(row, expected):
    assert outcome("PIN", pins=[row]) is expected


def test_pin_says_so_without_the_reason():
    word = said("PIN", pins=[pin()])
    assert "practitioner" in word.finding.sentence
    assert "secret" not in repr(word.finding)
    assert word.unlock


def test_no_approval_lifts_a_pin_or_a_no():
    approvals = [make_approval("PIN", "H1"), make_approval("CONSENT-CARER", "H1")]
    verdict = judged(pins=[pin()], offers=[answer("declined")], approvals=approvals)
    assert {v.rule.code for v in verdict.failing} == {"PIN", "CONSENT-CARER"}
