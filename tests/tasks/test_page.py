"""The approval packs as a page: the facts of the JSON, accessible, printable, and nothing that runs."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factories import make_approval, make_child, make_home, make_resident
from hostile import SCRIPTS
from reports.looking import Looked
from tasks.making import made, of

from placements.errors import UsageError
from placements.reports.approvals import approvals_page
from placements.reports.task_files import label, write_tasks
from placements.tasks.plan import Tasks


def several() -> Tasks:
    """Three proposals that need approvals of many kinds, with one on record."""
    children = [make_child("C1"), make_child("C2", authority="A2"), make_child("C3")]
    homes = [
        make_home(kind="residential", authority="A2", sector="independent", places=4, available=2, contract="spot",
                  weekly_fee=6100, grade="inadequate"),
        make_home("H2", kind="kinship", registration=None, named_children=("C3",)),
    ]  # fmt: skip
    return made({"C1": "H1", "C2": "H1", "C3": "H2"}, children=children, homes=homes, residents=[make_resident()],
                approvals=[make_approval("OOA-NOM")])  # fmt: skip


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[[Path, int], Looked]]:
    opened: list[Looked] = []

    def look_at(path: Path, width: int = 1280) -> Looked:
        opened.append(Looked(browser, path, width))
        return opened[-1]

    yield look_at
    for looked in opened:
        looked.page.close()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    write_tasks(several().to_dict(), tmp_path / "to-do")
    return tmp_path / "to-do" / "approvals.html"


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(page: Path, look: Callable[..., Looked], width: int) -> None:
    looked = look(page, width)
    assert looked.violations() == []
    assert looked.page.evaluate("document.documentElement.scrollWidth") == width
    assert looked.asked == [page.as_uri()]
    assert looked.said == []


def test_every_pack_begins_on_a_sheet_of_a4_of_its_own(page: Path, look: Callable[..., Looked], tmp_path: Path) -> None:
    sheets = look(page).sheets(tmp_path / "paper.pdf")
    assert set(sheets) == {(595, 842)}
    assert len(sheets) >= 1 + 3


def test_one_h1_and_no_heading_level_skipped(page: Path, look: Callable[..., Looked]) -> None:
    levels = look(page).page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_says_what_the_json_says(page: Path) -> None:
    document = json.loads((page.parent / "tasks.json").read_text(encoding="utf-8"))
    text = unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))
    text = re.sub(r"\s+", " ", text)
    for pack in document["approvals"]:
        assert f"{pack['child_id']} at {pack['home_id']}" in text
        for approval in pack["approvals"]:
            assert approval["title"] in text
            for check in approval["checks"]:
                assert check["text"] in text
                assert check["known"] is None or f"From the data: {check['known']}" in text
    blank = sum(c["known"] is None for p in document["approvals"] for a in p["approvals"] for c in a["checks"])
    assert text.count("Nothing in the data says this.") == blank > 0
    assert "Out of area: nominated officer, given on 23 November 2026, no last day recorded." in text


def test_sources_say_when_they_were_read(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "(read 22 November 2026)" in text
    assert "(to be confirmed)" in text


def test_nothing_to_approve_is_said() -> None:
    document = of().to_dict()
    page = approvals_page(document, label(document))
    assert "No proposal needs an approval that is not on record." in page
    assert "<table" not in page


def test_an_authoritys_page_is_marked_as_its_own() -> None:
    document = several().of("A2").to_dict()
    page = approvals_page(document, label(document))
    assert "For Bexton only" in page
    assert "C2 at H1" in page
    assert not re.search(r"\bC1\b|\bC3\b", re.sub(r"<code>.*?</code>", "", page))
    assert "For the region" in approvals_page(several().to_dict(), label(several().to_dict()))


@pytest.mark.parametrize("evil", SCRIPTS)
def test_nothing_a_table_holds_runs(evil: str, tmp_path: Path, look: Callable[..., Looked]) -> None:
    children = [make_child(evil)]
    homes = [make_home(f"H{evil}", contract="spot", weekly_fee=900, provider=evil)]
    write_tasks(made({evil: f"H{evil}"}, children=children, homes=homes).to_dict(), tmp_path / "out")
    looked = look(tmp_path / "out" / "approvals.html")
    assert looked.said == []
    assert len(looked.asked) == 1
    for line in (tmp_path / "out" / "tasks.csv").read_text(encoding="utf-8").splitlines():
        assert not re.search(r'(^|,)"?[=+@]', line)


def test_files_are_the_same_twice_and_hold_no_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_tasks(several().to_dict(), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        assert str(tmp_path).encode() not in path.read_bytes()
    assert {p.name for p in (tmp_path / "one").iterdir()} == {"tasks.csv", "tasks.json", "approvals.html"}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        write_tasks(of().to_dict(), tmp_path / "taken")
