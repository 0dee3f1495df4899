"""Every date, on both sides of a weekend, of Christmas and of Easter."""

from datetime import date

import pytest
from factories import MONDAY, make_approval, make_child, make_home
from tasks.making import codes, every, made, of, one, starting, tonight

from placements.law.parameters_on import parameter
from placements.law.working_days import last_of_working_days, working_day_before
from placements.tasks.days import later
from placements.units import months_after

CHRISTMAS_EVE, AFTER_CHRISTMAS = date(2026, 12, 24), date(2026, 12, 29)
MAUNDY_THURSDAY, TUESDAY_AFTER_EASTER = date(2027, 3, 25), date(2027, 3, 30)
SATURDAY = date(2026, 12, 5)
OLDER = {"date_of_birth": date(2011, 6, 1)}


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (MONDAY, date(2026, 11, 30)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (SATURDAY, date(2026, 12, 11)),
        (date(2026, 12, 17), date(2026, 12, 24)),
        (date(2026, 12, 18), AFTER_CHRISTMAS),
        (CHRISTMAS_EVE, date(2027, 1, 5)),
        (date(2027, 3, 18), MAUNDY_THURSDAY),
        (date(2027, 3, 19), TUESDAY_AFTER_EASTER),
        (MAUNDY_THURSDAY, date(2027, 4, 5)),
    ],
)
def test_five_working_days_for_the_placement_plan(start, last):
    assert one(starting(start), "PLACEMENT-PLAN").latest == last


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (SATURDAY, date(2026, 12, 4)),
        (date(2026, 12, 6), date(2026, 12, 4)),
        (date(2026, 12, 7), date(2026, 12, 7)),
        (date(2026, 12, 28), CHRISTMAS_EVE),
        (AFTER_CHRISTMAS, AFTER_CHRISTMAS),
        (date(2027, 3, 29), MAUNDY_THURSDAY),
        (TUESDAY_AFTER_EASTER, TUESDAY_AFTER_EASTER),
    ],
)
def test_what_comes_before_the_move_is_due_while_offices_are_open(start, due):
    found = starting(start)
    assert {one(found, code).due for code in ("WISHES", "TELL-CHILD", "NOTIFY-ALL", "PLACEMENT-PLAN")} == {due}


def test_nothing_before_the_move_is_due_before_the_day_of_the_match():
    assert one(tonight(SATURDAY), "TELL-CHILD").due == SATURDAY
    assert min(task.due for task in tonight(SATURDAY).tasks) == SATURDAY


@pytest.mark.parametrize(
    ("start", "due"),
    [(MONDAY, date(2026, 11, 30)), (SATURDAY, date(2026, 12, 12)), (date(2026, 12, 20), date(2026, 12, 27))],
)
def test_the_first_visit_is_within_a_week_whatever_day_that_is(start, due):
    assert one(starting(start), "VISIT-FIRST").due == due


def test_later_visits_are_six_weeks_apart_and_end_with_the_stay():
    found = of({"expected_weeks": 40})
    assert [task.due for task in every(found, "VISIT")] == [date(2027, 1, 11)]
    assert every(of({"expected_weeks": 7}), "VISIT") == []
    assert [t.due for t in every(of({"expected_weeks": 8}), "VISIT")] == [date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("start", "first"),
    [(date(2026, 11, 20), date(2026, 12, 18)), (MONDAY, date(2026, 12, 21)), (date(2026, 11, 30), date(2026, 12, 30)),
     (date(2027, 2, 25), MAUNDY_THURSDAY), (date(2027, 2, 26), TUESDAY_AFTER_EASTER)],
)  # fmt: skip
def test_the_first_review_is_after_twenty_working_days(start, first):
    found = starting(start)
    assert one(found, "REVIEW-1").due == one(found, "HEALTH-FIRST").due == first


def test_reviews_are_three_and_then_six_months_apart():
    found = of({"expected_weeks": 52})
    assert [one(found, f"REVIEW-{n}").due for n in (1, 2, 3)] == [
        date(2026, 12, 21), date(2027, 3, 21), date(2027, 9, 21)
    ]  # fmt: skip
    assert "REVIEW-3" not in codes(of())
    assert "REVIEW-2" in codes(of())


@pytest.mark.parametrize(
    ("start", "due"),
    [(MONDAY, date(2026, 12, 7)), (date(2026, 12, 10), CHRISTMAS_EVE), (date(2026, 12, 11), AFTER_CHRISTMAS)],
)
def test_the_education_plan_is_begun_in_ten_working_days(start, due):
    assert one(starting(start), "PEP").due == due


@pytest.mark.parametrize(
    ("start", "due"),
    [(MONDAY, date(2026, 11, 30)), (date(2026, 12, 17), CHRISTMAS_EVE), (date(2026, 12, 18), AFTER_CHRISTMAS),
     (date(2027, 3, 19), TUESDAY_AFTER_EASTER), (SATURDAY, date(2026, 12, 11))],
)  # fmt: skip
def test_an_emergency_outside_the_area_has_five_working_days(start, due):
    found = tonight(start, home={"authority": "A2", "sector": "independent"})
    assert one(found, "OOA-EMERG").due == due
    assert one(found, "OOA-NOTIFY").latest == due


@pytest.mark.parametrize(
    ("start", "last"),
    [(MONDAY, date(2026, 11, 30)), (date(2026, 11, 28), date(2026, 12, 7)), (date(2026, 12, 17), CHRISTMAS_EVE),
     (date(2026, 12, 18), AFTER_CHRISTMAS), (MAUNDY_THURSDAY, date(2027, 4, 5))],
)  # fmt: skip
def test_six_working_days_outside_the_terms_counting_the_first(start, last):
    held = [make_approval("F-TERMS", "H1", approved_on=start)]
    found = tonight(start, home={"max_age": 5}, approvals=held)
    assert one(found, "F-EMERG").due == last == last_of_working_days(start, 6)
    assert "F-EMERG" not in codes(tonight(start, home={"max_age": 5}, approvals=[
        make_approval("F-TERMS", "H1", approved_on=start, expires_on=last)]))  # fmt: skip


def test_a_temporary_approval_ends_after_16_weeks_or_24_with_its_extension():
    found = tonight(MONDAY, home={"kind": "kinship", "registration": None}, child={"expected_weeks": 52})
    assert one(found, "K-REG24-ENDS").due == date(2027, 3, 15)
    assert one(found, "K-REG25-ENDS").due == date(2027, 5, 10)
    assert one(found, "K-EXPIRE").due == date(2027, 1, 18)


def test_eight_weeks_before_the_end_falls_on_a_day_offices_are_open():
    found = tonight(date(2026, 11, 2), home={"kind": "kinship", "registration": None})
    assert one(found, "K-REG24-ENDS").due == date(2027, 2, 22)
    assert one(found, "K-EXPIRE").due == CHRISTMAS_EVE


@pytest.mark.parametrize(("weeks", "raised"), [(15, False), (16, True)])
def test_an_end_after_the_stay_is_not_raised(weeks, raised):
    found = tonight(MONDAY, home={"kind": "kinship", "registration": None}, child={"expected_weeks": weeks})
    assert ("K-REG24-ENDS" in codes(found)) is raised


def test_a_temporary_approval_on_record_runs_from_its_own_day():
    kin = {"kind": "kinship", "registration": None}
    given = make_approval("K-REG24", approved_on=date(2026, 11, 16))
    assert one(tonight(MONDAY, home=kin, approvals=[given]), "K-REG24-ENDS").due == date(2027, 3, 8)
    dated = make_approval("K-REG24", approved_on=date(2026, 11, 16), expires_on=date(2027, 1, 8))
    found = tonight(MONDAY, home=kin, approvals=[dated])
    assert one(found, "K-REG24-ENDS").due == date(2027, 1, 8)
    assert "APPROVAL-EXPIRES" not in codes(found)


def test_the_law_of_the_day_counts():
    assert later(date(2020, 4, 23), "reg24_weeks") == date(2020, 8, 13)
    assert later(date(2020, 4, 24), "reg24_weeks") == date(2020, 10, 9)
    assert later(date(2014, 1, 26), "area_notice_working_days") is None
    assert later(date(2014, 1, 27), "area_notice_working_days") == date(2014, 2, 3)
    assert parameter("secure_hours_without_order", MONDAY) == 72
    assert later(MONDAY, "secure_hours_without_order") == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [(date(2026, 11, 30), 3, date(2027, 2, 28)), (date(2027, 11, 30), 3, date(2028, 2, 29)),
     (date(2026, 12, 31), 6, date(2027, 6, 30)), (date(2026, 12, 1), 1, date(2027, 1, 1)),
     (date(2026, 1, 15), 12, date(2027, 1, 15))],
)  # fmt: skip
def test_months_end_where_the_month_does(day, months, then):
    assert months_after(day, months) == then


def test_working_days_before():
    assert working_day_before(SATURDAY, MONDAY) == date(2026, 12, 4)
    assert working_day_before(date(2026, 12, 28), MONDAY) == CHRISTMAS_EVE
    assert working_day_before(SATURDAY, SATURDAY) == SATURDAY
    assert working_day_before(MONDAY, SATURDAY) == SATURDAY


def test_secure_clocks():
    secure = {"kind": "secure", "sector": "other_authority"}
    approvals = [make_approval("SEC-CRIT")]
    found = tonight(MONDAY, home=secure, approvals=approvals, child={**OLDER, "expected_weeks": 20})
    assert one(found, "SEC-72H").due == date(2026, 11, 26)
    assert [task.due for task in every(found, "SEC-REVIEW")] == [date(2026, 12, 23)]
    assert one(found, "SEC-3M").due == date(2027, 2, 23)
    remand = tonight(MONDAY, home=secure, approvals=approvals, child={**OLDER, "legal_status": "J1",
                                                                          "purpose": "remand"})  # fmt: skip
    assert one(remand, "SEC-28D").due == date(2026, 12, 21)
    assert "SEC-3M" not in codes(remand)


def test_short_breaks_end_after_seventeen_days():
    found = of({"purpose": "respite", "expected_weeks": 3})
    assert one(found, "SB-17").due == date(2026, 12, 10)
    assert "75 days" in one(found, "SB-SERIES").sentence


def test_a_provider_is_asked_before_the_word_on_the_vacancy_is_old():
    soon = {"needed_by": date(2026, 11, 27)}
    assert one(of(soon, {"confirmed_on": date(2026, 11, 20)}), "CONSENT-CARER").due == date(2026, 11, 24)
    assert one(of(soon, {"confirmed_on": date(2026, 11, 12)}), "CONSENT-CARER").due == MONDAY
    assert one(of(soon), "CONSENT-CARER").due == MONDAY
    assert one(of({"needed_by": date(2026, 11, 24)}, {"confirmed_on": MONDAY}), "CONSENT-CARER").due == date(
        2026, 11, 24
    )
    assert one(of(None, {"confirmed_on": MONDAY}), "CONSENT-CARER").due == MONDAY


def test_the_notice_a_home_asks_for_and_too_little_of_it():
    planned = of({"needed_by": date(2026, 12, 14)}, {"notice_days": 7})
    assert one(planned, "HOME-NOTICE").due == date(2026, 12, 7)
    assert "do without" not in one(planned, "HOME-NOTICE").sentence
    pressed = one(of(None, {"notice_days": 7}), "HOME-NOTICE")
    assert pressed.due == MONDAY
    assert pressed.sentence.endswith("There is less: ask whether it will do without.")


def test_notice_to_the_home_that_is_left_is_28_days_before_and_never_in_the_past():
    fields = {"current_home_id": "H2", "move_agreed_on": MONDAY}
    homes = [make_home(), make_home("H2")]
    far = made(children=[make_child(needed_by=date(2027, 1, 25), **fields)], homes=homes)
    assert one(far, "NOTICE-GIVE").due == CHRISTMAS_EVE
    near = made(children=[make_child(needed_by=date(2026, 12, 1), **fields)], homes=homes)
    assert one(near, "NOTICE-GIVE").due == MONDAY
    assert one(near, "NOTICE-TELL").latest == date(2026, 12, 15)
