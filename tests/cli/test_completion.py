"""TAB: commands, and ids of children and homes of the region typed before; quick, silent, in every shell."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "sample_data" / "small"
LARGE = ROOT / "sample_data" / "greater_manchester"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def ask(shell, **settings):
    """Run the program as a shell does that wants completions."""
    env = {**os.environ, "_PLACEMENTS_COMPLETE": shell, **settings}
    code = "import sys; sys.argv = ['placements']; from placements_cli.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def tab(*words):
    """Return what bash offers for the last word."""
    asked = ask("complete_bash", COMP_WORDS=" ".join(["placements", *map(str, words)]), COMP_CWORD=str(len(words)))
    assert asked.stderr == ""
    return asked.stdout.split()


def test_commands_are_offered():
    assert tab("mat") == ["match"]
    assert "--tonight" in tab("child", SMALL, "--to")


@pytest.mark.parametrize("words", [("child", SMALL, "SAL-"), ("why", SMALL, "SAL-"), ("--plain", "why", SMALL, "SAL-")])
def test_children_of_the_region_are_offered(words):
    assert tab(*words) == ["SAL-01", "SAL-02", "SAL-03", "SAL-04"]


@pytest.mark.parametrize(
    "words", [("why", SMALL, "SAL-01", "STO-F"), ("home", SMALL, "STO-F"), ("child", SMALL, "--home", "STO-F")]
)
def test_homes_of_the_region_are_offered(words):
    assert tab(*words) == ["STO-F1", "STO-F2", "STO-F3"]


def test_nothing_is_said_of_a_region_that_cannot_be_read(tmp_path):
    (tmp_path / "children.csv").write_bytes(b"\x00\xff no such column\nA\n")
    assert tab("child", tmp_path, "A") == []
    assert tab("child", tmp_path / "nowhere", "A") == []
    assert tab("child", SMALL / "children.csv", "A") == []


def test_a_table_of_excel_with_semicolons_is_read(tmp_path):
    (tmp_path / "homes.csv").write_bytes('\ufeff"kind";"home_id"\r\nfostering;H2\r\nfostering;H1\r\n'.encode())
    assert tab("home", tmp_path, "H") == ["H1", "H2"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_that_can_be_shown(shell):
    asked = ask(f"source_{shell}")
    assert asked.returncode == 0
    assert "complet" in asked.stdout.lower()
    assert "_PLACEMENTS_COMPLETE" in asked.stdout or "placements" in asked.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_the_other_shells_get_ids_too(shell):
    typed = f"placements child {SMALL.relative_to(ROOT)} BOL"
    asked = ask(f"complete_{shell}", _TYPER_COMPLETE_ARGS=typed, _TYPER_COMPLETE_FISH_ACTION="get-args",
                _TYPER_COMPLETE_WORD_TO_COMPLETE="BOL")  # fmt: skip
    assert "BOL-01" in asked.stdout
    assert "MAN-01" not in asked.stdout


def test_it_is_quick():
    """Some 0.15 seconds of processor time on a quiet machine (nine hundred homes); the limit allows for a busy one."""

    def seconds():
        before = os.times()
        assert len(tab("home", LARGE, "MAN-")) > 50
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) < 1


def test_neither_solver_nor_tables_of_numbers_are_loaded():
    code = (
        "import sys; sys.argv = ['placements']; from placements_cli.main import run\n"
        "try: run()\n"
        "finally: print([m for m in ('ortools', 'pandas', 'numpy') if m in sys.modules], file=sys.stderr)"
    )
    words = f"placements home {LARGE} MAN-"
    env = {**os.environ, "_PLACEMENTS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "3"}
    asked = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "MAN-" in asked.stdout
    assert asked.stderr.strip() == "[]"


def test_ids_alone_are_read_in_a_few_milliseconds():
    import typer

    from placements_cli.completion import home_ids
    from placements_cli.main import app

    ctx = typer.Context(typer.main.get_command(app))
    ctx.params["region"] = LARGE
    began = time.perf_counter()
    assert home_ids(ctx, "MAN-")
    assert time.perf_counter() - began < 0.1
