"""Every shell block of README.md and docs/ that starts with `placements` runs, in order, beside sample_data."""

import re
import shlex
from pathlib import Path

import pytest

from placements_cli.main import run

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHELLS = ("", "bash", "sh", "shell", "console")
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"))
    if page.parent.name != "reference"
)


def commands(page):
    """Return the `placements` lines of a page."""
    for language, block in FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        if language in SHELLS and block.startswith("placements"):
            yield from (line for line in block.replace("\\\n", " ").splitlines() if line.strip())


def exit_code():
    try:
        run()
    except SystemExit as stop:
        return stop.code or 0
    return 0


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))])
def test_the_commands_of_the_page_run(page, tmp_path, monkeypatch, capsys):
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    monkeypatch.chdir(tmp_path)
    for line in commands(page):
        monkeypatch.setattr("sys.argv", shlex.split(line, comments=True))
        code = exit_code()
        printed = capsys.readouterr()
        assert code == 0, f"{line}: {printed.err}"
        assert printed.out, f"{line}: printed nothing"


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
