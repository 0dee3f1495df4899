"""Origins roll, nothing later is known, and the table says who wins."""

import numpy as np
import pytest
from record_made_up import straight

from placements.demand.record import baselines
from placements.demand.record.rolling import Years, roll, separate, summary, winners
from placements.demand.record.sentences import beats, compared, covered, overlap

METHODS = {"ours": baselines.line, "naive": baselines.naive, "growth": baselines.compound}


@pytest.fixture(scope="module")
def table():
    return roll(Years(straight(noise=50), range(2010, 2019), (1, 2, 5)), METHODS, 1)


def test_a_forecaster_sees_nothing_after_its_origin():
    seen = []

    def watching(history, origin, horizons, seed):
        seen.append((origin, int(history.years[-1]), len(history.stock), tuple(horizons)))
        return np.zeros((1, len(horizons)))

    roll(Years(straight(), range(2010, 2021), (1, 5)), {"watching": watching}, 1)
    assert seen == [(o, o, o - 1999, (1, 5) if o <= 2014 else (1,)) for o in range(2010, 2019)]


def test_every_known_truth_is_scored_once(table):
    assert len(table) == 3 * (9 + 8 + 5)
    first = table[(table["origin"] == 2010) & (table["horizon"] == 5) & (table["forecaster"] == "naive")].iloc[0]
    known = straight(noise=50)
    assert first["actual"] == known.at(2015)
    assert first["bias"] == pytest.approx(known.at(2010) - known.at(2015))


def test_a_point_has_no_interval(table):
    points = table[table["forecaster"] == "growth"]
    assert points[["in_80", "p10", "p90"]].isna().all(axis=None)
    assert (points["crps"] == points["bias"].abs()).all()
    assert all(one["coverage"] is None for one in summary(table) if one["forecaster"] == "growth")


def test_means_are_means(table):
    one = next(one for one in summary(table) if one["forecaster"] == "naive" and one["horizon"] == 2)
    rows = table[(table["forecaster"] == "naive") & (table["horizon"] == 2)]
    assert (one["n"], one["origins"], one["separate_origins"]) == (8, 8, 4)
    assert one["crps_percent"] == pytest.approx(100 * np.mean(rows["crps"] / rows["actual"]), abs=1e-3)
    assert one["bias_percent"] == pytest.approx(-1.8, abs=0.2)
    assert one["mase"] == pytest.approx(np.mean(rows["bias"].abs() / rows["scale"]), abs=1e-3)


def test_on_a_straight_line_the_line_wins(table):
    found = winners(table, "ours")
    assert [one["winner"] for one in found] == ["ours"] * 3
    assert all(one["beside"]["naive"]["ours_better"] for one in found)
    assert [one["beside"]["naive"]["ours_nearer"] for one in found] == [9, 8, 5]
    assert "ours had the lowest mean score" in compared(found, "ours", "Anywhere")[0]
    assert beats(found, ["naive"], "Anywhere") == [
        "Anywhere, beside the last value: ours beats it 1, 2 and 5 years ahead."
    ]


def test_where_a_ruler_wins_it_is_said(table):
    found = winners(table, "naive")
    said = compared(found, "naive", "Anywhere")
    assert all("ours was beaten" in sentence for sentence in said)
    assert beats(found, ["ours"], "Anywhere") == ["Anywhere, beside ours: ours loses to it 1, 2 and 5 years ahead."]


def test_how_often_intervals_held_is_one_figure(table):
    (sentence,) = covered(summary(table), "naive", "Anywhere")
    rows = table[table["forecaster"] == "naive"]
    assert f"the 80 % interval {100 * rows['in_80'].astype(float).mean():.0f} %" in sentence
    assert sentence.startswith("Anywhere: of 22 forecasts")
    assert covered(summary(table), "growth", "Anywhere") == []


@pytest.mark.parametrize(
    ("origins", "horizon", "kept"),
    [(range(2004, 2021), 5, 4), (range(2004, 2021), 1, 17), ([2004], 5, 1), ([2004, 2006, 2012], 5, 2), ([], 1, 0)],
)
def test_origins_a_whole_horizon_apart(origins, horizon, kept):
    assert separate(list(origins), horizon) == kept


def test_that_origins_overlap_is_said(table):
    assert "of 5 origins 5 years ahead, no more than 1 lie a whole horizon apart" in overlap(winners(table, "ours"))
    single = roll(Years(straight(), [2010], (1,)), METHODS, 1)
    assert overlap(winners(single, "ours")).startswith("There is a single origin")
