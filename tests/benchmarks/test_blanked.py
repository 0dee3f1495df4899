"""A region with two cells in five blank is still of use, and its calls bring what they promise."""

from pathlib import Path

import pytest

from benchmarks.blanked import compare

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def row():
    return compare(SAMPLES / "greater_manchester", seed=2)


def test_two_cells_in_five_are_blank(row):
    assert row["blanked"] > 10_000


def test_most_children_still_have_a_proposed_home(row):
    placed, children = (int(part) for part in row["poor"].split(" of "))
    assert placed / children > 0.9


def test_the_calls_bring_what_they_promise_when_they_are_made(row):
    assert row["calls"] <= 10
    assert row["gain"] > 0
    assert row["confirmed"] == row["gain"]
