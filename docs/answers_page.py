"""The table of docs/explanation/sources.md that tells where everything the first papers name is answered."""

import tomllib
from pathlib import Path
from typing import Any

from lines import head, row

HERE = Path(__file__).resolve().parent / "explanation"
REGISTER, PAGE = HERE / "answers.toml", HERE / "sources.md"
START, END = "<!-- answers.toml: python docs/generate.py -->", "<!-- end of answers.toml -->"


def register() -> list[dict[str, Any]]:
    """Return every entry of the register."""
    return list(tomllib.loads(REGISTER.read_text(encoding="utf-8"))["answer"])


def sources() -> str:
    """Return docs/explanation/sources.md with its table written anew."""
    before, rest = PAGE.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    lines = [
        START,
        "",
        *head("what", "papers", "where it is answered"),
        *(_row(entry) for entry in register()),
        "",
        END,
    ]
    return before + "\n".join(lines) + after


def _row(entry: dict[str, Any]) -> str:
    seeds = ", ".join(str(seed) for seed in entry["seeds"])
    if "out" in entry:
        return row(f"{entry['about']} ({entry['kind']})", seeds, f"*Out of scope.* {entry['out']}")
    commands = ", ".join(f"`{name}`" for name in entry["commands"])
    tests = ", ".join(f"[{Path(name).stem}](../../{name})" for name in entry["tests"])
    return row(f"{entry['about']} ({entry['kind']})", seeds, f"{commands}; {tests}")
