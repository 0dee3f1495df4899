"""Spoiled folders: every fault is found with its table, row, column and code, and no private cell is repeated.

The fixture's `read` checks the last part for every folder here.
"""

import pytest

import placements
from placements.errors import InputError

REQUIRED = {
    "authorities": ("code", "name"),
    "children": ("child_id", "authority", "date_of_birth", "sex", "needed_by"),
    "homes": ("home_id", "kind", "authority", "sector", "places", "available"),
    "vacancies": ("home_id", "places", "from"),
    "residents": ("home_id", "resident_id"),
    "schools": ("urn", "name"),
    "keep_apart": ("child_id", "other_id", "basis"),
    "safety_areas": ("child_id", "radius_miles", "basis"),
    "approvals": ("child_id", "kind", "approved_by"),
    "contacts": ("child_id", "person"),
    "assessments": ("child_id", "home_id", "score"),
    "offers": ("child_id", "home_id", "status"),
    "pins": ("child_id", "home_id", "kind"),
    "contracts": ("contract_id", "home_ids"),
    "travel_times": ("from", "to", "minutes"),
    "facts": ("subject", "id", "fact", "value"),
}
"""The columns the design prints in bold."""

REQUIRED_CELLS = [(table, column) for table, columns in REQUIRED.items() for column in columns]
EVERY_TABLE = list(REQUIRED)
OPTIONAL_TABLES = [table for table in REQUIRED if table not in ("authorities", "children", "homes")]


def refused(folder, errors_of, *expected):
    reading = folder.read()
    assert set(expected) <= errors_of(reading)
    assert reading.region is None
    with pytest.raises(InputError) as refusal:
        placements.load(folder.path)
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(("table", "column"), REQUIRED_CELLS)
def test_a_blank_in_a_required_column(folder, errors_of, table, column):
    folder.put(table, column, "  ", row=3)
    refused(folder, errors_of, (table, 3, column, "BLANK"))


@pytest.mark.parametrize(("table", "column"), REQUIRED_CELLS)
def test_a_required_column_that_is_missing(folder, errors_of, table, column):
    folder.drop_column(table, column)
    refused(folder, errors_of, (table, 1, column, "COLUMN"))


@pytest.mark.parametrize("table", ["authorities", "children", "homes"])
def test_a_required_table_that_is_missing(folder, errors_of, table):
    folder.drop_table(table)
    refused(folder, errors_of, (table, None, None, "TABLE"))


@pytest.mark.parametrize("table", OPTIONAL_TABLES)
def test_any_other_table_may_be_missing(folder, table):
    folder.drop_table(table)
    reading = folder.read()
    mentioned = {"residents": "UNKNOWN_ID"}.get(table)  # keep_apart names a resident
    assert {p.code for p in reading.problems if p.severity == "error"} == ({mentioned} if mentioned else set())


CELLS = [
    ("authorities", "latitude", "north", "NUMBER"),
    ("authorities", "latitude", "0.5", "RANGE"),
    ("authorities", "longitude", "53.5", "RANGE"),
    ("authorities", "member", "maybe", "FLAG"),
    ("authorities", "member_from", "04/31/2020", "DATE"),
    ("authorities", "member_to", "never", "DATE"),
    ("children", "date_of_birth", "02/28/2013", "DATE"),
    ("children", "date_of_birth", "2013", "DATE"),
    ("children", "sex", "CANARY-SEX", "WORD"),
    ("children", "needed_by", "as soon as CANARY", "DATE"),
    ("children", "referred_on", "31/09/2026", "DATE"),
    ("children", "siblings", "CANARY-WORD", "WORD"),
    ("children", "latitude", "-2.2499", "RANGE"),
    ("children", "longitude", "53.4899", "RANGE"),
    ("children", "longitude", "2° W", "NUMBER"),
    ("children", "keep_school", "1", "FLAG"),
    ("children", "school_year", "9371", "RANGE"),
    ("children", "school_year", "Year 9X", "NUMBER"),
    ("children", "suits_foster", "CANARY-GOOD", "WORD"),
    ("children", "suits_residential", "yes", "WORD"),
    ("children", "suits_supported", "no", "WORD"),
    ("children", "suits_secure", "CANARY-GOOD", "WORD"),
    ("children", "solo", "yes", "WORD"),
    ("children", "alongside", "older", "WORD"),
    ("children", "pets", "CANARY-DOG", "WORD"),
    ("children", "distance_intent", "CANARY-MILES", "WORD"),
    ("children", "away_until", "CANARY-DAY", "DATE"),
    ("children", "uasc", "CANARY-FLAG", "FLAG"),
    ("children", "dolo", "true", "FLAG"),
    ("children", "unborn", "y", "FLAG"),
    ("children", "purpose", "CANARY-PURPOSE", "WORD"),
    ("children", "where_now", "CANARY-PLACE", "WORD"),
    ("children", "move_agreed_on", "CANARY-DAY", "DATE"),
    ("children", "notice_ends", "2026-02-30", "DATE"),
    ("children", "can_wait_until", "99/99/9999", "DATE"),
    ("children", "expected_weeks", "0", "RANGE"),
    ("children", "expected_weeks", "-7777", "RANGE"),
    ("children", "expected_weeks", "2.5001", "NUMBER"),
    ("children", "max_school_miles", "-0.0001", "RANGE"),
    ("children", "max_school_miles", "NaN", "NUMBER"),
    ("children", "max_school_miles", "1e12", "RANGE"),
    ("homes", "kind", "hotel", "WORD"),
    ("homes", "sector", "public", "WORD"),
    ("homes", "places", "-1", "RANGE"),
    ("homes", "places", "three", "NUMBER"),
    ("homes", "places", "1.5", "NUMBER"),
    ("homes", "available", "-1", "RANGE"),
    ("homes", "available", "Infinity", "NUMBER"),
    ("homes", "latitude", "60,5 N", "NUMBER"),
    ("homes", "min_age", "-1", "RANGE"),
    ("homes", "max_age", "26", "RANGE"),
    ("homes", "max_age", "17+", "NUMBER"),
    ("homes", "sex", "girls", "WORD"),
    ("homes", "weekly_fee", "-0.01", "RANGE"),
    ("homes", "weekly_fee", "about 900", "NUMBER"),
    ("homes", "contract", "handshake", "WORD"),
    ("homes", "status", "full", "WORD"),
    ("homes", "grade", "fair", "WORD"),
    ("homes", "smoker", "outside only", "FLAG"),
    ("homes", "own_children_ages", "3;old", "NUMBER"),
    ("homes", "own_children_ages", "3;99", "RANGE"),
    ("homes", "solo_capable", "x", "FLAG"),
    ("homes", "bedrooms_sharing", "2", "FLAG"),
    ("homes", "same_day", "often", "FLAG"),
    ("homes", "notice_days", "-1", "RANGE"),
    ("homes", "available_from", "12/25/2026", "DATE"),
    ("homes", "confirmed_on", "yesterday", "DATE"),
    ("vacancies", "places", "-1", "RANGE"),
    ("vacancies", "from", "now", "DATE"),
    ("vacancies", "until", "2026-06-31", "DATE"),
    ("vacancies", "certainty", "likely", "WORD"),
    ("vacancies", "hold_ends", "soon", "DATE"),
    ("vacancies", "confirmed_on", "13/13/2026", "DATE"),
    ("vacancies", "same_day", "perhaps", "FLAG"),
    ("residents", "date_of_birth", "CANARY-BIRTH", "DATE"),
    ("residents", "sex", "CANARY-SEX", "WORD"),
    ("residents", "foster_child", "CANARY-FLAG", "FLAG"),
    ("residents", "leaves_on", "05/31/2027", "DATE"),
    ("schools", "latitude", "-53.5", "RANGE"),
    ("keep_apart", "basis", "CANARY-BASIS", "WORD"),
    ("keep_apart", "basis", "strategy", "WORD"),
    ("keep_apart", "expires_on", "CANARY-DAY", "DATE"),
    ("safety_areas", "radius_miles", "-0.0001", "RANGE"),
    ("safety_areas", "radius_miles", "CANARY-FAR", "NUMBER"),
    ("safety_areas", "latitude", "-2.7777", "RANGE"),
    ("safety_areas", "basis", "CANARY-BASIS", "WORD"),
    ("safety_areas", "basis", "assessment", "WORD"),
    ("safety_areas", "expires_on", "2027-02-29", "DATE"),
    ("approvals", "approved_on", "last week", "DATE"),
    ("approvals", "expires_on", "12/31/2026", "DATE"),
    ("contacts", "longitude", "CANARY-WEST", "NUMBER"),
    ("contacts", "times_per_week", "-0.0001", "RANGE"),
    ("contacts", "times_per_week", "CANARY-OFTEN", "NUMBER"),
    ("assessments", "score", "100.01", "RANGE"),
    ("assessments", "score", "-1", "RANGE"),
    ("assessments", "score", "high", "NUMBER"),
    ("assessments", "on", "x", "DATE"),
    ("offers", "status", "perhaps", "WORD"),
    ("offers", "on", "x", "DATE"),
    ("offers", "until", "Christmas", "DATE"),
    ("offers", "expires_at", "17:00", "DATE"),
    ("pins", "kind", "insist", "WORD"),
    ("contracts", "weekly_price", "-1", "RANGE"),
    ("contracts", "minimum_take_up", "-1", "RANGE"),
    ("contracts", "minimum_take_up", "most", "NUMBER"),
    ("contracts", "shares", "E08900001:2", "SHARES"),
    ("contracts", "shares", "E08900001=two", "SHARES"),
    ("contracts", "shares", "=2", "SHARES"),
    ("contracts", "shares", "E08900001=-1", "SHARES"),
    ("travel_times", "minutes", "-1", "RANGE"),
    ("travel_times", "minutes", "an hour", "NUMBER"),
    ("facts", "subject", "dog", "WORD"),
    ("facts", "on", "x", "DATE"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value", "code"), CELLS)
def test_a_cell_that_cannot_be_read(folder, errors_of, table, column, value, code):
    folder.put(table, column, value)
    refused(folder, errors_of, (table, 2, column, code))


def test_every_optional_column_that_is_not_free_text_is_spoiled_here(folder):
    """A column added to the design needs a line above, or one here."""
    free = {
        "authorities": {"adjacent"},
        "children": {
            "sibling_group", "postcode", "school_urn", "needs", "adaptations", "languages", "religion", "ethnicity",
            "disability", "legal_status", "away_basis", "current_home_id",
        },
        "homes": {
            "run_by", "provider", "owner", "postcode", "needs_met", "adaptations", "nominated_to", "registration",
            "languages", "religion", "pets", "named_children", "longitude",
        },
        "vacancies": {"held_for"},
        "residents": {"authority", "sibling_group"},
        "schools": {"postcode", "phase", "longitude"},
        "safety_areas": {"postcode", "longitude"},
        "approvals": {"home_id"},
        "contacts": {"postcode", "latitude"},
        "assessments": {"by"},
        "offers": {"said_by", "reason"},
        "pins": {"by", "reason"},
        "travel_times": {"mode"},
        "facts": {"by"},
    }  # fmt: skip
    spoiled = {(table, column) for table, column, _, _ in CELLS}
    for table, columns in folder.columns.items():
        optional = set(columns) - set(REQUIRED[table]) - free.get(table, set())
        assert {(table, column) for column in optional} <= spoiled


# Files


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_nul_bytes(folder, errors_of, table):
    folder.raw[table] = folder.text(table).encode().replace(b"\n", b"\x00\n", 1)
    refused(folder, errors_of, (table, None, None, "ENCODING"))


@pytest.mark.parametrize("table", ["children", "homes", "contacts"])
def test_bytes_that_are_no_text(folder, errors_of, table):
    folder.raw[table] = folder.text(table).encode() + b"\x81\x8d\xff"
    refused(folder, errors_of, (table, None, None, "ENCODING"))


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_a_row_with_a_cell_too_many(folder, errors_of, table):
    folder.line(table, 2, folder.text(table).splitlines()[1] + ",CANARY-EXTRA")
    refused(folder, errors_of, (table, 2, None, "RAGGED"))


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_a_row_with_a_cell_too_few(folder, errors_of, table):
    folder.line(table, 3, folder.text(table).splitlines()[2].rpartition(",")[0])
    refused(folder, errors_of, (table, 3, None, "RAGGED"))


def test_a_quotation_mark_that_is_never_closed(folder, errors_of):
    folder.line("children", 3, '"CANARY-OPEN,' + folder.text("children").splitlines()[2])
    refused(folder, errors_of, ("children", 3, None, "RAGGED"))


@pytest.mark.parametrize("table", ["children", "residents"])
def test_a_file_with_nothing_in_it(folder, errors_of, table):
    folder.raw[table] = b""
    refused(folder, errors_of, (table, None, None, "COLUMN"))


@pytest.mark.parametrize("table", ["children", "residents", "keep_apart", "safety_areas", "contacts"])
def test_a_file_without_its_header_row_does_not_show_its_first_row(folder, errors_of, table):
    folder.raw[table] = folder.text(table).partition("\n")[2].encode()
    column = REQUIRED[table][-1]
    refused(folder, errors_of, (table, 1, column, "COLUMN"))


def test_a_column_that_stands_twice(folder, errors_of):
    folder.raw["homes"] = folder.text("homes").replace("max_age", "min_age", 1).encode()
    refused(folder, errors_of, ("homes", 1, "min_age", "COLUMN"))


# region.toml


@pytest.mark.parametrize(
    ("settings", "column"),
    [
        ('name = "Test"\n', "as_of"),
        ("as_of = 2026-11-23\n", "name"),
        ('name = "Test"\nas_of = "Monday"\n', "as_of"),
        ('name = "Test"\nas_of = 2011-03-31\n', "as_of"),
        ('name = "Test"\nas_of = "11/23/2026"\n', "as_of"),
        ('name = "Test"\nas_of = 20261123\n', "as_of"),
        ('name = ""\nas_of = 2026-11-23\n', "name"),
        ('name = 5\nas_of = 2026-11-23\n', "name"),
        ('name = "Test"\nas_of = 2026-11-23\ncomplete = "perhaps"\n', "complete"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used(folder, settings, column):
    folder.settings = settings
    reading = folder.read()
    assert [(p.table, p.column) for p in reading.problems if p.severity == "error"] == [("region.toml", column)]
    assert reading.region is None


@pytest.mark.parametrize("settings", [None, "name: Test", "[", b"\x00\x01", "name = 'Test'".encode("utf-16")])
def test_settings_that_are_not_there_or_not_toml(folder, settings):
    folder.settings = settings
    reading = folder.read()
    assert [p.table for p in reading.problems if p.severity == "error"] == ["region.toml"]
    assert reading.region is None


# Keys


@pytest.mark.parametrize(
    ("table", "key", "change"),
    [
        ("authorities", "code", {"name": "Ashby again"}),
        ("children", "child_id", {"religion": "CANARY-TWICE"}),
        ("homes", "home_id", {"provider": "Somebody else"}),
        ("schools", "urn", {"name": "Another school"}),
        ("contracts", "contract_id", {"weekly_price": "1"}),
        ("residents", "resident_id", {"sex": "F"}),
    ],
)
def test_a_key_that_stands_twice(folder, errors_of, table, key, change):
    row = folder.add(table, **change)
    refused(folder, errors_of, (table, row, key, "DUPLICATE"))


@pytest.mark.parametrize("table", ["authorities", "children", "homes", "schools", "contracts", "residents"])
def test_a_whole_row_that_stands_twice_in_a_table_with_a_key(folder, table):
    row = folder.add(table)
    reading = folder.read()
    found = [(p.table, p.row, p.code) for p in reading.problems if p.severity == "error"]
    assert found == [(f"{table}.csv", row, "DUPLICATE")]
    assert reading.region is None


def test_a_key_counts_without_the_spaces_around_it(folder, errors_of):
    row = folder.add("children", child_id=" C1 ", religion="CANARY-TWICE")
    refused(folder, errors_of, ("children", row, "child_id", "DUPLICATE"))


def test_one_resident_may_stand_in_two_homes_and_one_home_have_two_residents(folder):
    folder.add("residents", home_id="H2")
    folder.add("residents", resident_id="R9")
    assert folder.read().region is not None


# Between tables


@pytest.mark.parametrize("table", ["children", "homes"])
def test_an_authority_that_is_not_known(folder, errors_of, table):
    folder.put(table, "authority", "E99999999")
    refused(folder, errors_of, (table, 2, "authority", "UNKNOWN_AUTHORITY"))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("residents", "home_id"),
        ("keep_apart", "child_id"),
        ("keep_apart", "other_id"),
        ("safety_areas", "child_id"),
        ("pins", "child_id"),
        ("pins", "home_id"),
    ],
)
def test_an_id_that_is_not_known(folder, errors_of, table, column):
    folder.put(table, column, "CANARY-NOBODY", row=3)
    refused(folder, errors_of, (table, 3, column, "UNKNOWN_ID"))


@pytest.mark.parametrize("known", ["C2", "CANARY-RESIDENT", "R2", "H1", "H2"])
def test_a_child_is_kept_apart_from_a_child_a_resident_or_a_home(folder, known):
    folder.put("keep_apart", "other_id", known)
    assert folder.read().region is not None


def test_a_lowest_age_above_the_highest(folder, errors_of):
    folder.put("homes", "min_age", "17")
    refused(folder, errors_of, ("homes", 2, "min_age", "AGE_ORDER"))


def test_a_home_for_one_age_is_no_fault(folder):
    folder.put("homes", "min_age", "16")
    assert folder.read().problems == ()


def born(folder, day, unborn):
    folder.put("children", "school_year", "")
    folder.put("children", "date_of_birth", day)
    folder.put("children", "unborn", unborn)


@pytest.mark.parametrize(
    ("day", "unborn"),
    [
        ("2026-11-24", ""),
        ("2026-11-24", "no"),
        ("2027-08-24", "yes"),  # nine months from 23 November end on 23 August
        ("2027-09-01", "yes"),
        ("2031-01-01", "yes"),
        ("2031-01-01", "no"),
    ],
)
def test_a_birth_that_cannot_be(folder, errors_of, day, unborn):
    born(folder, day, unborn)
    refused(folder, errors_of, ("children", 2, "date_of_birth", "BIRTH"))


@pytest.mark.parametrize(
    ("day", "unborn"), [("2026-11-23", "no"), ("2026-11-22", ""), ("2026-11-24", "yes"), ("2027-08-23", "yes")]
)
def test_a_birth_that_can_be(folder, day, unborn):
    born(folder, day, unborn)
    assert folder.read().region is not None


def test_a_resident_who_is_not_born_yet(folder, errors_of):
    folder.put("residents", "date_of_birth", "2026-11-24")
    refused(folder, errors_of, ("residents", 2, "date_of_birth", "BIRTH"))


# Several faults


def test_every_fault_is_reported_at_once(folder, errors_of):
    folder.put("children", "sex", "CANARY-SEX")
    folder.put("children", "needed_by", "CANARY-DAY")
    folder.put("children", "expected_weeks", "-7777", row=3)
    folder.put("homes", "places", "-1", row=3)
    folder.put("offers", "status", "perhaps")
    folder.put("safety_areas", "radius_miles", "", row=3)
    folder.drop_column("pins", "kind")
    folder.add("schools", name="Another school")
    folder.raw["contacts"] = folder.text("contacts").encode() + b"\x00"
    folder.line("facts", 3, "child,C1")
    refused(
        folder,
        errors_of,
        ("children", 2, "sex", "WORD"),
        ("children", 2, "needed_by", "DATE"),
        ("children", 3, "expected_weeks", "RANGE"),
        ("homes", 3, "places", "RANGE"),
        ("offers", 2, "status", "WORD"),
        ("safety_areas", 3, "radius_miles", "BLANK"),
        ("pins", 1, "kind", "COLUMN"),
        ("schools", 4, "urn", "DUPLICATE"),
        ("contacts", None, None, "ENCODING"),
        ("facts", 3, None, "RAGGED"),
    )


def test_every_bad_cell_of_one_row_is_reported(folder, errors_of):
    for column in ("date_of_birth", "needed_by", "sex", "dolo", "school_year", "latitude"):
        folder.put("children", column, "CANARY-BAD")
    refused(
        folder,
        errors_of,
        ("children", 2, "date_of_birth", "DATE"),
        ("children", 2, "needed_by", "DATE"),
        ("children", 2, "sex", "WORD"),
        ("children", 2, "dolo", "FLAG"),
        ("children", 2, "school_year", "NUMBER"),
        ("children", 2, "latitude", "NUMBER"),
    )


def test_the_same_id_twice_is_found_beside_a_bad_cell(folder, errors_of):
    folder.put("children", "needed_by", "CANARY-DAY")
    row = folder.add("children", needed_by="2026-12-07")
    expected = {("children", 2, "needed_by", "DATE"), ("children", row, "child_id", "DUPLICATE")}
    refused(folder, errors_of, *expected)


@pytest.mark.parametrize(
    ("table", "column", "value", "code"),
    [
        ("authorities", "member", "maybe", "FLAG"),
        ("children", "needed_by", "CANARY-DAY", "DATE"),
        ("homes", "places", "-1", "RANGE"),
        ("residents", "leaves_on", "CANARY-DAY", "DATE"),
    ],
)
def test_a_bad_cell_does_not_make_other_rows_faulty(folder, errors_of, table, column, value, code):
    """The ids of the row are in its table, so nothing that names them is wrong."""
    folder.put(table, column, value)
    assert errors_of(folder.read()) == {(table, 2, column, code)}


def test_problems_are_in_order_errors_first(folder):
    folder.put("homes", "places", "-1", row=3)
    folder.put("children", "sex", "CANARY-SEX")
    folder.settings = 'name = "Test"\nas_of = 2026-11-23\nsomething = 1\n'
    problems = folder.read().problems
    keys = [(p.severity, p.table, p.row or 0) for p in problems]
    assert keys == sorted(keys)
    assert {p.severity for p in problems} == {"error", "warning"}


def test_every_problem_says_what_to_do(folder):
    for table, column, value, _ in CELLS:
        if table in ("children", "homes"):
            folder.put(table, column, value)
    problems = folder.read().problems
    assert len(problems) > 40
    assert all(p.message and p.fix for p in problems)
    assert {tuple(p.to_dict()) for p in problems} == {("severity", "table", "row", "column", "code", "message", "fix")}
