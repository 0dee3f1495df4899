"""Weekly files into a region: by id, everything or nothing, every fault at the cell that was sent."""

from datetime import date

import pytest
from books import book

from placements.errors import UsageError
from placements.forms.add import Counts, add
from placements.forms.template import write_template
from placements.forms.updates import IDENTITY, needed_for
from placements.tables.columns import TABLES
from placements.tables.read import read_region

from .conftest import PAIR, SMALL, bytes_of, refused, row, rows  # isort: skip


# What is done


def test_rows_are_updated_added_or_unchanged(folder, sent):
    homes = sent("homes.csv", "home_id,available,confirmed_on\nBOL-F1,0,23/11/2026\nBOL-F2,1,20/11/2026\n")
    schools = sent("schools.csv", "urn,name\n990001,New School\n")
    found = add([homes, schools], folder)
    assert found.ok
    assert found.written
    assert found.tables == {"homes": Counts(updated=1, unchanged=1), "schools": Counts(added=1)}
    changed = row(folder, "homes", home_id="BOL-F1")
    assert (changed["available"], changed["confirmed_on"]) == ("0", "2026-11-23")
    assert (changed["provider"], changed["notes"]) == ("Bolton fostering service", "")
    assert row(folder, "homes", home_id="BOL-F2")["confirmed_on"] == "2026-11-20"
    assert row(folder, "schools", urn="990001")["name"] == "New School"


def test_nothing_else_is_touched(folder, sent):
    before = bytes_of(folder)
    add([sent("homes.csv", "home_id,available\nBOL-F1,0\n")], folder)
    after = bytes_of(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"homes.csv"}
    old, new = (text["homes.csv"].decode().splitlines() for text in (before, after))
    assert [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b] == [1]


def test_a_dry_run_says_the_same_and_writes_nothing(folder, sent):
    before = bytes_of(folder)
    file = sent("homes.csv", "home_id,available\nBOL-F1,0\n")
    found = add([file], folder, dry_run=True)
    assert (found.ok, found.written, found.tables) == (True, False, {"homes": Counts(updated=1)})
    assert bytes_of(folder) == before


def test_a_second_time_nothing_is_new(folder, sent):
    file = sent("homes.csv", "home_id,available,sector,smoker\nBOL-F1,0,In house,NO\n")
    add([file], folder)
    before = bytes_of(folder)
    found = add([file], folder)
    assert (found.ok, found.written, found.tables) == (True, False, {"homes": Counts(unchanged=1)})
    assert bytes_of(folder) == before


def test_a_blank_leaves_and_clear_empties(folder, sent):
    add([sent("homes.csv", "home_id,provider,grade,religion\nBOL-F1,,CLEAR,\n")], folder)
    assert row(folder, "homes", home_id="BOL-F1")["provider"] == "Bolton fostering service"
    add([sent("homes.csv", "home_id,provider\nBOL-F1,CLEAR\n")], folder)
    assert row(folder, "homes", home_id="BOL-F1")["provider"] == ""


def test_a_column_the_region_lacks_is_added_at_the_end(folder, sent):
    add([sent("homes.csv", "home_id,notice_days\nBOL-F1,3\n")], folder)
    assert list(rows(folder, "homes")[0])[-1] == "notice_days"
    assert [r["notice_days"] for r in rows(folder, "homes")[:2]] == ["3", ""]


def test_a_table_the_region_lacks_is_made(folder, sent):
    assert not (folder / "facts.csv").exists()
    add([sent("facts.csv", "subject,id,fact,value\nhome,BOL-F1,bedrooms,3\n")], folder)
    assert rows(folder, "facts") == [{"subject": "home", "id": "BOL-F1", "fact": "bedrooms", "value": "3"}]


def test_a_safety_area_is_never_replaced_by_another(folder, sent):
    text = "child_id,postcode,radius_miles,basis\nSAL-04,M8 4,3,court\n"
    assert add([sent("safety_areas.csv", text)], folder).tables == {"safety_areas": Counts(added=1)}
    wider = text.replace(",3,", ",5,")
    assert add([sent("safety_areas.csv", wider)], folder).tables == {"safety_areas": Counts(updated=1)}
    assert [r["radius_miles"] for r in rows(folder, "safety_areas")] == ["2", "5"]


def test_every_table_knows_which_row_is_meant():
    for table in TABLES:
        assert set(table.key or IDENTITY[table.name]) <= set(table.columns)
        assert needed_for(table)


# Which table


@pytest.mark.parametrize("name", ["homes.csv", "HOMES.CSV", "Homes 2026-11-23.csv", "bolton-homes.csv"])
def test_a_table_by_its_name(folder, sent, name):
    assert add([sent(name, "home_id,available\nBOL-F1,0\n")], folder).tables == {"homes": Counts(updated=1)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_by_its_columns(folder, sent, delimiter):
    text = "home_id,sector,grade\nBOL-F1,in_house,good\n".replace(",", delimiter)
    assert add([sent("week 48.csv", text)], folder).tables == {"homes": Counts(updated=1)}


def test_a_file_that_fits_no_table_says_which_is_closest(folder, sent):
    found = add([sent("week.csv", "home_id,kind,places,beds\n1,2,3,4\n")], folder)
    (fault,) = found.faults
    assert (fault.table, fault.code) == ("week.csv", "WHICH_TABLE")
    assert "closest table: homes; missing: authority, sector, available; columns not known: 1" in fault.message


def test_a_file_that_fits_several_tables_is_refused(folder, sent):
    found = add([sent("week.csv", "child_id,home_id,kind\nBOL-01,BOL-F1,forbid\n")], folder)
    assert [f.code for f in found.faults] == ["WHICH_TABLE"]
    assert "pins" in found.faults[0].message


# Workbooks and referral pages


def test_a_workbook_with_several_sheets(folder, tmp_path):
    sheets = {
        "Homes": [["home_id", "available", "confirmed_on"], ["BOL-F1", 0, date(2026, 11, 23)], ["Total", 0]],
        "pins": [["child_id", "home_id", "kind"], ["EXAMPLE C-1", "H", "place"]],
        "region": [["key", "value"], ["name", "Another"]],
    }
    found = add([book(tmp_path / "week.xlsx", sheets)], folder)
    assert found.written
    assert found.tables == {"homes": Counts(updated=1)}
    assert {f.code for f in found.faults} == {"TOTAL", "EXAMPLE", "SETTINGS"}
    assert row(folder, "homes", home_id="BOL-F1")["confirmed_on"] == "2026-11-23"


def test_a_fault_in_a_workbook_is_named_by_sheet_and_row(folder, tmp_path):
    path = book(tmp_path / "week.xlsx", {"homes": [[], ["home_id", "places"], [], ["BOL-F1", "many"]]})
    assert refused([path], folder) == {("week.xlsx: homes", 4, "places", "NUMBER")}


def test_a_referral_adds_its_children(folder, page):
    found = add([page(PAIR)], folder)
    assert found.children == ("NEW-1", "NEW-2")
    assert found.tables == {"children": Counts(added=2)}
    region = read_region(folder).region
    assert region is not None
    assert region.group_of["NEW-1"] == ("NEW-1", "NEW-2")


def test_the_same_referral_twice_is_refused(folder, page):
    path = page(PAIR)
    assert add([path], folder).written
    assert {code for *_, code in refused([path], folder)} == {"SAME_CHILD"}
    other = {**PAIR, ("date_of_birth", 1): "2014-01-01", ("date_of_birth", 2): "2013-01-01"}
    twice = page(other, name="two.xlsx")
    assert {code for *_, code in refused([twice, twice], folder)} == {"SAME_CHILD"}


def test_a_fault_of_a_referral_is_named_by_its_cell(folder, page):
    from .conftest import cell

    path = page({**PAIR, ("keep_apart.other_id 1", 1): "NOBODY", ("keep_apart.basis 1", 1): "court"})
    before = bytes_of(folder)
    (fault,) = (f for f in add([path], folder).faults if f.severity == "error")
    assert (fault.cell, fault.code) == (cell("keep_apart.other_id 1", 1), "UNKNOWN_ID")
    assert bytes_of(folder) == before


# A new region from a workbook


def test_a_workbook_becomes_a_folder(tmp_path):
    path = write_template(tmp_path / "region.xlsx", SMALL)
    folder = tmp_path / "made" / "here"
    found = add([path], folder)
    assert found.written
    old, new = read_region(SMALL).region, read_region(folder).region
    assert old is not None
    assert new is not None
    assert new.inputs == old.inputs
    assert {p.code for p in read_region(folder).problems} == {p.code for p in read_region(path).problems}


def test_a_workbook_with_an_error_makes_no_folder(tmp_path):
    path = write_template(tmp_path / "region.xlsx")
    found = add([path], tmp_path / "made")
    assert not found.ok
    assert not (tmp_path / "made").exists()
    assert add([write_template(tmp_path / "s.xlsx", SMALL)], tmp_path / "made", dry_run=True).ok
    assert not (tmp_path / "made").exists()


def test_paths_that_cannot_be_a_region(folder, sent, tmp_path):
    file = sent("homes.csv", "home_id,available\nBOL-F1,0\n")
    for to in (tmp_path / "nowhere", tmp_path / "region.xlsx", file, tmp_path / "CON", tmp_path / "region."):
        with pytest.raises(UsageError):
            add([file], to)
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    with pytest.raises(UsageError, match="link"):
        add([file], link)
