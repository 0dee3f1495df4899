"""What would be found: a planted ten per cent at a year's volume is; what is not there, hardly ever."""

import json
from math import sqrt

import pytest

from benchmarks.equality_power import NEW_A_WEEK, PLANTED, SHARES, VOLUMES, WEEKS_EACH, main, simulate
from placements.equality.statistics import SIGNIFICANT

REPLICATES = 500
YEAR = NEW_A_WEEK * VOLUMES["a year"]
TWO = ("home", "stop_gap")
"""Two outcomes and thirty-odd groups at once; the benchmark takes all ten."""


def most(share: float) -> float:
    """Return what a share of replicates may come to by the luck of the draw: three standard errors more."""
    return share + 3 * sqrt(share * (1 - share) / REPLICATES)


def test_a_year_is_as_long_as_it_says():
    assert YEAR == 6240
    assert NEW_A_WEEK * WEEKS_EACH == 270
    assert (PLANTED, SHARES[0]) == (0.10, 0.15)


def test_a_planted_disadvantage_is_found_in_a_year():
    assert simulate(1, REPLICATES, YEAR, SHARES[0], PLANTED, outcomes=("home",)).power >= 0.8


def test_what_is_not_there_is_not_found():
    """All tests together in one replicate of twenty at most; each alone as often as its own mark says."""
    found = simulate(2, REPLICATES, YEAR, SHARES[0], 0.0, outcomes=TWO)
    assert found.any_finding <= most(SIGNIFICANT)
    assert found.single == pytest.approx(SIGNIFICANT, abs=0.01)


def test_a_month_raises_no_more_false_alarms():
    """Small groups, where exact tests stand in."""
    found = simulate(3, REPLICATES, NEW_A_WEEK * VOLUMES["a month"], SHARES[0], 0.0, outcomes=TWO)
    assert found.any_finding <= most(SIGNIFICANT)
    assert found.single <= SIGNIFICANT + 0.01


def test_counting_every_week_would_cry_wolf():
    """The mistake that counting each child once avoids: almost every year would have its finding."""
    found = simulate(4, 50, YEAR, SHARES[0], 0.0, outcomes=("home",), weeks_each=WEEKS_EACH)
    assert found.any_finding > 0.5
    assert found.single > 3 * SIGNIFICANT


def test_the_same_seed_says_the_same():
    assert simulate(5, 5, 480, 0.15, 0.1) == simulate(5, 5, 480, 0.15, 0.1)


def test_the_benchmark_prints_what_it_found(capsys, monkeypatch):
    monkeypatch.setattr("benchmarks.equality_power.VOLUMES", {"a year": 4, "a month": 4})
    monkeypatch.setattr("benchmarks.equality_power.SHARES", (0.15,))
    monkeypatch.setattr("benchmarks.equality_power.FEWEST_REPLICATES", 5)
    main(["--replicates", "5"])
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "placements/equality-power/1"
    assert {"planted", "nothing_planted", "each_week", "smallest"} <= said.keys()
    assert [one["volume"] for one in said["smallest"]] == ["a year", "a month"]
