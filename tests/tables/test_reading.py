"""Reading a region folder: dates, words, lists, positions and ways of writing files."""

from datetime import date
from decimal import Decimal

import pytest

from placements.domain.codes import Grade, Kind, Located, Sex, Siblings, WhereNow
from placements.errors import InputError
from placements.geography.grid import miles
from placements.tables.read import read_region


def child(folder, child_id="C1"):
    region = folder.read().region
    assert region is not None
    return region.child[child_id]


def home(folder, home_id="H1"):
    region = folder.read().region
    assert region is not None
    return region.home[home_id]


def test_the_small_folder_is_read_without_a_remark(folder):
    reading = folder.read()
    assert reading.problems == ()
    assert reading.region is not None
    assert reading.region.as_of == date(2026, 11, 23)
    assert [len(getattr(reading.region, name)) for name in folder.columns] == [2] * len(folder.columns)


def test_only_four_files_are_required(folder):
    for table in list(folder.columns):
        if table not in ("authorities", "children", "homes"):
            folder.drop_table(table)
    reading = folder.read()
    assert reading.region is not None
    assert not [p for p in reading.problems if p.severity == "error"]


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        read_region(tmp_path / "nowhere")


# Dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        ("07/12/2026", date(2026, 12, 7)),
        ("7/12/2026", date(2026, 12, 7)),
        ("2026-1-13", date(2026, 1, 13)),
        ("13/01/2026", date(2026, 1, 13)),
        ("01/12/2026", date(2026, 12, 1)),
        (" 2026-12-07 ", date(2026, 12, 7)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_dates_are_iso_or_day_first(folder, written, day):
    folder.put("children", "needed_by", written)
    assert child(folder).needed_by == day


@pytest.mark.parametrize(
    "written",
    ["01/13/2026", "12/31/2026", "2026-13-01", "2026/12/07", "07-12-2026", "07/12/26", "29/02/2027", "46363",
     "7 December 2026", "2026-12-07T00:00", "2026-12-07 00:00:00", "31/11/2026", "0000-01-01"],
)  # fmt: skip
def test_month_first_and_other_forms_are_refused(folder, errors_of, written):
    folder.put("children", "needed_by", written)
    reading = folder.read()
    assert ("children", 2, "needed_by", "DATE") in errors_of(reading)
    assert reading.region is None


def test_the_day_of_the_match_may_be_written_either_way(folder):
    folder.settings = 'name = "Test"\nas_of = "23/11/2026"\n'
    region = folder.read().region
    assert region is not None
    assert region.as_of == date(2026, 11, 23)


# Words, flags, lists, numbers


@pytest.mark.parametrize("written", ["F", "f"])
def test_sex_in_any_case(folder, written):
    folder.put("children", "sex", written)
    assert child(folder).sex is Sex.F


@pytest.mark.parametrize("written", ["requires_improvement", "Requires improvement", "REQUIRES-IMPROVEMENT"])
def test_words_in_any_case_with_spaces_or_hyphens(folder, written):
    folder.put("homes", "grade", written)
    assert home(folder).grade is Grade.REQUIRES_IMPROVEMENT


@pytest.mark.parametrize(
    ("column", "written", "read"),
    [
        ("siblings", "MUST", Siblings.MUST),
        ("where_now", "Office", WhereNow.OFFICE),
        ("siblings", " may ", Siblings.MAY),
    ],
)
def test_words_of_children_in_any_case(folder, column, written, read):
    folder.put("children", column, written)
    assert getattr(child(folder), column) is read


@pytest.mark.parametrize(("written", "read"), [("yes", True), ("YES", True), ("No", False), ("", None), ("  ", None)])
def test_flags_are_yes_no_or_blank(folder, written, read):
    folder.put("children", "dolo", written)
    assert child(folder).dolo is read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("autism", ("autism",)),
        ("autism;trauma", ("autism", "trauma")),
        (" autism ; trauma ;", ("autism", "trauma")),
        ("autism;autism", ("autism",)),
        ("", ()),
    ],
)
def test_several_values_are_parted_by_semicolons(folder, written, read):
    folder.put("children", "needs", written)
    assert child(folder).needs == read


def test_lists_of_ages_ids_and_shares(folder):
    folder.put("homes", "own_children_ages", "3; 11")
    folder.put("homes", "named_children", "C1;C2")
    region = folder.read().region
    assert region is not None
    assert region.home["H1"].own_children_ages == (3, 11)
    assert region.home["H1"].named_children == ("C1", "C2")
    assert region.contracts[0].shares == (("E08900001", 2), ("E08900002", 1))
    assert region.contracts[1].home_ids == ("H1", "H2")


@pytest.mark.parametrize(
    ("written", "read"), [("650", 650), ("650.50", Decimal("650.50")), ("£1,250.75", Decimal("1250.75")), ("", None)]
)
def test_pounds_are_read_to_the_penny(folder, written, read):
    folder.put("homes", "weekly_fee", written)
    assert home(folder).weekly_fee == read


def test_blank_and_none_are_told_apart(folder):
    assert home(folder, "H2").needs_met == ("none",)
    folder.put("homes", "needs_met", "", row=3)
    folder.put("homes", "adaptations", "", row=3)
    assert home(folder, "H2").needs_met is None
    assert home(folder, "H2").adaptations is None


def test_a_blank_status_is_open(folder):
    folder.put("homes", "status", "")
    assert home(folder).status == "open"


def test_zero_is_a_number_and_not_a_blank(folder):
    folder.put("homes", "min_age", "0")
    folder.put("children", "max_school_miles", "0")
    assert home(folder).min_age == 0
    assert child(folder).max_school_miles == 0


# Files


def test_a_byte_order_mark_is_no_part_of_the_first_column(folder):
    folder.raw["children"] = b"\xef\xbb\xbf" + folder.text("children").encode()
    reading = folder.read()
    assert reading.problems == ()
    assert reading.region is not None


def test_windows_line_ends(folder):
    folder.raw["homes"] = folder.text("homes").replace("\n", "\r\n").encode()
    assert folder.read().problems == ()


def test_windows_1252_is_read_with_a_warning(folder, warnings_of):
    folder.put("homes", "provider", "Chloë’s Homes")
    folder.raw["homes"] = folder.text("homes").encode("cp1252")
    reading = folder.read()
    assert reading.region is not None
    assert reading.region.home["H1"].provider == "Chloë’s Homes"
    assert warnings_of(reading) == {("homes", None, None, "ENCODING")}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(folder, errors_of, encoding):
    folder.raw["children"] = folder.text("children").encode(encoding)
    reading = folder.read()
    assert ("children", None, None, "ENCODING") in errors_of(reading)
    assert reading.region is None


def test_text_in_quotation_marks_may_hold_commas_quotes_and_line_ends(folder):
    folder.put("homes", "provider", 'Elm, "Oak"\nand Ash')
    assert home(folder).provider == 'Elm, "Oak"\nand Ash'


def test_rows_are_counted_in_lines_of_the_file(folder, errors_of):
    folder.put("homes", "provider", "one\ntwo\nthree")
    folder.put("homes", "places", "-1", row=3)
    assert ("homes", 5, "places", "RANGE") in errors_of(folder.read())


def test_blank_lines_are_passed_over_but_counted(folder, errors_of):
    folder.put("homes", "places", "-1", row=3)
    header, first, second = folder.text("homes").splitlines()
    folder.raw["homes"] = f"{header}\n\n{first}\n{',' * first.count(',')}\n{second}\n\n".encode()
    assert ("homes", 5, "places", "RANGE") in errors_of(folder.read())


def test_the_order_of_columns_and_spaces_around_them_do_not_matter(folder):
    before = folder.read().region
    folder.columns["children"].reverse()
    folder.raw["homes"] = folder.text("homes").replace(",", " , ").encode()
    after = folder.read().region
    assert before is not None
    assert after is not None
    assert (before.children, before.homes, before.inputs) == (after.children, after.homes, after.inputs)


def test_the_order_of_rows_does_not_change_the_digest(folder):
    before = folder.read().region
    for rows in folder.rows.values():
        rows.reverse()
    after = folder.read().region
    assert before is not None
    assert after is not None
    assert before.inputs == after.inputs


def test_another_cell_changes_the_digest(folder):
    before = folder.read().region
    folder.put("children", "religion", "CANARY-OTHER")
    after = folder.read().region
    assert before is not None
    assert after is not None
    assert before.inputs != after.inputs


# Positions


def test_degrees_are_put_on_the_grid(folder):
    position = home(folder).position
    assert position is not None
    assert position.located is Located.EXACT
    assert (position.latitude, position.longitude) == (53.49, -2.25)
    assert 300_000 < position.easting < 450_000
    assert 350_000 < position.northing < 450_000


def test_a_home_with_no_position_stands_in_the_middle_of_its_authority(folder):
    folder.put("homes", "latitude", "")
    folder.put("homes", "longitude", "")
    region = folder.read().region
    assert region is not None
    position, centre = region.home["H1"].position, region.authority["E08900001"].position
    assert position is not None
    assert centre is not None
    assert position.located is Located.AUTHORITY
    assert miles(position, centre) == 0


def test_a_child_with_no_position_has_none(folder):
    for column in ("latitude", "longitude", "postcode"):
        folder.put("children", column, "")
    assert child(folder).position is None


@pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")  # in the postcode wheel
def test_a_postcode_stands_in_for_degrees(folder, warnings_of):
    for row, postcode in ((2, "m11ae"), (3, "M1 1")):
        folder.put("homes", "latitude", "", row)
        folder.put("homes", "longitude", "", row)
        folder.put("homes", "postcode", postcode, row)
    folder.put("children", "latitude", "", 3)
    folder.put("children", "longitude", "", 3)
    folder.put("children", "postcode", "M99 9ZZ", 3)
    reading = folder.read()
    assert reading.region is not None
    whole, sector = reading.region.home["H1"].position, reading.region.home["H2"].position
    assert whole is not None
    assert sector is not None
    assert (whole.located, sector.located) == (Located.EXACT, Located.SECTOR)
    assert 0 < miles(whole, sector) < 1
    assert reading.region.child["C2"].position is None
    assert warnings_of(reading) == {("children", 3, "postcode", "POSTCODE")}


def test_kinds_are_read_as_kinds(folder):
    assert home(folder).kind is Kind.FOSTERING
    assert home(folder, "H2").kind is Kind.RESIDENTIAL


def test_a_day_before_the_law_held_here_is_refused_and_the_first_day_is_not(folder):
    folder.settings = 'name = "Test"\nas_of = 2011-03-31\n'
    (found,) = [p for p in folder.read().problems if p.column == "as_of"]
    assert (found.severity, found.code) == ("error", "RANGE")
    assert "1 April 2011" in found.message
    folder.settings = 'name = "Test"\nas_of = 2011-04-01\n'
    assert not [p for p in folder.read().problems if p.column == "as_of"]
