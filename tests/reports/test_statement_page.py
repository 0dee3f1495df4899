"""The pages of a statement in a browser: nothing asked for, nothing said, no fault of accessibility."""

import pytest

from placements import api, planner
from placements.planner import Statement


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    asked = Statement(weeks=8, replicates=4, sampled=4, rate=8.0, places=0)
    planner.write_sufficiency(planner.sufficiency(api.sample("small"), asked), out)
    return out


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["sufficiency.html", "public/sufficiency.html", "public/market.html"])
def test_pages_are_accessible_and_ask_for_nothing(look, pages, name: str, width: int) -> None:
    seen = look(pages / name, width)
    assert seen.violations() == []
    assert [url for url in seen.asked if not url.startswith("file:")] == []
    assert seen.said == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
