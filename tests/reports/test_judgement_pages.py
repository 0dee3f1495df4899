"""The pages of compare and shadow in a browser: accessible, silent, narrow enough, and nothing runs in them."""

from functools import cache
from pathlib import Path

import pytest

from placements import api, examine
from placements.reports.comparing import compare_page
from placements.reports.shadow import shadow_page

EVIL = '<script>alert(1)</script><img src="http://example.org/x.png" onerror="alert(2)">{{ 7*7 }}'


@cache
def region():
    return api.load(api.sample("greater_manchester"))


@cache
def home_of():
    found = dict(api.match(region()).home_of)
    for n, child_id in enumerate(sorted(found)):
        if n % 7 == 0:
            del found[child_id]
        elif n % 5 == 0:
            found[child_id] = "BOL-F0075"
    return found


@pytest.fixture(params=["compare", "shadow"])
def page(request, tmp_path) -> Path:
    rows = "".join(f"{c},{home_of().get(c, '')}\n" for c in sorted(region().group_of))
    (tmp_path / "mine.csv").write_text(f"child_id,home_id\n{rows}", encoding="utf-8")
    path = tmp_path / f"{request.param}.html"
    if request.param == "shadow":
        found = examine.shadow(region(), tmp_path / "mine.csv")
        text = shadow_page({**found.to_dict(), "region": EVIL}, found.cards)
    else:
        best = "".join(f"{c},{h}\n" for c, h in api.match(region()).home_of.items())
        (tmp_path / "best.csv").write_text(f"child_id,home_id\n{best}", encoding="utf-8")
        document = examine.compare(region(), tmp_path / "best.csv", tmp_path / "mine.csv").to_dict()
        text = compare_page({**document, "region": EVIL})
    path.write_text(text, encoding="utf-8")
    return path


def test_axe_finds_nothing_and_nothing_is_asked_for_or_run(page, look):
    for width in (320, 1280):
        looked = look(page, width)
        assert looked.violations() == []
        assert looked.page.evaluate("document.documentElement.scrollWidth") <= width
        assert looked.asked == [page.as_uri()]
        assert looked.said == []
        assert "49" not in looked.page.title()
