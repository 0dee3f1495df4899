"""`placements home` and `why`: one vacancy, one pair, and wrong usage."""

from collections.abc import Callable
from pathlib import Path

Call = Callable[..., object]
SMALL = Path(__file__).resolve().parents[2] / "sample_data" / "small"


def test_a_home_says_whom_it_suits_and_whom_the_proposal_puts_there(placements: Call) -> None:
    said = placements("home", SMALL, "STO-F1")
    assert said.code == 0
    assert said.out.startswith("STO-F1: fostering, open, ")
    assert "The region's proposal puts " in said.out
    assert "Closed to waiting children by: " in said.out
    assert said.out.endswith("Advice, not a decision. People decide.\n")


def test_home_json_agrees_with_the_match(placements: Call) -> None:
    home_of = {p["child_id"]: p["home_id"] for p in placements("match", SMALL, "--json").json["placements"]}
    document = placements("home", SMALL, "STO-F1", "--json").json
    assert document["schema"] == "placements/home/1"
    assert document["home_id"] == "STO-F1"
    assert document["proposed"] == sorted(c for c, h in home_of.items() if h == "STO-F1")
    assert all(s["proposed_to"] == home_of.get(s["children"][0]) for s in document["suits"])


def test_top_cuts_the_list_and_says_how_many_more(placements: Call) -> None:
    document = placements("home", SMALL, "STO-F1", "--json").json
    said = placements("home", SMALL, "STO-F1", "--top", 1)
    assert f"  and {len(document['suits']) - 1} more (--top)." in said.out


def test_a_home_nobody_suits_says_why(placements: Call, edit: Call, region: Path) -> None:
    text = (region / "homes.csv").read_text(encoding="utf-8").replace("in_house,2,2", "in_house,2,0")
    said = placements("home", edit("homes.csv", text), "H1")
    assert said.code == 0
    assert "The region's proposal puts nobody there." in said.out
    assert "Closed to waiting children by: a place for the child (4)" in said.out


def test_an_unknown_home_is_wrong_usage_and_names_the_nearest(placements: Call) -> None:
    for command in (("home", SMALL, "STO-F11"), ("why", SMALL, "MAN-02", "STO-F11")):
        said = placements(*command)
        assert said.code == 2
        assert said.out == ""
        assert "There is no home STO-F11 in the region. Maybe STO-F1?" in said.err


def test_a_bad_region_is_refused(placements: Call, edit: Call) -> None:
    folder = edit("homes.csv", "home_id,kind,authority,sector,places,available\nH1,castle,A1,in_house,2,2\n")
    for command in (("home", folder, "H1"), ("why", folder, "C1", "H1"), ("child", folder, "C1")):
        said = placements(*command)
        assert said.code == 3
        assert said.out == ""


def test_why_prints_what_insisting_would_do(placements: Call, region: Path) -> None:
    said = placements("why", region, "C1", "H1")
    document = placements("why", region, "C1", "H1", "--json").json
    assert said.code == 0
    assert said.err == ""
    assert document["forced"]["tie"] == (document["forced"]["first"] is None)
    expected = "Insisting costs nobody anything" if document["forced"]["tie"] else "  Insisting: "
    assert expected in said.out


def test_why_of_a_closed_home_says_what_would_open_it(placements: Call, edit: Call, region: Path) -> None:
    text = (region / "homes.csv").read_text(encoding="utf-8").replace("0,17,X,500", "0,5,X,500")
    said = placements("why", edit("homes.csv", text), "C1", "H1")
    assert "C1 at H1: ruled out." in said.out
    assert "F-TERMS" in said.out
    assert "What would open it: The terms are varied" in said.out
    assert "Insisting" not in said.out


def test_why_of_a_home_nothing_opens_says_so(placements: Call, edit: Call) -> None:
    folder = edit("keep_apart.csv", "child_id,other_id,basis\nC1,H1,court\n")
    said = placements("why", folder, "C1", "H1")
    assert "C1 at H1: ruled out." in said.out
    assert "Nothing can open this home to the child today." in said.out
    assert "What would open it" not in said.out
