"""On random small regions what is worked out over columns for the model equals the plain tests, pair by pair."""

import numpy as np
import pytest
from properties.regions import region_with_facts, roomy_region, small_region

from placements.domain.capacity import change_nights, offered
from placements.domain.living import clashes
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.optimise.constraints import apart, places
from placements.optimise.options import homes_for, parts
from placements.optimise.problem import pose
from placements.optimise.rows import Layout, Rows
from placements.policy.policy import default_policy

SEEDS = range(60)
MAKERS = (small_region, region_with_facts, roomy_region)


def each(seed: int) -> list[Region]:
    return [make(seed) for make in MAKERS]


@pytest.mark.parametrize("seed", SEEDS)
def test_places_on_the_leanest_night_are_those_of_the_nights_one_by_one(seed: int) -> None:
    for region in each(seed):
        pairs = pose(region, default_policy()).screen.pairs
        for i, child in enumerate(pairs.children):
            stay = stay_of(child, region.as_of)
            for j, home in enumerate(pairs.homes):
                nights = change_nights(region, home.home_id, stay) or [stay.start]
                said = [offered(region, home.home_id, night) for night in nights]
                assert pairs.places.total[i, j] == min(o.total for o in said)
                assert pairs.places.total_at_start[i, j] == offered(region, home.home_id, stay.start).total
                if not pairs.places.held_for_her[i, j]:
                    assert pairs.places.for_her[i, j] == min(o.free for o in said)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_set_fits_where_the_plain_test_finds_no_clash(seed: int) -> None:
    for region in each(seed):
        problem = pose(region, default_policy())
        gone = dict.fromkeys(region.group_of, region.as_of)
        limit = problem.screen.pairs.number("usual_fostering_limit")
        for group in set(region.group_of.values()):
            for part, _ in parts(region, group) if len(group) > 1 else ():
                usable = problem.may.proposable[[problem.screen.pairs.row[c] for c in part]].all(axis=0)
                ids = [home.home_id for home in problem.screen.pairs.homes]
                plain = [j for j in np.flatnonzero(usable) if not clashes(region, ids[j], part, gone, limit)]
                assert homes_for(problem.screen, problem.may.proposable, part).tolist() == plain


@pytest.mark.parametrize("seed", SEEDS)
def test_nights_left_out_are_implied_by_one_that_is_kept(seed: int) -> None:
    for region in each(seed):
        layout = Layout(pose(region, default_policy()))
        for standing in layout.homes:
            counted = places._nights(layout, standing)
            facts = list(zip(
                [frozenset(np.flatnonzero(row).tolist()) for row in counted.present], counted.offered.total.tolist(),
                counted.offered.free.tolist(), counted.room.tolist(), counted.moving, counted.gone, strict=True,
            ))  # fmt: skip
            needed = counted.needed()
            assert needed
            for k in set(range(len(facts))) - set(needed):
                assert any(
                    facts[k][0] <= o[0] and facts[k][4] == o[4] and facts[k][1] >= o[1] and facts[k][2] >= o[2]
                    and facts[k][3] >= o[3] and facts[k][5] >= o[5]
                    for o in (facts[n] for n in needed)
                )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_every_night_two_children_would_share_is_in_a_row(seed: int) -> None:
    for region in each(seed):
        layout = Layout(pose(region, default_policy()))
        enemies, stays = apart._enemies(layout), layout.problem.stays
        for standing in layout.homes:
            among = enemies[np.ix_(standing.inside, standing.inside)]
            if not among.any():
                continue
            found: dict[int, list[frozenset[int]]] = {}
            for a, night, others in zip(*apart._nights(layout, standing, among), strict=True):
                there = frozenset(np.flatnonzero(others).tolist())
                assert all(layout.starts[standing.inside[b]] <= night < layout.ends[standing.inside[b]] for b in there)
                found.setdefault(int(a), []).append(there)
            for a, b in np.argwhere(among).tolist():
                one, other = stays[standing.inside[a]], stays[standing.inside[b]]
                assert one.overlaps(other)
                assert any(b in there for there in found[a])
            for sets in found.values():
                assert not any(x <= y for x in sets for y in sets if x is not y)


def test_rows_added_as_a_table_are_those_added_one_by_one() -> None:
    amounts = np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0], [3.0, 1.0, 1.0]])
    sides, options = np.array([2, 0, 2, 3]), np.array([4, 7, 9])
    table, single = Rows(), Rows()
    table.add_each(options, amounts, sides)
    for row, side in zip(amounts, sides.tolist(), strict=True):
        some = np.flatnonzero(row)
        single.add(options[some], row[some], 0, side)
    assert [(r.options.tolist(), r.amounts.tolist(), r.low, r.high) for r in table.rows] == [
        ([4, 9], [1.0, 2.0], 0.0, 2.0), ([4, 7, 9], [3.0, 1.0, 1.0], 0.0, 3.0),
    ]  # fmt: skip
    assert repr(table.rows) == repr(single.rows)


def test_a_table_no_row_of_which_binds_adds_none() -> None:
    rows = Rows()
    rows.add_each(np.array([1, 2]), np.array([[1.0, 1.0]]), np.array([2]))
    assert rows.rows == []
