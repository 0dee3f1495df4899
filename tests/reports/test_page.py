"""The page's words: what comes first, how sure it is, and no way to run anything."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from placements.reports.headline import headline
from placements.reports.meeting import meeting
from placements.reports.proposals import proposals
from placements.reports.render import css_string

Write = Callable[..., Path]


def page(written: Write, result: dict[str, Any]) -> str:
    return (written(result) / "report.html").read_text(encoding="utf-8")


def test_sections_stand_in_the_order_of_the_meeting(result: dict[str, Any], written: Write) -> None:
    headings = re.findall(r"<h2[^>]*>(\d)\.", page(written, result))
    assert headings == [str(n) for n in range(1, 10)]


def test_it_says_twice_that_people_decide(result: dict[str, Any], written: Write) -> None:
    assert page(written, result).count("This is a proposal. People decide.") == 2


def test_every_child_is_counted_once(result: dict[str, Any]) -> None:
    top = headline(result)
    assert top.total.total == len(result["classes"]) == 16
    assert [s.placed for s in top.standings] == [2, 2, 2, 3]
    assert top.total.placed + top.total.without == 16


def test_proven_only_if_every_level_is(result: dict[str, Any]) -> None:
    assert headline(result).proven
    result["levels"][1] |= {"bound": 1830.0, "gap": 4.5}
    result["solver"]["status"] = "feasible"
    found = headline(result)
    assert not found.proven
    assert "Best found in the time allowed: Extra cost a week" in found.proof


def test_costs_are_pounds_as_the_json_has_them(result: dict[str, Any], written: Write) -> None:
    assert result["levels"][1]["value"] == 1834.5
    assert '<td class="n">£1,835</td>' in page(written, result)


def test_decisions_of_today_come_first_and_the_homeless_before_all(result: dict[str, Any]) -> None:
    agenda = meeting(result)
    assert [deadline.key for deadline in agenda] == ["today", "soon", "later"]
    kinds = [group.kind for group in agenda[0].groups]
    assert kinds == ["no_home", "apart", "stop_gap", "kin_not_chosen", "something_new"]


def test_siblings_who_wait_together_are_one_decision(result: dict[str, Any]) -> None:
    rows = [item.children for group in meeting(result)[0].groups for item in group.items]
    assert rows.count(("N-2", "N-3")) == 1
    assert ("N-2",) not in rows


def test_no_decision_is_lost(result: dict[str, Any]) -> None:
    shown = {(g.kind, c) for d in meeting(result) for g in d.groups for i in g.items for c in i.children}
    wanted = {(d["kind"], c) for d in result["decisions"] for c in d["children"]}
    merged = {("apart", "N-2"), ("apart", "N-3")}
    assert shown == wanted - merged


def test_siblings_stand_next_to_each_other(result: dict[str, Any]) -> None:
    result["placements"].sort(key=lambda p: p["child_id"][-1])
    families = [[line.child for line in f.lines] for table in proposals(result) for f in table.families]
    assert ["B-1", "B-2"] in families
    assert ["C-1", "C-2"] in families


def test_dates_and_money_as_people_write_them(result: dict[str, Any], written: Write) -> None:
    text = page(written, result)
    assert "23 November 2026" in text
    assert "£1,235 a week" in text
    assert "2026-11-23" not in text


def test_a_source_not_read_says_so(result: dict[str, Any], written: Write) -> None:
    assert page(written, result).count("To be confirmed at the source.") == 1


def test_a_region_without_waiting_children_has_a_page(result: dict[str, Any], written: Write) -> None:
    empty: dict[str, Any] = {
        k: [] for k in ("placements", "unplaced", "decisions", "not_checked", "settled", "capacity")
    }
    nothing = {**result, **empty, "classes": {}, "connections": {"components": [], "chains": []}}
    assert "0 of 0" in page(written, nothing)


def test_a_month_keeps_its_capital(result: dict[str, Any], written: Write) -> None:
    assert "to decide today, 23 November 2026</caption>" in page(written, result)


def test_a_region_name_cannot_leave_the_style_sheet() -> None:
    assert css_string('x"}</style><b>') == '"x\\22 \\7d \\3c \\2f style\\3e \\3c b\\3e "'


def test_the_page_is_sane_in_size(result: dict[str, Any], written: Write) -> None:
    assert len(page(written, result)) < 120_000
