"""Strings that would run in a spreadsheet or a browser stay text, for every reader."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hostile import FORMULAS, SCRIPTS
from sharing.documents import make_document

from placements.reports.files import Printing, match_files
from placements.reports.tables import RUNS
from placements.rules.listing import RuleInfo

KEPT = {
    "schema", "as_of", "deadline", "needed_by", "starts", "ends", "by", "confirmed_on", "urgency", "status", "sense",
    "held_for",
}  # fmt: skip
"""Fields only the program writes: dates and words of its own."""

NAMED_BY_FILES = ("classes", "authorities", "homes", "children")
"""Parts whose keys are ids from files."""


def spoiled(value: Any, evil: str) -> Any:
    """Put a string before every text and id that a file may have supplied."""
    if isinstance(value, dict):
        return {name: part if name in KEPT else spoiled(part, evil) for name, part in value.items()}
    if isinstance(value, list):
        return [spoiled(part, evil) for part in value]
    return evil + value if isinstance(value, str) else value


def spoiled_document(evil: str) -> dict[str, Any]:
    """Return a match so spoiled, with the ids that are keys as well."""
    whole = make_document()
    document = spoiled(whole, evil) | {"classes": whole["classes"]}
    return document | {part: {evil + name: row for name, row in document[part].items()} for part in NAMED_BY_FILES}


def made(evil: str) -> dict[str, str | bytes]:
    """Return every file of a match with a string in every text, for every reader."""
    document = spoiled_document(evil)
    facts = {"children": document.pop("children")}
    rules = (RuleInfo("F-AVAIL", f"{evil} rule", f"{evil} source", "", False),)
    printing = Printing(rules, f"[limits]\nname = {json.dumps(evil)}\n", None)
    return match_files(document, printing, [f"provider:{evil}Agency of H-1", "public"], facts, "key")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_is_live_in_any_table(formula: str) -> None:
    files = made(formula)
    tables = {name: text for name, text in files.items() if name.endswith(".csv")}
    books = {name: data for name, data in files.items() if name.endswith(".xlsx")}
    assert len(tables) >= 4 * 3 + 3
    assert len(books) == 3
    met = 0
    for name, text in tables.items():
        assert isinstance(text, str)
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not any(cell.startswith(RUNS) and not _number(cell) for cell in cells), name
        met += sum(cell.startswith((formula, f"'{formula}")) for cell in cells)
    assert met > 50
    for name, data in books.items():
        assert _live(data) == [], name


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _live(data: str | bytes) -> list[str]:
    """Return the parts of a workbook with a formula, a link or an outside connection in them."""
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    marks = (b"<f>", b"<f ", b"<hyperlink", b"externalLink", b"ddeLink")
    return [name for name, part in parts.items() if any(mark in part for mark in marks)]


class Looked(NamedTuple):
    """A page opened in the browser, what it asked for and what it said."""

    page: Any
    asked: list[str]
    said: list[str]


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Callable[[str, str], Looked]]:
    opened = []

    def look_at(name: str, text: str) -> Looked:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page, asked, said = browser.new_page(viewport={"width": 1280, "height": 900}), [], []
        opened.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return Looked(page, asked, said)

    yield look_at
    for page in opened:
        page.close()


def test_no_script_runs_on_any_page(look: Callable[[str, str], Looked]) -> None:
    """All 30 strings before every text, at once: no dialog, no request but the page itself, nothing on the console."""
    files = made("".join(SCRIPTS))
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert {name.split("/")[0].split("-")[0] for name in pages} == {"region", "authority", "provider", "public"}
    for number, (name, text) in enumerate(sorted(pages.items())):
        looked = look(f"{number}.html", str(text))
        looked.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        looked.page.mouse.move(300, 300)
        assert len(looked.asked) == 1, name
        assert looked.said == [], name
        alive = (
            "script, img, iframe, object, embed, form, input, base, link, [onerror], [onload], [onfocus], [ontoggle]"
        )
        assert looked.page.evaluate(f"document.querySelectorAll('{alive}, [onmouseover], [onbegin]').length") == 0
        assert looked.page.evaluate("document.querySelectorAll('style').length") == 1
        assert "alert(1)" in looked.page.inner_text("h1")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page(width: int, look: Callable[[str, str], Looked]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    pages = {name: text for name, text in made("").items() if name.endswith(".html") and "E2" not in name}
    for number, (name, text) in enumerate(sorted(pages.items())):
        page = look(f"{number}.html", str(text)).page
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        said = page.locator("header .classification").inner_text()
        level = page.evaluate("document.querySelector('meta[name=classification]').content")
        assert said.startswith(level), name
