"""What a promise of places asks for, against figures worked out by hand."""

import json
import tomllib
from importlib.resources import files

import pytest

from placements.errors import UsageError
from placements.foresee import check_target
from placements.sufficiency.national.figures import CONFIDENCE, figure, figures
from placements_cli.main import run


def test_ten_thousand_places_in_three_and_a_half_years():
    answer = check_target(10_000, 3.5)["answer"]
    assert answer["net_households"] == 6048  # 10,000 / (70,465 / 42,615) = 6,047.7
    assert answer["net_households_per_year"] == 1728
    assert answer["net_households_per_year_now"] == -765  # 4,055 - 4,820
    assert answer["approvals_per_year"] == 6548
    assert answer["approvals_change_percent"] == 61.5
    assert answer["leavers_per_year"] == 2327
    assert answer["leavers_change_percent"] == -51.7
    assert answer["half_and_half"] == {"approvals_per_year": 5302, "leavers_per_year": 3574}


def test_the_hand_figures_hold_to_their_rounding():
    answer = check_target(10_000, 3.5)["answer"]
    assert round(answer["net_households"], -1) == pytest.approx(6050)
    assert round(answer["net_households_per_year"], -1) == pytest.approx(1730)
    assert round(answer["approvals_per_year"], -1) == pytest.approx(6550)


def test_what_is_given_replaces_what_is_published():
    found = check_target(300, 2, places_per_household=2, joined=100, left=90)
    assert found["assumed"] == {"places_per_household": 2, "joined": 100, "left": 90}
    assert found["answer"]["net_households"] == 150
    assert found["answer"]["approvals_per_year"] == 165
    assert found["answer"]["leavers_per_year"] == 25
    assert found["answer"]["leavers_alone_suffice"]


def test_half_a_household_is_a_household():
    assert check_target(3, 1, places_per_household=2, joined=9, left=9)["answer"]["net_households"] == 2
    assert check_target(33, 1, places_per_household=1.1, joined=9, left=9)["answer"]["net_households"] == 30


def test_where_keeping_people_is_not_enough_it_is_said():
    found = check_target(1000, 1, places_per_household=2, joined=100, left=90)
    assert not found["answer"]["leavers_alone_suffice"]
    assert any("Keeping those who foster is not enough" in sentence for sentence in found["sentences"])


@pytest.mark.parametrize(
    "wrong", [{"places": 0}, {"years": 0}, {"years": -1}, {"years": float("nan")}, {"places_per_household": 0},
              {"joined": 0}, {"left": -5}],
)  # fmt: skip
def test_what_cannot_be_is_wrong_usage(wrong):
    with pytest.raises(UsageError):
        check_target(**{"places": 10, "years": 1, **wrong})


def test_steps_are_the_answer():
    found = check_target(10_000, 3.5)
    values = [step["value"] for step in found["steps"]]
    answer = found["answer"]
    assert values[1:] == [
        answer[key] for key in ("net_households", "net_households_per_year", "net_households_per_year_now",
                                "approvals_per_year", "leavers_per_year", "places_lived_in")
    ]  # fmt: skip


def test_every_figure_has_a_source_a_year_and_how_firm_it_is():
    read = tomllib.loads(files("placements.sufficiency.national").joinpath("figures.toml").read_text("utf-8"))
    assert set(read) == set(figures())
    for key in read:
        one = figure(key)
        assert one.source
        assert one.year
        assert one.what
        assert one.confidence in CONFIDENCE


def test_the_command_prints_one_document(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["placements", "scenario", "check-target", "10000", "3.5", "--json"])
    with pytest.raises(SystemExit) as end:
        run()
    assert not end.value.code
    assert json.loads(capsys.readouterr().out) == check_target(10_000, 3.5)


@pytest.mark.parametrize("words", [("0", "3"), ("10", "0"), ("ten", "1")])
def test_the_command_refuses_wrong_words(monkeypatch, capsys, words):
    monkeypatch.setattr("sys.argv", ["placements", "scenario", "check-target", *words])
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 2
    assert capsys.readouterr().out == ""
