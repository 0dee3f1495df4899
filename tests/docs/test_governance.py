"""The governance pages say what is true: every test and file they name exists, and every hazard is told in full."""

import ast
import csv
import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import placements
from placements.api import sample

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "governance").glob("*.md"))
PARTS = ("Cause", "Severity", "Control", "Tests", "People", "Residual risk")
NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:placements|cli|docs|tests|benchmarks)/[\w./-]+\.\w+)`")
NO_CONTROL = {"H10", "H26", "H34"}
"""Hazards for which the program has no control of its own, and says so."""


def hazards() -> Mapping[str, str]:
    text = (ROOT / "docs" / "governance" / "hazards.md").read_text(encoding="utf-8")
    return {part.split(" ", 1)[0]: part for part in text.split("\n## ")[1:]}


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_hazards_are_numbered_from_one_without_a_gap() -> None:
    assert list(hazards()) == [f"H{number:02}" for number in range(1, len(hazards()) + 1)]
    assert len(hazards()) >= 30


@pytest.mark.parametrize("number", hazards())
def test_a_hazard_is_told_in_full(number: str) -> None:
    text = hazards()[number]
    assert re.findall(r"^- \*\*(.+?):\*\*", text, re.MULTILINE) == list(PARTS)
    assert re.search(r"\*\*Severity:\*\* (critical|high|medium)", text)
    assert NODE.search(text)
    control = text.split("**Control:**")[1].split("- **Tests:**")[0]
    assert ("none" in control.split()[:1][0]) is (number in NO_CONTROL)
    assert FILE.search(control) or number == "H10"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_and_file_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [path for path, name in NODE.findall(text) if name not in functions(path)] == []
    assert [path for path in FILE.findall(text) if not (ROOT / path).is_file()] == []


def test_a_page_that_names_a_test_that_is_not_there_is_noticed() -> None:
    assert "test_no_such_test" not in functions("tests/docs/test_governance.py")
    assert NODE.findall("`tests/docs/test_governance.py::test_x`") == [("tests/docs/test_governance.py", "test_x")]


def test_what_is_marked_as_a_fault_is_named_where_people_look() -> None:
    """The hazard log names the cases that are expected to fail."""
    from cases.case_files import case_files

    cases = [case for file in case_files().values() for case in (*file.case, *file.region) if case.xfail]
    text = " ".join(hazards()["H10"].split())
    settled = [case.name for case in cases if "residents.csv" in case.xfail]
    assert [name for name in settled if name not in text] == []
    assert bool(settled) is ("marked as faults" in text)


def test_ethnicity_and_disability_change_no_proposal(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sample("small"), tmp_path / "region"))
    path = folder / "children.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row.update(ethnicity=("WBRI", "BAFR", "APKN")[number % 3], disability=("", "LD", "MOB")[number % 3])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    before = placements.match(placements.load(sample("small")))
    after = placements.match(placements.load(folder))
    assert after.problem.region.inputs != before.problem.region.inputs
    assert (after.home_of, after.values) == (before.home_of, before.values)
