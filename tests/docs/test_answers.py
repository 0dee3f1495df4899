"""Everything the first papers name is answered by a command and a test, or out of scope with a reason."""

import sys
from pathlib import Path

import pytest
from typer.main import get_command

from placements_cli.main import app

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from answers_page import PAGE, register, sources  # noqa: E402

KINDS = {"system", "programme", "figure", "concern"}
NAMED = (
    "Regional Care Co-operatives", "Windfall tax", "Family Help", "17,000", "30,000", "100,000", "95,000", "2.6bn",
    "edge of care", "9,000", "Kinship", "Staying Put", "Thirteen weeks", "protected characteristic", "same school",
    "Relationships", "Semi-independent", "Secure", "registered with nobody", "Remand", "Teenagers", "No Wrong Door",
    "Family Safeguarding", "Drug and Alcohol", "Family group", "Pause", "Triple P", "Mockingbird", "26 weeks",
    "Unaccompanied", "CAMHS", "2027", "Workforce", "Deprivation", "no substitute", "Panels", "Thresholds",
    "adopters", "White Paper", "Legal protections", "Overspend", "14,540", "standard of care", "Ukraine", "two years",
)  # fmt: skip
"""What a reader of the papers would look for, written down from them and not from the register."""


def test_the_register_names_everything() -> None:
    said = " ".join(entry["about"] for entry in register())
    assert [name for name in NAMED if name.casefold() not in said.casefold()] == []


@pytest.mark.parametrize("entry", register(), ids=lambda e: e["about"][:40])
def test_an_entry_is_answered_or_out_of_scope(entry) -> None:
    assert entry["kind"] in KINDS
    assert entry["seeds"]
    assert set(entry["seeds"]) <= set(range(5))
    if "out" in entry:
        assert len(entry["out"]) > 40
        assert not {"commands", "tests"} & set(entry)
    else:
        assert entry["commands"]
        assert entry["tests"]
        assert set(entry["commands"]) <= set(get_command(app).commands)
        assert [name for name in entry["tests"] if not (ROOT / name).is_file()] == []


def test_the_page_is_written_from_the_register() -> None:
    assert PAGE.read_text(encoding="utf-8") == sources()
