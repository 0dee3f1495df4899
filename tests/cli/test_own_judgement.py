"""compare, price and shadow on the command line, and a child weighed apart wherever that child is shown."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from placements import api
from placements.sharing.audience import audience_of
from placements.sharing.view import view

Call = Callable[..., object]
SMALL = api.sample("small")
OWN = """
[children.BOL-01]
reason = "2026"
points = {{ school = 60, distance = 12 }}
lift_floor = true
{more}
"""
SAID = "School weighs 60 instead of 12; the floor is lifted. Reason given: 2026."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mine.csv").write_text("child_id,home_id\nBOL-01,BOL-F2\nMAN-02,\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text(OWN.format(more=""), encoding="utf-8")
    gone = OWN.format(more='[children."GONE.9"]\nreason = "left"')
    (tmp_path / "gone.toml").write_text(gone, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_compare_prints_levels_and_children_and_json_says_the_same(placements: Call, desk: Path) -> None:
    placements("match", SMALL, "--out", "monday")
    said = placements("compare", SMALL, "monday", "mine.csv")
    assert said.code == 0, said.err
    document = placements("compare", SMALL, "monday", "mine.csv", "--json").json
    assert document["schema"] == "placements/compare/1"
    assert "The first level that differs decides" in said.out
    for row in document["children"]:
        for reason in row["reasons"]:
            assert reason["sentence"] in said.out
    assert f"Better off in A: {', '.join(document['better_in_a'])}." in said.out


def test_compare_writes_a_page_a_table_and_json(placements: Call, desk: Path) -> None:
    placements("match", SMALL, "--out", "monday")
    assert placements("compare", SMALL, "monday", "mine.csv", "--out", "beside").code == 0
    document = json.loads((desk / "beside/compare.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO((desk / "beside/compare.csv").read_text(encoding="utf-8"))))
    assert [(r["child_id"], r["change"], r["better"]) for r in rows] == [
        (c["child_id"], c["change"], c["better"]) for c in document["children"]
    ]
    page = (desk / "beside/compare.html").read_text(encoding="utf-8")
    for row in document["children"]:
        assert (f'<th scope="row">{row["child_id"]}<' in page) == bool(row["reasons"])


def test_a_side_that_may_not_be_proposed_is_not_called_better_without_a_word(placements: Call, desk: Path) -> None:
    (desk / "none.csv").write_text("child_id,home_id\n", encoding="utf-8")
    (desk / "bad.csv").write_text("child_id,home_id\nMAN-05,STO-F1\n", encoding="utf-8")
    said = placements("compare", SMALL, "none.csv", "bad.csv", "--out", "beside").out
    assert "B is better." in said
    assert "But B may not be proposed as it is" in said
    assert "F-TERMS: MAN-05 at STO-F1" in said
    assert "Better off in B: nobody." in said
    page = (desk / "beside/compare.html").read_text(encoding="utf-8")
    assert "But B may not be proposed as it is" in page
    assert "No rule allows it" in page


def test_compare_refuses_what_is_no_proposal(placements: Call, desk: Path) -> None:
    (desk / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert placements("compare", SMALL, "mine.csv", "other.csv").code == 3
    assert placements("compare", SMALL, "mine.csv", "nowhere").code == 3


def test_price_prints_every_instruction(placements: Call, desk: Path) -> None:
    said = placements("price", SMALL, "--policy", "own.toml", "--out", "prices")
    assert said.code == 0, said.err
    assert "Pin: STO-02 goes to MAN-K1." in said.out
    assert f"Own weights for BOL-01.\n  {SAID}" in said.out
    document = placements("price", SMALL, "--policy", "own.toml", "--json").json
    assert document["schema"] == "placements/price/1"
    assert [item["kind"] for item in document["items"]] == ["place", "judgement"]
    assert json.loads((desk / "prices/price.json").read_text(encoding="utf-8")) == document
    rows = list(csv.DictReader(io.StringIO((desk / "prices/price.csv").read_text(encoding="utf-8"))))
    assert len(rows) == sum(len(item["levels"]) for item in document["items"])


def test_shadow_makes_sheets_and_counts_them(placements: Call, desk: Path) -> None:
    said = placements("shadow", SMALL, "mine.csv", "--out", "review")
    assert said.code == 0, said.err
    assert "Give markers the folder blind alone" in said.err
    assert "packaged key" in said.err
    counted = placements("shadow", SMALL, "mine.csv", "--marked", "review/blind/shadow.xlsx")
    assert counted.code == 0, counted.err
    assert "Marker 1: no card has a preference." in counted.out
    document = placements("shadow", SMALL, "mine.csv", "--json").json
    assert document["schema"] == "placements/shadow/1"
    other = placements("shadow", SMALL, "mine.csv", "--marked", "review/blind/shadow.xlsx", "--seed", "2")
    assert other.code == 3
    assert placements("shadow", SMALL, "mine.csv", "--out", "x", "--marked", "review/blind/shadow.xlsx").code == 2


@pytest.mark.parametrize(
    "words",
    [("why", SMALL, "BOL-01", "BOL-F1"), ("child", SMALL, "BOL-01"), ("child", SMALL, "BOL-01", "--out", "pages")],
)
def test_a_child_weighed_apart_is_told_with_the_reason(placements: Call, desk: Path, words: tuple[object, ...]) -> None:
    assert SAID in placements(*words, "--policy", "own.toml").out
    assert "Own weights" not in placements(*words).out
    if "pages" in words:
        placements(*words, "--policy", "own.toml")
        assert SAID in (desk / "pages/child.html").read_text(encoding="utf-8")


def test_the_report_tells_the_desk_and_the_childs_own_authority(placements: Call, desk: Path) -> None:
    placements("match", SMALL, "--policy", "own.toml", "--out", "monday", "--for", "public")
    placements("match", SMALL, "--policy", "own.toml", "--out", "all")
    told = {p.parent.name for p in desk.glob("*/*/report.html") if SAID in p.read_text(encoding="utf-8")}
    assert told == {"region", "authority-E08000001-bolton"}
    public = (desk / "monday/public/public.html").read_text(encoding="utf-8")
    assert "Reason given" not in public
    document = json.loads((desk / "all/match.json").read_text(encoding="utf-8"))
    assert [row["child_id"] for row in document["judgement"]] == ["BOL-01"]
    assert view(document, audience_of("authority:Manchester", document))["judgement"] == []


def test_a_policy_that_names_somebody_else_is_noted_and_used(placements: Call, desk: Path) -> None:
    for words in (("match", SMALL, "--out", "m"), ("why", SMALL, "BOL-01", "BOL-F1"), ("child", SMALL, "BOL-01"),
                  ("score", SMALL, "mine.csv"), ("price", SMALL), ("shadow", SMALL, "mine.csv"),
                  ("compare", SMALL, "mine.csv", "mine.csv")):  # fmt: skip
        said = placements(*words, "--policy", "gone.toml")
        assert said.code == 0, said.err
        assert "bind nobody in this match: children.GONE.9" in said.err, words
        assert "BOL-01" not in said.err


def test_a_written_policy_keeps_reasons_of_digits_and_ids_with_full_stops(placements: Call, desk: Path) -> None:
    placements("match", SMALL, "--policy", "gone.toml", "--out", "m")
    assert api.load_policy(desk / "m/policy.toml").digest == api.load_policy(desk / "gone.toml").digest
    bolton = (desk / "m/authority-E08000001-bolton/report.html").read_text(encoding="utf-8")
    assert "GONE.9" not in bolton
