"""Relatives and friends not proposed: the decision says who each is, and never that one is open who is not."""

import re

import pytest
from properties.regions import small_region

import placements

SAID = re.compile(
    r"\w+: (?:\w+, a relative or friend, (?:could not be proposed: .+|is proposed to .+\.|"
    r"could be proposed and is not; record why not\.)\s?)+"
)


@pytest.mark.parametrize("seed", [9, 16, 30])
def test_kin_are_named_as_kin_and_called_open_only_where_they_are(seed: int) -> None:
    decisions = placements.match(small_region(seed)).to_dict()["decisions"]
    said = [d["why"] for d in decisions if d["kind"] == "kin_not_chosen"]
    assert said
    assert [text for text in said if not SAID.fullmatch(text) or "is open to the child" in text] == []
