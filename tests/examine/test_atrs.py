"""The transparency record says what the program is, and marks what only a person can write."""

import json
import re

import pytest
from factories import make_policy

from placements import examine
from placements.optimise.criteria.catalogue import CRITERIA
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULES
from placements.tables.columns import TABLES
from placements_cli.main import run

RECORD = examine.atrs()
FIELDS = {field["number"]: field for section in RECORD["sections"] for field in section["fields"]}


def called(monkeypatch, capsys, *words):
    monkeypatch.setattr("sys.argv", ["placements", "atrs", *words])
    try:
        run()
    except SystemExit as end:
        code = int(end.code or 0)
    else:
        code = 0
    return code, capsys.readouterr()


def test_every_field_is_filled_or_marked_for_a_person():
    assert all(field["text"] or field["to_write"] for field in FIELDS.values())
    assert RECORD["to_write"] == sum(bool(field["to_write"]) for field in FIELDS.values())
    assert len(FIELDS) == sum(len(section["fields"]) for section in RECORD["sections"])


@pytest.mark.parametrize("number", ["3", "4", "1.1", "1.2", "1.3", "3.3", "3.4", "4.4.5"])
def test_what_only_a_person_can_know_is_left_to_one(number):
    assert FIELDS[number]["to_write"]
    assert not FIELDS[number]["text"]


def test_no_word_in_braces_is_left():
    assert not re.search(r"[{}]", " ".join(field["text"] for field in FIELDS.values()))


def test_rules_levels_criteria_and_tables_are_those_of_the_program():
    assert [rule["code"] for rule in RECORD["rules"]] == [rule.code for rule in RULES]
    assert tuple(level["name"] for level in RECORD["levels"]) == default_policy().levels.order
    assert {c["name"]: c["weight"] for c in RECORD["criteria"]} == {
        c.name: getattr(default_policy().points, c.name) for c in CRITERIA
    }
    assert [table["table"] for table in RECORD["data_read"]] == [table.name for table in TABLES]


def test_the_kinds_of_rules_add_up():
    counts = re.search(
        r"(\d+)\s+rules: (\d+) rule out .*?, (\d+) rule out until .*?, (\d+) ask .*?, (\d+) only", FIELDS["2.1"]["text"]
    )
    total, *kinds = (int(count) for count in counts.groups())
    assert total == sum(kinds) == len(RULES)


def test_sources_not_read_are_counted_and_named():
    unread = [source for source in RECORD["sources"] if source["read_on"] is None]
    assert f"{len(unread)} of {len(RECORD['sources'])} sources have not been read" in FIELDS["4.1.4"]["text"]
    assert len({(source["title"], source["url"]) for source in RECORD["sources"]}) == len(RECORD["sources"])
    assert "(to be confirmed)" in examine.atrs_page(RECORD)


def test_the_template_says_what_was_not_seen_at_its_source():
    assert "not seen at the source" in RECORD["template"]["note"]
    assert RECORD["template"]["note"] in examine.atrs_page(RECORD)


def test_another_policy_is_another_record():
    other = examine.atrs(make_policy(points={"school": 30}))
    assert other["policy"] != RECORD["policy"]
    assert {c["name"]: c["weight"] for c in other["criteria"]}["school"] == 30
    assert "school 30" in next(f for s in other["sections"] for f in s["fields"] if f["number"] == "4.4.2")["text"]


def test_the_key_of_ties_is_not_told():
    record = examine.atrs(make_policy(tie={"key": "only our region knows"}))
    assert "only our region knows" not in json.dumps(record) + examine.atrs_page(record)


def test_every_field_to_write_stands_on_the_page():
    page = examine.atrs_page(RECORD)
    assert page.count("TO BE WRITTEN BY A PERSON") == RECORD["to_write"]
    assert all(f"### {field['number']} {field['name']}\n" in page for field in FIELDS.values())


def test_json_is_one_document_and_the_same_twice(monkeypatch, capsys):
    code, said = called(monkeypatch, capsys, "--json")
    assert code == 0
    assert json.loads(said.out) == RECORD
    assert RECORD["schema"] == "placements/atrs/1"
    assert called(monkeypatch, capsys, "--json")[1].out == said.out


def test_out_writes_the_page_and_says_what_is_left(monkeypatch, capsys, tmp_path):
    code, said = called(monkeypatch, capsys, "--out", str(tmp_path / "record.md"))
    assert code == 0
    assert said.out == f"Written: record.md. Fields that still need a person: {RECORD['to_write']}.\n"
    assert (tmp_path / "record.md").read_text(encoding="utf-8") == examine.atrs_page(RECORD)


def test_another_ending_is_wrong_usage_and_nothing_is_written(monkeypatch, capsys, tmp_path):
    assert called(monkeypatch, capsys, "--out", str(tmp_path / "record.docx"))[0] == 2
    assert list(tmp_path.iterdir()) == []
