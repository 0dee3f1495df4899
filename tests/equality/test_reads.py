"""What is read of a child is what the list says; what nothing reads changes no proposal."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from equality.tracing import COLUMNS, ROOT, as_toml, traced
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.regions import small_region

from placements import api
from placements.domain.children import Child
from placements.domain.region import Region
from placements.equality.characteristics import DISABILITY_CODES, ETHNICITY
from placements.equality.reads import read_by, readers, unread
from placements.optimise.criteria.catalogue import CRITERIA
from placements.rules.catalogue import CODES

SEEDS = st.integers(min_value=20_000, max_value=10_000_000)
WRITTEN = {
    "ethnicity": st.sampled_from((*ETHNICITY, None, "Kurdish")),
    "disability": st.sampled_from((*DISABILITY_CODES, "NONE", None, "hearing aid")),
    "referred_on": st.dates(small_region(1).as_of.replace(year=2025), small_region(1).as_of),
    "can_wait_until": st.dates(small_region(1).as_of, small_region(1).as_of.replace(year=2027)),
    "away_basis": st.sampled_from(("court", "police", None)),
    "suits_secure": st.sampled_from(("suitable", "unsuitable", None)),
}
"""What may stand in each column nothing reads."""


@cache
def watched() -> dict[str, set[str]]:
    return traced()


def test_the_list_is_what_was_watched():
    listed = (Path(ROOT) / "placements" / "equality" / "reads.toml").read_text(encoding="utf-8")
    assert listed == as_toml(watched()), (
        "stale: run `python tests/equality/tracing.py > placements/equality/reads.toml`"
    )


def test_nothing_is_read_that_is_not_listed():
    named = {column for column, by in readers().items() if by}
    named = (named - {"latitude", "longitude", "postcode"}) | {"position"}
    assert watched()["all"] <= named
    assert set(unread()) | named >= set(COLUMNS) - {"position"}


def test_who_reads_is_a_rule_a_criterion_or_a_part_in_words():
    points = {f"points for {criterion.name.replace('_', ' ')}" for criterion in CRITERIA}
    for by in readers().values():
        assert all(name in CODES or name in points or name[0].islower() for name in by)


def test_what_is_known_of_the_rules_shows():
    assert read_by(("ethnicity", "disability", "referred_on")) == ()
    assert read_by(("legal_status",)) == ("YJ-REMAND-LA",)
    assert read_by(("religion",)) == ("points for identity",)
    assert read_by(("sex",)) == ("CH-SOP", "F-TERMS")
    assert read_by(("adaptations",)) == ("DIS-SUIT",)
    assert "points for distance" in read_by(("postcode",))


def test_every_unread_column_is_shuffled_below():
    """`unborn` alone is left out: it is no more than a permission for a day of birth that lies ahead."""
    assert set(unread()) == set(WRITTEN) | {"unborn"}


def with_column(region: Region, column: str, values: list[object]) -> Region:
    children = tuple(
        Child.model_validate({**dict(child), column: value, "position": child.position})
        for child, value in zip(region.children, values, strict=True)
    )
    return replace(region, children=children)


def proposal(region: Region) -> str:
    return json.dumps(api.match(region).to_dict())


@pytest.mark.parametrize("column", WRITTEN)
@settings(max_examples=12, deadline=None)
@given(data=st.data(), seed=SEEDS)
def test_a_column_nothing_reads_changes_no_proposal(column, data, seed):
    """Written in, then dealt to other children: byte for byte the same answer each time."""
    region = small_region(seed)
    values = data.draw(st.lists(WRITTEN[column], min_size=len(region.children), max_size=len(region.children)))
    shuffled = data.draw(st.permutations(values))
    bare = proposal(region)
    assert proposal(with_column(region, column, values)) == bare
    assert proposal(with_column(region, column, shuffled)) == bare


def test_the_shuffle_would_notice_a_column_that_is_read():
    """Sex is read: dealt to other children it changes a proposal soon."""
    changed = 0
    for seed in range(40):
        region = small_region(seed)
        other = ["M" if child.sex == "F" else "F" for child in region.children]
        changed += proposal(with_column(region, "sex", other)) != proposal(region)
    assert changed > 0


def test_ethnicity_and_disability_change_nothing_in_a_whole_region():
    """Greater Manchester, every ethnicity and disability dealt to the next child."""
    region = api.load(api.sample("greater_manchester"))
    moved = region
    for column in ("ethnicity", "disability"):
        values = [getattr(child, column) for child in region.children]
        moved = with_column(moved, column, values[1:] + values[:1])
    assert [child.ethnicity for child in moved.children] != [child.ethnicity for child in region.children]
    assert api.match(moved).home_of == api.match(region).home_of
    assert api.match(moved).values == api.match(region).values
