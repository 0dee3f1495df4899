"""Pitfalls that show only in a command's answer: what it says, what it leaves out, what it refuses to read."""

import csv
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from factories import make_policy

import placements
from placements.api import sample
from placements.domain.children import Child
from placements.domain.codes import Urgency
from placements.errors import UsageError
from placements.policy.policy import default_policy
from placements_cli.main import run

SECRETS = ("53.4708", "-2.2391", "R-115", "2027-11-01", "strategy meeting")
"""What the sample knows of SAL-04's safety area and of whom the child is kept apart from."""


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command on the small sample and return what it printed."""

    def call(command: str, *words: str) -> str:
        monkeypatch.setattr("sys.argv", ["placements", command, str(sample("small")), *words])
        with suppress(SystemExit):
            run()
        printed = capsys.readouterr()
        assert printed.out, printed.err
        return printed.out

    return call


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[..., set[tuple[str, str | None]]]:
    """Change one cell of the small sample and return (severity, column) of what `check` says of that table."""

    def change(table: str, column: str, value: str) -> set[tuple[str, str | None]]:
        folder = Path(shutil.copytree(sample("small"), tmp_path / "region"))
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rows[0][column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        found = [p.to_dict() for p in placements.check(folder) if p.table.split(".")[0] == table]
        return {(p["severity"], p["column"]) for p in found}

    return change


def test_pitfall_01_cost_is_the_last_level_and_no_criterion() -> None:
    policy = default_policy()
    assert policy.levels.order[-1] == "weekly_cost"
    assert not [name for name in type(policy.points).model_fields if "cost" in name or "fee" in name]


@pytest.mark.xfail(reason="only the first three levels are held; cost may be put before the right home, or it left out")
@pytest.mark.parametrize("after", [("weekly_cost", "right_home_shortfall"), ("weekly_cost",)])
def test_pitfall_01_no_policy_puts_cost_before_the_right_home(after: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        make_policy(levels={"order": ("placed_overdue", "placed_today", "placed_soon", *after)})


def test_pitfall_04_a_child_of_a_group_is_asked_for_with_the_others(ask: Callable[..., str]) -> None:
    listed = json.loads(ask("child", "MAN-02", "--json"))
    assert listed["homes"][0]["home_id"] == "STO-F1"
    assert "MAN-03" in json.dumps(listed)


def test_pitfall_08_there_is_no_column_for_a_score_of_a_child(spoiled: Callable[..., Any], tmp_path: Path) -> None:
    assert not [name for name in Child.model_fields if "score" in name or "risk" in name]
    text = (sample("small") / "children.csv").read_text(encoding="utf-8").splitlines()
    folder = Path(shutil.copytree(sample("small"), tmp_path / "scored"))
    scored = [f"{text[0]},risk_score", *(f"{line},87" for line in text[1:])]
    (folder / "children.csv").write_text("\n".join(scored), encoding="utf-8")
    kept_out = [p for p in placements.check(folder) if p.table.startswith("children") and p.code == "UNKNOWN_COLUMN"]
    assert kept_out
    assert not [p for p in placements.check(folder) if p.severity == "error"]
    assert (
        placements.match(placements.load(folder)).home_of == placements.match(placements.load(sample("small"))).home_of
    )


@pytest.mark.parametrize("home_id", ["MAN-R1", "MAN-R2", "SAL-R1"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_pitfall_09_why_not_gives_no_area_and_nobody_away(ask: Callable[..., str], home_id: str, form: Any) -> None:
    said = ask("why", "SAL-04", home_id, *form)
    assert "safety location rule" in said or "live together" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_pitfall_09_a_list_of_homes_gives_no_area_and_nobody_away(ask: Callable[..., str]) -> None:
    for form in ((), ("--json",)):
        said = ask("child", "SAL-04", "--top", "30", *form)
        assert not [secret for secret in SECRETS if secret in said]


def test_pitfall_10_an_unanswered_question_is_asked_and_no_home_is_proposed_on_it(ask: Callable[..., str]) -> None:
    listed = json.loads(ask("child", "MAN-06", "--json"))
    assert listed["homes"] == []
    assert {entry["home_id"] for entry in listed["cannot_confirm"]} == {"MAN-F3", "STO-F3", "STO-R2"}
    assert all(entry["questions"] for entry in listed["cannot_confirm"])


def test_pitfall_12_the_classes_are_levels_and_none_can_be_bought_by_a_later_one() -> None:
    order = default_policy().levels.order
    assert order[:3] == ("placed_overdue", "placed_today", "placed_soon")
    assert order.index("placed_later") > order.index("right_home_shortfall")
    assert [u.name for u in Urgency][:3] == ["OVERDUE", "TODAY", "SOON"]


@pytest.mark.parametrize(
    ("table", "column", "value", "severity"),
    [
        ("homes", "grade", "adequate", "error"), ("homes", "kind", "K2", "error"), ("homes", "kind", "H5", "error"),
        ("children", "sex", "1", "error"), ("children", "needed_by", "11/23/2026", "error"),
        ("children", "legal_status", "Z9", "warning"), ("children", "needs", "naughty", "warning"),
    ],
)  # fmt: skip
def test_pitfall_14_codes_of_another_era_are_not_read_as_something_else(
    spoiled: Callable[..., Any], table: str, column: str, value: str, severity: str
) -> None:
    assert (severity, column) in spoiled(table, column, value)


def test_pitfall_15_no_answer_offers_an_unregistered_home(ask: Callable[..., str]) -> None:
    document = json.loads(ask("match", "--json"))
    assert "MAN-U1" not in [p["home_id"] for p in document["placements"]]
    unlocked = [u["home_id"] for entry in document["unplaced"] for u in entry["unlocks"]]
    assert "MAN-U1" not in unlocked
    assert "MAN-U1" not in [entry["home_id"] for entry in json.loads(ask("child", "MAN-01", "--json"))["homes"]]
