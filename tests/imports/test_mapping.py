"""Anybody's spreadsheet: suggestions with reasons, used only once a person has confirmed them."""

import tomllib
from pathlib import Path

import pytest
import xlsxwriter
from hostile import FORMULAS
from imports.lists import save, written

from placements.errors import InputError, UsageError
from placements.imports.mapping import ColumnMap, suggest
from placements.imports.mapping_apply import apply_mapping
from placements.imports.mapping_file import mapping_text
from placements.imports.mapping_file import save as save_mapping
from placements.imports.translate import TABLE_OF, columns, lists, synonyms

VACANCIES = (
    "Setting ID,Type,LA,Beds,Vacancies,Ofsted rating,Post Code,Gender,Emergency,Date Available,Secret notes,Ownership\n"
    "H1,Children's Home,Oldham,4,1,Good,OL1 1AA,Either,Y,01.12.2026,Canary Alpha,Private\n"
    "H2,Foster care,Manchester City Council,2,1,RI,M1 1AE,Male,N,2026-12-02,Canary Beta,LA\n"
    "H3,Semi-independent,Bolton,3.0,0,,BL1 1AA,female,n,3/12/2026,Canary Gamma,Charity\n"
)


def suggested(found: ColumnMap) -> dict[str, tuple[str, str]]:
    return {s.heading: (s.to, s.confidence) for s in found.suggestions}


def confirmed(path: Path, found: ColumnMap, **to: str) -> Path:
    """Write the mapping as a person would: right columns confirmed, some corrected first."""
    text = mapping_text(found)
    for heading, column in to.items():
        start = text.index(f'heading = "{heading.replace("_", " ")}"')
        place = text.index("to = ", start)
        text = text[:place] + f'to = "{column}"' + text[text.index("\n", place) :]
    return save(path, text.replace("confirmed = false", "confirmed = true"))


def test_headings_are_suggested_with_two_reasons(tmp_path: Path) -> None:
    found = suggest(save(tmp_path / "v.csv", VACANCIES))
    assert found.table == "homes"
    assert suggested(found) == {
        "Setting ID": ("home_id", "likely"), "Type": ("kind", "sure"), "LA": ("authority", "sure"),
        "Beds": ("places", "sure"), "Vacancies": ("available", "sure"), "Ofsted rating": ("grade", "sure"),
        "Post Code": ("postcode", "sure"), "Gender": ("sex", "sure"), "Emergency": ("same_day", "sure"),
        "Date Available": ("available_from", "sure"), "Secret notes": ("", "none"), "Ownership": ("sector", "sure"),
    }  # fmt: skip
    assert all(len(s.because) == 2 for s in found.suggestions)
    assert found.missing == []


def test_values_speak_for_and_against(tmp_path: Path) -> None:
    text = "home_id,Weekly cost,Postal cde,Where it lies,Grade\n" + "".join(
        f"H{n},not said,M1 1A{c},Oldham,perhaps\n" for n, c in enumerate("ABDE")
    )
    found = suggested(suggest(save(tmp_path / "v.csv", text), "homes"))
    assert found["Weekly cost"] == ("weekly_fee", "possible")
    assert found["Postal cde"] == ("postcode", "possible")
    assert found["Grade"] == ("grade", "possible")
    assert found["home_id"] == ("home_id", "sure")
    assert found["Where it lies"] == ("", "none")  # two columns of homes name councils: neither is guessed


def test_nothing_shown_or_saved_holds_a_cell(tmp_path: Path) -> None:
    """Only the shipped synonyms that occur are named, in our own spelling; what else people wrote is not."""
    text = VACANCIES.replace("Oldham", "Canaryville").replace("H1", "Canary-1").replace("OL1 1AA", "ZE3 9XY")
    found = suggest(save(tmp_path / "v.csv", text))
    shown = mapping_text(found) + str(found.to_dict())
    assert not any(cell in shown for cell in ("Canary", "ZE3 9XY", "Manchester", "01.12.2026", "H2"))
    assert {"female": "F", "male": "M", "either": "any"}.items() == next(
        s.words for s in found.suggestions if s.to == "sex"
    ).items()


def test_a_sheet_without_headings_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        suggest(save(tmp_path / "v.csv", "Canary,2012-03-04,M1 1AE\nBeta,2011-02-03,M1 1AD\n"))
    assert "Canary" not in str(refused.value)
    with pytest.raises(UsageError, match="--table"):
        suggest(save(tmp_path / "w.csv", "alpha,beta\nx,y\n"))
    with pytest.raises(UsageError, match="authorities"):
        suggest(tmp_path / "w.csv", "castles")


def test_nothing_is_used_until_it_is_confirmed(tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", VACANCIES)
    mapping = save_mapping(suggest(path), tmp_path / "m.toml")
    assert not any(column["confirmed"] for column in tomllib.loads(mapping.read_text(encoding="utf-8"))["column"])
    with pytest.raises(UsageError, match="confirmed"):
        apply_mapping(path, mapping, tmp_path / "homes.csv")
    text = mapping.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true", 1)
    done = apply_mapping(path, save(tmp_path / "n.toml", text), tmp_path / "homes.csv")
    assert (done.columns, done.waiting, done.rows) == (("home_id",), 10, 3)
    assert written(tmp_path / "homes.csv") == [{"home_id": "H1"}, {"home_id": "H2"}, {"home_id": "H3"}]
    with pytest.raises(UsageError, match="already"):
        save_mapping(suggest(path), tmp_path / "m.toml")


def test_confirmed_columns_are_translated(tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", VACANCIES)
    apply_mapping(path, confirmed(tmp_path / "m.toml", suggest(path)), tmp_path / "homes.csv")
    one, two, three = written(tmp_path / "homes.csv")
    assert one == {
        "home_id": "H1", "kind": "residential", "authority": "E08000004", "sector": "independent", "places": "4",
        "available": "1", "postcode": "OL1 1AA", "sex": "any", "grade": "good", "same_day": "yes",
        "available_from": "2026-12-01",
    }  # fmt: skip
    assert (two["kind"], two["sex"], two["grade"], two["sector"]) == (
        "fostering", "M", "requires_improvement", "in_house",
    )  # fmt: skip
    assert (three["places"], three["grade"], three["available_from"]) == ("3", "", "2026-12-03")
    assert "Canary" not in (tmp_path / "homes.csv").read_text(encoding="utf-8")


def test_every_cell_that_cannot_be_translated_is_named_and_not_shown(tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", VACANCIES)
    mapping = confirmed(tmp_path / "m.toml", suggest(path))
    bad = VACANCIES.replace("Oldham", "Canaryville").replace("01.12.2026", "13/13/2026").replace("RI", "Canary grade")
    bad = bad.replace("H3,", ",").replace(",Male,", ",Canary sex,")
    with pytest.raises(InputError) as refused:
        apply_mapping(save(tmp_path / "b.csv", bad), mapping, tmp_path / "homes.csv")
    assert {(p.row, p.column, p.code) for p in refused.value.problems} == {
        (2, "authority", "UNKNOWN_AUTHORITY"), (2, "available_from", "DATE"), (3, "grade", "WORD"), (3, "sex", "WORD"),
        (4, "home_id", "BLANK"),
    }  # fmt: skip
    assert "Canary" not in str(refused.value.problems)
    assert not (tmp_path / "homes.csv").exists()


def test_words_a_person_adds_are_used(tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", "home_id,kind\nH1,Zauberhaus\n")
    text = mapping_text(suggest(path)).replace("confirmed = false", "confirmed = true")
    with pytest.raises(InputError):
        apply_mapping(path, save(tmp_path / "m.toml", text), tmp_path / "o.csv")
    text = text.replace("words = {}", 'words = { "zauberhaus" = "residential" }')
    apply_mapping(path, save(tmp_path / "m.toml", text), tmp_path / "o.csv")
    assert written(tmp_path / "o.csv")[0]["kind"] == "residential"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('schema = "placements/mapping/1"', 'schema = "other"'), ('table = "homes"', 'table = "castles"'),
        ('to = "kind"', 'to = "castle"'), ('to = "kind"', 'to = "home_id"'), ("column = 1", 'column = "one"'),
        ("words = {}", 'words = ["a"]'), ('table = "homes"', "table = "),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_stand_is_refused(old: str, new: str, tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", "home_id,kind\nH1,secure\n")
    text = mapping_text(suggest(path)).replace("confirmed = false", "confirmed = true")
    assert old in text
    with pytest.raises(UsageError):
        apply_mapping(path, save(tmp_path / "m.toml", text.replace(old, new)), tmp_path / "o.csv")


def test_another_file_than_the_mapping_was_made_for_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", "home_id,kind\nH1,secure\n")
    mapping = confirmed(tmp_path / "m.toml", suggest(path))
    with pytest.raises(InputError) as refused:
        apply_mapping(save(tmp_path / "w.csv", "home_id,sort\nH1,secure\n"), mapping, tmp_path / "o.csv")
    assert [(p.column, p.code) for p in refused.value.problems] == [("kind", "COLUMN")]
    moved = save(tmp_path / "x.csv", "A title\n\nnew,kind,home_id\n1,secure,H1\n".replace("A title\n", "A title,,\n"))
    apply_mapping(moved, mapping, tmp_path / "o.csv")
    assert written(tmp_path / "o.csv") == [{"home_id": "H1", "kind": "secure"}]
    with pytest.raises(UsageError, match="another file"):
        apply_mapping(moved, mapping, moved)


def test_a_workbook_with_several_sheets_is_mapped(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Read this first")
        sheet = book.add_worksheet("Children")
        sheet.write_row(2, 0, ["Child ID", "DOB", "Gender", "LA", "Date needed"])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(3, 0, [17, None, "Male", "Bury", "23/11/2026"])
        sheet.write_number(3, 1, 41000, day)
        book.add_worksheet("Sums").write_formula(0, 0, "=NA()", None, "#N/A")
    found = suggest(path)
    assert (found.table, found.sheet, found.row) == ("children", "Children", 3)
    apply_mapping(path, confirmed(tmp_path / "m.toml", found), tmp_path / "children.csv")
    assert written(tmp_path / "children.csv") == [
        {"child_id": "17", "authority": "E08000002", "date_of_birth": "2012-04-01", "sex": "M",
         "needed_by": "2026-11-23"},
    ]  # fmt: skip


def test_a_broken_cell_is_not_taken_for_a_blank_one(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "v.xlsx") as book:
        sheet = book.add_worksheet("Homes")
        sheet.write_row(0, 0, ["home_id", "provider"])
        sheet.write_row(1, 0, ["H1"])
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    mapping = confirmed(tmp_path / "m.toml", suggest(tmp_path / "v.xlsx"))
    with pytest.raises(InputError) as refused:
        apply_mapping(tmp_path / "v.xlsx", mapping, tmp_path / "o.csv")
    assert [(p.row, p.column, p.code) for p in refused.value.problems] == [(2, "provider", "CELL_ERROR")]


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_like_a_formula_stays_text(formula: str, tmp_path: Path) -> None:
    quoted = '"' + formula.replace('"', '""') + '"'
    path = save(tmp_path / "v.csv", f"home_id,provider\nH1,{quoted}\n")
    apply_mapping(path, confirmed(tmp_path / "m.toml", suggest(path)), tmp_path / "o.csv")
    assert written(tmp_path / "o.csv")[0]["provider"] == formula.strip()


def test_the_order_of_rows_changes_no_suggestion(tmp_path: Path) -> None:
    long = VACANCIES + "".join(f"H{n},Castle {n},Bury,{n},1,Good,M1 1AE,,,,,\n" for n in range(9, 3000))
    head, *rows = long.splitlines()
    other = save(tmp_path / "w.csv", "\n".join([head, *reversed(rows)]))
    assert suggest(save(tmp_path / "v.csv", long)).to_dict() == suggest(other).to_dict()


def test_every_alias_is_of_a_column_we_have_and_every_word_of_an_option() -> None:
    for table, names in lists()["columns"].items():
        assert set(names) <= set(TABLE_OF[table].columns)
    options = {want.column: {*want.options} for table in TABLE_OF for want in columns(table).values()}
    for table in TABLE_OF:
        for want in columns(table).values():
            options[want.column] |= set(want.options)
    for column, words in lists()["words"].items():
        assert set(words) <= ({"yes", "no"} if column == "flag" else options[column])
    assert synonyms("children", "sex")["female"] == "F"
    assert "any" not in synonyms("children", "sex").values()
