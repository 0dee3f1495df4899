"""Back-tests on returns: no look ahead, intervals that hold where the world is steady, and what is said of it."""

import json
from datetime import date

import numpy as np
import pytest
from published import published
from record_returns import history, steady

from placements.demand.record import by_child as method
from placements.demand.record import document
from placements.demand.record.by_child import by_child, exposure, lengths, wander
from placements.demand.record.fitted import Fitted
from placements.demand.record.histories import HORIZONS, LINE, MODEL, OURS, line, look_back
from placements.demand.record.scores import covers
from placements.demand.record.stays import day_number, stays_of
from placements.demand.record.transitions import Transitions
from placements.errors import UsageError
from placements.history.read import read_history
from placements.intake import import_ssda903
from placements_cli.main import run

ORIGIN = day_number(date(2020, 3, 31))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    out = tmp_path_factory.mktemp("returns")
    import_ssda903([published() / "ssda903" / "cs_demand_model_regional_v1"], out)
    return read_history(out)


@pytest.fixture(scope="module")
def found(sample):
    return look_back(sample, 1)


# Children one by one


def test_hazards_are_events_over_weeks_lived():
    """One child of eight there for ten weeks and gone, one there throughout: a fifth band of age, the first of time."""
    stays = stays_of(history([
        ("A", date(2020, 1, 1), date(2020, 3, 11), "foster"), ("B", date(2020, 1, 1), None, "foster"),
    ], first=date(2020, 1, 1)))  # fmt: skip
    events, lived = exposure(stays.known(ORIGIN), ORIGIN)
    assert events[2].tolist() == [1, 0, 0, 0]
    assert events.sum() == 1
    assert lived[2, 0] == pytest.approx(10 + 13, abs=0.2)


def test_nobody_is_looked_after_beyond_18():
    age, none = np.array([3.0, 12.0, 17.9, 18.0, 20.0]), np.full((50, 5, 4), 1e-9)
    found = lengths(age, np.zeros(5), none, np.arange(50)[:, None], np.random.default_rng(1))
    assert found == pytest.approx(np.tile(np.maximum(18 - age, 0) * 365.25 / 7, (50, 1)))


def test_lengths_follow_the_hazard_of_age_and_time_spent():
    """0.02 a week in the first quarter, 0.005 after, whatever the age: shares still there are the survival curve."""
    hazard = np.full((4000, 5, 4), 0.005)
    hazard[:, :, 0] = 0.02
    who = np.arange(4000)
    found = lengths(np.array([9.9]), np.array([3.0]), hazard, who, np.random.default_rng(2))
    for weeks, survive in ((5, np.exp(-0.1)), (10, np.exp(-0.2)), (60, np.exp(-0.2 - 0.25))):
        assert (found > weeks).mean() == pytest.approx(survive, abs=0.025)
    hazard[:, 3] = 0.2  # from the tenth birthday on, five weeks away
    assert (lengths(np.array([9.9]), np.array([3.0]), hazard, who, np.random.default_rng(2)) > 30).mean() < 0.03


def test_a_direction_of_entries_is_found_and_drawn_towards_none():
    rows, first = [], date(2017, 4, 1)
    for quarter in range(12):
        for k in range(60 - 4 * quarter):
            came = np.datetime64(first) + np.timedelta64(91 * quarter + k, "D")
            rows.append((f"{quarter}-{k}", came.astype(object), None, "foster"))
    direction, unsure, step = wander(stays_of(history(rows, first=first)), ORIGIN)
    assert -0.12 < direction < -0.03
    assert unsure > 0
    assert step >= method.LEAST_STEP


def test_intervals_hold_in_a_steady_world():
    inside = []
    for seed in range(12):
        stays = stays_of(steady(seed))
        truth = [stays.stock(np.array([ORIGIN + 7 * weeks]))[0] for weeks in (26, 52, 104)]
        drawn = by_child(stays.known(ORIGIN), ORIGIN, (26, 52, 104), seed)
        inside += covers(drawn, truth, 80).tolist()
    assert 0.6 <= np.mean(inside) <= 1.0


def test_what_comes_later_changes_nothing():
    one = steady(3)
    stays = stays_of(one)
    later = stays_of(history([
        (child, start, end, kind) for child, start, end, kind in zip(
            one.episodes["child_id"], one.episodes["started_on"], one.episodes["ended_on"], one.episodes["kind"],
            strict=True)
        if start <= np.datetime64("2020-03-31")
    ], born=dict(zip(one.children["child_id"], one.children["date_of_birth"], strict=True))))  # fmt: skip
    for forecaster in (by_child, Transitions(), line):
        mine = forecaster(stays.known(ORIGIN), ORIGIN, (13, 52), 1)
        assert np.array_equal(mine, forecaster(later.known(ORIGIN), ORIGIN, (13, 52), 1))


# The record


def test_origins_are_the_ends_of_years_with_something_after_them(found):
    assert found["origins"] == ["2018-03-31", "2019-03-31", "2020-03-31", "2021-03-31"]
    counts = {one["horizon"]: one["n"] for one in found["whole"]["scores"] if one["forecaster"] == OURS}
    assert counts == {13: 4, 26: 4, 52: 4, 104: 3, 156: 2}
    assert found["to"] == "2022-03-31"


def test_truths_are_counted_from_the_returns(found, sample):
    stays = stays_of(sample)
    for one in found["whole"]["lines"]:
        assert one["actual"] == stays.stock(np.array([day_number(date.fromisoformat(one["date"]))]))[0]


def test_who_wins_is_reported_whatever_it_is(found):
    whole = found["whole"]
    for one in whole["winners"]:
        best = min((s for s in whole["scores"] if s["horizon"] == one["horizon"]), key=lambda s: s["crps_percent"])
        assert one["winner"] == best["forecaster"]
    for ruler in (MODEL, LINE):
        better = [one["horizon"] for one in whole["winners"] if one["beside"][ruler]["ours_better"]]
        said = next(s for s in whole["sentences"] if ("cs-demand-model's method (rates of one year)" if ruler == MODEL
                                                      else "the straight line") in s and "beside" in s)  # fmt: skip
        assert ("beats it" in said) == bool(better)
        assert ("loses to it" in said) == (len(better) < len(HORIZONS))


def test_how_often_intervals_held_is_said_even_where_it_is_bad(found):
    rows = [one for one in found["whole"]["scores"] if one["forecaster"] == OURS]
    held = sum(one["coverage"]["80"] * one["n"] for one in rows) / sum(one["n"] for one in rows)
    assert any(f"the 80 % interval {held:.0f} %" in sentence for sentence in found["whole"]["sentences"])
    assert "made up" in found["notes"][0]


def test_authorities_are_scored_by_themselves_too(found):
    parts = found["authorities"]
    assert len(parts["areas"]) == 3
    assert max(one["n"] for one in parts["scores"]) == 12
    assert all(one["areas"] == 3 for one in parts["scores"] if one["horizon"] <= 52)


def test_another_forecaster_can_be_held_against_them(sample):
    def knows(history, origin, horizons, seed):
        truth = stays_of(sample)
        return truth.stock(np.array([origin + 7 * weeks for weeks in horizons])).astype(float)[None, :]

    found = look_back(sample, 1, {"knows": knows}, ours="knows")
    assert {one["winner"] for one in found["whole"]["winners"]} == {"knows"}
    assert found["ours"] == "knows"


def test_the_same_seed_gives_the_same_record(sample, found):
    assert json.dumps(look_back(sample, 1)) == json.dumps(found)


def test_returns_of_one_year_are_not_enough():
    one = history([("A", date(2017, 5, 1), None, "foster")], first=date(2017, 4, 1), last=date(2018, 3, 31))
    with pytest.raises(UsageError, match="more than one year"):
        look_back(one, 1)


def test_the_command_prints_one_document(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(document, "Fitted", lambda history, data: Fitted(history, draws=3))
    import_ssda903([published() / "ssda903" / "cs_demand_model_regional_v1"], tmp_path / "three")
    words = [
        "placements",
        "scenario",
        "record",
        "--data",
        str(published()),
        "--history",
        f"sample={tmp_path / 'three'}",
    ]
    answers = []
    for more in (["--json"], []):
        monkeypatch.setattr("sys.argv", [*words, *more])
        with pytest.raises(SystemExit) as end:
            run()
        assert not end.value.code
        answers.append(capsys.readouterr().out)
    told = json.loads(answers[0])
    assert told["schema"] == "placements/record/1"
    assert list(told["histories"]) == ["sample"]
    assert told["histories"]["sample"]["ours"] == "fitted_demand"
    for part in (told["national"], told["regions"], told["histories"]["sample"]["whole"]):
        assert all(sentence in answers[1] for sentence in part["sentences"])
    assert "made up" in answers[1]
