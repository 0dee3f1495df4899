"""Every command, its JSON and its exit codes, as design and scripts rely on them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import placements as library
from placements.errors import RejectedError

Call = Callable[..., object]


def test_check_says_what_can_be_used(placements: Call, region: Path) -> None:
    said = placements("check", region)
    assert said.code == 0
    assert "The region can be used." in said.out


def test_check_json_has_the_fields_scripts_read(placements: Call, edit: Call) -> None:
    folder = edit("children.csv", "child_id,authority,date_of_birth,sex,needed_by\nC1,A1,2015-13-01,F,2026-11-23\n")
    said = placements("check", folder, "--json")
    assert said.code == 3
    assert said.json["schema"] == "placements/check/1"
    assert said.json["ok"] is False
    assert {
        "severity": "error", "table": "children.csv", "row": 2, "column": "date_of_birth", "code": "DATE",
    }.items() <= said.json["problems"][0].items()  # fmt: skip


def test_match_proposes_and_writes_nothing_without_out(placements: Call, region: Path) -> None:
    before = sorted(region.parent.rglob("*"))
    said = placements("match", region)
    assert said.code == 0
    assert "Every level is proven best" in said.out
    assert sorted(region.parent.rglob("*")) == before


def test_match_json_follows_the_contract(placements: Call, region: Path) -> None:
    document = placements("match", region, "--json").json
    assert document["schema"] == "placements/match/1"
    assert document["as_of"] == "2026-11-23"
    assert document["solver"] == {"status": "optimal"}
    assert [lv["name"] for lv in document["levels"]] == [
        "placed_overdue", "placed_today", "placed_soon", "stop_gaps", "right_home_poor", "right_home_shortfall",
        "placed_later", "right_home_later_poor", "right_home_later_shortfall", "fair_shares", "least_change",
        "weekly_cost",
    ]  # fmt: skip
    fields = {
        "child_id", "home_id", "outcome", "stop_gap", "approvals", "questions", "miles", "weekly_cost", "extra_cost",
        "siblings_with", "siblings_apart", "school_kept", "points", "shortfall", "own_best",
    }  # fmt: skip
    assert all(fields <= set(p) for p in document["placements"])
    assert {"child_id", "why", "blocked_by", "below_floor", "taken_by", "unlocks"} <= set(document["unplaced"][0])
    assert {"decisions", "not_checked", "settled"} <= set(document)
    assert all(p["total_points"] == sum(p["points"].values()) for p in document["placements"])


def test_match_writes_the_same_bytes_twice(placements: Call, region: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert placements("match", region, "--out", tmp_path / name).code == 0
    files = sorted(str(p.relative_to(tmp_path / "one")) for p in (tmp_path / "one").rglob("*.*"))
    assert {"match.json", "region/report.html", "authority-A1-alpha/report.html"} <= set(files)
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_order_of_rows_changes_no_byte(placements: Call, region: Path, edit: Call) -> None:
    head, *rows = (region / "children.csv").read_text(encoding="utf-8").splitlines()
    other = edit("children.csv", "\n".join([head, *reversed(rows)]) + "\n")
    assert placements("match", region, "--json").out == placements("match", other, "--json").out


def test_the_last_proposal_is_kept_where_it_costs_nothing(placements: Call, region: Path, tmp_path: Path) -> None:
    placements("match", region, "--out", tmp_path / "last")
    document = placements("match", region, "--previous", tmp_path / "last", "--json").json
    assert {"name": "least_change", "value": 0}.items() <= document["levels"][10].items()


def test_score_says_lawful_and_how_far_from_the_best(placements: Call, region: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("child_id,home_id\nC1,H2\n", encoding="utf-8")
    document = placements("score", region, mine, "--json").json
    assert document["schema"] == "placements/score/1"
    assert document["lawful"] is True
    assert document["problems"] == []
    assert {"name": "placed_overdue", "value": 0, "best": 2} in document["levels"]


def test_score_lists_what_is_not_lawful(placements: Call, region: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("child_id,home_id\nC1,H2\nC4,H2\n", encoding="utf-8")
    document = placements("score", region, mine, "--json").json
    assert document["lawful"] is False
    assert {p["rule"] for p in document["problems"]} >= {"F-AVAIL"}


def test_the_proposal_scores_as_the_best(region: Path) -> None:
    loaded = library.load(region)
    result = library.match(loaded)
    score = library.score(loaded, result.home_of)
    assert score.lawful
    assert score.values == score.best


def test_why_gives_every_rule_with_figures(placements: Call, region: Path) -> None:
    document = placements("why", region, "C1", "H3", "--json").json
    assert document["schema"] == "placements/why/1"
    assert document["outcome"] == "cannot_confirm"
    assert document["forced"] is None
    rule = next(r for r in document["rules"] if r["rule"] == "CH-SOP")
    assert {"rule", "outcome", "sentence", "measured", "limit", "unlock"} <= set(rule)


def test_rules_are_listed_with_their_sources(placements: Call) -> None:
    listed = placements("rules", "--json").json["rules"]
    assert all(rule["sources"] for rule in listed)
    assert "to be confirmed" in placements("rules").out


def test_policy_is_shown_as_toml_that_can_be_read_back(placements: Call, tmp_path: Path) -> None:
    shown = placements("policy", "show").out
    (tmp_path / "same.toml").write_text(shown, encoding="utf-8")
    assert library.load_policy(tmp_path / "same.toml").digest == library.load_policy().digest


BAD_POLICIES = (
    "[limits]\nno_such = 1\n",
    "[floor]\nx = 1\n",
    "not toml",
    "[rules.NO-SUCH]\nmode = 'default'\n",
    "[authorities.A1]\nfar_miles = 90\n",
)


@pytest.mark.parametrize("text", BAD_POLICIES)
def test_an_unknown_or_loosening_key_is_wrong_usage(placements: Call, tmp_path: Path, text: str) -> None:
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    said = placements("policy", "check", tmp_path / "p.toml")
    assert said.code == 2
    assert "policy" in said.err.lower()


def test_wrong_usage_is_exit_two(placements: Call, region: Path) -> None:
    assert placements("match").code == 2
    assert placements("why", region, "NOBODY", "H1").code == 2
    assert placements("match", region, "--no-such-option").code == 2


def test_refused_input_is_exit_three_and_writes_nothing(placements: Call, edit: Call, tmp_path: Path) -> None:
    folder = edit("residents.csv", "home_id,resident_id\nH9,R1\n")
    said = placements("match", folder, "--out", tmp_path / "out")
    assert said.code == 3
    assert "residents.csv row 2 column home_id" in said.err
    assert not (tmp_path / "out").exists()
    assert placements("match", tmp_path / "nowhere").code == 3


def test_a_pin_a_rule_forbids_is_an_error(placements: Call, edit: Call) -> None:
    folder = edit("pins.csv", "child_id,home_id,kind\nC1,H1,place\nC4,H2,place\nC2,H2,place\n")
    said = placements("check", folder, "--json")
    assert said.code == 3
    assert {(p["table"], p["row"]) for p in said.json["problems"] if p["code"] == "PIN"} == {
        ("pins.csv", 3),
        ("pins.csv", 4),
    }


def test_pins_that_cannot_all_be_kept_are_refused(placements: Call, edit: Call) -> None:
    folder = edit("pins.csv", "child_id,home_id,kind\nC2,H1,place\nC1,H1,place\nC3,H1,place\n")
    assert placements("match", folder).code == 3


def test_an_incomplete_region_is_explained_and_refused(placements: Call, edit: Call) -> None:
    folder = edit("region.toml", 'name = "Two"\nas_of = 2026-11-23\ncomplete = false\n')
    assert placements("check", folder).code == 0
    assert placements("match", folder).code == 3


def test_a_result_that_fails_its_check_is_exit_six(
    placements: Call, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RejectedError("weekly_cost: the solver says 1, the check counts 2.")

    monkeypatch.setattr("placements.optimise.check.check", refuse)
    assert placements("match", region).code == 6


def test_our_own_fault_is_exit_seventy_without_a_traceback(
    placements: Call, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("Jordan, born 2015-01-01")

    monkeypatch.setattr("placements.optimise.problem.pose", fail)
    said = placements("match", region)
    assert said.code == 70
    assert "Traceback" not in said.err
    assert "Jordan" not in said.err


def test_json_output_is_one_document(placements: Call, region: Path) -> None:
    assert json.loads(placements("match", region, "--json").out)
