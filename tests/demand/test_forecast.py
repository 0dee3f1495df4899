"""The forecast: the same from any number of workers, ranges that hold what happens, the published year met."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from demand_made import babies, demand

from placements import foresee
from placements.demand.forecast import SCHEMA, Work, back_cast, forecast, lines, of_path
from placements.demand.simulate import simulate
from placements.errors import UsageError


@pytest.fixture(scope="module")
def made():
    return demand(sd=0.05, spread=0.02, drift=(0.05, 0.05, 0.2), back=0.002)


def test_workers_and_replicates_change_no_path(made, tmp_path):
    one = foresee.forecast(made, weeks=20, replicates=4, workers="1")
    two = foresee.forecast(made, weeks=20, replicates=4, workers="2")
    for document, name in ((one, "one.json"), (two, "two.json")):
        foresee.write_forecast(document, tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    work = Work(made, 20)
    assert np.array_equal(lines(work, 3).ages, of_path(simulate(made, 3, 20)).ages)


def test_the_document_has_the_contracts_fields_in_order(made):
    document = json.loads(json.dumps(foresee.forecast(made, weeks=54, replicates=5)))
    assert document["schema"] == SCHEMA
    assert [row["week"] for row in document["series"]] == [*range(0, 53, 4), 54]
    assert document["series"][13]["date"] == "2026-03-30"
    for row in document["series"]:
        stock = row["stock"]
        assert stock["p2_5"] <= stock["p10"] <= stock["p25"] <= stock["p50"] <= stock["p75"] <= stock["p90"]
        assert list(row["kinds"]) == ["fostering", "kinship", "residential", "supported", "secure", "other"]
    assert document["series"][0]["stock"]["p10"] == document["series"][0]["stock"]["p90"]
    assert "entries" not in document["series"][0]
    assert document["series"][-1]["since_weeks"] == 2
    assert (document["backtest"], document["back_cast"]) == ({}, {})


def test_eight_in_ten_of_what_happens_lies_in_the_eighty_per_cent_range():
    """The truth has a level of its own, drawn as uncertain as the forecast says it is; twenty times over."""
    uncertain = babies(demand(authorities=1, held=800, starts=200.0, sd=0.15, uasc=1e-9))
    document = forecast([lines(Work(uncertain, 40), number) for number in range(40)], uncertain)
    low, high = (document["series"][-1]["stock"][name] for name in ("p10", "p90"))
    truths = [simulate(replace(uncertain, seed=1000 + number), 0, 40).stock[-1].sum() for number in range(40)]
    inside = np.mean([low <= truth <= high for truth in truths])
    assert 0.65 <= inside <= 0.95
    certain = replace(uncertain, starts=uncertain.starts.fixed())
    narrow = forecast([lines(Work(certain, 40), number) for number in range(20)], certain)["series"][-1]["stock"]
    assert narrow["p90"] - narrow["p10"] < high - low


def test_the_first_year_is_like_the_last_one_published(south_east):
    """Published for 2024-25: 6,734 starts, 6,915 exits, 7,613 moves; 11,053 looked after on 31 March 2025."""
    paths = [simulate(south_east, number, 52) for number in range(8)]
    assert {path.stock[0].sum() for path in paths} == {11_053}
    assert {path.uasc[0].sum() for path in paths} == {1_442} or abs(paths[0].uasc[0].sum() - 1_442) < 20
    assert np.mean([path.entries.sum() for path in paths]) == pytest.approx(6_734 * 1.012, rel=0.08)
    assert np.mean([path.exits.sum() for path in paths]) == pytest.approx(6_915, rel=0.08)
    assert np.mean([path.moves.sum() for path in paths]) == pytest.approx(7_613, rel=0.12)
    adopted = np.mean([path.exits[..., 2].sum() for path in paths])
    assert adopted == pytest.approx(411, rel=0.35)


def test_published_ages_are_those_of_the_first_day(south_east):
    ages = simulate(south_east, 0, 1).stock[0].sum(axis=(0, 2))
    assert ages.sum() == 11_053
    assert ages == pytest.approx([436, 1124, 1747, 4288, 3458], abs=25)


def test_weeks_after_the_last_count_are_simulated(data):
    late = foresee.demand(foresee.authorities("Kent"), date(2026, 11, 23), data=data)
    assert late.lead == 86
    assert (late.as_of - late.first).days == 86 * 7
    assert len({simulate(late, number, 2).stock[0].sum() for number in range(3)}) > 1


def test_a_forecast_of_2022_is_laid_beside_what_was_counted(data):
    found = back_cast(data, foresee.authorities("Kent"), date(2022, 3, 31), 2025, 1, 6)
    assert [year["date"] for year in found["years"]] == ["2023-03-31", "2024-03-31", "2025-03-31"]
    assert all(0.6 < year["stock"]["p50"] / year["counted"] < 1.6 for year in found["years"])


def test_what_cannot_be_done_is_said(made):
    with pytest.raises(UsageError):
        foresee.demand(("E10000016",), date(2025, 3, 31))
    with pytest.raises(UsageError):
        foresee.forecast(made, weeks=0)
    with pytest.raises(UsageError):
        foresee.forecast(made, weeks=1, replicates=1, back_to=date(2022, 3, 31))


def test_every_assumption_has_a_source(south_east):
    assert len(south_east.assumptions) > 8
    assert all(each.what.endswith(".") and each.source for each in south_east.assumptions)
    assert any("suppressed" in each.what for each in south_east.assumptions)
