"""What is not added: every fault at the cell that was sent, and the folder byte for byte as it was."""

import csv
import os
from pathlib import Path

import pytest
from hostile import FORMULAS

from placements.errors import InputError
from placements.forms.add import Counts, add

from .conftest import bytes_of, refused, row  # isort: skip


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("homes.csv", "home_id,places\nBOL-F1,three\n", (2, "places", "NUMBER")),
        ("homes.csv", "home_id,places\n,3\n", (2, "home_id", "BLANK")),
        ("homes.csv", "places\n3\n", (1, "home_id", "COLUMN")),
        ("homes.csv", "home_id,places\nBOL-F1,1\nBOL-F1,2\n", (3, None, "WHICH_ROW")),
        ("homes.csv", "home_id,places\nBOL-F1,1,2\n", (2, None, "RAGGED")),
        ("homes.csv", 'home_id,places\n"BOL-F1,1\n', (2, None, "RAGGED")),
        ("homes.csv", "home_id,home_id\nBOL-F1,1\n", (1, "home_id", "COLUMN")),
        ("homes.csv", "home_id,authority\nBOL-F1,E99999999\n", (2, "authority", "UNKNOWN_AUTHORITY")),
        ("homes.csv", "home_id,min_age\n\n\nBOL-F1,17\n", (4, "min_age", "AGE_ORDER")),
        ("homes.csv", "home_id,kind\nNEW-HOME,fostering\n", (2, "home_id", "UNKNOWN_ID")),
        ("homes.csv", "home_id,places\nBOL-F1,CLEAR\n", (2, "places", "BLANK")),
        ("children.csv", "child_id,needed_by\nBOL-01,11/23/2026\n", (2, "needed_by", "DATE")),
        ("children.csv", "child_id,needed_by\nBOL-01,46349\n", (2, "needed_by", "DATE")),
        ("residents.csv", "home_id,resident_id\nNOWHERE,R-9\n", (2, "home_id", "UNKNOWN_ID")),
        ("pins.csv", "child_id,home_id,kind\nBOL-01,MAN-K1,place\n", (2, "home_id", "PIN")),
    ],
)
def test_a_fault_is_named_by_the_cell_that_was_sent(folder, sent, name, text, found):
    assert (name, *found) in refused([sent(name, text)], folder)


def told(files, folder):
    """Return the sentences of every error."""
    return [f.sentence() for f in add(files, folder).faults if f.severity == "error"]


def test_an_unknown_id_is_said_once_with_the_nearest(folder, sent):
    (said,) = told([sent("homes.csv", "home_id,available\nbol-f11,1\nBOL-F2,1\n")], folder)
    needs = "kind, authority, sector, places, available"
    assert f"row 2 column home_id: there is no home with this id; a new home needs {needs}" in said
    assert "the nearest id is BOL-F1." in said
    (said,) = told([sent("children.csv", "child_id,pets\nCANARY,no\n")], folder)
    assert "there is no child with this id; a new child needs authority, date_of_birth, sex, needed_by. " in said
    assert "CANARY" not in said


def test_a_new_row_that_lacks_one_cell_is_told_which(folder, sent):
    text = "home_id,kind,authority,sector,places,available\nNEW,fostering,E08000001,in_house,,1\n"
    assert refused([sent("homes.csv", text)], folder) == {("homes.csv", 2, "places", "BLANK")}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("home_id,Availble", ["column 2 is not known; did you mean available? Correct"]),
        ("Home ID,Available,Canary", ["column 1 is not known; did you mean home_id? Correct",
                                      "column 2 is not known; did you mean available? Correct",
                                      "column 3 is not known. Correct"]),
        ("child_id,neededby,sex", ["column 2 is not known; did you mean needed_by? Correct"]),
    ],
)  # fmt: skip
def test_a_misspelt_heading_is_named_by_its_column(folder, sent, header, found):
    path = sent("week.csv", f"{header}\nBOL-F1,1,2\n")
    assert [f"error COLUMN: week.csv: the heading in {said} the header row." for said in found] == told([path], folder)


def test_a_misspelt_heading_in_a_named_table_is_remarked_on(folder, sent):
    found = add([sent("homes.csv", "home_id,Availble\nBOL-F1,1\n")], folder)
    assert [f.message for f in found.faults] == ["column 2 of the header is not known; did you mean available?"]


def test_one_fault_among_many_rows_stops_everything(folder, sent):
    homes = "".join(f"H-{n},fostering,E08000001,in_house,2,1\n" for n in range(200))
    header = "home_id,kind,authority,sector,places,available\n"
    good, bad = sent("homes.csv", header + homes), sent("schools.csv", "urn,name\n1,Oak\n2,\n")
    assert refused([good, bad], folder) == {("schools.csv", 3, "name", "BLANK")}
    found = add([good, bad], folder)
    assert found.tables == {"homes": Counts(added=200), "schools": Counts(added=1, refused=1)}


def test_every_fault_of_every_file_at_once(folder, sent, tmp_path):
    files = [sent("homes.csv", "home_id,places,sex\nBOL-F1,x,y\n,1,F\n"), sent("pins.csv", "child_id,kind\nC,place\n")]
    assert refused(files, folder) == {
        ("homes.csv", 2, "places", "NUMBER"), ("homes.csv", 2, "sex", "WORD"), ("homes.csv", 3, "home_id", "BLANK"),
        ("pins.csv", 1, "home_id", "COLUMN"),
    }  # fmt: skip
    assert ("nowhere.csv", None, None, "FILE") in refused([*files, tmp_path / "nowhere.csv"], folder)


def test_a_region_with_errors_of_its_own_is_mended_or_left(folder, sent):
    broken = (
        (folder / "children.csv")
        .read_text(encoding="utf-8")
        .replace("BOL-01,E08000001,2017-05-14", "BOL-01,E08000001,x")
    )
    (folder / "children.csv").write_text(broken, encoding="utf-8")
    homes = sent("homes.csv", "home_id,available\nBOL-F1,0\n")
    assert refused([homes], folder) == {("children.csv", 2, "date_of_birth", "DATE")}
    assert add([homes, sent("children.csv", "child_id,date_of_birth\nBOL-01,2017-05-14\n")], folder).written


@pytest.mark.parametrize(
    "data", ["home_id,available\nBOL-F1,0\n".encode("utf-16"), b"home_id,available\x00\nBOL-F1,0\n"]
)
def test_a_file_in_another_encoding_is_refused(folder, tmp_path, data):
    path = tmp_path / "homes.csv"
    path.write_bytes(data)
    assert ("homes.csv", None, None, "ENCODING") in refused([path], folder)


@pytest.mark.parametrize(("encoding", "codes"), [("utf-8", set()), ("utf-8-sig", set()), ("cp1252", {"ENCODING"})])
def test_encodings_that_are_read(folder, sent, encoding, codes):
    found = add([sent("homes.csv", "home_id,provider\nBOL-F1,Zoë’s £ home\n", encoding)], folder)
    assert {f.code for f in found.faults} == codes
    assert row(folder, "homes", home_id="BOL-F1")["provider"] == "Zoë’s £ home"


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_text_is_kept_exactly(folder, tmp_path, text):
    path = tmp_path / "homes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["home_id", "provider"], ["BOL-F1", text]])
    assert add([path], folder).written
    assert row(folder, "homes", home_id="BOL-F1")["provider"] == text.strip()
    assert add([path], folder).tables == {"homes": Counts(unchanged=1)}


def test_a_file_that_cannot_be_replaced_changes_nothing(folder, sent, monkeypatch):
    before = bytes_of(folder)
    replace = os.replace

    def closed(source, target):
        if Path(target).name == "schools.csv":
            raise PermissionError("open in Excel")
        replace(source, target)

    monkeypatch.setattr(os, "replace", closed)
    files = [sent("homes.csv", "home_id,available\nBOL-F1,0\n"), sent("schools.csv", "urn,name\n1,Oak\n")]
    with pytest.raises(PermissionError):
        add(files, folder)
    assert bytes_of(folder) == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(folder, sent, monkeypatch):
    from placements.forms import add as module

    check = module.read_source

    def meanwhile(source):
        found = check(source)
        (folder / "homes.csv").write_text("theirs", encoding="utf-8")
        return found

    monkeypatch.setattr(module, "read_source", meanwhile)
    with pytest.raises(InputError, match="meanwhile"):
        add([sent("homes.csv", "home_id,available\nBOL-F1,0\n")], folder)
    assert (folder / "homes.csv").read_text(encoding="utf-8") == "theirs"
