"""Drawings say what the figures say: the waterfall, the funnel, the bars."""

from typing import Any

from reports.shortlists import make_shortlist

from placements.reports.charts import LENGTH, Row, bars
from placements.reports.fitting import Fit, fitted, shortened
from placements.reports.funnel import SHOWN, funnel
from placements.reports.waterfall import waterfall


def criterion(points: int, most: int, title: str = "School") -> dict[str, Any]:
    return {"name": "x", "title": title, "points": points, "most": most, "sentence": "Why."}


def test_each_bar_begins_where_the_last_ended() -> None:
    fall = waterfall([criterion(20, 40), criterion(0, 35), criterion(12, 25)])
    assert [step.start for step in fall.steps] == [0, 20, 20]
    assert (fall.total, fall.scale) == (32, 100)
    assert fall.text == "School: 20 of 40; School: 0 of 35; School: 12 of 25. Together 32 of 100."


def test_no_bar_leaves_the_scale() -> None:
    fall = waterfall([criterion(60, 60), criterion(60, 60)])
    assert fall.scale == 120
    assert all(step.start + step.most <= fall.scale for step in fall.steps)


def test_the_funnel_ends_at_those_left() -> None:
    shortlist = make_shortlist()
    found = funnel(shortlist["funnel"])
    assert found.steps[0].left == shortlist["counts"]["homes"]
    assert found.steps[-1].left == shortlist["funnel"][-1]["left"]
    assert len(found.steps) == SHOWN + 2
    assert sum(step.homes for step in found.steps) == sum(row["homes"] for row in shortlist["funnel"])
    assert all(
        before.left - after.homes == after.left for before, after in zip(found.steps, found.steps[1:], strict=False)
    )


def test_rules_that_take_nothing_are_left_out() -> None:
    whole = {"rule": "", "title": "homes in the region", "homes": 0, "left": 5}
    none = {"rule": "A", "title": "Age", "homes": 0, "left": 5}
    some = {"rule": "B", "title": "Bed", "homes": 5, "left": 0}
    assert [step.title for step in funnel([whole, none, some]).steps] == ["homes in the region", "Bed"]
    assert funnel([whole, none, some]).steps[-1].length == 0


def test_bars_share_one_scale_and_what_stands_below_is_not_added() -> None:
    one, two = bars([Row("a", "", [("solid", 5), ("open", 5)], [("crossed", 20)]), Row("b", "", [("solid", 10)])])
    assert one.below[0].length == LENGTH
    assert sum(part.length for part in one.parts) == two.parts[0].length == LENGTH / 2


def test_the_fullest_that_fits_is_chosen() -> None:
    fits = (Fit(3, 9, 9), Fit(2, 9, 9), Fit(1, 9, 9))
    assert fitted(fits, lambda fit: fit.parts, lambda parts: parts <= 2) == 2
    assert fitted(fits, lambda fit: fit.parts, lambda parts: False) == 1


def test_a_cut_text_says_that_it_is_cut() -> None:
    assert shortened("as it is", 8) == "as it is"
    assert shortened("the quick brown fox", 12) == "the quick…"
    assert len(shortened("w" * 500, 40)) == 40
