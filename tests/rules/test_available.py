"""A place for her: F-AVAIL in every kind of home."""

from datetime import date

import pytest
from factories import MONDAY, judged, make_child, make_home, make_policy, make_region, make_resident, outcome, said

from placements.candidates.verdicts import judge_pair
from placements.domain.children import Offer
from placements.domain.codes import Kind, Outcome
from placements.domain.homes import Vacancy
from placements.policy.policy import default_policy

FOSTER_KINDS = [Kind.FOSTERING, Kind.KINSHIP]


def vacancy(from_=MONDAY, places=1, **changes):
    return Vacancy.model_validate({"home_id": "H1", "places": places, "from": from_, **changes})


def offer(child_id, status="offered", **changes):
    return Offer.model_validate({"child_id": child_id, "home_id": "H1", "status": status, **changes})


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("available", "expected"), [(0, Outcome.RULED_OUT), (1, None)])
def test_a_home_that_offers_nothing_is_ruled_out(kind, available, expected):
    assert outcome("F-AVAIL", make_child(), make_home(kind=kind, available=available)) is expected


def test_no_row_in_offers_is_the_normal_case():
    assert judged().outcome is Outcome.AVAILABLE


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FOSTERING, Outcome.RULED_OUT),
        (Kind.RESIDENTIAL, Outcome.RULED_OUT),
        (Kind.SUPPORTED, Outcome.RULED_OUT),
        (Kind.SECURE, Outcome.RULED_OUT),
        (Kind.KINSHIP, None),
    ],
)
def test_a_home_on_hold_is_ruled_out_unless_it_is_kin(kind, expected):
    assert outcome("F-AVAIL", make_child(), make_home(kind=kind, status="on_hold")) is expected


def test_on_hold_is_said_and_unlocked_by_reopening():
    word = said("F-AVAIL", make_child(), make_home(status="on_hold", provider="Oak Fostering"))
    assert "on hold" in word.finding.sentence
    assert word.finding.who == "Oak Fostering"
    assert word.unlock


# From when, until when


@pytest.mark.parametrize(
    ("opens", "expected"), [(date(2026, 11, 30), None), (date(2026, 12, 1), Outcome.RULED_OUT), (None, None)]
)
def test_a_home_is_free_by_her_first_night(opens, expected):
    child = make_child(needed_by=date(2026, 11, 30))
    assert outcome("F-AVAIL", child, make_home(available_from=opens)) is expected


@pytest.mark.parametrize(("opens", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)])
def test_an_overdue_child_needs_it_free_today(opens, expected):
    child = make_child(needed_by=date(2026, 11, 1))
    assert outcome("F-AVAIL", child, make_home(available_from=opens)) is expected


def test_the_stay_is_said_with_its_dates():
    word = said("F-AVAIL", make_child(), make_home(available=0))
    assert "23 November 2026 to 15 February 2027" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (0, 1)
    assert word.unlock


@pytest.mark.parametrize(("opens", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)])
def test_a_dated_place_is_there_from_its_day(opens, expected):
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=[vacancy(opens)]) is expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, None),
        (date(2027, 2, 14), None),  # her last night
        (date(2027, 2, 13), Outcome.RULED_OUT),
        (date(2026, 11, 22), Outcome.RULED_OUT),
    ],
)
def test_a_dated_place_has_to_last_to_her_last_night(until, expected):
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=[vacancy(until=until)]) is expected


def test_one_dated_place_may_follow_another():
    rows = [vacancy(until=date(2026, 12, 31)), vacancy(date(2027, 1, 1))]
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=rows) is None
    gap = [vacancy(until=date(2026, 12, 31)), vacancy(date(2027, 1, 2))]
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=gap) is Outcome.RULED_OUT


def test_a_place_until_the_end_of_the_calendar_is_a_place_without_end():
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=[vacancy(until=date.max)]) is None


@pytest.mark.parametrize(("offered", "dated", "expected"), [(0, 1, None), (1, 0, Outcome.RULED_OUT)])
def test_dated_rows_replace_what_the_home_itself_says(offered, dated, expected):
    home = make_home(available=offered)
    assert outcome("F-AVAIL", make_child(), home, vacancies=[vacancy(places=dated)]) is expected


def test_dated_rows_replace_the_day_the_home_itself_names():
    home = make_home(available_from=date(2027, 5, 1))
    assert outcome("F-AVAIL", make_child(), home, vacancies=[vacancy()]) is None


# Places kept for somebody


@pytest.mark.parametrize(
    ("held_for", "ends", "expected"),
    [
        (("C9",), None, Outcome.RULED_OUT),
        (("C9",), date(2026, 11, 23), Outcome.RULED_OUT),
        (("C9",), date(2026, 11, 22), None),
        (("C1",), None, None),
        (("C9", "C1"), None, None),
    ],
)
def test_a_place_held_for_another_child_is_kept_to_the_last_day(held_for, ends, expected):
    rows = [vacancy(held_for=held_for, hold_ends=ends, certainty="held")]
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=rows) is expected


def test_a_second_place_beside_a_held_one_is_free():
    rows = [vacancy(held_for=("C9",)), vacancy()]
    assert outcome("F-AVAIL", make_child(), make_home(), vacancies=rows) is None


@pytest.mark.parametrize(
    ("expires", "expected"),
    [(None, Outcome.RULED_OUT), (date(2026, 11, 23), Outcome.RULED_OUT), (date(2026, 11, 22), None)],
)
def test_an_offer_to_another_child_keeps_the_place_until_it_expires(expires, expected):
    assert outcome("F-AVAIL", make_child(), make_home(), offers=[offer("C9", expires_at=expires)]) is expected


def test_an_offer_to_her_keeps_the_place_for_her():
    assert outcome("F-AVAIL", make_child(), make_home(), offers=[offer("C1")]) is None


def test_an_offer_to_another_child_leaves_the_second_place():
    assert outcome("F-AVAIL", make_child(), make_home(available=2), offers=[offer("C9")]) is None


# The ceiling: everyone the carer is approved for


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize(("living", "expected"), [(1, None), (2, Outcome.RULED_OUT)])
def test_an_offer_does_not_go_beyond_the_places_approved(kind, living, expected):
    residents = [make_resident(f"R{i}") for i in range(living)]
    home = make_home(kind=kind, places=2, available=2)
    assert outcome("F-AVAIL", make_child(), home, residents=residents) is expected


@pytest.mark.parametrize(
    ("leaves_on", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)]
)
def test_leaves_on_is_the_first_night_a_resident_is_gone(leaves_on, expected):
    home = make_home(places=1)
    assert outcome("F-AVAIL", make_child(), home, residents=[make_resident(leaves_on=leaves_on)]) is expected


def test_her_own_resident_row_never_blocks_her():
    child = make_child(current_home_id="H1", notice_ends=date(2026, 12, 1))
    assert outcome("F-AVAIL", child, make_home(places=1), residents=[make_resident("C1")]) is None


def test_staying_needs_her_home_to_offer_it():
    child = make_child(current_home_id="H1", notice_ends=date(2026, 12, 1))
    home = make_home(places=1, available=0)
    assert outcome("F-AVAIL", child, home, residents=[make_resident("C1")]) is Outcome.RULED_OUT


def test_the_bed_of_a_child_who_is_to_move_is_free_only_if_she_moves():
    mover = make_child("C2", current_home_id="H1", move_agreed_on=date(2026, 11, 1))
    word = said("F-AVAIL", make_child(), make_home(places=1), others=[mover], residents=[make_resident("C2")])
    assert word.outcome is Outcome.IF_CONFIRMED
    assert "moves" in word.finding.sentence
    assert "C2" not in word.finding.sentence


def test_the_bed_of_a_settled_child_is_taken():
    settled = make_child("C2", current_home_id="H1")
    found = outcome("F-AVAIL", make_child(), make_home(places=1), others=[settled], residents=[make_resident("C2")])
    assert found is Outcome.RULED_OUT


def test_a_full_foster_home_is_said_with_its_number():
    word = said("F-AVAIL", make_child(), make_home(places=1), residents=[make_resident()])
    assert (word.finding.measured, word.finding.limit) == (1, 1)
    assert word.unlock


# How old the word is


@pytest.mark.parametrize(
    ("as_of", "confirmed_on", "expected"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), None),
        (date(2026, 11, 23), date(2026, 11, 20), None),  # Friday: one working day
        (date(2026, 11, 23), date(2026, 11, 19), None),  # Thursday: two
        (date(2026, 11, 23), date(2026, 11, 18), Outcome.IF_CONFIRMED),  # Wednesday: three
        (date(2026, 11, 25), date(2026, 11, 23), None),
        (date(2026, 11, 25), date(2026, 11, 22), Outcome.IF_CONFIRMED),  # said on a Sunday: Mon, Tue, Wed
        (date(2026, 12, 29), date(2026, 12, 23), None),  # 24 and 29 December; Boxing Day moves to Monday
        (date(2026, 12, 29), date(2026, 12, 22), Outcome.IF_CONFIRMED),
        (date(2027, 3, 30), date(2027, 3, 24), None),  # Good Friday and Easter Monday do not count
        (date(2027, 3, 30), date(2027, 3, 23), Outcome.IF_CONFIRMED),
        (date(2026, 11, 22), date(2026, 11, 18), None),  # on a Sunday, Wednesday is Thursday and Friday old
        (date(2026, 11, 22), date(2026, 11, 17), Outcome.IF_CONFIRMED),
        (date(2026, 11, 23), None, None),
    ],
)
def test_a_vacancy_is_asked_about_when_more_than_two_working_days_old(as_of, confirmed_on, expected):
    region = make_region(
        as_of=as_of, children=[make_child(needed_by=as_of)], homes=[make_home(confirmed_on=confirmed_on)]
    )
    found = {v.rule.code: v.outcome for v in judge_pair(region, default_policy(), "C1", "H1").verdicts}
    assert found.get("F-AVAIL") is expected


@pytest.mark.parametrize("kind", list(Kind))
def test_an_old_word_is_asked_about_in_every_kind_of_home(kind):
    home = make_home(kind=kind, confirmed_on=date(2026, 11, 1))
    assert outcome("F-AVAIL", make_child(), home) is Outcome.IF_CONFIRMED


def test_how_many_days_count_as_old_is_local_policy():
    policy = make_policy(limits={"confirmed_days": 1})
    home = make_home(confirmed_on=date(2026, 11, 19))
    assert outcome("F-AVAIL", make_child(), home, policy=policy) is Outcome.IF_CONFIRMED


def test_an_old_word_is_said_with_its_day_and_whom_to_ring():
    word = said("F-AVAIL", make_child(), make_home(confirmed_on=date(2026, 11, 2), provider="Oak Fostering"))
    assert "2 November 2026" in word.finding.sentence
    assert word.finding.who == "Oak Fostering"
    assert word.unlock.endswith("?")


@pytest.mark.parametrize("home_confirmed", [None, date(2026, 11, 23)])
def test_the_day_said_is_that_of_the_dated_place(home_confirmed):
    home = make_home(confirmed_on=home_confirmed)
    word = said("F-AVAIL", make_child(), home, vacancies=[vacancy(confirmed_on=date(2026, 11, 2))])
    assert word.outcome is Outcome.IF_CONFIRMED
    assert "2 November 2026" in word.finding.sentence


def test_a_fresh_dated_place_makes_an_old_word_of_the_home_good():
    home = make_home(confirmed_on=date(2026, 11, 2))
    assert outcome("F-AVAIL", make_child(), home, vacancies=[vacancy(confirmed_on=MONDAY)]) is None


def test_a_place_only_expected_is_asked_about():
    word = said("F-AVAIL", vacancies=[vacancy(certainty="expected")])
    assert word.outcome is Outcome.IF_CONFIRMED
    assert "expected" in word.finding.sentence


def test_nobody_is_asked_about_a_home_that_is_ruled_out():
    home = make_home(available=0, confirmed_on=date(2026, 11, 2))
    assert outcome("F-AVAIL", make_child(), home) is Outcome.RULED_OUT


@pytest.mark.parametrize("column", [{"same_day": False}, {"notice_days": 28}])
def test_same_day_and_notice_never_change_the_outcome(column):
    assert judged(make_child(), make_home(**column)).outcome is Outcome.AVAILABLE
