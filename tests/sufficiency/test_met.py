"""Whom supply fails equals exhaustive search on random small regions, and the figures of a sample follow from it."""

import numpy as np
import pytest
from properties.regions import region_with_facts, small_region
from sufficiency.weeks import Counting, town

from placements.demand.paths import KINDS
from placements.optimise.solve import homes_of
from placements.policy.policy import default_policy
from placements.sufficiency.decompose import FACTORS, shapley, steps, unmet_of
from placements.sufficiency.gap import gap, outcomes_of
from placements.sufficiency.met import Met, posed
from placements.sufficiency.resampled import resampled_paths
from placements.sufficiency.sample import sample_weeks
from placements.sufficiency.supply import Supply
from placements.sufficiency.unmet_file import RecordedNeed

POLICY = default_policy()


def compared(region) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    met, count = Met(posed(region, POLICY)), len(region.waiting)
    oracle = Counting(region)
    urgent = sum(u <= 1 for u in oracle.urgency.values())
    (well, _, _), chosen = met.chain([met.well, met.urgent, met.any_home])
    assert oracle.unmet(homes_of(met.problem, chosen)) == count - well
    return (count - well, urgent - met.most(met.urgent), count - met.most(met.any_home)), oracle.least()


@pytest.mark.parametrize("seed", range(40))
def test_whom_supply_fails_equals_exhaustive_search(seed: int) -> None:
    region = small_region(seed) if seed % 2 else region_with_facts(seed)
    region = region.with_rows(pins=(), offers=())
    mine, theirs = compared(region)
    assert mine == theirs


@pytest.mark.parametrize("seed", range(8))
def test_sorts_restored_add_up_and_end_at_the_gap(seed: int) -> None:
    region = small_region(seed).with_rows(pins=(), offers=())
    found = unmet_of(region, POLICY)
    assert len(found) == 32
    assert found[frozenset(FACTORS)] == compared(region)[1][0]
    whole = found[frozenset(FACTORS)] - found[frozenset()]
    assert sum(steps(found).values()) == whole
    assert sum(shapley(found).values()) == pytest.approx(whole, abs=1e-6)
    for sort in ("kind", "location"):
        for chosen, value in found.items():
            assert found[chosen | {sort}] >= value


@pytest.fixture(scope="module")
def paths():
    return resampled_paths(town(), 8, 4, 30, 2)


@pytest.fixture(scope="module")
def looked_at(paths):
    return outcomes_of(town(), POLICY, paths, None, 1, 16, "1", lambda done, all_: None)


def test_every_child_of_every_week_has_one_fate(looked_at) -> None:
    _, outcomes = looked_at
    for outcome in outcomes:
        assert sum(f.unmet for f in outcome.fates) == outcome.unmet
        assert outcome.no_home <= sum(f.no_home for f in outcome.fates)
        assert outcome.urgent_unmet <= sum(f.no_home and f.urgent for f in outcome.fates)
        assert sum(a.children for a in outcome.alone.values()) == len(outcome.fates)
        assert sum(a.unmet for a in outcome.alone.values()) >= outcome.unmet


def test_the_document_adds_up(paths) -> None:
    region = town()
    found = gap(region, POLICY, paths, seed=1, sampled=16, recorded=(
        RecordedNeed.model_validate({"week": "2026-11-02", "authority": "A1", "stop_gaps": 2}),
        RecordedNeed.model_validate({"week": "2026-11-09", "authority": "A1", "stop_gaps": 1}),
    ))  # fmt: skip
    total = found["total"]["unmet"]["mean"]
    assert total > 0
    assert sum(row["mean"] for row in found["gap"]) == pytest.approx(total, abs=1e-4)
    assert sum(row["mean"] for row in found["cells"]) == pytest.approx(total, abs=1e-4)
    assert {"kind", "area", "p10", "p50", "p90"} <= found["gap"][0].keys()
    assert all(row["p10"] <= row["p50"] <= row["p90"] for row in found["gap"])
    pooling = found["local_and_pooled"]
    assert pooling["difference"]["mean"] == pytest.approx(
        pooling["local_only"]["mean"] - pooling["pooled"]["mean"], abs=1e-5
    )
    assert pooling["difference"]["p10"] >= 0
    assert found["recorded"][0]["recorded"] == {"nights_without_home": None, "stop_gaps": 1.5, "refusals": None}
    assert {row["kind"] for row in found["erlang"]["kinds"]} < set(KINDS)


def test_whoever_does_the_work_the_answer_is_the_same(paths) -> None:
    region = town()
    assert gap(region, POLICY, paths, sampled=6, workers="2") == gap(region, POLICY, paths, sampled=6)


def test_a_sample_of_every_week_is_exact_and_a_part_covers_the_truth(paths) -> None:
    everything = sample_weeks(paths, 10_000, 1)
    assert len(everything.picks) == 120
    values = np.arange(120.0)
    assert everything.mean(values) == (pytest.approx(59.5), 0.0)
    truth = {pick: float(len(paths[pick[0]].arrivals.in_week(pick[1]).week)) for pick in everything.picks}
    mean, inside = np.mean(list(truth.values())), 0
    for seed in range(100):
        part = sample_weeks(paths, 40, seed)
        assert part.weights.sum() == pytest.approx(1)
        estimate, error = part.mean([truth[pick] for pick in part.picks])
        inside += abs(estimate - mean) <= 2 * error + 1e-9
    assert inside >= 88


def test_supply_that_closes_leaves_more_children_unmet(paths) -> None:
    region = town()
    closed = Supply(region, closed=frozenset(h.home_id for h in region.homes if h.authority == "A1"))
    less = gap(region, POLICY, paths, closed, sampled=6)
    assert less["total"]["unmet"]["mean"] > gap(region, POLICY, paths, sampled=6)["total"]["unmet"]["mean"]
