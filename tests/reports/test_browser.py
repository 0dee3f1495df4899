"""The page in a browser: accessible, still, silent, and fit for paper."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reports.looking import Looked

Write = Callable[..., Path]
Look = Callable[..., Looked]
A4_POINTS = (595, 842)
EVIL = (
    '<script>alert(1)</script><img src="http://example.org/x.png" onerror="alert(2)">'
    '=HYPERLINK("http://example.org")</style>{{ 7*7 }}'
)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing(width: int, result: dict[str, Any], written: Write, look: Look) -> None:
    assert look(written(result), width).violations() == []


def test_it_asks_for_nothing_but_itself(result: dict[str, Any], written: Write, look: Look) -> None:
    out = written(result)
    looked = look(out)
    assert looked.asked == [(out / "report.html").as_uri()]
    assert looked.said == []


def test_no_sideways_scroll_at_320(result: dict[str, Any], written: Write, look: Look) -> None:
    page = look(written(result), 320).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_long_words_do_not_push_the_page_wide(result: dict[str, Any], written: Write, look: Look) -> None:
    result["region"] = result["settled"][0] = "W" * 200
    assert look(written(result), 320).page.evaluate("document.documentElement.scrollWidth") == 320


def test_wide_tables_scroll_with_the_keyboard(result: dict[str, Any], written: Write, look: Look) -> None:
    page = look(written(result), 320).page
    wide = "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1 && "
    stuck = page.evaluate(wide + "getComputedStyle(e).overflowX === 'auto' && e.tabIndex !== 0).length")
    assert stuck == 0
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(e => e.getAttribute('aria-label'))")


def test_every_link_leads_somewhere(result: dict[str, Any], written: Write, look: Look) -> None:
    page = look(written(result)).page
    lost = "[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).length"
    assert page.evaluate(lost) == 0


def test_one_h1_and_no_heading_level_skipped(result: dict[str, Any], written: Write, look: Look) -> None:
    page = look(written(result)).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def spoil(value: Any) -> Any:
    """Put a string that would run into every text a person or a file may have supplied."""
    if isinstance(value, dict):
        return {key: part if key in KEPT else spoil(part) for key, part in value.items()}
    if isinstance(value, list):
        return [spoil(part) for part in value]
    return EVIL + value if isinstance(value, str) else value


KEPT = {
    "schema", "as_of", "deadline", "needed_by", "starts", "ends", "by", "confirmed_on", "urgency", "classes",
    "status", "sense",
}  # fmt: skip


def test_nothing_runs_wherever_it_is_written(result: dict[str, Any], written: Write, look: Look) -> None:
    evil = spoil(result)
    evil["classes"] = {EVIL + child: word for child, word in result["classes"].items()}
    evil["authorities"] = {EVIL + code: EVIL + name for code, name in result["authorities"].items()}
    out = written(json.loads(json.dumps(evil)))
    looked = look(out)
    assert looked.asked == [(out / "report.html").as_uri()]
    assert looked.said == []
    assert looked.page.evaluate("document.querySelectorAll('script, img, iframe, [onerror]').length") == 0
    assert looked.page.evaluate("document.querySelectorAll('style').length") == 1
    assert EVIL[:20] in looked.page.inner_text("h1")


def test_it_prints_on_a4(result: dict[str, Any], written: Write, look: Look, tmp_path: Path) -> None:
    assert set(look(written(result)).sheets(tmp_path / "page.pdf")) == {A4_POINTS}


def test_paper_shows_the_rules_and_hides_the_points(result: dict[str, Any], written: Write, look: Look) -> None:
    page = look(written(result)).page
    page.emulate_media(media="print")
    assert page.get_by_text("Placements Data Standard v2").is_visible()
    assert not page.get_by_text("How A-1 gets 29 points").is_visible()


@pytest.mark.parametrize(("width", "told"), [(320, True), (1280, False)])
def test_a_narrow_screen_says_that_tables_scroll(
    width: int, told: bool, result: dict[str, Any], written: Write, look: Look
) -> None:
    page = look(written(result), width).page
    assert page.get_by_text("scroll it sideways").is_visible() == told
    edge = "getComputedStyle(document.querySelector('.scroll')).backgroundImage.includes('gradient')"
    assert page.evaluate(edge) == told
