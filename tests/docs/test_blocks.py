"""Every shell block of README.md and docs/ that starts with `placements` runs, in order, and prints what is shown.

A page has beside it `sample_data`, `region` (a copy of the small sample), a list as Ofsted publishes it, and every
file it shows whole (```text file=NAME). A ```text block right after a shell block is its output; `...` stands for
anything left out, on a line or as a line. Columns may stand closer together on a page than on the screen.
"""

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from imports.lists import home, provider_level, save

from placements_cli.main import run

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHELLS = ("", "bash", "sh", "shell", "console")
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"))
    if page.parent.name != "reference"
)


class Block(NamedTuple):
    """A fenced block: its commands, the output shown after it, or the file it is."""

    file: str
    text: str
    commands: tuple[str, ...]
    shown: str | None


def blocks(page):
    """Return the blocks of a page that can be run or written."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = list(FENCE.finditer(text))
    after = {one.end(): two for one, two in pairwise(found) if not text[one.end() : two.start()].strip()}
    for fence in found:
        language, file, body = fence[1], fence[2] or "", fence[3]
        runs = language in SHELLS and body.startswith("placements")
        lines = tuple(line for line in body.replace("\\\n", " ").splitlines() if line.strip()) if runs else ()
        follower = after.get(fence.end())
        shown = follower[3] if runs and follower and follower[1] == "text" and not follower[2] else None
        if file or lines:
            yield Block(file, body, lines, shown)


def exit_code():
    try:
        run()
    except SystemExit as stop:
        return stop.code or 0
    return 0


def narrow(text):
    """Return text with one space between columns and none at the end of a line."""
    return re.sub(r"(?<=\S) +", " ", re.sub(r" +$", "", text, flags=re.MULTILINE))


def as_pattern(shown):
    """Return a pattern for the output shown: `...` on a line is any text, as a line any lines."""
    lines = (
        r"(?:.*\n)*?" if line.strip() == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
        for line in narrow(shown).splitlines()
    )
    return "".join(lines)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The folder somebody following a page works in."""
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    shutil.copytree(ROOT / "sample_data" / "small", tmp_path / "region")
    homes = (home(), home(urn="SC000002"), home(urn="SC000003", kind="Boarding School"))
    save(tmp_path / "ofsted-2025.csv", provider_level(2025, *homes))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.commands for block in blocks(page))])
def test_the_commands_of_the_page_run(page, desk, monkeypatch, capsys):
    for block in blocks(page):
        if block.file:
            (desk / block.file).write_text(block.text, encoding="utf-8")
        output = ""
        for line in block.commands:
            monkeypatch.setattr("sys.argv", shlex.split(line, comments=True))
            code = exit_code()
            printed = capsys.readouterr()
            assert code == 0, f"{line}: {printed.err}"
            assert printed.out, f"{line}: printed nothing"
            output += printed.out
        if block.shown is not None:
            assert re.fullmatch(as_pattern(block.shown), narrow(output)), f"{page}: {block.shown}\nand it is\n{output}"


def test_output_that_differs_is_noticed():
    pattern = as_pattern("one\n...\nlast: ... end\n")
    assert re.fullmatch(pattern, "one\nlast: the end\n")
    assert re.fullmatch(pattern, "one\ntwo\nthree\nlast:  end\n")
    assert not re.fullmatch(pattern, "one\ntwo\nlast: the end\nmore\n")
    assert not re.fullmatch(pattern, "two\nlast: the end\n")


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_the_page_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_the_two_commands_of_the_readme_are_those_of_the_build():
    build = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in (
        "python3 -m pip install -q uv && python3 -m uv run placements demo",
        "python3 -m uv run pytest",
    ):
        assert command in build
        assert f"```\n{command}\n```" in readme
