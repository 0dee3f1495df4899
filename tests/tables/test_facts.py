"""facts.csv: what may be said, how a value is read, which of several rows counts, and what `check` says."""

from datetime import date

import numpy as np
import pytest
from factories import MONDAY, fact, make_child, make_home, make_policy, make_region

from placements.domain.facts import ENDLESS, known_fact, read_facts, shipped, value_of
from placements.rules.columns.pairs import Pairs
from placements.tables.columns import TABLES
from placements.tables.fact_warnings import odd_facts
from placements.tables.records import RecordTable

TOMORROW, YESTERDAY = date(2026, 11, 24), date(2026, 11, 22)


def said(*rows):
    return read_facts(rows, MONDAY)


def warned(*rows):
    table = next(t for t in TABLES if t.name == "facts")
    numbered = RecordTable(table, [(line, row) for line, row in enumerate(rows, start=2)])
    return [(p.row, p.column, p.code) for p in odd_facts(make_region(facts=rows), numbered)]


# The list


def test_every_fact_says_what_it_is_and_what_to_write():
    for name, one in shipped().items():
        assert one.says.endswith("."), name
        assert one.wanted.startswith("write "), name
        assert one.of, name
        assert one.value == "text" or one.what, name
        assert (one.value == "word") <= bool(one.words), name
        assert one.asked.startswith("the "), name


def test_no_name_stands_for_two_facts():
    names = [n for f in shipped().values() for n in {n.casefold().replace("_", "") for n in (f.name, *f.also)}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("carer_drives", "carer_drives"), ("Carer drives", "carer_drives"), ("CARER-DRIVES", "carer_drives"),
        ("risk_to_animals", "risk_to_animals"), ("riskToOthersAnimals", "risk_to_animals"),
        ("preferredLocation", "preferred_location"), ("carer_flies", None),
    ],
)  # fmt: skip
def test_a_fact_goes_by_its_own_name_and_by_those_of_the_forms(name, own):
    found = known_fact(name)
    assert (found.name if found else None) == own


def test_every_fact_the_forms_and_imports_write_is_in_the_list():
    from placements.forms.page import FIELDS
    from placements.imports.standard_rows import fields

    written = {f.standard for f in FIELDS if f.table == "facts" or any("facts=" in w for w in f.words.values())}
    written |= {meaning["fact"] for meaning in fields().values() if "fact" in meaning}
    assert {name for name in written if known_fact(name) is None} == set()


# Values


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("carer_drives", "yes", True), ("carer_drives", " No ", False), ("carer_drives", "sometimes", None),
        ("operating_capacity", "3", 3), ("operating_capacity", "2.5", None), ("operating_capacity", "-1", None),
        ("supported_category", "4", 4), ("supported_category", "0", None), ("supported_category", "5", None),
        ("staff_ratio_needed", "0.5", 0.5), ("staff_ratio_needed", "6", 6), ("staff_ratio_needed", "6.5", None),
        ("staff_ratio_needed", "2:1", None),
        ("temporary_approval_ends", "2026-12-02", date(2026, 12, 2)),
        ("temporary_approval_ends", "02/12/2026", date(2026, 12, 2)),
        ("temporary_approval_ends", "None", ENDLESS), ("temporary_approval_ends", "12/31/2026", None),
        ("home_for", "Short breaks", "short_breaks"), ("home_for", "any; short_breaks", None),
        ("home_for", "long", None),
        ("clinical_tasks", "Insulin; oxygen", frozenset({"insulin", "oxygen"})),
        ("clinical_tasks", "none", frozenset()), ("clinical_tasks", "none;insulin", None),
        ("clinical_tasks", "insulin;acupuncture", None),
        ("room_sharers", "R1; R2", frozenset({"R1", "R2"})), ("room_sharers", "None", frozenset()),
        ("riskToOthersAnimals", "Risk Present", True), ("risk_to_animals", "no known risk", False),
        ("cultural_needs", "Required", "Required"),
    ],
)  # fmt: skip
def test_how_a_value_is_read(name, text, value):
    assert value_of(known_fact(name).name, text) == value


# Which row counts


@pytest.mark.parametrize(
    ("rows", "drives"),
    [
        ([("no", None)], False),
        ([("no", MONDAY)], False),
        ([("no", TOMORROW)], None),
        ([("yes", YESTERDAY), ("no", MONDAY)], False),
        ([("no", MONDAY), ("yes", YESTERDAY)], False),
        ([("no", MONDAY), ("yes", TOMORROW)], False),
        ([("yes", YESTERDAY), ("no", None)], True),
        ([("yes", MONDAY), ("no", MONDAY)], None),
        ([("yes", None), ("no", None)], None),
        ([("yes", MONDAY), ("Yes", MONDAY)], True),
        ([("yes", YESTERDAY), ("no", YESTERDAY), ("no", MONDAY)], False),
        ([("no", YESTERDAY), ("perhaps", MONDAY)], False),
    ],
)
def test_the_latest_row_that_can_be_read_counts_from_its_day(rows, drives):
    found = said(*(fact("home", "H1", "carer_drives", value, on) for value, on in rows))
    assert found.get("carer_drives", {}).get("H1") is drives


def test_a_fact_about_the_wrong_subject_is_not_used():
    assert said(fact("child", "H1", "carer_drives", "no")) == {}
    assert said(fact("resident", "R1", "sexual_harm_risk", "yes")) == {"sexual_harm_risk": {"R1": True}}


# Columns


def test_facts_as_columns_of_children_and_homes():
    region = make_region(
        children=[make_child("C1"), make_child("C2")], homes=[make_home("H1"), make_home("H2"), make_home("H3")],
        facts=[
            fact("home", "H1", "carer_drives", "no"), fact("home", "H2", "carer_drives", "yes"),
            fact("home", "H2", "temporary_approval_ends", "2026-12-02"), fact("child", "C2", "staff_ratio_needed", "2"),
            fact("child", "C1", "clinical_tasks", "insulin"),
        ],
    )  # fmt: skip
    facts = Pairs(region, make_policy(), region.children, region.homes).facts
    drives = facts.of_homes("carer_drives")
    assert drives.known.tolist() == [[True, True, False]]
    assert drives.yes.tolist() == [[False, True, False]]
    assert drives.no.tolist() == [[True, False, False]]
    assert facts.of_homes("temporary_approval_ends").value.tolist() == [[0, date(2026, 12, 2).toordinal(), 0]]
    ratio = facts.of_children("staff_ratio_needed")
    assert ratio.known.tolist() == [[False], [True]]
    assert np.isnan(ratio.value[0, 0])
    assert ratio.value[1, 0] == 2
    assert facts.of_children("clinical_tasks").that(lambda codes: "insulin" in codes).tolist() == [[True], [False]]


@pytest.mark.parametrize("name", [name for name, one in shipped().items() if one.value != "text"])
def test_a_fact_nobody_recorded_is_one_cell_that_is_not_known(name):
    region = make_region()
    facts = Pairs(region, make_policy(), region.children, region.homes).facts
    for column in (facts.of_children(name), facts.of_homes(name)):
        assert column.known.tolist() == [[False]]
        assert column.value.shape == (1, 1)
        assert not column.anywhere
        assert not column.that(lambda value: True).any()


def test_facts_of_homes_are_not_carried_into_a_region_with_other_facts():
    from placements.optimise.problem import all_homes

    region = make_region(facts=[fact("home", "H1", "carer_drives", "no")])
    first = Pairs(region, make_policy(), region.children, all_homes(region, make_policy()))
    assert first.facts.of_homes("carer_drives").no.any()
    other = region.with_children(facts=())
    then = Pairs(other, make_policy(), other.children, all_homes(other, make_policy()))
    assert not then.facts.of_homes("carer_drives").known.any()


# What check says


def test_every_row_that_no_rule_reads_is_a_warning():
    assert warned(
        fact("home", "H1", "carer_drives", "yes"),
        fact("home", "H1", "carer_drive", "yes"),
        fact("child", "C1", "carer_drives", "yes"),
        fact("home", "H1", "registered_manager", "gone"),
        fact("home", "H1", "registered_manager", "yes", TOMORROW),
        fact("child", "C1", "cultural_needs", "Required"),
    ) == [(3, "fact", "UNKNOWN_CODE"), (4, "subject", "FACT"), (5, "value", "FACT"), (6, "on", "DATES")]


def test_rows_of_one_day_that_differ_are_a_warning_unless_a_later_one_settles_it():
    rows = [fact("home", "H1", "carer_drives", value, YESTERDAY) for value in ("yes", "no")]
    assert warned(*rows) == [(2, "value", "FACT"), (3, "value", "FACT")]
    assert warned(*rows, fact("home", "H1", "carer_drives", "no", MONDAY)) == []


def test_a_warning_names_the_fact_that_was_meant_and_never_the_cell():
    table = next(t for t in TABLES if t.name == "facts")
    rows = [fact("home", "H1", "carer drive", "CANARY"), fact("home", "H1", "home_for", "CANARY")]
    numbered = RecordTable(table, [(line, row) for line, row in enumerate(rows, start=2)])
    messages = [p.message for p in odd_facts(make_region(facts=rows), numbered)]
    assert "did you mean carer_drives?" in messages[0]
    assert "any, short_breaks, parent_and_child" in messages[1]
    assert "CANARY" not in " ".join(messages)


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("no_contact_homes", "H1", []), ("no_contact_homes", "none", []),
        ("no_contact_homes", "H1; H7", ["UNKNOWN_ID"]),
        ("transfer_from", "A2", []), ("transfer_from", "A7", ["UNKNOWN_ID"]),
    ],
)  # fmt: skip
def test_homes_and_authorities_named_in_a_value_have_to_be_known(name, value, codes):
    assert [code for _, _, code in warned(fact("child", "C1", name, value))] == codes


def test_rows_of_a_fact_that_adds_up_count_together_and_never_contradict():
    rows = [fact("child", "C1", "no_contact_homes", home, on) for home, on in (("H1", YESTERDAY), ("none", MONDAY))]
    other = fact("child", "C1", "no_contact_homes", "H2", YESTERDAY)
    assert said(*rows, other)["no_contact_homes"]["C1"] == frozenset({"H1", "H2"})
    assert said(*rows, other.model_copy(update={"on": TOMORROW}))["no_contact_homes"]["C1"] == frozenset({"H1"})
    assert [code for _, _, code in warned(*rows)] == []
