"""`placements forecast` says one thing on stdout and refuses what it cannot understand."""

import json

import pytest
from demand_made import history

from placements_cli.main import run

PLACEMENTS = {"foster": "U4"}


@pytest.fixture
def returns(tmp_path):
    """A region folder with a history, as `import ssda903` writes it."""
    made = history(children=120)
    folder = tmp_path / "region" / "history"
    folder.mkdir(parents=True)
    made.children.assign(uasc="no").to_csv(folder / "children.csv", index=False)
    episodes = made.episodes.assign(
        placement="U4", returns="2023/24", temporary="no", need="", kind=made.episodes["kind"]
    ).drop(columns="until")
    episodes.to_csv(folder / "episodes.csv", index=False)
    made.covers.to_csv(folder / "covers.csv", index=False)
    return tmp_path / "region"


def asked(monkeypatch, capsys, *words):
    monkeypatch.setattr("sys.argv", ["placements", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        run()
    said = capsys.readouterr()
    return end.value.code or 0, said.out, said.err


def test_a_forecast_from_returns(returns, monkeypatch, capsys, tmp_path):
    code, out, err = asked(
        monkeypatch,
        capsys,
        "forecast",
        "--history",
        returns,
        "--weeks",
        60,
        "--replicates",
        4,
        "--out",
        tmp_path / "f.json",
    )
    assert code == 0, err
    assert "2024-03-31" in out
    assert "8 in 10 between" in out
    written = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert written["replicates"] == 4
    again = asked(monkeypatch, capsys, "forecast", "--history", returns, "--weeks", 60, "--replicates", 4, "--json")
    assert json.loads(again[1]) == written


def test_wrong_usage_is_code_2(returns, monkeypatch, capsys):
    assert asked(monkeypatch, capsys, "forecast")[0] == 2
    assert asked(monkeypatch, capsys, "forecast", returns, "--area", "Kent")[0] == 2
    assert asked(monkeypatch, capsys, "forecast", "--area", "Kent")[0] == 2
    assert asked(monkeypatch, capsys, "forecast", "--area", "Atlantis", "--data", returns)[0] == 2
    assert asked(monkeypatch, capsys, "forecast", "--history", returns, "--workers", "many")[0] == 2


def test_a_folder_without_the_tables_is_code_3(returns, monkeypatch, capsys):
    code, out, err = asked(monkeypatch, capsys, "forecast", "--area", "Kent", "--data", returns)
    assert code == 3
    assert out == ""
    assert "derived_la_cla_on_31_march" in err
