"""The house keeps its shape: everything listed, sourced and in its layer; files short; imports one way."""

import ast
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted([*(ROOT / "placements").rglob("*.py"), *(ROOT / "cli").rglob("*.py")])


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def modules(folder: str) -> set[str]:
    return {p.stem for p in (ROOT / "placements" / folder).glob("*.py")} - {"__init__", "catalogue"}


def test_imports_go_one_way() -> None:
    found = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()")
    assert found.returncode == 0, found.stdout[-3000:]


def test_the_code_is_clean() -> None:
    found = run(sys.executable, "-m", "ruff", "check", ".")
    assert found.returncode == 0, found.stdout[-3000:]


def test_types_hold() -> None:
    found = run(sys.executable, "-m", "mypy")
    assert found.returncode == 0, found.stdout[-3000:]


def test_every_rule_file_is_in_the_catalogue() -> None:
    from placements.rules.catalogue import RULES

    listed = {rule.judge.__module__ for rule in RULES}
    folders = [
        p for p in (ROOT / "placements" / "rules").iterdir() if p.is_dir() and p.name not in ("columns", "__pycache__")
    ]
    there = {f"placements.rules.{f.name}.{p.stem}" for f in folders for p in f.glob("*.py") if p.stem != "__init__"}
    assert there == listed, f"Add these to placements/rules/catalogue.py: {there ^ listed}"


def test_rule_codes_are_unique_and_every_rule_has_a_source() -> None:
    from placements.rules.catalogue import RULES

    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.sources and rule.title and (rule.judge.__doc__ or "") for rule in RULES)


def test_approvals_may_name_every_rule_and_nothing_else() -> None:
    from placements.domain.codes import APPROVAL_KINDS
    from placements.rules.catalogue import CODES

    assert set(APPROVAL_KINDS) == CODES


def test_every_criterion_constraint_and_objective_is_listed() -> None:
    from placements.optimise.constraints.catalogue import CONSTRAINTS
    from placements.optimise.criteria.catalogue import CRITERIA
    from placements.optimise.objectives.catalogue import OBJECTIVES
    from placements.policy.policy import CRITERIA as NAMES
    from placements.policy.policy import LEVELS

    assert {c.plain.__module__.split(".")[-1] for c in CRITERIA} == modules("optimise/criteria") - {"criterion"}
    assert {c.__name__.split(".")[-1] for c in CONSTRAINTS} == modules("optimise/constraints")
    assert {o.cost.__module__.split(".")[-1] for o in OBJECTIVES.values()} == modules("optimise/objectives") - {
        "objective"
    }
    assert tuple(c.name for c in CRITERIA) == NAMES
    assert set(OBJECTIVES) == set(LEVELS)


def test_rules_judged_over_sets_have_a_constraint_or_a_row() -> None:
    from placements.optimise.constraints.catalogue import CONSTRAINTS
    from placements.rules.catalogue import RULES
    from placements.rules.rule import Scope

    said = " ".join((module.__doc__ or "") for module in CONSTRAINTS)
    assert {rule.code for rule in RULES if rule.scope is Scope.SET and rule.code not in said} == set()


def test_every_law_number_has_a_source_that_exists() -> None:
    import tomllib

    from placements.law import sources

    numbers = tomllib.loads((ROOT / "placements/law/parameters.toml").read_text(encoding="utf-8"))
    assert all(hasattr(sources, number["source"]) and number["unit"] for number in numbers.values())


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_functions_are_mostly_short() -> None:
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    ]
    assert sum(length <= 25 for length in lengths) / len(lengths) > 0.93


def test_the_public_names_are_there() -> None:
    import placements

    assert all(getattr(placements, name) is not None for name in placements.__all__)
    with pytest.raises(AttributeError):
        placements.no_such_name  # noqa: B018


def test_help_loads_neither_solver_nor_tables_of_numbers() -> None:
    script = "import sys, placements_cli.main; print([m for m in ('ortools', 'pandas', 'numpy') if m in sys.modules])"
    assert run(sys.executable, "-c", script).stdout.strip() == "[]"


def test_help_is_quick() -> None:
    """Some 0.1 seconds of processor time on a quiet machine; the limit allows for a busy one."""
    best = min(_seconds("-m", "placements_cli", "--help") for _ in range(3))
    assert best < 0.6


def _seconds(*arguments: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def test_every_module_imports_by_itself() -> None:
    for path in CODE:
        if "placements" in path.relative_to(ROOT).parts[0] and path.stem != "__main__":
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
