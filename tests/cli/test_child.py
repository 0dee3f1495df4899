"""`placements child`: one child, a pair, a referral page, tonight, files, and wrong usage."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., object]
SMALL = Path(__file__).resolve().parents[2] / "sample_data" / "small"

CHILD = {
    "authority": ("E08000006",), "needed_by": ("2026-11-23",), "where_now": ("office",), "postcode": ("M6 5",),
    "date_of_birth": ("", "2015-05-04"), "sex": ("", "F"),
}  # fmt: skip
PAIR = {
    "authority": ("Salford",), "needed_by": ("Today",), "where_now": ("office",), "siblings": ("should",),
    "postcode": ("M6 5",), "date_of_birth": ("", "2015-05-04", "2018-10-02"), "sex": ("", "F", "M"),
}  # fmt: skip
"""Answers by field: same for all, then child by child."""


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Path]:
    def fill(answers: dict[str, tuple[str, ...]]) -> Path:
        rows = ["field,same for all,child 1,child 2"]
        rows += [",".join((field, *cells, *[""] * (3 - len(cells)))) for field, cells in answers.items()]
        path = tmp_path / "referral.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return fill


def test_a_child_is_listed_with_her_homes_reasons_and_whom_to_ring(placements: Call) -> None:
    said = placements("child", SMALL, "MAN-02")
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith("MAN-02 with MAN-03 (should live together): today, from 2026-11-23, Manchester.\n")
    for words in ("Read of MAN-03", "\n  1. ", "Ring ", "For: ", "homes in the region; closed to the child by:"):
        assert words in said.out
    assert said.out.endswith("Advice, not a decision. People decide.\n")


def test_json_is_one_document_and_nothing_else(placements: Call) -> None:
    said = placements("child", SMALL, "MAN-02", "--json")
    document = said.json
    assert said.err == ""
    assert (document["schema"], document["child_id"]) == ("placements/child/1", "MAN-02")
    assert document["group"] == ["MAN-02", "MAN-03"]
    assert len(document["homes"]) <= 5
    fields = {
        "home_id", "rank", "outcome", "stop_gap", "approvals", "questions", "miles", "weekly_cost", "points",
        "shortfall", "reasons", "effect_on_others",
    }  # fmt: skip
    assert all(fields <= set(line) for line in document["homes"])
    assert len(document["inputs"]) == 64


def test_top_says_how_many(placements: Call) -> None:
    whole = placements("child", SMALL, "MAN-02", "--top", 50, "--json").json["homes"]
    assert placements("child", SMALL, "MAN-02", "--top", 1, "--json").json["homes"] == whole[:1]


def test_a_named_home_is_explained_too(placements: Call) -> None:
    said = placements("child", SMALL, "MAN-02", "--home", "MAN-F4")
    assert said.code == 0
    assert "MAN-F4: ruled out." in said.out
    assert "What would open it:" in said.out


def test_exact_effects_are_levels_and_names(placements: Call, region: Path) -> None:
    document = placements("child", region, "C1", "--exact", "--json").json
    effects = [line["effect_on_others"] for line in document["homes"]]
    assert {effect["basis"] for effect in effects} == {"exact"}
    assert all("weekly_cost" in effect["levels"] for effect in effects if effect["levels"])
    assert "Effect on others, exact: " in placements("child", region, "C1", "--exact").out


def test_a_previous_proposal_says_whose_place_it_would_be(placements: Call, region: Path, tmp_path: Path) -> None:
    plan = tmp_path / "last.csv"
    plan.write_text("child_id,home_id\nC2,H1\nC3,H1\n", encoding="utf-8")
    document = placements("child", region, "C1", "--previous", plan, "--json").json
    given = {line["home_id"]: line["effect_on_others"]["proposed_to"] for line in document["homes"]}
    assert given["H1"] == ["C2", "C3"]
    assert {tuple(ids) for ids in given.values()} == {("C2", "C3"), ()}
    said = placements("child", region, "C1", "--previous", plan)
    assert "The region's proposal gives it to C2, C3." in said.out


# Tonight


def test_tonight_lists_homes_in_ring_order(placements: Call) -> None:
    said = placements("child", SMALL, "MAN-02", "--tonight")
    document = placements("child", SMALL, "MAN-02", "--tonight", "--json").json
    assert said.code == 0
    assert document["tonight"] is True
    order = [line["home_id"] for line in document["tonight_list"]]
    places = [said.out.index(f". {home_id}  ") for home_id in order]
    assert order
    assert places == sorted(places)


def test_a_child_of_next_month_is_asked_for_as_if_today(placements: Call, region: Path) -> None:
    assert placements("child", region, "C4", "--json").json["urgency"] == "later"
    urgent = placements("child", region, "C4", "--tonight", "--json").json
    assert (urgent["urgency"], urgent["starts"]) == ("today", "2026-11-23")


# A referral page and nothing else


def test_one_child_from_a_referral_page(placements: Call, page: Call) -> None:
    said = placements("child", SMALL, "--new", page(CHILD), "--json")
    assert said.code == 0
    assert said.json["group"] == ["NEW-1"]
    assert said.json["urgency"] == "overdue"
    assert said.json["authority"] == "E08000006"
    assert said.json["homes"]


def test_a_pair_from_a_referral_page_is_asked_for_together(placements: Call, page: Call) -> None:
    path = page(PAIR)
    document = placements("child", SMALL, "--new", path, "--tonight", "--json").json
    assert document["group"] == ["NEW-1", "NEW-2"]
    assert document["siblings_flag"] == "should"
    assert document["homes"][0]["siblings_with"] == ["NEW-2"]
    assert {fact["child_id"] for fact in document["as_read"]} == {"NEW-1", "NEW-2"}
    said = placements("child", SMALL, "--new", path, "--tonight")
    assert said.code == 0
    assert "NEW-1 with NEW-2 (should live together): overdue" in said.out
    assert "Ring " in said.out


def test_asking_with_a_page_writes_nothing(placements: Call, page: Call, tmp_path: Path) -> None:
    path = page(PAIR)
    before = sorted(tmp_path.rglob("*"))
    placements("child", SMALL, "--new", path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bad_page_is_refused_by_cell_without_repeating_it(placements: Call, page: Call) -> None:
    said = placements("child", SMALL, "--new", page({**CHILD, "date_of_birth": ("", "canary-99")}))
    assert said.code == 3
    assert said.out == ""
    assert "date_of_birth" in said.err
    assert "canary" not in said.err


# Files


def test_out_writes_two_pages_and_no_file_name_holds_an_id(placements: Call, tmp_path: Path) -> None:
    out = tmp_path / "meeting"
    said = placements("child", SMALL, "MAN-02", "--out", out)
    assert said.code == 0
    assert {path.name for path in out.iterdir()} == {"child.html", "for-the-child-1.html", "for-the-child-2.html"}
    assert not any("MAN-0" in str(path.relative_to(tmp_path)) for path in out.rglob("*"))
    assert str(out / "child.html") in said.err
    assert str(out) not in said.out
    assert "MAN-02" in (out / "child.html").read_text(encoding="utf-8")


def test_the_same_bytes_twice(placements: Call, tmp_path: Path) -> None:
    for name in ("one", "two"):
        placements("child", SMALL, "MAN-02", "--out", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


# Wrong usage, bad files


def test_an_unknown_child_is_wrong_usage_and_names_the_nearest(placements: Call) -> None:
    said = placements("child", SMALL, "MAN-2")
    assert said.code == 2
    assert said.out == ""
    assert "There is no child MAN-2 in the region. Maybe MAN-02?" in said.err


@pytest.mark.parametrize("options", [(), ("MAN-02", "--new", SMALL / "children.csv")])
def test_a_child_or_a_page_never_none_and_never_both(placements: Call, options: tuple[object, ...]) -> None:
    said = placements("child", SMALL, *options)
    assert said.code in (2, 3)
    assert said.out == ""


def test_neither_child_nor_page_is_wrong_usage(placements: Call) -> None:
    said = placements("child", SMALL)
    assert said.code == 2
    assert "CHILD_ID" in said.err


def test_a_settled_child_is_wrong_usage(placements: Call, edit: Call, region: Path) -> None:
    head, *rows = (region / "children.csv").read_text(encoding="utf-8").splitlines()
    rows[0] += ",H1"
    rows[1:] = [row + "," for row in rows[1:]]
    said = placements("child", edit("children.csv", "\n".join([f"{head},current_home_id", *rows]) + "\n"), "C1")
    assert said.code == 2
    assert "C1 is settled in the present home" in said.err


def test_a_bad_region_is_refused_and_no_cell_of_a_child_is_repeated(placements: Call, edit: Call) -> None:
    rows = "child_id,authority,date_of_birth,sex,needed_by,ethnicity\nC1,A1,canary-1,F,2026-11-23,canary-2\n"
    said = placements("child", edit("children.csv", rows), "C1")
    assert said.code == 3
    assert said.out == ""
    assert "canary" not in said.err


@pytest.mark.parametrize("options", [(), ("--tonight",), ("--exact",)])
def test_no_cell_of_another_child_is_printed(placements: Call, edit: Call, options: tuple[str, ...]) -> None:
    rows = (
        "child_id,authority,date_of_birth,sex,needed_by,latitude,longitude,needs,ethnicity,religion,away_basis\n"
        "C1,A1,2015-01-01,F,2026-11-23,53.48,-2.24,autism,,,\n"
        "C2,A1,2014-02-01,M,2026-11-20,53.48,-2.24,,canary-1,canary-2,canary-3\n"
    )
    folder = edit("children.csv", rows)
    for said in (placements("child", folder, "C1", *options), placements("child", folder, "C1", *options, "--json")):
        assert said.code == 0
        assert "canary" not in said.out + said.err
    assert json.loads(said.out)["child_id"] == "C1"
