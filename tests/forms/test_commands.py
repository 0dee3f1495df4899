"""`placements template` and `placements add`, and workbooks wherever a region is taken: answers, JSON, exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from placements.forms.template import write_template
from placements_cli.main import run

from .conftest import PAIR, SMALL, bytes_of  # isort: skip


@pytest.fixture
def placements(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Call a command; return its exit code, its answer and its notes."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["placements", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            run()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    return write_template(tmp_path / "small.xlsx", SMALL)


def test_template_writes_a_workbook_and_says_what_next(placements, tmp_path):
    code, out, err = placements("template", tmp_path / "region.xlsx")
    assert (code, err) == (0, "")
    assert "placements check" in out
    code, out, _ = placements("check", tmp_path / "region.xlsx")
    assert code == 3
    assert "error EMPTY: children" in out


def test_template_referral_writes_the_page(placements, tmp_path):
    code, out, _ = placements("template", "--referral", tmp_path / "page.xlsx")
    assert code == 0
    assert "placements add" in out
    assert (tmp_path / "page.xlsx").is_file()


def test_template_can_be_filled_from_a_region(placements, tmp_path):
    assert placements("template", tmp_path / "small.xlsx", "--from", SMALL)[0] == 0
    code, out, _ = placements("check", tmp_path / "small.xlsx")
    assert code == 0
    assert "The region can be used." in out


@pytest.mark.parametrize("name", ["CON.xlsx", "region.csv", "region.xlsx.", "nowhere/region.xlsx", "."])
def test_template_refuses_a_name_that_cannot_be(placements, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    code, out, err = placements("template", name)
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_template_does_not_overwrite(placements, tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"filled in")
    assert placements("template", tmp_path / "mine.xlsx")[0] == 2
    assert placements("template", "--referral", tmp_path / "mine.xlsx")[0] == 2
    assert placements("template", "--referral", tmp_path / "x.xlsx", "--from", SMALL)[0] == 2
    assert (tmp_path / "mine.xlsx").read_bytes() == b"filled in"


def test_a_workbook_is_matched_and_explained_like_the_folder(placements, small_book):
    for command in (["match"], ["why"]):
        pair = ["SAL-04", "SAL-R2"] if command == ["why"] else []
        from_book = placements(*command, small_book, *pair, "--json")
        from_folder = placements(*command, SMALL, *pair, "--json")
        assert from_book[:2] == from_folder[:2]


def test_a_pin_that_cannot_stand_is_named_by_its_sheet(placements, folder, tmp_path):
    (folder / "pins.csv").write_text("child_id,home_id,kind\nBOL-01,MAN-K1,place\n", encoding="utf-8")
    code, out, _ = placements("check", write_template(tmp_path / "pinned.xlsx", folder), "--json")
    assert code == 3
    (problem,) = (p for p in json.loads(out)["problems"] if p["severity"] == "error")
    assert (problem["table"], problem["row"], problem["code"]) == ("pins", 2, "PIN")


def test_a_workbook_that_cannot_be_read_is_exit_3(placements, tmp_path):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    code, out, err = placements("check", tmp_path / "old.xls")
    assert (code, out) == (3, "")
    assert "BOOK_KIND" in err
    assert "Save" in err or "save" in err


def test_add_says_what_became_of_each_table(placements, folder, tmp_path):
    file = tmp_path / "homes.csv"
    file.write_text("home_id,available\nBOL-F1,0\nBOL-F2,1\n", encoding="utf-8")
    code, out, _ = placements("add", file, "--to", folder, "--dry-run")
    assert code == 0
    assert "dry run" in out
    code, out, _ = placements("add", file, "--to", folder)
    assert code == 0
    assert out.splitlines()[1].split() == ["homes", "1", "0", "1", "0"]
    assert out.splitlines()[-1] == "Written."


def test_add_json_is_one_document(placements, folder, page):
    code, out, _ = placements("add", page(PAIR), "--to", folder, "--json")
    document = json.loads(out)
    assert code == 0
    assert document == {
        "schema": "placements/add/1", "ok": True, "written": True, "children": ["NEW-1", "NEW-2"], "problems": [],
        "tables": [{"table": "children", "updated": 0, "added": 2, "unchanged": 0, "refused": 0}],
    }  # fmt: skip


def test_add_refuses_everything_with_one_fault(placements, folder, tmp_path):
    file = tmp_path / "homes.csv"
    file.write_text("home_id,places\nBOL-F1,CANARY\n", encoding="utf-8")
    before = bytes_of(folder)
    code, out, err = placements("add", file, "--to", folder)
    assert code == 3
    assert "homes.csv row 2 column places" in out
    assert "Nothing was written" in out
    assert "CANARY" not in out + err
    code, out, _ = placements("add", file, "--to", folder, "--json")
    document = json.loads(out)
    assert (code, document["ok"], document["written"]) == (3, False, False)
    assert document["tables"] == [{"table": "homes", "updated": 0, "added": 0, "unchanged": 0, "refused": 1}]
    assert bytes_of(folder) == before


def test_add_to_a_workbook_says_how(placements, small_book, tmp_path):
    file = tmp_path / "homes.csv"
    file.write_text("home_id,available\nBOL-F1,0\n", encoding="utf-8")
    code, _, err = placements("add", file, "--to", small_book)
    assert code == 2
    assert "--to FOLDER" in err
    assert placements("add", small_book, "--to", tmp_path / "made")[0] == 0
    assert placements("check", tmp_path / "made")[0] == 0
