"""`placements equality`: answers, JSON, exit codes, other weeks and readers."""

import json
import sys

import pytest
from equality.people import matched, next_week

from placements import api
from placements_cli.commands.equality import READERS
from placements_cli.main import run

SMALL = api.sample("small")


@pytest.fixture
def call(monkeypatch, capsys):
    def ask(*words):
        monkeypatch.setattr(sys, "argv", ["placements", "equality", *map(str, words)])
        capsys.readouterr()
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        else:
            code = 0
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def folder():
    return matched()[1]


def test_it_answers_in_a_table_and_says_what_it_is_not(call):
    code, out, _ = call(SMALL, folder())
    assert code == 0
    children = len(matched()[0].waiting)
    assert f"{children} children, each counted once, in 1 weekly match." in out
    assert "not tested" in out
    assert "A difference is not proof of discrimination" in out


def test_json_is_one_document_and_nothing_else(call):
    code, out, _ = call(SMALL, folder(), "--json")
    assert code == 0
    document = json.loads(out)
    assert document["schema"] == "placements/equality/1"
    assert document["weeks"][0]["inputs"] == matched()[0].inputs


def test_more_weeks(call):
    later, later_match = next_week()
    code, out, _ = call(SMALL, folder(), "--week", f"{later}={later_match}", "--json")
    assert code == 0
    document = json.loads(out)
    assert [week["as_of"] for week in document["weeks"]] == ["2026-11-23", "2026-11-30"]
    assert document["children"] == len(matched()[0].waiting) < document["child_weeks"]
    code, out, _ = call(later, later_match, "--week", f"{SMALL}={folder()}", "--json")
    assert json.loads(out) == document


def test_names_that_hold_an_equals_sign(call, tmp_path):
    later, later_match = next_week()
    named = tmp_path / "a=b"
    named.symlink_to(later)
    code, out, err = call(SMALL, folder(), "--week", f"{named}={later_match}", "--json")
    assert code == 0, err
    assert len(json.loads(out)["weeks"]) == 2


@pytest.mark.parametrize("week", ["nowhere", "nowhere=nothing", "=", f"{SMALL}="])
def test_a_week_that_is_not_there_is_refused(call, week):
    code, _, err = call(SMALL, folder(), "--week", week)
    assert code == 2
    assert "REGION=MATCH_DIR" in err


def test_the_same_week_twice_is_refused(call):
    code, _, err = call(SMALL, folder(), "--week", f"{SMALL}={folder()}")
    assert code == 2
    assert "same day" in err


def test_a_match_of_other_rows_is_refused(call):
    code, _, err = call(next_week()[0], folder())
    assert code == 3
    assert "other rows" in err


@pytest.mark.parametrize("whom", READERS)
def test_files_for_a_reader(call, tmp_path, whom):
    code, out, err = call(SMALL, folder(), "--out", tmp_path / "out", "--for", whom)
    assert code == 0, err
    where = tmp_path / "out" / ("public" if whom == "public" else "")
    assert {path.name for path in where.iterdir() if path.is_file()} == {
        "equality.html", "equality.csv", "equality.json",
    }  # fmt: skip
    assert json.loads((where / "equality.json").read_text(encoding="utf-8"))["audience"]["level"] == whom
    assert "Wrote" in err
    assert ("withheld" in out) is (whom == "public")


def test_another_reader_is_refused(call):
    code, _, err = call(SMALL, folder(), "--for", "provider:A")
    assert code == 2
    assert "region or public" in err


def test_data_that_is_not_there_is_named(call, tmp_path):
    code, _, err = call(SMALL, folder(), "--data", tmp_path)
    assert code == 3
    assert "imd2025" in err
