"""`placements tasks`: the list on the screen, its JSON, its files and its exit codes."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from placements import api, examine


@pytest.fixture
def monday(placements, region, tmp_path) -> Path:
    assert placements("match", region, "--out", tmp_path / "monday").code == 0
    return tmp_path / "monday"


def test_tasks_stand_in_order_of_their_days(placements, region, monday):
    said = placements("tasks", region, monday)
    assert said.code == 0
    headings = [line[:10] for line in said.out.splitlines() if line[:4] == "2026"]
    assert headings == sorted(headings)
    assert headings[0] == "2026-11-23"
    assert "Ask whether the home offers the place" in said.out
    assert "(if decided) Make the placement plan" in said.out
    assert "A proposal: people decide." in said.out


def test_the_screen_shows_a_week_and_all_on_request(placements, region, monday):
    week, everything = (placements("tasks", region, monday, *more).out for more in ((), ("--all",)))
    assert "--all prints them" in week
    assert "--all prints them" not in everything
    assert len(everything) > len(week)
    last = max(line[:10] for line in week.splitlines() if line[:2] == "20")
    assert last <= "2026-11-30"


def test_what_several_do_is_said_once_a_day(placements, region, monday):
    lines = [
        line for line in placements("tasks", region, monday, "--all").out.splitlines() if "[CONSENT-CARER]" in line
    ]
    assert len(lines) == 1


@pytest.mark.parametrize(("by", "heading"), [("person", "Social worker, Alpha"), ("child", "C1")])
def test_tasks_by_person_and_by_child(placements, region, monday, by, heading):
    said = placements("tasks", region, monday, "--by", by)
    assert said.code == 0
    assert f"\n{heading}\n" in said.out
    headings = [line for line in said.out.splitlines()[1:-2] if line and not line.startswith(" ")]
    assert headings[:-1] == sorted(headings[:-1]) or headings == sorted(headings)


def test_the_json_is_the_api_s(placements, region, monday):
    found = placements("tasks", region, monday, "--json")
    assert found.json == json.loads(json.dumps(examine.tasks(api.load(region), monday).to_dict()))
    assert found.json["schema"] == "placements/tasks/1"


def test_one_authority(placements, region, monday):
    document = placements("tasks", region, monday, "--for", "authority:Beta", "--json").json
    assert {task["child_id"] for task in document["tasks"]} == {"C4"}
    assert document["authority"] == "A2"
    assert "children of Beta" in placements("tasks", region, monday, "--for", "authority:A2").out


def test_files_and_a_calendar(placements, region, monday, tmp_path):
    said = placements("tasks", region, monday, "--out", tmp_path / "to-do", "--ics", tmp_path / "to-do.ics")
    assert said.code == 0
    assert {path.name for path in (tmp_path / "to-do").iterdir()} == {"tasks.csv", "tasks.json", "approvals.html"}
    document = json.loads((tmp_path / "to-do" / "tasks.json").read_text(encoding="utf-8"))
    events = Calendar.from_ical((tmp_path / "to-do.ics").read_bytes()).walk("VEVENT")
    assert [str(e["UID"]).split("@")[0].upper() for e in events] == [task["task"] for task in document["tasks"]]


def test_the_same_bytes_twice_and_for_rows_turned_round(placements, region, edit, tmp_path):
    head, *rows = (region / "children.csv").read_text(encoding="utf-8").splitlines()
    other = edit("children.csv", "\n".join([head, *reversed(rows)]) + "\n")
    for name, folder in (("one", region), ("two", other)):
        placements("match", folder, "--out", tmp_path / f"match-{name}")
        placements(
            "tasks", folder, tmp_path / f"match-{name}", "--out", tmp_path / name, "--ics", tmp_path / f"{name}.ics"
        )
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--for", "public"), 2), (("--for", "provider:H1"), 2), (("--for", "authority:Nowhere"), 2),
        (("--by", "home"), 2), (("--ics", "calendar.txt"), 2), (("--ics", "CON.ics"), 2),
    ],
)  # fmt: skip
def test_wrong_usage_writes_nothing(placements, region, monday, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    said = placements("tasks", region, monday, "--out", "to-do", *words)
    assert said.code == code
    assert not (tmp_path / "to-do").exists()
    assert not (tmp_path / "calendar.txt").exists()


def test_a_folder_without_a_match_is_refused(placements, region, tmp_path):
    said = placements("tasks", region, tmp_path)
    assert said.code == 3
    assert "match.json is missing" in said.err


def test_a_match_changed_by_hand_is_refused_without_a_cell(placements, edit, tmp_path):
    homes = (
        "home_id,kind,authority,sector,places,available,min_age,max_age\n"
        "H1,fostering,A1,in_house,2,2,0,17\nH9,fostering,A1,in_house,2,1,0,1\n"
    )
    folder = edit("homes.csv", homes)
    placements("match", folder, "--out", tmp_path / "monday")
    path = tmp_path / "monday" / "match.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["placements"][0]["home_id"] = "H9"
    path.write_text(json.dumps(document), encoding="utf-8")
    said = placements("tasks", folder, tmp_path / "monday")
    assert said.code == 3
    assert "F-TERMS does not allow" in said.err
    assert "Run the match again" in said.err
    assert said.out == ""


def test_help_does_not_need_the_calendar_package():
    import subprocess
    import sys

    script = "import sys, placements_cli.main; print('icalendar' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )
