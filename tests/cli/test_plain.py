"""`--plain`: the same answer for people who listen: sentences, no columns, no indents, no signs."""

import re
from pathlib import Path

import pytest

import placements as library
from placements_cli.output import UNWRITABLE, prepare_streams, spoken

SMALL = Path(__file__).resolve().parents[2] / "sample_data" / "small"

COMMANDS = (
    ("check", SMALL),
    ("match", SMALL),
    ("child", SMALL, "MAN-02", "--tonight"),
    ("child", SMALL, "MAN-01", "--exact", "--home", "BOL-R1"),
    ("child", SMALL, "SAL-01"),
    ("home", SMALL, "STO-F1"),
    ("why", SMALL, "MAN-01", "SAL-R2"),
    ("why", SMALL, "BOL-01", "BOL-F2"),
    ("why", SMALL, "SAL-03", "SAL-F1"),
    ("rules",),
    ("map", SMALL / "homes.csv", "--table", "homes"),
)
BADLY_READ = re.compile(r"->|→|`|\bSTOP-GAP\b|[\u2500-\u257f\u2580-\u259f]|\u2014|…|\t")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(map(str, words)).replace(str(SMALL), "small"))
def test_nothing_is_aligned_and_no_sign_is_left(placements, words):
    said = placements("--plain", *words)
    assert said.code == 0
    for line in said.out.splitlines():
        assert line == line.strip()
        assert "  " not in line, line
        assert not BADLY_READ.search(line), line


def facts(text):
    """Return figures, ids, codes and words of an answer in order, without what only holds columns together."""
    headless = re.sub(r"->| to |STOP-GAP|stop-gap", " ", text)
    return re.findall(r"[A-Za-z0-9£][\w£.,'-]*\w|\w", headless)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(map(str, words)).replace(str(SMALL), "small"))
def test_nothing_is_left_out(placements, words):
    usual, plain = placements(*words), placements("--plain", *words)
    assert set(facts(usual.out)) <= set(facts(plain.out))
    assert plain.code == usual.code


def test_a_row_of_a_table_is_a_sentence_with_its_headings(placements):
    said = placements("--plain", "match", SMALL).out.splitlines()
    assert "level: Extra cost a week; better: less; value: £23,410.00; bound: £23,410.00." in said
    assert "class: overdue; children: 1; proposed: 1; without: 0." in said
    assert "MAN-02 to STO-F1 (fostering)" in said


def test_an_empty_cell_is_said(placements):
    said = placements("--plain", "home", SMALL, "STO-F1").out
    assert "own best: blank; proposed to: BOL-F1." in said


def test_the_environment_asks_for_it_as_well(placements, monkeypatch):
    plain = placements("--plain", "why", SMALL, "MAN-01", "SAL-R2").out
    monkeypatch.setenv("PLACEMENTS_PLAIN", "1")
    assert placements("why", SMALL, "MAN-01", "SAL-R2").out == plain
    monkeypatch.setenv("PLACEMENTS_PLAIN", "0")
    assert placements("why", SMALL, "MAN-01", "SAL-R2").out != plain


def test_help_is_plain_too(placements, monkeypatch):
    for words in (("--plain", "--help"), ("--plain", "child", "--help")):
        said = placements(*words)
        assert said.code == 0
        assert all(line == line.strip() and "  " not in line for line in said.out.splitlines())
    assert "--tonight: In ring order for tonight, with emergency" in said.out
    monkeypatch.setenv("PLACEMENTS_PLAIN", "1")
    assert placements("child", "--help").out == said.out
    monkeypatch.delenv("PLACEMENTS_PLAIN")
    assert "  --tonight" in placements("child", "--help").out


def test_one_command_does_not_make_the_next_one_plain(placements):
    usual = placements("home", SMALL, "STO-F1").out
    placements("--plain", "home", SMALL, "STO-F1")
    assert placements("home", SMALL, "STO-F1").out == usual


def test_json_is_the_same(placements):
    words = ("why", SMALL, "MAN-01", "SAL-R2", "--json")
    assert placements("--plain", *words).out == placements(*words).out


def test_a_policy_can_still_be_saved_and_read_back(placements, tmp_path):
    (tmp_path / "same.toml").write_text(placements("--plain", "policy", "show").out, encoding="utf-8")
    assert library.load_policy(tmp_path / "same.toml").digest == library.load_policy().digest


def test_refusals_are_plain_too(placements, tmp_path):
    said = placements("--plain", "match", tmp_path / "nowhere")
    assert said.code == 3
    assert said.err.strip()
    assert all(line == line.strip() for line in said.err.splitlines())


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("     28 of  43  Kin and kind of home: yes", "28 of 43: Kin and kind of home: yes"),
        ("  A -> B (fostering)", "A to B (fostering)"),
        ("  1. STO-F1  fostering, STOP-GAP", "1. STO-F1: fostering, stop-gap"),
        ("    2.1 s  A first proposal ...", "2.1 s: A first proposal"),
        ("(see `placements rules`).", "(see placements rules)."),
        ("£1,880.00 a week", "£1,880.00 a week"),
        ("", ""),
    ],
)
def test_a_line_is_heard_as(line, heard):
    assert spoken(line) == heard


def test_a_letter_a_terminal_has_not_is_said_in_others():
    prepare_streams()
    text = "£5 → Zoë’s “home” – ok … ☃"
    assert text.encode("ascii", UNWRITABLE) == b'GBP 5 -> Zoe\'s "home" - ok ... ?'
    assert text.encode("utf-8", UNWRITABLE).decode() == text
