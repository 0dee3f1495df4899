"""The calls, tonight's ring list, what insisting would do, unlocks for sets and the board: as the result has them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.looking import Looked

from placements.reports.calls import calls
from placements.reports.insisting import insisting
from placements.reports.places import places
from placements.reports.tonight import step, tonight
from placements.reports.waiting import without_home
from placements.reports.words import named, ringing

Write = Callable[..., Path]
Look = Callable[..., Looked]


def page(written: Write, result: dict[str, Any]) -> str:
    return (written(result) / "report.html").read_text(encoding="utf-8")


def section(text: str, number: int) -> str:
    found = re.search(rf'<section aria-labelledby="s{number}".*?</section>', text, re.DOTALL)
    assert found
    return found[0]


def test_calls_lead_and_say_what_the_result_says(result: dict[str, Any], written: Write) -> None:
    text = section(page(written, result), 2)
    part = result["calls"]
    assert f"{part['sure']} children could have a home without any call" in text
    assert f"{part['gain']} more children" in text
    assert "1 child overdue and 2 children needed today" in text
    for call in part["calls"]:
        assert call["whom"] in text
        assert all(q["question"] in text for q in call["questions"])
    assert text.index("H-9") < text.index("H-10")


def test_calls_keep_their_order_whatever_the_rows(result: dict[str, Any]) -> None:
    first = calls(result)
    result["calls"]["calls"].reverse()
    assert calls(result) == first


def test_a_question_for_others_says_for_whom(result: dict[str, Any], written: Write) -> None:
    text = section(page(written, result), 2)
    assert text.count('class="for">For') == 1
    assert re.search(r"free for the child\?.{0,40}For <a[^>]*>N-1</a>, <a[^>]*>N-4</a>", text)


def test_without_calls_the_page_says_so(result: dict[str, Any], written: Write) -> None:
    result["calls"] = {"sure": 9, "calls": [], "gain": 0, "by_class": {}}
    assert "No call would place another child." in page(written, result)
    del result["calls"]
    assert "This report was made without them." in page(written, result)


def test_those_without_a_proposed_home_are_rung_for_first(result: dict[str, Any]) -> None:
    nights = tonight(result)
    assert [night.children for night in nights] == [("N-1",), ("N-2", "N-3"), ("A-1",), ("B-1", "B-2")]
    assert nights[0].first is None
    assert [ring.home for ring in nights[2].rings] == ["H-A-1", "H-9", "H-10"]


def test_the_proposed_home_is_rung_first(result: dict[str, Any]) -> None:
    for home, order in zip(result["tonight"][0]["homes"], (1, 3, 2), strict=True):
        home["order"] = order
    rings = next(night for night in tonight(result) if night.children == ("A-1",)).rings
    assert [ring.home for ring in rings] == ["H-A-1", "H-9", "H-10"]


def test_a_ring_says_whose_place_it_would_take_and_which_clock_would_start(result: dict[str, Any]) -> None:
    own, taken, held = next(night for night in tonight(result) if night.children == ("A-1",)).rings
    assert own.ours
    assert own.notes == ("same day: yes",)
    assert taken.notes == ("same day: ask", "needs an approval", "takes the place proposed to D-1")
    assert taken.steps == ("Emergency approval outside the terms: six working days, by 1 December 2026",)
    assert held.notes == ("same day: no", "if confirmed", "stop-gap", "held for another child")


def test_a_brother_or_sister_is_nobody_elses_child(result: dict[str, Any]) -> None:
    result["tonight"][1]["homes"][0] |= {"proposed_to": ["B-2"], "home_id": "H-B-2"}
    ring = next(night for night in tonight(result) if night.children == ("B-1", "B-2")).rings[0]
    assert ring.ours
    assert ring.notes == ("same day: yes",)


def test_tonight_shows_every_home_to_ring(result: dict[str, Any], written: Write) -> None:
    text = section(page(written, result), 3)
    assert "3. Tonight: 4 children or sibling groups" in text
    for night in result["tonight"]:
        assert all(child in text for child in night["children"])
        assert all(home["home_id"] in text for home in night["homes"])
    assert "No home to ring" not in text


def test_who_has_no_home_to_ring_is_sent_to_the_call_made_for_her(result: dict[str, Any], written: Write) -> None:
    text = section(page(written, result), 3)
    assert 'No home may be proposed. Ring first: <a href="#s2">call 2 (H-10)</a>.' in text
    result["calls"]["calls"][1]["questions"].pop()
    assert "Ring first: " not in section(page(written, {k: part for k, part in result.items() if k != "calls"}), 3)
    result["calls"]["calls"][1]["questions"][0]["child_ids"] = ["N-4"]
    assert "call 2 (H-10)" in section(page(written, result), 3)
    result["calls"]["calls"] = result["calls"]["calls"][:1]
    assert "No home may be proposed. Section 6 says what would open one." in section(page(written, result), 3)


def test_approvals_stand_before_the_clocks_and_no_clock_is_said(result: dict[str, Any], written: Write) -> None:
    own, taken, _ = next(night for night in tonight(result) if night.children == ("A-1",)).rings
    assert taken.before == ("Nominated officer, Northtown, by 23 November 2026", *taken.steps)
    assert own.before == ("No clock",)
    text = section(page(written, result), 3)
    assert "<li>Nominated officer, Northtown, by 23 November 2026</li><li>Emergency approval" in text
    assert "None</td>" not in text


def test_a_place_is_not_taken_from_anybody_where_nobody_is_named(result: dict[str, Any]) -> None:
    for night in result["tonight"]:
        for home in night["homes"]:
            home["proposed_to"] = []
    rings = next(night for night in tonight(result) if night.children == ("A-1",)).rings
    assert [(ring.home, ring.ours) for ring in rings] == [("H-A-1", True), ("H-9", False), ("H-10", False)]
    assert not any("takes the place" in note for ring in rings for note in ring.notes)


def test_the_order_of_ringing_is_explained(result: dict[str, Any], written: Write) -> None:
    assert "the proposed home first, then those that take children tonight" in section(page(written, result), 3)


def test_a_clock_that_names_no_day_has_none() -> None:
    soon = {"rule": "KS4-EXC", "name": "Exam year (regulation 10(3))", "clock": "as soon as possible",
            "by": "2026-11-23"}  # fmt: skip
    terms = {"rule": "F-EMERG", "name": "In an emergency (regulation 23)", "clock": "it lasts 6 working days at most",
             "by": "2026-11-30"}  # fmt: skip
    assert step(soon, "2026-11-23") == "Exam year (regulation 10(3)): as soon as possible"
    told = "In an emergency (regulation 23): it lasts 6 working days at most"
    assert step(terms, "2026-11-23") == f"{told}, counting the first day: until 30 November 2026"
    assert step(terms, "2026-11-22") == f"{told}: until 30 November 2026"


def test_a_councils_service_is_told_from_another_councils(result: dict[str, Any], written: Write) -> None:
    for home_id, code in (("H-9", "E1"), ("H-10", "E2"), ("H-D-2", "E2")):
        result["homes"][home_id] |= {"operator": code, "provider": "Council fostering"}
    for row in (*result["calls"]["calls"], *(home for night in result["tonight"] for home in night["homes"])):
        row["whom"] = result["homes"][row["home_id"]]["provider"]
    rows = {p["child_id"]: p for p in result["placements"]}
    rows["D-2"]["questions"][0]["who"] = "Council fostering"
    text = page(written, result)
    assert [call.whom for call in calls(result).calls] == [
        "Northtown: Council fostering",
        "Southtown: Council fostering",
    ]
    assert "Northtown: Council fostering" in section(text, 3)
    assert '<th scope="row">Southtown: Council fostering</th>' in section(text, 5)
    assert "Ask Southtown: Council fostering" in section(text, 5)
    assert ringing(result, "H-A-1", "Agency 1") == "Agency 1"
    assert ringing(result, "H-9", "Northtown fostering service") == "Northtown fostering service"


def test_insisting_names_the_first_level_and_the_displaced(result: dict[str, Any]) -> None:
    said = {p["child_id"]: insisting(p) for p in result["placements"]}
    assert said["A-1"] == ""
    assert said["D-1"] == (
        "The child's own best home is H-X. Insisting on it would change “Children in stop-gaps” from 2 to 3, "
        "displacing C-1 and C-2."
    )
    assert said["D-3"].endswith("“Extra cost a week” from £1,835 to £1,900, displacing nobody.")


def test_a_tie_is_called_a_tie(result: dict[str, Any]) -> None:
    tie = next(p for p in result["placements"] if p["child_id"] == "D-2")
    assert (
        insisting(tie)
        == "The child's own best home is H-Y. Insisting on it would be a tie: no level would come out worse."
    )
    tie["own_best"]["if_insisted"]["displaced"] = ["D-1"]
    assert insisting(tie).endswith("no level would come out worse. D-1 would change home.")


def test_children_a_reader_may_not_know_are_counted(result: dict[str, Any]) -> None:
    p = next(p for p in result["placements"] if p["child_id"] == "D-1")
    p["own_best"]["if_insisted"]["displaced"] = ["another child in greater need"] * 2
    assert insisting(p).endswith("displacing another child in greater need (twice).")
    assert named(["A-1", "x", "x", "x"]) == "A-1 and x (3 times)"


def test_what_is_not_proven_is_not_claimed(result: dict[str, Any]) -> None:
    p = next(p for p in result["placements"] if p["child_id"] == "D-1")
    p["own_best"]["if_insisted"]["proven"] = False
    assert insisting(p).endswith("(as far as the time allowed to tell).")
    p["own_best"] = None
    assert insisting(p) == ""


def test_every_proposal_but_the_best_says_what_insisting_would_do(result: dict[str, Any], written: Write) -> None:
    others = [p for p in result["placements"] if p["own_best"]["home_id"] != p["home_id"]]
    text = section(page(written, result), 5)
    assert text.count('class="insist"') == len(others) == 5


def test_an_unlock_for_brothers_and_sisters_says_so(result: dict[str, Any], written: Write) -> None:
    reasons = without_home(result, {})
    rows = {row.child: row for reason in reasons for row in reason.children}
    assert {n.together for n in rows["N-2"].nearest} == {"both"}
    assert {n.together for n in rows["N-1"].nearest} == {""}
    assert "For both together:" in section(page(written, result), 6)


def test_brothers_and_sisters_are_told_the_same_once(result: dict[str, Any]) -> None:
    rows = {row.child: row for reason in without_home(result, {}) for row in reason.children}
    assert (rows["N-2"].as_for, rows["N-3"].as_for) == ("", "N-2")
    assert all(row.as_for == "" for child, row in rows.items() if child != "N-3")


def test_what_is_expected_is_never_added_to_what_is_confirmed(result: dict[str, Any]) -> None:
    board = places(result)
    foster = board.kinds[0].total
    assert (foster.offered, foster.soon_free, foster.blocked) == (4, 4, 2)
    bar = board.bars[0]
    assert {part.fill for part in bar.parts} == {"solid", "dotted"}
    assert {part.fill for part in bar.below} == {"open", "crossed"}
    assert bar.note == "2 proposed, 2 left; 4 soon free; 2 blocked"


def test_the_map_and_its_table_stand_in_the_report(result: dict[str, Any], written: Write) -> None:
    text = section(page(written, result), 7)
    assert text.count('class="many"') == 2
    assert re.search(
        r'<th scope="row">Northtown</th><td class="n">16</td><td class="n">9</td><td class="n">7</td>', text
    )
    assert "Elsewhere (1 area)" in text


def test_the_ring_list_fits_one_sheet(result: dict[str, Any], written: Write, look: Look, tmp_path: Path) -> None:
    result["calls"]["calls"] = [{**result["calls"]["calls"][0], "order": n} for n in range(1, 11)]
    result["tonight"] = [{**result["tonight"][3], "children": [f"T-{n}"]} for n in range(8)]
    looked = look(written(result))
    kept = "document.querySelectorAll('main > :not([aria-labelledby=s2]):not([aria-labelledby=s3])')"
    looked.page.evaluate(f"[...{kept}].concat(document.querySelector('header')).forEach(e => e.remove())")
    assert len(looked.sheets(tmp_path / "list.pdf")) == 1
