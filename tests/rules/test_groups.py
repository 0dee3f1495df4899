"""Groups and kinds of search: UASC-NTS, UASC-AGE, PC-PLACE, SB-SERIES, RESPITE-T, BRIDGE and REUNIFY."""

from datetime import date, timedelta

import pytest
from factories import MONDAY, at, fact, judged, make_approval, make_child, make_home, make_region, outcome, said

from placements.domain.codes import Outcome
from placements.domain.stay import stay_of

OUT, REMARK = Outcome.RULED_OUT, Outcome.AVAILABLE


def child(name, value):
    return fact("child", "C1", name, value)


def home(name, value):
    return fact("home", "H1", name, value)


def unchecked(code, *rows, **records):
    return code in judged(records.get("child"), records.get("home"), facts=rows).not_checked


# UASC-NTS

MOVING = {"uasc": True, "purpose": "transfer"}


@pytest.mark.parametrize(
    ("agreed", "by"),
    [
        ("2026-11-20", "4 December 2026"), ("2026-11-23", "7 December 2026"),
        ("2026-12-18", "6 January 2027"),  # Christmas Day, Boxing Day's substitute and New Year's Day lie between
    ],
)  # fmt: skip
def test_ten_working_days_run_from_the_day_the_transfer_was_agreed(agreed, by):
    word = said("UASC-NTS", make_child(**MOVING), facts=[child("transfer_agreed_on", agreed)])
    assert f"takes effect by {by}" in word.finding.sentence
    assert word.finding.limit == by


@pytest.mark.parametrize(("needed", "late"), [(date(2026, 12, 4), False), (date(2026, 12, 5), True)])
def test_a_stay_that_starts_after_the_last_day_is_said_to(needed, late):
    word = said("UASC-NTS", make_child(**MOVING, needed_by=needed), facts=[child("transfer_agreed_on", "2026-11-20")])
    assert ("starts after that" in word.finding.sentence) is late


def test_who_is_responsible_before_and_after_the_transfer():
    agreed = child("transfer_agreed_on", "2026-11-20")
    after = said("UASC-NTS", make_child(**MOVING), facts=[agreed]).finding.sentence
    assert "responsible is Ashby from then on" in after
    both = said("UASC-NTS", make_child(**MOVING), facts=[agreed, child("transfer_from", "A2")]).finding.sentence
    assert "responsible is Bexton until then, Ashby from then on" in both


def test_only_unaccompanied_children_are_transferred_and_without_a_day_it_is_not_checked():
    agreed = child("transfer_agreed_on", "2026-11-20")
    assert outcome("UASC-NTS", make_child(uasc=True), facts=[agreed]) is None
    assert outcome("UASC-NTS", make_child(purpose="transfer"), facts=[agreed]) is None
    assert unchecked("UASC-NTS", child=make_child(**MOVING))
    assert unchecked("UASC-NTS", child("transfer_agreed_on", "none"), child=make_child(**MOVING))
    assert not unchecked("UASC-NTS", child=make_child(uasc=True))


# UASC-AGE


@pytest.mark.parametrize("kind", ["fostering", "residential"])
@pytest.mark.parametrize(
    ("sharing", "rows", "expected"),
    [(True, [], OUT), (False, [], None), (None, [], None), (None, [home("only_shared_room", "yes")], OUT)],
)
def test_a_room_of_ones_own_while_age_is_disputed(kind, sharing, rows, expected):
    there = make_home(kind=kind, bedrooms_sharing=sharing)
    assert outcome("UASC-AGE", None, there, facts=[child("age_disputed", "yes"), *rows]) is expected
    assert outcome("UASC-AGE", None, there, facts=[child("age_disputed", "no"), *rows]) is None


def test_a_disputed_age_is_asked_for_of_unaccompanied_children_only():
    assert unchecked("UASC-AGE", child=make_child(uasc=True))
    assert not unchecked("UASC-AGE")
    word = said("UASC-AGE", None, make_home(bedrooms_sharing=True), facts=[child("age_disputed", "yes")],
                approvals=[make_approval("UASC-AGE", "H1"), make_approval("F-BED", "H1")])  # fmt: skip
    assert word.outcome is OUT
    assert "room" in word.unlock


# PC-PLACE

PARENT = {"needs": ("parent_and_child",)}


@pytest.mark.parametrize(
    ("rows", "expected", "checked"),
    [
        ([], None, False), ([home("parent_and_child_approved", "no")], OUT, True),
        ([home("parent_and_child_approved", "yes")], None, True), ([home("home_for", "parent_and_child")], None, True),
        ([home("home_for", "any")], None, False),
    ],
)  # fmt: skip
def test_a_parent_needs_a_home_approved_for_both(rows, expected, checked):
    assert outcome("PC-PLACE", make_child(**PARENT), facts=rows) is expected
    assert unchecked("PC-PLACE", *rows, child=make_child(**PARENT)) is not checked
    assert outcome("PC-PLACE", make_child(), facts=rows) is None
    assert not unchecked("PC-PLACE", *rows)


def test_pc_place_says_what_would_open_it():
    word = said("PC-PLACE", make_child(**PARENT), facts=[home("parent_and_child_approved", "no")])
    assert "approved" in word.unlock
    assert word.finding.who


# SB-SERIES

BREAK = {"purpose": "respite", "legal_status": "V4", "expected_weeks": 2}
"""Fourteen days."""


def until(day):
    return child("bridging_until", day.isoformat())


@pytest.mark.parametrize(("days", "expected"), [(17, None), (18, OUT)])
def test_one_short_break_is_at_most_seventeen_days(days, expected):
    girl = make_child(**{**BREAK, "expected_weeks": 4})
    rows = [child("short_break_days_12m", "0"), until(MONDAY + timedelta(days=days))]
    assert outcome("SB-SERIES", girl, facts=rows) is expected


@pytest.mark.parametrize(("used", "expected"), [("61", None), ("62", OUT), ("75", OUT)])
def test_short_breaks_come_to_at_most_seventy_five_days_in_twelve_months(used, expected):
    assert outcome("SB-SERIES", make_child(**BREAK), facts=[child("short_break_days_12m", used)]) is expected


@pytest.mark.parametrize("change", [{"legal_status": "C1"}, {"legal_status": "C2"}, {"purpose": "new"},
                                    {"current_home_id": "H9", "move_agreed_on": MONDAY}])  # fmt: skip
def test_who_has_no_series_of_short_breaks(change):
    girl = make_child(**{**BREAK, **change})
    assert outcome("SB-SERIES", girl, facts=[child("short_break_days_12m", "75")]) is None
    assert not unchecked("SB-SERIES", child=girl)


def test_short_breaks_without_a_count_are_not_checked():
    assert unchecked("SB-SERIES", child=make_child(**BREAK))
    assert outcome("SB-SERIES", make_child(purpose="respite")) is None


@pytest.mark.parametrize(
    ("used", "weeks", "measured", "limit", "unlock"),
    [
        ("0", 3, 21, 17, "at most 17 days"), ("70", 2, 84, 75, "at most 5 days"),
        ("75", 2, 89, 75, "A full care plan for the stay."),
    ],
)  # fmt: skip
def test_short_breaks_say_what_is_left(used, weeks, measured, limit, unlock):
    girl = make_child(**{**BREAK, "expected_weeks": weeks})
    word = said("SB-SERIES", girl, facts=[child("short_break_days_12m", used)])
    assert (word.finding.measured, word.finding.limit) == (measured, limit)
    assert unlock in word.unlock
    assert word.finding.who


# RESPITE-T (the bed itself: tests/properties/test_respite.py)


@pytest.mark.parametrize(("home_id", "expected"), [("H1", OUT), ("H2", REMARK)])
def test_respite_is_somewhere_else(home_id, expected):
    girl = make_child(purpose="respite", current_home_id="H1", move_agreed_on=MONDAY)
    assert outcome("RESPITE-T", girl, make_home(home_id)) is expected
    held = [make_approval("RESPITE-T", "H1")]
    assert outcome("RESPITE-T", girl, make_home(home_id), approvals=held) is expected


# BRIDGE: the stay, and what is said of it


@pytest.mark.parametrize(
    ("ready", "ends"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)), (date(2026, 12, 6), date(2026, 12, 6)),
        (date(2026, 12, 7), date(2026, 12, 7)), (date(2026, 12, 8), date(2026, 12, 7)),
        (date(2026, 11, 24), date(2026, 11, 24)), (MONDAY, date(2026, 12, 7)), (date(2026, 11, 2), date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_a_bridging_stay_ends_when_the_long_term_home_is_ready(ready, ends):
    region = make_region(children=[make_child(expected_weeks=2)], facts=[until(ready)])
    assert stay_of(region.child["C1"], MONDAY).end == ends


def test_a_bridge_never_lasts_past_eighteen():
    born = date(2008, 12, 1)
    region = make_region(children=[make_child(date_of_birth=born)], facts=[until(date(2027, 1, 4))])
    assert stay_of(region.child["C1"], MONDAY).end == date(2026, 12, 1)


def test_a_region_without_the_fact_knows_nothing_of_the_bridge():
    with_it = make_region(facts=[until(date(2026, 12, 1))])
    without = make_region(children=with_it.children)
    assert stay_of(without.child["C1"], MONDAY) == stay_of(make_child(), MONDAY)
    none = make_region(facts=[child("bridging_until", "none")])
    assert none.child["C1"].ends_by is None


def test_a_bridge_is_said_with_its_day_and_not_where_it_changes_nothing():
    word = said("BRIDGE", facts=[until(date(2026, 12, 18))])
    assert "ready on 18 December 2026" in word.finding.sentence
    assert word.outcome is REMARK
    assert outcome("BRIDGE", facts=[until(MONDAY)]) is None
    assert outcome("BRIDGE", facts=[child("bridging_until", "none")]) is None
    assert outcome("BRIDGE") is None
    assert unchecked("BRIDGE")
    assert not unchecked("BRIDGE", until(MONDAY))


# REUNIFY


def test_a_planned_return_home_prefers_a_short_stay_near_home():
    facts = [child("return_home_planned", "2027-04-02")]
    word = said("REUNIFY", make_child(), make_home(position=at(20)), facts=facts)
    assert "2 April 2027" in word.finding.sentence
    assert "20.0 straight-line miles" in word.finding.sentence
    assert word.finding.measured == 20.0
    unknown = said("REUNIFY", make_child(position=None), make_home(), facts=facts)
    assert "miles" not in unknown.finding.sentence
    assert outcome("REUNIFY", facts=[child("return_home_planned", "none")]) is None
    assert outcome("REUNIFY") is None
    assert unchecked("REUNIFY")
    assert not unchecked("REUNIFY", *facts)
