"""The page for one child: the facts of the shortlist, two sheets of A4 at most, and nothing that runs."""

import copy
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hostile import FORMULAS, SCRIPTS
from reports.looking import Looked
from reports.shortlists import make_shortlist

from placements.reports.cards import IN_SHORT, in_order
from placements.reports.child_files import write_child
from placements.reports.child_page import REASONS, child_page

Look = Callable[..., Looked]
LONGEST = {
    "one child, wordy": (40, 1, True, True), "five, wordy": (40, 5, True, True),
    "five, wordy, all different": (40, 5, True, False), "five, forty homes": (40, 5, False, True),
    "three, all different, no home": (0, 3, True, False), "the usual": (8, 1, False, True),
}  # fmt: skip


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    def write(shortlist: dict[str, Any]) -> Path:
        path = tmp_path / "child.html"
        path.write_text(child_page(shortlist), encoding="utf-8")
        return path

    return write


def words(text: str) -> str:
    """The words of a page, without its marks and style sheet."""
    body = text[text.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_it_is_advice_at_the_top_and_at_the_foot() -> None:
    assert words(child_page(make_shortlist())).count("Advice, not a decision.") == 2


def test_the_facts_are_those_of_the_shortlist() -> None:
    shortlist = make_shortlist()
    text = words(child_page(shortlist))
    for fact in shortlist["as_read"][0]["facts"][:18]:
        assert fact["name"] in text
        assert (fact["value"] or "not known") in text
    first = shortlist["homes"][0]
    assert f"1. {first['home_id']} {first['total_points']} points of 100" in text
    assert "Proposed to 2 other children. Taking it could displace up to 1 child." in text
    assert "£950 a week, all of it extra." in text
    assert "Nominated officer, Northtown by 23 November 2026: It adjoins." in text
    assert "Emergency approval: six working days, by 1 December 2026" in text
    assert "70 homes in the region: 8 may take the child (1 below the floor), 3 with a fact missing" in text
    assert (
        "Ask the social worker: where the child's home is, or where this home stands." in text.split("Not checked")[1]
    )
    assert shortlist["inputs"][:12] in text


def test_every_home_stands_in_full_in_short_or_is_counted() -> None:
    shortlist = make_shortlist(homes=40)
    text = child_page(shortlist)
    full = len(re.findall(r'class="home"', text))
    assert full == 5
    assert len(re.findall(r"<li value=", text)) == IN_SHORT
    assert f"{40 - 5 - IN_SHORT} more homes in the JSON." in words(text)


def test_brothers_and_sisters_share_a_page() -> None:
    shortlist = make_shortlist(group=3, alike=False)
    text = words(child_page(shortlist))
    assert "Homes for MAN-05, MAN-06 and MAN-07" in text
    assert "65, 64 and 63 points of 100" in text
    assert "£2,850 a week for all" in text
    assert text.count("14 MAN-0") == 3


def test_a_home_for_some_of_them_says_for_whom() -> None:
    shortlist = make_shortlist(group=3)
    some, alone = shortlist["homes"][0], shortlist["homes"][1]
    some["group"] |= {"children": ["MAN-05", "MAN-07"], "total_points": {"MAN-05": 65, "MAN-07": 60}}
    some["approvals"] = [{**some["approvals"][0], "children": ["MAN-07"]}]
    alone["group"] = None
    shortlist["apart"] = {"MAN-05": "H-01", "MAN-06": "H-02"}
    text = words(child_page(shortlist))
    assert "No home takes all of them. The least harmful split, for people to weigh: MAN-05 at H-01; MAN-06" in text
    assert "Only MAN-05 and MAN-07" in text
    assert "Only MAN-05 3" not in text
    assert "Nominated officer, Northtown by 23 November 2026 for MAN-07: It adjoins." in text
    assert text.count("Only MAN-05") == 2


def test_tonight_homes_stand_in_ring_order() -> None:
    shortlist = make_shortlist(tonight=True)
    text = child_page(shortlist)
    order = [home["home_id"] for home in shortlist["tonight_list"]]
    assert order != [home["home_id"] for home in shortlist["homes"]]
    assert re.findall(r'<h3 id="h\d">\d\. (H-\d\d)', text) == order[:5]
    assert f"How {order[0]} gets" in text
    assert "2. Homes to ring tonight, in order" in words(text)
    assert "ring Agency 3): Approved to 12. Emergency approval: six working days" in words(text)
    assert "Emergency approval: as above." in words(text)
    assert "Held until 1 December 2026." in words(text)


def test_a_hold_says_until_when() -> None:
    shortlist = make_shortlist()
    shortlist["homes"][0] |= {"held_for": "another child", "hold_ends": "2026-11-25"}
    assert "Held for another child until 25 November 2026" in words(child_page(shortlist))


def test_what_differs_only_far_into_a_text_is_not_called_the_same() -> None:
    shortlist = make_shortlist(group=2)
    for row in shortlist["as_read"]:
        row["facts"] = [{"name": "Needs", "value": "n" * 300 + row["child_id"], "column": "needs"}]
    assert "The same for all" not in child_page(shortlist)


def test_without_a_home_it_says_so_and_what_would_open_one() -> None:
    text = words(child_page(make_shortlist(homes=0, group=2)))
    assert "No home may take them all today." in text
    assert "The least harmful split, for people to weigh: MAN-05 at H-0; MAN-06 at H-1" in text
    assert "The terms are varied. Ask: the fostering service and the carer." in text


def test_the_decision_box_has_every_reason() -> None:
    text = words(child_page(make_shortlist()))
    assert all(f"{letter} {reason}" in text for letter, reason in REASONS)
    assert len({letter for letter, _ in REASONS}) == len(REASONS)


@pytest.mark.parametrize("case", LONGEST)
def test_it_fits_two_sheets(case: str, page_of: Callable[..., Path], look: Look, tmp_path: Path) -> None:
    homes, group, wordy, alike = LONGEST[case]
    shortlist = make_shortlist(homes, group, wordy=wordy, alike=alike, tonight=wordy)
    sheets = look(page_of(shortlist)).sheets(tmp_path / "child.pdf")
    assert 1 <= len(sheets) <= 2
    assert set(sheets) == {(595, 842)}


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("group", [1, 5])
def test_axe_finds_nothing(width: int, group: int, page_of: Callable[..., Path], look: Look) -> None:
    looked = look(page_of(make_shortlist(12, group, alike=False, tonight=True)), width)
    assert looked.violations() == []
    assert looked.page.evaluate("document.documentElement.scrollWidth") == width


KEPT = {
    "as_of",
    "needed_by",
    "starts",
    "ends",
    "by",
    "held_until",
    "confirmed_on",
    "urgency",
    "siblings_flag",
    "schema",
    "kind",
}


def spoil(value: Any, evil: str) -> Any:
    if isinstance(value, dict):
        return {key: part if key in KEPT else spoil(part, evil) for key, part in value.items()}
    if isinstance(value, list):
        return [spoil(part, evil) for part in value]
    return evil + value if isinstance(value, str) else value


def test_nothing_runs_wherever_it_is_written(page_of: Callable[..., Path], look: Look) -> None:
    path = page_of(spoil(make_shortlist(group=2, alike=False, tonight=True), "".join((*SCRIPTS, *FORMULAS))))
    looked = look(path)
    assert looked.asked == [path.as_uri()]
    assert looked.said == []
    assert looked.page.evaluate("document.querySelectorAll('script, img, iframe, object, [onerror]').length") == 0


def test_the_same_shortlist_gives_the_same_page() -> None:
    shortlist = make_shortlist(group=3)
    before = copy.deepcopy(shortlist)
    assert child_page(shortlist) == child_page(json.loads(json.dumps(shortlist)))
    assert shortlist == before


def test_the_files_of_a_child(tmp_path: Path) -> None:
    shortlist = make_shortlist()
    first, second = (write_child(shortlist, tmp_path / folder) for folder in ("one", "two"))
    assert [path.name for path in first] == ["child.html", "for-the-child.html"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert shortlist["homes"][0]["home_id"] in first[1].read_text(encoding="utf-8")
    assert [path.name for path in write_child(make_shortlist(homes=0), tmp_path / "none")] == ["child.html"]


def test_brothers_and_sisters_have_a_page_each_for_themselves(tmp_path: Path) -> None:
    shortlist = make_shortlist(group=3)
    shortlist["as_read"][1]["facts"] = [{"name": "Languages", "value": "kurdish_sorani", "column": "languages"}]
    for home in shortlist["homes"]:
        home["group"] = {**home["group"], "children": ["MAN-05", "MAN-06"]}
    paths = write_child(shortlist, tmp_path)
    assert [path.name for path in paths] == ["child.html", "for-the-child-1.html", "for-the-child-2.html"]
    one, two = (words(path.read_text(encoding="utf-8")) for path in paths[1:])
    assert "For your social worker: MAN-05" in one
    assert "For your social worker: MAN-06" in two
    assert "You speak Kurdish Sorani." in two
    assert "You speak English and Urdu." not in two
    assert "It is about 4 miles from your home." in one
    assert "miles" not in two


def test_what_a_rule_says_of_each_child_is_said_once() -> None:
    shortlist = make_shortlist(group=2, tonight=True)
    said = "MAN-05: Approved for ages 5 to 17; the child is 3. MAN-06: Approved for ages 5 to 17; the child is 1."
    shortlist["emergencies"][0]["sentence"] = said
    shortlist["emergencies"][1]["sentence"] = f"{said} No lift."
    text = words(child_page(shortlist))
    assert "Approved for ages 5 to 17; MAN-05 is 3, MAN-06 is 1. Emergency approval: six working days" in text
    assert f"{said} No lift." in text


def test_a_mark_below_the_floor_is_said_once() -> None:
    shortlist = make_shortlist()
    shortlist["homes"][3]["against"] = ["Below the floor: more than 20 straight-line miles from home."]
    assert words(child_page(shortlist)).count("more than 20 straight-line miles from home.") == 1


def test_no_other_child_is_named() -> None:
    for shortlist in (make_shortlist(tonight=True), make_shortlist(group=2)):
        shortlist["homes"][0]["effect_on_others"] |= {"displaced": ["B-3"]}
        text = words(child_page(shortlist))
        assert not any(name in text for name in ("A-1", "A-2", "B-0", "B-1", "B-3"))
    assert "Overdue: 2 children Needed in five working days: 4 children Proposed to 2 other children." in text
    assert "Also the own best home of 6 other children." in text


@pytest.mark.parametrize(("homes", "group"), [(40, 1), (40, 5), (0, 3)])
def test_no_clock_approval_or_condition_is_ever_cut(homes: int, group: int) -> None:
    shortlist = make_shortlist(homes, group, wordy=True, tonight=True)
    for miss in shortlist["nearest"]:
        miss["changes"] = [{**c, "change": f"Change {n} of {miss['home_id']}."} for n, c in enumerate(miss["changes"])]
    text = child_page(shortlist)
    paper = words(re.sub(r'<details class="on-screen">.*?</details>', "", text, flags=re.DOTALL))
    for home in in_order(shortlist)[: len(re.findall(r'class="home"', text))]:
        wanted = {f"{a['who'].capitalize()} by 23 November 2026" for a in home["approvals"]}
        assert [text for text in wanted if text.replace("northtown", "Northtown") not in paper] == []
    told = [m["home_id"] for m in shortlist["nearest"] if f"{m['home_id']} (foster home" in paper]
    assert told
    for home_id in told:
        assert all(f"Change {n} of {home_id}. Ask: the fostering service" in paper for n in range(3))
    assert paper.count("Emergency approval: six working days, by 1 December 2026") >= 1
    assert "Held until 1 December 2026." in paper


def test_what_paper_has_no_room_for_stands_on_the_screen() -> None:
    shortlist = make_shortlist(wordy=True)
    text = child_page(shortlist)
    for home in shortlist["homes"][: len(re.findall(r'class="home"', text))]:
        card = words("<body>" + text[text.index(f"{home['home_id']} <span") :].split("</article>")[0])
        wanted = [*home["reasons"], *home["against"], *(q["question"] for q in home["questions"])]
        assert [said for said in wanted if " ".join(said.split()) not in card] == []
    assert "in the JSON" not in words(text).split("3. Why the first")[0].split("more homes")[0].split("2. Homes")[1]


def test_facts_that_differ_are_stacked_on_a_narrow_screen(page_of: Callable[..., Path], look: Look) -> None:
    page = look(page_of(make_shortlist(group=5, alike=False)), 320).page
    wide = "[...document.querySelectorAll('table.read td')].filter(e => e.getBoundingClientRect().right > 320).length"
    assert page.evaluate(wide) == 0
    label = "getComputedStyle(document.querySelectorAll('table.read tbody td')[1], '::before').content"
    assert page.evaluate(label) == '"MAN-06: "'
