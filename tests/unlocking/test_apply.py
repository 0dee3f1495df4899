"""`unlock --apply`: a copy of the folder with the change made, in which a run of the command places the child."""

import csv
import json
import shutil

import pytest

from placements import api
from placements_cli.main import run


@pytest.fixture
def placements(monkeypatch, capsys):
    def call(*words):
        monkeypatch.setattr("sys.argv", ["placements", *map(str, words)])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def region(tmp_path):
    return shutil.copytree(api.sample("small"), tmp_path / "region")


@pytest.mark.parametrize("child_id", ["MAN-05", "MAN-06", "SAL-01", "SAL-02", "SAL-04"])
def test_a_run_on_the_copy_places_the_child(placements, region, tmp_path, child_id):
    before = {p.name: p.read_bytes() for p in region.iterdir()}
    code, out, _ = placements("unlock", region, child_id, "--apply", tmp_path / "opened", "--json")
    assert code == 0
    edits = json.loads(out)["unlocks"][0]["unlock"]["edits"]
    assert {p.name: p.read_bytes() for p in region.iterdir()} == before
    code, out, _ = placements("match", tmp_path / "opened", "--json")
    assert code == 0
    assert child_id in {p["child_id"] for p in json.loads(out)["placements"]}
    touched = {edit["file"] for edit in edits}
    for name, data in before.items():
        if name not in touched:
            assert (tmp_path / "opened" / name).read_bytes() == data


def test_only_the_cells_named_are_changed(placements, region, tmp_path):
    placements("unlock", region, "MAN-06", "--apply", tmp_path / "opened")

    def rows(folder):
        with (folder / "homes.csv").open(encoding="utf-8", newline="") as file:
            return {row["home_id"]: row for row in csv.DictReader(file)}

    old, new = rows(region), rows(tmp_path / "opened")
    assert {h: {c for c in old[h] if old[h][c] != new[h][c]} for h in old if old[h] != new[h]} == {
        "MAN-F3": {"adaptations"}
    }


def test_nothing_to_write_is_exit_4(placements, region, tmp_path):
    text = (region / "children.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    rows[[r[0] for r in rows].index("MAN-06")][rows[0].index("date_of_birth")] = "2008-01-01"
    (region / "children.csv").write_text("\n".join(",".join(r) for r in rows) + "\n", encoding="utf-8")
    code, _, err = placements("unlock", region, "MAN-06", "--apply", tmp_path / "opened")
    assert code == 4
    assert "never to be unlocked" in err
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--apply", "x"), "Name the child"), (("MAN-02",), "nothing to unlock"), (("NOBODY",), "MAN")],
)
def test_wrong_usage_is_exit_2(placements, region, words, said):
    code, _, err = placements("unlock", region, *words)
    assert code == 2
    assert said in err or said == "MAN"


def test_a_folder_that_holds_files_is_left_alone(placements, region, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    code, _, _ = placements("unlock", region, "MAN-06", "--apply", tmp_path / "full")
    assert code == 2
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]
