"""`placements envy`: what a commissioner reads, what a program reads, and what is refused."""

import json
from pathlib import Path

import pytest

SMALL = Path(__file__).resolve().parents[2] / "sample_data" / "small"
MINE = "child_id,home_id\nBOL-01,BOL-F2\nMAN-01,SAL-R2\nMAN-04,MAN-S1\nMAN-05,STO-F1\nSTO-02,MAN-K1\n"


@pytest.fixture
def desk(tmp_path, monkeypatch, placements):
    (tmp_path / "mine.csv").write_text(MINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert placements("match", SMALL, "--out", "monday").code == 0
    return tmp_path


def test_a_proven_match_has_an_empty_list_and_says_so(desk, placements):
    said = placements("envy", SMALL, "monday")
    assert (said.code, said.err) == (0, "")
    assert "proven best at every level" in said.out
    assert "No child would have more points in a home proposed to somebody no more urgent." in said.out
    document = placements("envy", SMALL, "monday", "--json").json
    assert document["schema"] == "placements/envy/1"
    assert (document["proven"], document["envied"], document["justified"]) == (True, 0, [])


def test_somebodys_own_list_is_full_with_reasons(desk, placements):
    said = placements("envy", SMALL, "mine.csv")
    assert said.code == 0
    assert "No rule allows the home of MAN-05." in said.out
    assert "would suit a child better 1 time; justified: 1." in said.out
    assert (
        "  MAN-02, MAN-03 (today): With MAN-02 and MAN-03 at STO-F1 and MAN-05 without a home, the proposal would be "
        "better. Today's children placed: 3 instead of 1."
    ) in said.out
    (one,) = placements("envy", SMALL, "mine.csv", "--json").json["justified"]
    assert (one["children"], one["home_id"], one["level"]) == (["MAN-02", "MAN-03"], "STO-F1", "placed_today")


def test_one_child_is_told_home_by_home(desk, placements):
    said = placements("envy", SMALL, "monday", "--child", "MAN-05").out
    assert "MAN-05 without a home (later):" in said
    assert "Proposed to more urgent children only: MAN-S1." in said
    assert placements("envy", SMALL, "mine.csv", "--child", "MAN-02", "--json").json["child_id"] == "MAN-02"


def test_a_folder_that_claims_more_than_it_holds_is_named(desk, placements):
    """Somebody put a later child where two of today's were, and left the word "optimal" in."""
    path = desk / "monday" / "match.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["placements"] = [p for p in document["placements"] if p["child_id"] not in ("MAN-02", "MAN-03")]
    document["placements"].append({"child_id": "MAN-05", "home_id": "STO-F1"})
    path.write_text(json.dumps(document), encoding="utf-8")
    said = placements("envy", SMALL, "monday")
    assert said.code == 0
    assert "placements verify" in said.err
    assert placements("verify", SMALL, "monday").code == 6


def test_a_list_under_a_policy_of_ones_own(desk, placements):
    (desk / "own.toml").write_text('[children.XXX-01]\nreason = "none"\n', encoding="utf-8")
    said = placements("envy", SMALL, "mine.csv", "--policy", "own.toml")
    assert said.code == 0
    assert "XXX-01" in said.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("monday", "--child", "NOBODY"), 2), (("monday", "--child", "BOL-02"), 2), (("nowhere",), 3),
        (("mine.csv", "--policy", "none.toml"), 2), (("bad.csv",), 3), ((), 2),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(desk, placements, words, code):
    (desk / "bad.csv").write_text("child_id,home_id\nNOBODY,SAL-R2\nMAN-01,NOWHERE\n", encoding="utf-8")
    said = placements("envy", SMALL, *words)
    assert (said.code, said.out) == (code, "")
    assert said.err
    if words == ("bad.csv",):
        assert said.err.count("UNKNOWN_ID") == 2
