"""The workbook to fill in: what it offers, what is locked, the same bytes each time, and the round trip."""

import re
import tomllib
from importlib import resources

import pytest
from books import book, parts
from hostile import FORMULAS, SCRIPTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placements.errors import InputError, UsageError
from placements.forms.template import write_template
from placements.tables.columns import TABLES
from placements.tables.meanings import meanings
from placements.tables.read import read_region
from placements.tables.wanted import wanted
from placements.tables.workbook import read_sheets

from .conftest import SMALL  # isort: skip

WANTED = [(table.name, want) for table in TABLES for want in wanted(table.name, table.record)]
TEXTS = [(table, want.column) for table, want in WANTED if want.sort in ("text", "several")]


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return write_template(tmp_path_factory.mktemp("t") / "region.xlsx")


@pytest.fixture(scope="module")
def inside(empty):
    return parts(empty)


def sheet_xml(inside, name):
    names = re.findall(r'<sheet name="([^"]*)"', inside["xl/workbook.xml"])
    return inside[f"xl/worksheets/sheet{names.index(name) + 1}.xml"]


def test_a_sheet_for_each_table_and_nothing_hidden(empty, inside):
    assert list(read_sheets(empty)) == ["read me", "region", *(table.name for table in TABLES), "lists"]
    assert "hidden" not in inside["xl/workbook.xml"]
    assert not [name for name, xml in inside.items() if name.startswith("xl/worksheets") and "hidden=" in xml]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_headings_are_the_columns(empty, table):
    assert read_sheets(empty)[table.name][0] == list(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_each_heading_has_a_note_with_its_meaning(inside, table):
    notes = " ".join(xml for name, xml in inside.items() if name.startswith("xl/comments"))
    plain = notes.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&").replace("&apos;", "'")
    for said in meanings()[table.name].values():
        assert said.replace("`", "") in plain


@pytest.mark.parametrize(("table", "want"), WANTED, ids=lambda x: getattr(x, "column", x))
def test_every_coded_column_and_every_flag_has_its_words(inside, table, want):
    """Each column that wants a word, yes or no, a date or a number says so for the rows below the heading."""
    columns = [w.column for name, w in WANTED if name == table]
    rules = re.findall(r"<dataValidation .*?</dataValidation>", sheet_xml(inside, table))
    letters = columns.index(want.column)
    letters = (chr(64 + letters // 26) if letters >= 26 else "") + chr(65 + letters % 26)
    found = [rule for rule in rules if re.search(rf'sqref="{letters}2:{letters}20001"', rule)]
    if want.sort in ("text", "several") and not want.options and not want.authority:
        assert found == []
        return
    (rule,) = found
    if want.sort in ("word", "flag"):
        words = want.options or ("yes", "no")
        assert f"<formula1>&quot;{','.join(words)}&quot;" in rule or f'<formula1>"{",".join(words)}"' in rule
        assert 'showErrorMessage="1"' in rule
    elif want.options:
        assert "<formula1>lists!" in rule
        assert "showErrorMessage" not in rule  # several codes may be typed
    elif want.authority:
        assert "<formula1>authorities!" in rule
    else:
        assert f'type="{ {"whole": "whole", "number": "decimal", "date": "date"}[want.sort] }"' in rule


def test_lists_hold_what_the_drop_downs_point_to(empty, inside):
    lists = read_sheets(empty)["lists"]
    for _, want in WANTED:
        if want.options and want.sort in ("text", "several"):
            assert any(tuple(filter(None, (r[c] if c < len(r) else "" for r in lists[1:]))) == want.options
                       for c in range(len(lists[0])))  # fmt: skip


def locked(inside, style):
    xfs = re.findall(r"<xf [^>]*/>|<xf .*?</xf>", inside["xl/styles.xml"].split("<cellXfs")[1])
    return 'locked="0"' not in xfs[int(style)]


@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_headings_are_locked_and_rows_are_free(inside, table):
    xml = sheet_xml(inside, table)
    assert "<sheetProtection" in xml
    assert "password" not in xml
    for cell, style in re.findall(r'<c r="[A-Z]+(\d+)" s="(\d+)"', xml):
        assert locked(inside, style) is (cell == "1")
    assert not [style for style in re.findall(r'<col [^>]*style="(\d+)"', xml) if locked(inside, style)]
    assert not locked(inside, 0)  # every other cell, so that whole rows can be deleted


def test_the_same_bytes_each_time(empty, tmp_path):
    again = write_template(tmp_path / "again.xlsx")
    assert again.read_bytes() == empty.read_bytes()
    assert "2026-01-01T00:00:00Z" in parts(empty)["docProps/core.xml"]


def test_the_version_stands_in_a_cell_everybody_can_see(empty):
    assert ["schema", "placements/region/1"] in [row[:2] for row in read_sheets(empty)["region"]]


def test_an_empty_template_says_what_is_missing(empty):
    reading = read_region(empty)
    assert reading.region is None
    errors = {(p.table, p.column, p.code) for p in reading.problems if p.severity == "error"}
    assert errors == {
        ("region", "name", "BLANK"), ("region", "as_of", "BLANK"), ("authorities", None, "EMPTY"),
        ("children", None, "EMPTY"), ("homes", None, "EMPTY"),
    }  # fmt: skip
    assert {p.code for p in reading.problems if p.severity == "warning"} == {"EXAMPLE"}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_example_row_could_be_real(table):
    text = resources.files("placements.forms").joinpath("examples.toml").read_text(encoding="utf-8")
    cells = {name: str(value) for name, value in tomllib.loads(text)[table.name].items()}
    assert set(table.required_columns) <= cells.keys() <= set(table.columns)
    table.record.model_validate(cells)


def test_a_region_comes_back_as_it_was(tmp_path):
    before = read_region(SMALL)
    after = read_region(write_template(tmp_path / "small.xlsx", SMALL))
    assert before.region is not None
    assert after.region is not None
    assert after.region.inputs == before.region.inputs
    unread = {"UNKNOWN_COLUMN"}  # columns nobody knows stay behind
    assert [p.code for p in after.problems] == [p.code for p in before.problems if p.code not in unread]


def test_a_workbook_of_a_workbook_is_the_same(tmp_path):
    first = write_template(tmp_path / "one.xlsx", SMALL)
    assert write_template(tmp_path / "two.xlsx", first).read_bytes() == first.read_bytes()


NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(str), st.floats(0, 60, allow_nan=False).map(repr),
    st.decimals(0, 100_000, places=2).map(str),
    st.sampled_from(["007", "1e3", "£1,250.75", "+5", "650.50", "-0", ".5", "1e999", "nan", "inf"]),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(NUMBERS, st.dates().map(str), st.text("aé=+-@'\"<&;,_x0041 \u200b", max_size=20)), max_size=6)
)
def test_every_cell_comes_back_as_it_was_typed(tmp_path, rows):
    """Numbers, dates and any text, through the form's own writer and the reader."""
    path, source = tmp_path / "out.xlsx", tmp_path / "in.xlsx"
    path.unlink(missing_ok=True)
    header = ["contract_id", "home_ids", "weekly_price", "shares"]
    contracts = [[f"B{n}", text or "H", number, day] for n, (number, day, text) in enumerate(rows)]
    book(source, {"region": [["name", "T"], ["as_of", "2026-11-23"]], "authorities": [["code", "name"], ["A", "A"]],
                  "children": [["child_id", "authority", "date_of_birth", "sex", "needed_by"],
                               *(["C", "A", day, "F", day] for _, day, _ in rows[:1])],
                  "homes": [["home_id", "kind", "authority", "sector", "places", "available"]],
                  "contracts": [header, *contracts]}, strings_to_numbers=False)  # fmt: skip
    again = read_sheets(write_template(path, source))["contracts"]
    columns = {name: again[0].index(name) for name in header}
    for typed, found in zip(contracts, again[1:], strict=True):
        for name, cell in zip(header, typed, strict=True):
            place = columns[name]
            assert (found[place] if place < len(found) else "") == cell.strip()


@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_no_text_becomes_a_formula_or_a_link(tmp_path, table, column):
    """24 formula strings and 30 scripts in one field after another: 0 live formulas, and every one comes back."""
    wants = [want for name, want in WANTED if name == table]
    rows = [[text if want.column == column else "x" for want in wants] for text in (*FORMULAS, *SCRIPTS)]
    required = {"authorities": "code,name", "children": "child_id,authority,date_of_birth,sex,needed_by",
                "homes": "home_id,kind,authority,sector,places,available"}  # fmt: skip
    sheets = {name: [columns.split(",")] for name, columns in required.items()}
    sheets |= {"region": [["name", "T"], ["as_of", "2026-11-23"]], table: [[w.column for w in wants], *rows]}
    source = book(tmp_path / "in.xlsx", sheets)
    out = write_template(tmp_path / "out.xlsx", source)
    for name, xml in parts(out).items():
        live = re.findall(r"<f[ >]|<hyperlink|<externalReference|TargetMode=", xml)
        assert live == [], name
    place = next(iter(read_sheets(out)[table])).index(column)
    assert [row[place] for row in read_sheets(out)[table][1:]] == [text.strip() for text in (*FORMULAS, *SCRIPTS)]


def test_a_file_that_is_there_is_left_alone(tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"filled in with care")
    with pytest.raises(UsageError, match="already"):
        write_template(path)
    assert path.read_bytes() == b"filled in with care"
    path.unlink()
    first = write_template(path).read_bytes()
    assert write_template(path).read_bytes() == first


def test_a_region_that_cannot_be_read_is_not_copied(tmp_path, folder):
    (folder / "pins.csv").write_text('child_id,home_id,kind\n"C1,H1,place\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        write_template(tmp_path / "out.xlsx", folder)
    assert [p.code for p in refused.value.problems] == ["RAGGED"]
    assert not (tmp_path / "out.xlsx").exists()


def test_a_text_too_long_for_a_cell_is_refused_not_cut(tmp_path, folder):
    (folder / "pins.csv").write_text(f"child_id,home_id,kind,reason\nC1,H1,forbid,{'x' * 33_000}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="too long"):
        write_template(tmp_path / "out.xlsx", folder)
    assert not (tmp_path / "out.xlsx").exists()
