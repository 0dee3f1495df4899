"""Every need has a plain English label, and whatever people read of a child's needs says the label and not the code."""

import ast
from pathlib import Path

import pytest
from factories import MONDAY, fact, make_child, make_home, make_region, said

from placements.domain.codes import NEEDS
from placements.domain.needs import LABELS, need_label, need_words
from placements.explain.asread import as_read

ROOT = Path(__file__).parents[2]
RAW = {raw for raw in (code.replace("_", " ") for code in NEEDS) if not any(raw in label for label in LABELS.values())}
"""What a code looks like with spaces in it, where that is not what people say."""


def test_every_need_has_one_label_of_its_own() -> None:
    assert tuple(LABELS) == NEEDS
    assert len(set(LABELS.values())) == len(NEEDS)


@pytest.mark.parametrize("code", NEEDS)
def test_a_label_is_english(code: str) -> None:
    label = LABELS[code]
    assert "_" not in label
    assert label == label.strip() != ""
    assert label == "ADHD" or label[0].islower()


def test_codes_nobody_listed_are_still_readable() -> None:
    assert need_label("night_terrors") == "night terrors"
    assert need_words(("self_harm", "emotional_behavioural")) == "self-harm, emotional and behavioural needs"
    assert need_words(()) == ""


def test_the_question_about_a_statement_of_purpose_says_the_labels() -> None:
    child, home = make_child(needs=NEEDS), make_home(kind="residential", needs_met=None)
    asked = said("CH-SOP", child, home).unlock or ""
    assert need_words(NEEDS) in asked
    assert not [raw for raw in RAW if raw in asked]


def test_the_location_assessment_says_the_labels() -> None:
    child = make_child(needs=("self_harm", "missing_episodes"))
    home = make_home(kind="residential", needs_met=("self_harm", "missing_episodes"))
    noted = [fact("home", "H1", "location_risks", "self_harm;missing_episodes")]
    assert "at risk of: going missing, self-harm." in said("CH-LOC", child, home, facts=noted).finding.sentence


def test_what_was_read_of_a_child_says_the_labels() -> None:
    child = make_child(needs=NEEDS)
    read = {row["name"]: row["value"] for row in as_read(make_region(children=[child], as_of=MONDAY), child)}
    assert read["Needs"] == need_words(NEEDS)


def test_nobody_else_makes_words_of_needs() -> None:
    """Whoever takes the underscores out of needs shows a code as it is."""
    calls = [
        ast.unparse(node)
        for path in sorted((ROOT / "placements").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("join", "replace")
    ]
    assert any(".replace('_', ' ')" in call for call in calls)
    assert not [call for call in calls if "needs" in call and ".replace('_', ' ')" in call]
