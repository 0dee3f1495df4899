"""What each call's line says is true of the two choices behind it, and the lines add up to the gain."""

from functools import cache
from typing import Any

import pytest
from explain.roomy import roomy, tight
from properties.regions import region_with_facts

import placements
from placements.api import sample
from placements.domain.codes import Urgency
from placements.domain.region import Region
from placements.explain.calls import call_words, calls, lines
from placements.optimise import calls as solved
from placements.optimise.calls import Called
from placements.optimise.problem import pose
from placements.policy.policy import default_policy
from placements.sharing.audience import audience_of
from placements.sharing.view import view

MADE = [(make, seed) for make in (tight, roomy, region_with_facts) for seed in range(18)]
MADE += [(roomy, 20), (roomy, 95), (roomy, 116), (region_with_facts, 54)]
"""The last are regions in which a place is left to somebody else, and one in which a more urgent child comes first."""


@cache
def found(make: Any, seed: int) -> tuple[Region, Called]:
    region = make(seed)
    return region, solved.best_calls(pose(region, default_policy()))


def true_of(region: Region, called: Called) -> dict[str, Any]:
    """Check every line against the two choices, and that they add up; return the part of the document."""
    part = calls(region, default_policy(), called)
    before, after = called.sure_home_of, called.home_of
    assert sum(row["gain"] for row in part["calls"]) == part["gain"] == len(after) - len(before)
    counted: list[str] = []
    for row in part["calls"]:
        assert row["anyway"] == [c for c in row["children"] if c in before]
        assert all(after[c] == row["home_id"] for c in row["children"])
        assert all(c in after and c not in before for c in row["elsewhere"])
        assert all(c in before and c not in after for c in row["gives_way"])
        gains = [c for c in row["children"] if c not in before] + row["elsewhere"]
        assert row["gain"] == len(gains) - len(row["gives_way"])
        counted += gains
    assert sorted(counted) == (sorted(set(after) - set(before)) if part["calls"] else [])
    assert part["sure_children"] == sorted(before)
    assert part["sure"] == len(before)
    return part


@pytest.mark.parametrize(("make", "seed"), MADE)
def test_the_lines_add_up_and_are_true(make: Any, seed: int) -> None:
    true_of(*found(make, seed))


@pytest.mark.parametrize("seed", range(10))
def test_with_time_for_one_call_they_add_up_as_well(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solved, "MOST_CALLS", 1)
    for make in (tight, roomy):
        region = make(seed)
        true_of(region, solved.best_calls(pose(region, default_policy())))


@pytest.mark.parametrize("name", ["small", "greater_manchester"])
def test_the_lines_of_a_sample_add_up(name: str) -> None:
    document = placements.match(placements.load(sample(name))).to_dict()["calls"]
    assert sum(row["gain"] for row in document["calls"]) == document["gain"] == sum(document["by_class"].values())


def test_a_child_who_could_have_a_home_anyway_is_not_counted_as_more() -> None:
    document = placements.match(placements.load(sample("small"))).to_dict()
    row = next(row for row in document["calls"]["calls"] if row["home_id"] == "SAL-S1")
    assert (row["children"], row["gain"], row["anyway"]) == (["MAN-04", "MAN-05"], 1, ["MAN-04"])
    assert call_words(row) == "1 more child. MAN-04 could have a home without any call."


def test_an_authority_reads_lines_that_add_up_to_its_own_gain() -> None:
    document = placements.match(placements.load(sample("small"))).to_dict()
    whole = {row["home_id"]: row for row in document["calls"]["calls"]}
    for code in sorted({row["authority"] for row in (*document["placements"], *document["unplaced"])}):
        shown = view(document, audience_of(f"authority:{code}", document))["calls"]
        assert sum(row["gain"] for row in shown["calls"]) == shown["gain"] == sum(shown["by_class"].values())
        assert all(row["gain"] <= whole[row["home_id"]]["gain"] for row in shown["calls"])


def test_the_regions_have_lines_of_several_sorts() -> None:
    rows = [row for make, seed in MADE for row in true_of(*found(make, seed))["calls"]]
    assert any(row["anyway"] and row["gain"] > 0 for row in rows)
    assert any(row["gain"] < len(row["children"]) for row in rows)
    assert any(row["elsewhere"] for row in rows)
    assert any(row["gives_way"] for row in rows)


def made(after: dict[str, str], before: dict[str, str], **by_home: tuple[str, ...]) -> dict[str, Any]:
    none = dict.fromkeys(Urgency, 0)
    found = lines(Called(after, by_home, before, none, none))
    return {home: (line.gain, line.anyway, line.elsewhere, line.gives_way) for home, line in found.items()}


def test_the_place_left_by_a_child_who_is_rung_for_counts_for_that_call() -> None:
    after = {"C1": "R1", "C2": "H1", "C3": "R2"}
    assert made(after, {"C1": "H1"}, R1=("C1",), R2=("C3",)) == {
        "R1": (1, ("C1",), ("C2",), ()), "R2": (1, (), (), ()),
    }  # fmt: skip


def test_a_chain_of_moves_counts_for_the_call_at_its_end() -> None:
    after = {"C1": "R2", "C2": "H1", "C3": "H2", "C4": "R1"}
    assert made(after, {"C1": "H1", "C2": "H2"}, R1=("C4",), R2=("C1",)) == {
        "R1": (1, (), (), ()), "R2": (1, ("C1",), ("C3",), ()),
    }  # fmt: skip


def test_a_child_who_gives_way_is_taken_off() -> None:
    assert made({"C1": "R1"}, {"C2": "R1"}, R1=("C1",)) == {"R1": (0, (), (), ("C2",))}
    assert made({"C1": "R1"}, {"C2": "R1", "C3": "R1"}, R1=("C1",)) == {"R1": (-1, (), (), ("C2", "C3"))}


def test_without_a_chain_the_nearest_call_counts() -> None:
    """A brother or sister who comes along to an empty home, because another is placed by a call."""
    assert made({"C1": "R1", "C2": "H2"}, {}, R1=("C1",), R2=()) == {"R1": (2, (), ("C2",), ()), "R2": (0, (), (), ())}


def test_without_any_call_there_is_no_line() -> None:
    assert made({"C1": "H1"}, {"C2": "H1"}) == {}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"gain": 1}, "1 more child."), ({"gain": 3}, "3 more children."),
        ({"gain": 0, "anyway": ["A"]}, "No more children in all. A could have a home without any call."),
        ({"gain": -1, "gives_way": ["A", "B"]},
         "1 child fewer. A and B could have a home without any call, and would then have none."),
        ({"gain": 2, "anyway": ["A", "B", "C"], "elsewhere": ["D"]},
         "2 more children. A, B and C could have a home without any call. "
         "D could then have a home as well, in another place."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_line(row: dict[str, Any], words: str) -> None:
    assert call_words(row) == words
