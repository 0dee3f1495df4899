"""Sentences shown to people are right for any child: no "she" for a boy, or where the sex is not known."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placements_cli.main import app

ROOT = Path(__file__).parents[2]
FOLDERS = ("placements", "cli/placements_cli")
GENDERED = re.compile(r"\b(she|hers?|herself|he|him|his|himself)\b", re.IGNORECASE)


def _files(ending: str) -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob(f"*{ending}"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _found(place: str, text: str) -> Iterator[str]:
    for line in text.splitlines():
        if GENDERED.search(line):
            yield f"{place}: {line.strip()}"


def in_source(source: str, place: str = "") -> list[str]:
    """Return every string of a module, f-strings among them, that calls a child she or he; docstrings may."""
    tree = ast.parse(source)
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in (getattr(node, "body", None) if isinstance(getattr(node, "body", None), list) else ())
        if isinstance(statement, ast.Expr)
    }
    return [
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        for line in _found(f"{place}:{node.lineno}", node.value)
    ]


def in_table(value: Any, place: str = "") -> list[str]:
    """Return every text of a settings file, at any depth, that calls a child she or he; keys are codes."""
    if isinstance(value, dict):
        return [line for key, part in value.items() for line in in_table(part, f"{place} {key}")]
    if isinstance(value, list):
        return [line for part in value for line in in_table(part, place)]
    return list(_found(place, value)) if isinstance(value, str) else []


@pytest.mark.parametrize("path", _files(".py"), ids=_name)
def test_no_sentence_of_the_program_calls_a_child_she_or_he(path: Path) -> None:
    assert in_source(path.read_text(encoding="utf-8"), _name(path)) == []


@pytest.mark.parametrize("path", _files(".j2"), ids=_name)
def test_no_page_calls_a_child_she_or_he(path: Path) -> None:
    assert list(_found(_name(path), path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", _files(".toml"), ids=_name)
def test_no_text_in_a_table_calls_a_child_she_or_he(path: Path) -> None:
    assert in_table(tomllib.loads(path.read_text(encoding="utf-8")), _name(path)) == []


@pytest.mark.parametrize("name", ["policy/default.toml", "imports/standard.toml"])
def test_no_remark_in_a_file_people_copy_and_change_does_either(name: str) -> None:
    assert list(_found(name, (ROOT / "placements" / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "reference").glob("*.md")), ids=_name)
def test_no_page_of_the_reference_calls_a_child_she_or_he(path: Path) -> None:
    assert list(_found(_name(path), path.read_text(encoding="utf-8"))) == []


def _commands(typer: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every command, those of groups among them, with what its help is made of."""
    for info in typer.registered_commands:
        yield f"{above}{info.name}", inspect.getdoc(info.callback) or ""
    for group in typer.registered_groups:
        yield f"{above}{group.name}", str(group.help or group.typer_instance.info.help or "")
        yield from _commands(group.typer_instance, f"{above}{group.name} ")


def test_no_help_of_a_command_calls_a_child_she_or_he() -> None:
    """What the options say is among the strings of the program."""
    helped = dict(_commands(app))
    assert {"match", "child", "why"} <= helped.keys()
    assert [line for name, text in helped.items() for line in _found(name, text)] == []


def test_the_walk_sees_what_a_person_would_read_and_no_docstring() -> None:
    source = (
        '"""What she needs."""\n'
        "def say(age):\n"
        '    """Say her age."""\n'
        '    there = "The other hers"\n'
        '    return f"He is {age}, under 8", {"A": "Keep her school"}, there\n'
    )
    assert in_source(source, "m") == ["m:4: The other hers", "m:5: He is", "m:5: Keep her school"]
    assert in_table({"a": {"b": ["where", "she is"]}, "n": 3}, "t") == ["t a b: she is"]
