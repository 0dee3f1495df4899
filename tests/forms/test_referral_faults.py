"""Ways of typing a page, and what is wrong with one: every fault at once, each at its cell, no answer repeated."""

import re

import pytest
from books import SHEET_1, book, changed
from hostile import FORMULAS, SCRIPTS

from placements.errors import InputError
from placements.forms.page import FIELDS
from placements.forms.referral import new_children, read_referral

from .conftest import CHILD, PAIR, cell  # isort: skip


def faults(path, region):
    """Return cell, field and code of everything wrong with a page."""
    with pytest.raises(InputError) as refused:
        read_referral(path, region)
    assert refused.value.exit_code == 3
    for fault in refused.value.problems:
        assert fault.to_dict()["cell"] == fault.cell
        assert fault.sentence().count(fault.fix) == 1
    return {(f.cell, f.column, f.code) for f in refused.value.problems if f.severity == "error"}


def only(path, region):
    """Return the one child of a page."""
    found = new_children(path, region)
    (child_id,) = found.child_ids
    return found.region.child[child_id]


# Text forms


@pytest.mark.parametrize(
    "text",
    [
        "field,value\nauthority,Salford\nneeded_by,Today\ndate_of_birth,2015-05-04\nsex,F\n",
        "field;value\nauthority;Salford\nneeded_by;Today\ndate_of_birth;2015-05-04\nsex;F\n",
        "field\tvalue\r\nauthority\tSalford\r\nneeded_by\tToday\r\ndate_of_birth\t2015-05-04\r\nsex\tF\r\n",
        "field: value\nAuthority: Salford\nNeeded by: Today\nDate of birth: 2015-05-04\nSex: F\n",
        "\ufefffield,value\nResponsible authority,Salford\nneededBy,Today\nor age in years,11\nsex,female\n",
        "field,same for all\nschema,placements/referral/1\nauthority,Salford\nneeded_by,Today\nage,11\nsex,F\n",
    ],
)
def test_ways_of_typing_a_page(tmp_path, region, text):
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode())
    assert only(path, region).authority == "E08000006"


def test_an_answer_too_many_is_refused_not_dropped(tmp_path, region):
    path = tmp_path / "page.txt"
    path.write_text(
        "field: value\nAuthority: Salford\nNeeded by: Today\nDate of birth: 2015-05-04 | 2018-10-02\nSex: F\n"
    )
    assert faults(path, region) == {("line 4", None, "FIELD")}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FORM"),
        ("field,value\n".encode("utf-16"), "ENCODING"),
        (b"field,value\x00\n", "ENCODING"),
        (b"child,value\nsex,F\n", "FORM"),
        (b"field\nsex\n", "FORM"),
        (b'field,value\nsex,"F\n', "RAGGED"),
        (b"field,value\nschema,placements/referral/2\nsex,F\n", "SCHEMA"),
        (b"field,value\nsex,F\nsex,M\n", "FIELD"),
        (b"field,value\nsecks,F\n", "FIELD"),
        (b"field,value\n,F\n", "FIELD"),
        (b"field,value\nsex,\n", "EMPTY"),
        (b"field,1,2,3,4,5,6,7\nsex,F\n", "FORM"),
    ],
)
def test_files_that_are_no_page(tmp_path, region, data, code):
    path = tmp_path / "page.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_referral(path, region)
    assert {p.code for p in refused.value.problems} == {code}


def test_a_cp1252_page_is_read_with_a_warning(tmp_path, region):
    path = tmp_path / "page.csv"
    path.write_bytes("field,value\nauthority,Salford\nneeded_by,Today\nage,9\nsex,F\nreligion,Zoë\n".encode("cp1252"))
    found = new_children(path, region)
    assert found.region.child["NEW-1"].religion == "Zoë"
    assert "ENCODING" in {w.code for w in found.warnings}


# Faults


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({("sex", 1): ""}, ("sex", 1, "BLANK")),
        ({("authority", 1): ""}, ("authority", 1, "BLANK")),
        ({("needed_by", 1): ""}, ("needed_by", 1, "BLANK")),
        ({("date_of_birth", 1): ""}, ("date_of_birth", 1, "BLANK")),
        ({("sex", 1): "lass"}, ("sex", 1, "ANSWER")),
        ({("authority", 1): "Atlantis"}, ("authority", 1, "UNKNOWN_AUTHORITY")),
        ({("authority", 1): "Cornwall"}, ("authority", 1, "UNKNOWN_AUTHORITY")),
        ({("needed_by", 1): "soon"}, ("needed_by", 1, "DATE")),
        ({("date_of_birth", 1): "2015-02-30"}, ("date_of_birth", 1, "DATE")),
        ({("date_of_birth", 1): "2030-01-01"}, ("date_of_birth", 1, "BIRTH")),
        ({("date_of_birth", 1): "", ("age", 1): "nine"}, ("age", 1, "NUMBER")),
        ({("date_of_birth", 1): "", ("age", 1): "25"}, ("age", 1, "NUMBER")),
        ({("date_of_birth", 1): "", ("age", 1): "18"}, ("age", 1, "NUMBER")),
        ({("school_urn", 1): "Nowhere High"}, ("school_urn", 1, "SCHOOL")),
        ({("keep_school", 1): "perhaps"}, ("keep_school", 1, "FLAG")),
        ({("suits_foster", 1): "very"}, ("suits_foster", 1, "ANSWER")),
        ({("needs=violence", 1): "a bit"}, ("needs=violence", 1, "ANSWER")),
        ({("expected_weeks", 1): "0"}, ("expected_weeks", 1, "RANGE")),
        ({("contacts.times_per_week 2", 1): "often"}, ("contacts.times_per_week 2", 1, "NUMBER")),
        ({("safety_areas.postcode 1", 1): "M8 4", ("safety_areas.basis 1", 1): "court"},
         ("safety_areas.radius_miles 1", 1, "SAFETY")),
        ({("safety_areas.radius_miles 2", 1): "3"}, ("safety_areas.basis 2", 1, "SAFETY")),
        ({("keep_apart.other_id 1", 1): "NOBODY", ("keep_apart.basis 1", 1): "court"},
         ("keep_apart.other_id 1", 1, "UNKNOWN_ID")),
        ({("keep_apart.other_id 2", 1): "child 4", ("keep_apart.basis 2", 1): "court"},
         ("keep_apart.other_id 2", 1, "UNKNOWN_ID")),
        ({("child_id", 1): "BOL-02"}, ("child_id", 1, "DUPLICATE")),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_cell(page, region, answers, found):
    code, child, fault = found
    typed = {key: text for key, text in {**CHILD, **answers}.items() if text}
    assert faults(page(typed), region) == {(cell(code, child), code, fault)}


def test_every_fault_at_once(page, region):
    found = faults(page({("sex", 0): "x", ("authority", 2): "y", ("needed_by", 3): "z"}), region)
    assert (cell("sex", 0), "sex", "ANSWER") in found
    assert (cell("authority", 2), "authority", "UNKNOWN_AUTHORITY") in found
    assert (cell("needed_by", 3), "needed_by", "DATE") in found
    missing = {(cell(code, n), code, "BLANK") for code, n in
               (("authority", 3), ("needed_by", 2), ("date_of_birth", 2), ("date_of_birth", 3))}  # fmt: skip
    assert missing <= found


def test_one_reference_for_all_is_refused(page, region):
    assert faults(page({**PAIR, ("child_id", 0): "SAL-9"}), region) == {(cell("child_id", 0), "child_id", "DUPLICATE")}


def test_the_same_page_twice_does_not_make_two_of_one_child(page, region):
    path = page(PAIR)
    found = faults(path, read_referral(path, region))
    assert found == {(cell("date_of_birth", n), "child_id", "SAME_CHILD") for n in (1, 2)}


def test_no_answer_is_repeated_in_a_message(page, region):
    canary = "CANARY-1234"
    with pytest.raises(InputError) as refused:
        read_referral(page({(field.code, 1): canary for field in FIELDS if field.code != "child_id"}), region)
    assert len(refused.value.problems) > 20
    assert not [p.sentence() for p in refused.value.problems if canary in p.sentence()]


@pytest.mark.parametrize("text", [*FORMULAS, *SCRIPTS])
def test_hostile_text_stays_text(page, region, text):
    if not text.isprintable():
        text = " ".join(text.split())
    child = only(page({**CHILD, ("religion", 1): text, ("away_basis", 1): text}), region)
    assert child.religion == text.strip()


def test_a_broken_cell_is_a_fault(page, region):
    path = page(CHILD)
    place = cell("religion", 1)
    error = rf'<c r="{place}"\1 t="e"><v>#N/A</v></c>'
    changed(path, {SHEET_1: lambda xml: re.sub(rf'<c r="{place}"( s="\d+")/>'.encode(), error.encode(), xml)})
    assert faults(path, region) == {(place, None, "CELL_ERROR")}


def test_text_beside_the_questions_is_not_dropped(page, region, tmp_path):
    rows = [["question", "code", "child 1"], ["Sex", "sex", "F"], ["She likes dogs", "", "very much"]]
    assert faults(book(tmp_path / "mine.xlsx", {"referral": rows}), region) == {("C3", None, "FIELD")}


def test_another_workbook_is_no_page(tmp_path, region):
    assert faults(book(tmp_path / "x.xlsx", {"homes": [["home_id"]]}), region) == {(None, None, "FORM")}
