"""The page: the same facts as the document, accessible, still and silent, for the desk and for everybody."""

import csv
import io
import json
from itertools import pairwise

import pytest
from equality.people import crowd, equality_of, matched
from reports.looking import Looked

from placements import examine
from placements.equality.public import public_document
from placements.reports.equality import (
    amount,
    equality_csv,
    equality_page,
    public_equality_csv,
    public_equality_page,
    signed,
)
from placements.reports.forest import HALF, MIDDLE, forest

EVIL = '<script>alert(1)</script><img src="http://example.org/x.png" onerror="alert(2)">=1+1{{ 7*7 }}'
FOUND = equality_of(crowd())


@pytest.fixture
def look(browser, tmp_path):
    opened = []

    def at(text, width):
        page = tmp_path / "equality.html"
        page.write_text(text, encoding="utf-8")
        opened.append(Looked(browser, page, width))
        return opened[-1]

    yield at
    for looked in opened:
        looked.page.close()


def pages():
    real = examine.equality([matched("greater_manchester")])
    return [equality_page(real.to_dict()), equality_page(FOUND.to_dict()), public_equality_page(public_document(real))]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(which, width, look):
    looked = look(pages()[which], width)
    assert looked.violations() == []
    assert looked.page.evaluate("document.documentElement.scrollWidth") == width
    assert len(looked.asked) == 1
    assert looked.said == []


def test_every_link_leads_somewhere_and_headings_step_by_one(look):
    page = look(equality_page(FOUND.to_dict()), 1280).page
    lost = "[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).length"
    assert page.evaluate(lost) == 0
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_drawing_says_in_words_what_it_shows(look):
    page = look(equality_page(FOUND.to_dict()), 1280).page
    described = page.evaluate(
        "[...document.querySelectorAll('figure.forest svg')].map(s => s.querySelector('desc').textContent)"
    )
    assert described
    assert any("White: +30 points (+18 to +42), 200 children, found." in text for text in described)


def test_the_page_says_what_was_found_and_where_to_look():
    text = equality_page(FOUND.to_dict())
    assert "60 % of 40, against 90 % of 200 others" in text
    assert "Nothing reads ethnicity, so the difference comes by another way." in text
    assert "A difference is not proof of discrimination" in text
    assert "one in twenty or fewer is a false alarm" in text


def test_with_nothing_found_it_says_how_much_could_have_been():
    text = equality_page(equality_of(crowd(black_with=36)).to_dict())
    assert "No difference beyond chance was found." in text
    assert "would be found four times in five if it were of" in text


def test_nothing_runs_that_somebody_wrote_into_a_cell(look):
    evil = json.loads(json.dumps(FOUND.to_dict()).replace("White", json.dumps(EVIL)[1:-1]))
    looked = look(equality_page(evil), 1280)
    assert looked.said == []
    assert len(looked.asked) == 1
    assert looked.page.evaluate("document.querySelectorAll('script, img, [onerror]').length") == 0
    rows = list(csv.DictReader(io.StringIO(equality_csv(evil))))
    assert not [cell for one in rows for cell in one.values() if cell.startswith(("=", "+", "@"))]


def test_the_table_has_every_comparison():
    document = FOUND.to_dict()
    rows = list(csv.DictReader(io.StringIO(equality_csv(document))))
    assert len(rows) == len(document["comparisons"])
    for row, one in zip(rows, document["comparisons"], strict=True):
        assert (row["characteristic"], row["group"], row["outcome"]) == (
            one["characteristic"], one["group"], one["outcome"],
        )  # fmt: skip
        assert int(row["n"]) == one["n"]
        assert row["finding"] == (one["finding"] or "")
        assert row["adjusted_difference"] == ("" if one["adjusted"] is None else str(one["adjusted"]["difference"]))
        assert row["ratio"] == ("" if one["ratio"] is None else str(one["ratio"]["value"]))


def test_the_public_table_has_every_group():
    document = public_document(FOUND)
    rows = list(csv.DictReader(io.StringIO(public_equality_csv(document))))
    assert len(rows) == sum(len(one["groups"]) for one in document["characteristics"])
    assert set(rows[0]) == {"characteristic", "group", "title", "at_or_above", "stop_gap", "without", "percent"}


def test_drawn_where_the_figures_are():
    test = {"difference": -0.05, "low": -0.195, "high": 0.095}
    drawn = forest([("A", "note", test, "worse"), ("B", "few", None, None)])
    assert [row.label for row in drawn.rows] == ["A"]
    assert drawn.rows[0].at == MIDDLE - HALF * 5 / 20
    assert drawn.rows[0].low == MIDDLE - HALF * 19.5 / 20
    assert drawn.rows[0].found
    assert drawn.marks[0] == ("−20", MIDDLE - HALF)
    assert forest([("B", "few", None, None)]) is None


def test_figures_in_words():
    assert signed(-3.04) == "−3.0"
    assert signed(0.04) == "0.0"
    assert signed(12.5, 0) == "+12"
    assert amount(0.305, {"unit": "share"}) == "30 %"
    assert amount(4.25, {"unit": "miles"}) == "4.2"


def test_the_same_document_gives_the_same_bytes(tmp_path):
    document = FOUND.to_dict()
    for name in ("one", "two"):
        written = examine.write_equality(document, tmp_path / name)
        assert [path.name for path in written] == ["equality.html", "equality.csv", "equality.json"]
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    assert json.loads((tmp_path / "one" / "equality.json").read_text(encoding="utf-8")) == document
    public = examine.write_equality(public_document(FOUND), tmp_path / "one")
    assert {path.parent.name for path in public} == {"public"}
