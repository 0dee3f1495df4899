"""`placements scenario levers|new|run|compare`: what is printed, what is written and how it ends."""

import json
from datetime import date

import pytest
from sufficiency.levers.standin import Simple

from placements import foresee
from placements.sufficiency.levers.run import Ground

FILE = 'name = "{}"\nweeks = 60\n[[levers]]\nlever = "{}"\nfrom = 2026-11-23\n'


@pytest.fixture
def files(tmp_path, monkeypatch):
    made = Ground("Anywhere", ("A", "B"), date(2026, 11, 23), Simple, "area", "data")
    monkeypatch.setattr(foresee, "_ground", lambda *_: made)
    monkeypatch.chdir(tmp_path)
    for name, lever in (("one", "family_group_conference"), ("two", "pause")):
        (tmp_path / f"{name}.toml").write_text(FILE.format(name.title(), lever), encoding="utf-8")
    return tmp_path


def test_the_levers_are_listed_and_one_is_told(placements):
    said = placements("scenario", "levers")
    assert said.code == 0
    assert "family_group_conference" in said.out
    told = placements("scenario", "levers", "family_group_conference", "pause").out
    assert "36.2 % against 44.8 %" in told
    assert "0.83 (0.75 to 0.95)" in told
    assert "to be confirmed" in told
    assert "has no usable effect" in told
    assert placements("scenario", "levers", "magic").code == 2


def test_a_new_scenario_can_be_run(files, placements):
    assert placements("scenario", "new", "new.toml", "--from", "2027-04-01").code == 0
    said = placements("scenario", "run", "new.toml", "--replicates", "2")
    assert said.code == 0, said.err
    assert "Family help first: Anywhere, 260 weeks from 2026-11-23" in said.out
    assert "Paid back within 5 years" in said.out
    assert "[ran_with]" in (files / "new.toml").read_text(encoding="utf-8")
    assert placements("scenario", "new", "new.toml", "--from", "2027-04-01").code == 2


def test_json_is_one_document_and_nothing_else(files, placements):
    said = placements("scenario", "run", "one.toml", "--replicates", "2", "--no-record", "--json")
    assert json.loads(said.out)["schema"] == "placements/scenario/1"
    said = placements("scenario", "compare", "one.toml", "two.toml", "--replicates", "2", "--json")
    assert json.loads(said.out)["schema"] == "placements/scenario-comparison/1"
    assert json.loads(placements("scenario", "levers", "--json").out)["schema"] == "placements/levers/1"


def test_places_are_written_for_matching_to_reckon_with(files, placements):
    text = FILE.format("Stay", "staying_put").replace("weeks = 60", "weeks = 156") + "reach = 0.9\n"
    (files / "stay.toml").write_text(text, encoding="utf-8")
    said = placements("scenario", "run", "stay.toml", "--replicates", "2", "--planned", "planned_supply.csv")
    assert said.code == 0, said.err
    assert "fostering places by the end" in said.out
    rows = (files / "planned_supply.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "kind,authority,places,from,note"
    assert all(int(row.split(",")[2]) < 0 for row in rows[1:])
    assert len(rows) > 2
    assert placements("scenario", "run", "stay.toml", "--planned", "planned.txt").code == 2


def test_a_stale_scenario_is_said_beside_the_others(files, placements):
    assert placements("scenario", "run", "one.toml", "--replicates", "2").code == 0
    path = files / "one.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("weeks = 60", "weeks = 61"), encoding="utf-8")
    (files / "two.toml").write_text(FILE.format("Two", "pause").replace("60", "61"), encoding="utf-8")
    said = placements("scenario", "compare", "one.toml", "two.toml", "--replicates", "2")
    assert said.code == 0, said.err
    assert "One: Stale: the scenario was edited." in said.out
    assert "Two: It was not run before." in said.out
    assert "Two less One" in said.out


def test_a_file_that_cannot_be_used_ends_with_three(files, placements):
    (files / "bad.toml").write_text('name = "x"\n[[levers]]\nlever = "magic"\nfrom = 2027-01-01\n', encoding="utf-8")
    said = placements("scenario", "run", "bad.toml")
    assert said.code == 3
    assert "no such lever" in said.err
    assert said.out == ""
