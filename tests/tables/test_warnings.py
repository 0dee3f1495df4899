"""Warnings: what can be read but looks odd. The region is used all the same, and no private cell is repeated."""

import pytest

WITHOUT_A_KEY = [
    "vacancies", "keep_apart", "safety_areas", "approvals", "contacts", "assessments", "offers", "pins",
    "travel_times", "facts",
]  # fmt: skip


def warned(folder, warnings_of, *expected):
    reading = folder.read()
    assert reading.region is not None
    assert set(expected) <= warnings_of(reading)


@pytest.mark.parametrize("table", WITHOUT_A_KEY)
def test_a_row_that_stands_twice(folder, warnings_of, table):
    before = folder.read().region
    row = folder.add(table)
    reading = folder.read()
    assert (table, row, None, "SAME_ROW") in warnings_of(reading)
    assert reading.region is not None
    assert before is not None
    assert getattr(reading.region, table) == getattr(before, table)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("vacancies", "from", "2026-12-01"),
        ("approvals", "kind", "OOA-NOM"),
        ("offers", "status", "withdrawn"),
        ("contacts", "person", "CANARY-UNCLE"),
        ("assessments", "score", "50"),
    ],
)
def test_ids_may_repeat_where_they_are_no_key(folder, table, column, value):
    folder.add(table, **{column: value})
    reading = folder.read()
    assert reading.problems == ()
    assert reading.region is not None
    assert len(getattr(reading.region, table)) == 3


@pytest.mark.parametrize(
    "table",
    ["authorities", "children", "homes", "residents", "schools", "contracts", *WITHOUT_A_KEY],
)
def test_an_unknown_column_is_reported_and_kept_out(folder, warnings_of, table):
    folder.columns[table].append("CANARY-COLUMN")
    warned(folder, warnings_of, (table, 1, None, "UNKNOWN_COLUMN"))


def test_a_misspelt_column_is_told_which_was_meant(folder):
    folder.columns["homes"].append("Locatd")
    (found,) = folder.read().problems
    assert found.message.endswith("of the header is not known; did you mean located?")
    assert "?." not in found.sentence()


def test_a_reference_that_looks_like_a_name(folder):
    folder.add("children", child_id="CANARY SMITH")
    said = [p for p in folder.read().problems if p.column == "child_id"]
    assert [(p.severity, p.code) for p in said] == [("warning", "ODD")]
    assert "CANARY" not in said[0].sentence()


def test_an_unknown_setting_is_reported(folder, warnings_of):
    folder.settings = 'name = "Test"\nas_of = 2026-11-23\ncolour = "blue"\n'
    warned(folder, warnings_of, ("region.toml", None, None, "UNKNOWN_COLUMN"))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("children", "needs", "autism;CANARY-NEED"),
        ("children", "adaptations", "CANARY-LIFT"),
        ("children", "legal_status", "CANARY-STATUS"),
        ("homes", "needs_met", "everything"),
        ("homes", "adaptations", "lift"),
        ("approvals", "kind", "F-TERM"),
    ],
)
def test_an_unknown_code(folder, warnings_of, table, column, value):
    folder.put(table, column, value)
    warned(folder, warnings_of, (table, 2, column, "UNKNOWN_CODE"))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("children", "current_home_id", "H9999"),
        ("children", "school_urn", "CANARY-ELSEWHERE"),
        ("homes", "run_by", "E99999999"),
        ("homes", "nominated_to", "E99999999"),
        ("homes", "named_children", "C1;C9999"),
        ("vacancies", "home_id", "H9999"),
        ("vacancies", "held_for", "C9999"),
        ("residents", "authority", "E99999999"),
        ("approvals", "child_id", "C9999"),
        ("approvals", "home_id", "H9999"),
        ("contacts", "child_id", "C9999"),
        ("assessments", "child_id", "C9999"),
        ("assessments", "home_id", "H9999"),
        ("offers", "child_id", "C9999"),
        ("offers", "home_id", "H9999"),
        ("contracts", "home_ids", "H1;H9999"),
        ("contracts", "shares", "E99999999=2"),
        ("facts", "id", "H9999"),
    ],
)
def test_an_unknown_id_anywhere_else(folder, warnings_of, table, column, value):
    folder.put(table, column, value)
    warned(folder, warnings_of, (table, 2, column, "UNKNOWN_ID"))


def test_an_unknown_lead_authority(folder, warnings_of):
    folder.settings = 'name = "Test"\nas_of = 2026-11-23\nlead_authority = "E99999999"\n'
    warned(folder, warnings_of, ("region.toml", None, "lead_authority", "UNKNOWN_ID"))


def test_a_residents_exemption_is_no_unknown_id(folder):
    folder.put("approvals", "child_id", "R2")
    assert folder.read().problems == ()


def test_a_region_marked_as_incomplete(folder, warnings_of):
    folder.settings = 'name = "Test"\nas_of = 2026-11-23\ncomplete = false\n'
    reading = folder.read()
    assert ("region.toml", None, "complete", "INCOMPLETE") in warnings_of(reading)
    assert reading.region is not None
    assert reading.region.complete is False


@pytest.mark.parametrize(
    ("table", "column", "value", "code"),
    [
        ("children", "date_of_birth", "2008-11-01", "ADULT"),
        ("children", "needed_by", "2025-01-01", "DATES"),
        ("children", "referred_on", "2026-11-24", "DATES"),
        ("children", "unborn", "yes", "ODD"),
        ("children", "school_year", "3", "ODD"),
        ("homes", "confirmed_on", "2026-11-24", "DATES"),
        ("residents", "leaves_on", "2026-11-23", "DATES"),
        ("residents", "date_of_birth", "2000-01-01", "ODD"),
        ("vacancies", "until", "2026-11-01", "DATES"),
        ("approvals", "approved_on", "", "APPROVAL"),
        ("approvals", "approved_on", "2026-11-24", "APPROVAL"),
        ("approvals", "expires_on", "2026-11-22", "APPROVAL"),
        ("keep_apart", "expires_on", "2026-11-22", "DATES"),
        ("safety_areas", "expires_on", "2026-11-22", "DATES"),
    ],
)
def test_values_that_do_not_fit_each_other(folder, warnings_of, table, column, value, code):
    folder.put(table, column, value)
    reading = folder.read()
    assert reading.region is not None
    assert (table, 2, column, code) in warnings_of(reading)
    assert all(p.severity == "warning" for p in reading.problems)


def test_a_resident_of_another_sex_is_at_most_a_warning(folder, warnings_of):
    folder.put("homes", "sex", "F")
    warned(folder, warnings_of, ("residents", 2, "sex", "ODD"))


def test_a_four_place_foster_home_is_no_fault(folder):
    folder.put("homes", "places", "4")
    assert folder.read().problems == ()


def test_more_residents_than_places(folder, warnings_of):
    folder.put("homes", "places", "0")
    warned(folder, warnings_of, ("homes", 2, "places", "CAPACITY"))


def test_more_offered_than_free(folder, warnings_of):
    folder.drop_table("vacancies")
    folder.put("homes", "available", "3")
    warned(folder, warnings_of, ("homes", 2, "available", "CAPACITY"))


def test_a_flag_without_a_group(folder, warnings_of):
    folder.put("children", "sibling_group", "")
    warned(folder, warnings_of, ("children", 2, "siblings", "SIBLINGS"))


def test_a_sibling_group_of_several_authorities(folder, warnings_of):
    folder.put("children", "sibling_group", "CANARY-GROUP", row=3)
    folder.put("children", "siblings", "may", row=3)
    warned(
        folder,
        warnings_of,
        ("children", 2, "sibling_group", "SIBLINGS"),
        ("children", 3, "sibling_group", "SIBLINGS"),
        ("children", 2, "siblings", "SIBLINGS"),
    )


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("homes", "kind", "secure"),
        ("homes", "own_children_ages", "25"),
        ("homes", "places", "12"),
        ("homes", "weekly_fee", "0"),
        ("homes", "nominated_to", "E08900002"),
        ("children", "expected_weeks", "500"),
        ("children", "needed_by", "2027-11-23"),
        ("children", "languages", "Kurdish (Sorani)"),
        ("children", "sex", "U"),
        ("contacts", "times_per_week", "0"),
        ("safety_areas", "radius_miles", "0"),
        ("assessments", "score", "0"),
        ("offers", "reason", "anything at all; really"),
    ],
)
def test_odd_but_lawful_data_is_no_error(folder, table, column, value):
    folder.put(table, column, value)
    reading = folder.read()
    assert reading.region is not None
    assert all(p.severity == "warning" for p in reading.problems)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("children", "needed_by"),
        ("children", "notice_ends"),
        ("children", "can_wait_until"),
        ("vacancies", "until"),
        ("vacancies", "hold_ends"),
        ("residents", "leaves_on"),
        ("keep_apart", "expires_on"),
        ("safety_areas", "expires_on"),
        ("approvals", "expires_on"),
        ("offers", "until"),
    ],
)
def test_the_last_day_of_the_calendar_is_a_day(folder, table, column):
    folder.put(table, column, "9999-12-31")
    assert folder.read().region is not None


def test_half_a_position_is_not_dropped_in_silence(folder, warnings_of):
    folder.put("children", "latitude", "", row=3)
    reading = folder.read()
    assert any(table == "children" and row == 3 for table, row, _, _ in warnings_of(reading))


@pytest.mark.parametrize("status", ["J1", "J2", "J3"])
@pytest.mark.parametrize(("born", "warns"), [("2016-11-24", True), ("2016-11-23", False)])
def test_a_youth_justice_status_under_ten(folder, warnings_of, status, born, warns):
    folder.add("children", child_id="C7", sibling_group="", legal_status=status, date_of_birth=born, school_year="")
    found = [w for w in warnings_of(folder.read()) if w[3] == "REMAND_AGE"]
    assert [w[2] for w in found] == (["legal_status"] if warns else [])


def test_any_other_legal_status_may_be_a_young_childs(folder, warnings_of):
    folder.add("children", child_id="C7", sibling_group="", legal_status="C2", date_of_birth="2020-01-01")
    assert not [w for w in warnings_of(folder.read()) if w[3] == "REMAND_AGE"]


@pytest.mark.parametrize(
    ("cells", "warns"),
    [
        ({"current_home_id": "", "where_now": "office"}, True),
        ({"current_home_id": "", "where_now": ""}, True),
        ({"current_home_id": "", "where_now": "home"}, False),
        ({"current_home_id": "H1", "where_now": "other"}, False),
        ({"current_home_id": "", "where_now": "office", "purpose": "new"}, False),
    ],
)
def test_a_respite_stay_with_no_home_to_go_back_to(folder, warnings_of, cells, warns):
    folder.add("children", **{"child_id": "C7", "sibling_group": "", "purpose": "respite", **cells})
    found = [w for w in warnings_of(folder.read()) if w[3] == "RESPITE"]
    assert [w[2] for w in found] == (["purpose"] if warns else [])
