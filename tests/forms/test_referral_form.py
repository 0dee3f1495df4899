"""The referral page itself: one A4 page, ten questions first, drop-downs of the standard, Tab from answer to answer."""

import json
import os
import re
from pathlib import Path

import pytest
from books import SHEET_1, parts

from placements.domain.codes import NEEDS
from placements.forms.page import FIELDS, FIRST, LATER, MOST_CHILDREN, SECTIONS
from placements.forms.referral_form import HEADER_ROW, write_referral_form
from placements.geography.authorities import authority_facts
from placements.tables.columns import TABLES
from placements.tables.workbook import read_sheets

from .conftest import cell, lines  # isort: skip

STANDARD = Path(__file__).resolve().parents[3] / "shared" / "data" / "reference" / "placements_data_standard_v2.json"
NOT_ASKED = {
    "childId",  # our own child_id: a reference, not a number
    "siblingCount",  # the columns of the page
    "communicationNeeds",  # said by which one
    "referralOfficerName",  # no names
}


@pytest.fixture(scope="module")
def inside(empty_page):
    return parts(empty_page)


@pytest.fixture(scope="module")
def rows(empty_page):
    return read_sheets(empty_page)["referral"]


def rules(inside):
    found = re.findall(r"<dataValidation .*?(?:</dataValidation>|/>)", inside[SHEET_1])
    return {re.search(r'sqref="C(\d+):I\1"', rule)[1]: rule for rule in found}


def test_the_first_ten_questions_come_first():
    assert [field.code for field in FIRST] == [
        "authority", "needed_by", "date_of_birth", "age", "sex", "where_now", "siblings", "postcode", "school_urn",
        "keep_school",
    ]  # fmt: skip
    assert {field.code for field in FIELDS if field.required} == {"authority", "needed_by", "date_of_birth", "sex"}


def test_questions_down_the_side_and_children_across(rows):
    assert rows[HEADER_ROW] == ["question", "code", "same for all", *(f"child {n}" for n in range(1, 7))]
    for field in FIELDS:
        assert rows[lines()[field.code] - 1] == [field.label, field.code]


def test_every_question_goes_to_a_column_of_ours():
    columns = {table.name: set(table.columns) for table in TABLES}
    for field in FIELDS:
        assert (field.column or field.code) in columns[field.table], field.code
    assert [f.code for f in FIELDS if f.code.startswith("needs=")] == [
        f"needs={need}" for need in ("self_harm", "child_sexual_exploitation", "child_criminal_exploitation",
                                     "substance_misuse", "eating_disorder", "missing_episodes", "violence",
                                     "harmful_sexual_behaviour", "fire_setting")
    ]  # fmt: skip
    assert all(f.code.partition("=")[2] in NEEDS for f in FIELDS if f.code.startswith("needs="))


@pytest.fixture(scope="module")
def standard():
    """The standard as published: name of each field and its options."""
    if not STANDARD.is_file():
        reason = "the Placements Data Standard is not in shared/data beside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    entities = json.loads(STANDARD.read_text(encoding="utf-8"))["entities"]
    asked = [e for e in entities if e["name"] not in ("ActualPlacement", "QualityAssurance")]
    fields = {f["name"]: f for e in asked for f in e["fields"]}
    quality = next(e for e in entities if e["name"] == "QualityAssurance")
    return fields | {f["name"]: f for f in quality["fields"] if f["name"].startswith("referral")}


def test_the_page_asks_what_the_standard_asks(standard):
    asked = {f.standard for f in FIELDS if f.standard}
    assert asked == set(standard) - NOT_ASKED


def test_option_lists_are_those_of_the_standard(standard):
    """Every option of the standard is offered in its words; the page may offer more."""
    for field in FIELDS:
        wanted = standard.get(field.standard, {}).get("options", [])
        free = {"other (please specify)"} & set(wanted) if field.standard == "additionalSupport" else set()
        assert set(wanted) - free <= set(field.options), field.code


def test_every_coded_answer_has_its_drop_down(inside):
    found = rules(inside)
    for field in FIELDS:
        rule = found.get(str(lines()[field.code]), "")
        if field.options or field.sort in ("flag", "date", "whole", "number") or field.code == "authority":
            assert rule, field.code
        if field.words:
            assert 'showErrorMessage="1"' in rule


def test_authorities_are_chosen_by_name(inside, empty_page):
    rule = rules(inside)[str(lines()["authority"])]
    lists = read_sheets(empty_page)["lists"]
    column = lists[0].index("authority")
    names = [row[column] for row in lists[1:] if column < len(row) and row[column]]
    assert names == sorted(fact.name for fact in authority_facts().values())
    assert len(names) == 153
    assert f"lists!${chr(65 + column)}$2:${chr(65 + column)}$154" in rule
    assert "showErrorMessage" not in rule  # a code may be typed


def test_only_answers_are_free(inside):
    xfs = re.findall(r"<xf [^>]*/>|<xf .*?</xf>", inside["xl/styles.xml"].split("<cellXfs")[1])
    free = {
        name for name, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', inside[SHEET_1])
        if 'locked="0"' in xfs[int(style)]
    }  # fmt: skip
    assert free == {cell(field.code, child) for field in FIELDS for child in range(MOST_CHILDREN + 1)}
    assert 'locked="0"' not in xfs[0]
    assert "<sheetProtection" in inside[SHEET_1]


def test_it_fits_one_page_and_can_be_read(inside):
    """A4 portrait, one page; printed, the small print is at least 6 points high and the questions 7."""
    sheet = inside[SHEET_1]
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="portrait"', sheet)
    assert "fitToPage" in sheet
    assert not re.search(r'fitTo(Height|Width)="(?!1")', sheet)
    last = max(lines().values())
    assert f"referral!$A$1:$I${last}" in inside["xl/workbook.xml"]
    widths = [float(w) * (int(b) - int(a) + 1) for a, b, w in
              re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)]  # fmt: skip
    heights = [float(h) for h in re.findall(r'<row [^>]*ht="([\d.]+)"', sheet)]
    wide, high = sum(widths) * 5.25, sum(heights) + 15 * (last - len(heights))
    scale = min((595 - 2 * 0.3 * 72) / wide, (842 - 2 * 0.3 * 72) / high, 1)
    assert scale * 8.5 >= 7
    assert scale * 6.5 >= 5.5


def test_the_same_bytes_each_time(empty_page, tmp_path):
    assert write_referral_form(tmp_path / "again.xlsx").read_bytes() == empty_page.read_bytes()


def test_the_version_stands_on_the_page(rows):
    assert "placements/referral/1" in rows[0]


def test_sections_have_a_heading_each(rows):
    headings = [row[0] for row in rows[HEADER_ROW + 1 :] if len(row) == 1]
    assert headings == [title for title, _ in SECTIONS]
    assert SECTIONS[-1][1] == LATER
