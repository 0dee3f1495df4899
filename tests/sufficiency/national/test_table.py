"""The table of projections and promises: numbers worked out by hand from the published figures, and laid over them."""

import gzip
import json

import numpy as np
import pytest
from published import published

from placements.demand.record.national import StockAndFlow
from placements.demand.record.series import ENGLAND, read_series
from placements.errors import InputError
from placements.foresee import check_target, national
from placements.sufficiency.national.delay import PEAK_YEAR, SETTLED_YEAR, delayed
from placements.sufficiency.national.flows import Base, base_of, entry_growth, needed, path
from placements.sufficiency.national.projections import compounded, expected, extended
from placements.sufficiency.national.rows import Known, financial, growth
from placements.sufficiency.national.yearly import NAMES, read_yearly
from placements_cli.main import run

KEYS = (
    "95000_by_2025", "100000_by_2032", "30000_fewer", "17000_fewer", "two_year_delay", "10bn_to_15bn", "reform_money",
    "9000_carers", "10000_places",
)  # fmt: skip
SCIENCE = Base(2024, 83_530, 33_050, 0.402, 355)
"""England in 2024 by the first figures of that year, from which the hand figures of the levers were worked out."""


@pytest.fixture(scope="module")
def england():
    return read_series(published())[ENGLAND]


@pytest.fixture(scope="module")
def found():
    return national(published())


def row(found, key):
    return next(one for one in found["rows"] if one["key"] == key)


def step(found, key, what):
    (value,) = [one["value"] for one in row(found, key)["steps"] if one["what"].startswith(what)]
    return value


# Flows that are given


def test_a_steady_state_stays():
    steady = Base(2020, 60_000, 27_000, 0.45, 0)
    assert path(steady, 5) == pytest.approx(np.full(5, 60_000.0))


def test_ten_percent_fewer_entries_are_worth_what_the_hand_figures_say():
    less = path(SCIENCE, 10, entries=0.9) - path(SCIENCE, 10)
    more = path(SCIENCE, 10, exits=1.1) - path(SCIENCE, 10)
    both = path(SCIENCE, 10, 0.9, 1.1) - path(SCIENCE, 10)
    assert less[[0, 2, 4, 9]] == pytest.approx([-2750, -5800, -7150, -8080], abs=5)
    assert more[[0, 2, 4, 9]] == pytest.approx([-2750, -5610, -6770, -7470], abs=12)
    assert both[4] == pytest.approx(-13_450, abs=60)


def test_what_seventy_thousand_takes_by_hand():
    found = needed(SCIENCE, 70_000, 2032)
    assert found.entries_alone == pytest.approx(-16.6, abs=0.1)
    assert found.exits_alone == pytest.approx(19.2, abs=0.1)
    assert 8 < found.both < 9


@pytest.mark.parametrize("target", [60_000, 75_000, 100_000])
def test_what_is_needed_leads_there(target):
    found = needed(SCIENCE, target, 2032)
    for factors in (
        (1 + found.entries_alone / 100, 1), (1, 1 + found.exits_alone / 100),
        (1 - found.both / 100, 1 + found.both / 100),
    ):  # fmt: skip
        assert path(SCIENCE, 8, *factors)[-1] == pytest.approx(target, abs=0.01)
    grown = (1 + entry_growth(SCIENCE, target, 2032) / 100) ** np.arange(1, 9)
    assert path(SCIENCE, 8, grown)[-1] == pytest.approx(target, abs=0.01)


# Projections


def test_projections_are_reproduced_from_the_published_figures(england):
    """95,167; 92,113 and 90,520 with 2015 as it stood then (69,480); 101,232; 97,100."""
    assert compounded(england, 2016, 2019, 2020, 2025) == pytest.approx(95_167, abs=1)
    assert compounded(england, 2015, 2020, 2020, 2025) == pytest.approx(92_113, abs=30)
    assert extended(england, 2015, 2020, 2020, 2025) == pytest.approx(90_520, abs=30)
    england.stock[england.years == 2015] += 20
    assert compounded(england, 2015, 2020, 2020, 2025) == pytest.approx(92_113, abs=1)
    assert extended(england, 2015, 2020, 2020, 2025) == 90_520
    england.stock[england.years == 2015] -= 20
    assert compounded(england, 2010, 2021, 2021, 2032) == pytest.approx(101_232, abs=1)
    assert extended(england, 2010, 2021, 2021, 2032) == 97_100


def test_at_which_growth(found):
    assert step(found, "95000_by_2025", "growth a year the projection needs") == pytest.approx(3.50, abs=0.005)
    assert step(found, "100000_by_2032", "growth a year for 2032") == pytest.approx(1.96, abs=0.005)
    assert step(found, "100000_by_2032", "growth a year for 2030") == pytest.approx(2.40, abs=0.005)
    assert growth(100, 121, 2) == pytest.approx(10)


def test_what_was_to_be_expected_in_2020_holds_what_came_and_not_what_was_projected(england):
    known = Known(england, {}, StockAndFlow((england,)), 1)
    fan = expected(known, 2020, 5)
    assert fan[2025]["p10"] < england.at(2025) < fan[2025]["p90"] < 95_000


# Reform and delay


def test_a_delay_alone_dies_away_and_reform_left_out_stays(england):
    base = base_of(england, 2022)
    found = delayed(base)
    assert abs(found.at(SETTLED_YEAR, alone=True)) < 50
    assert found.at(SETTLED_YEAR) == pytest.approx(4500, abs=0.1)
    assert found.at(PEAK_YEAR) == pytest.approx(10_500, rel=0.2)
    assert found.at(PEAK_YEAR) > found.at(PEAK_YEAR, alone=True) > 0
    assert 0 < found.left_out < 0.5


def test_seventeen_thousand_for_517_million(found):
    assert step(found, "17000_fewer", "pounds for each child") == 30_412
    assert step(found, "17000_fewer", "weeks at the price of 2024-25") == pytest.approx(30_412 / 2100, abs=0.01)
    assert any("Not to be added" in flag for flag in row(found, "17000_fewer")["flags"])


def test_ten_to_fifteen_billion_is_children_times_price(found):
    whole, children, price = (one["value"] for one in row(found, "10bn_to_15bn")["steps"][:3])
    assert (whole, children) == (pytest.approx(4.14, abs=0.01), pytest.approx(2.16, abs=0.01))
    assert (1 + children / 100) * (1 + price / 100) == pytest.approx(1.5**0.1, rel=1e-5)
    assert "passed in 2024-25" in row(found, "10bn_to_15bn")["actual"]


def test_time_bases_that_differ_are_flagged(found):
    assert step(found, "reform_money", "asked for, a year, over four") == 650_000_000
    assert step(found, "reform_money", "asked for, a year, over five") == 520_000_000
    assert step(found, "reform_money", "given of asked for") == pytest.approx(7.6923, abs=1e-3)
    assert any("Time bases differ" in flag for flag in row(found, "reform_money")["flags"])
    assert any("2030 and 2032" in flag for flag in row(found, "100000_by_2032")["flags"])


# Carers and places


def test_nine_thousand_carers_are_households(found):
    assert step(found, "9000_carers", "households a year") == 1776
    assert step(found, "9000_carers", "approved in three ordinary years") == 20_448


def test_ten_thousand_places_are_the_target_of_the_other_command(found):
    theirs = [one["value"] for one in check_target(10_000, 3.5)["steps"]]
    assert [one["value"] for one in row(found, "10000_places")["steps"]] == theirs


# The document


def test_every_claim_has_published_ours_what_closes_it_and_what_happened(found):
    assert [one["key"] for one in found["rows"]] == list(KEYS)
    for one in found["rows"]:
        assert all(one[part] for part in ("title", "published", "ours", "closes", "actual", "steps", "figures"))
        assert all(figure["source"] and figure["confidence"] for figure in one["figures"])
    assert (found["from"], found["to"]) == (1994, 2025)
    assert len(found["points"]) == 32


def test_the_same_seed_gives_the_same_document(found):
    assert json.dumps(national(published())) == json.dumps(found)


def test_missing_files_and_measures_are_named(tmp_path):
    with pytest.raises(InputError, match="derived_lait"):
        read_yearly(tmp_path)
    (tmp_path / "dfe").mkdir()
    path = tmp_path / "dfe" / "derived_lait_cla_and_finance_long.csv.gz"
    path.write_bytes(gzip.compress(b"measure_short,years,area,value\nLACFinance,2016-17 (OT),England,1095\n"))
    with pytest.raises(InputError) as refused:
        read_yearly(tmp_path)
    assert all(short in str(refused.value) for short in NAMES.values() if short != "LACFinance")
    assert " LACFinance" not in str(refused.value)


def test_financial_years_are_named_by_both():
    assert [financial(year) for year in (2000, 2010, 2025)] == ["1999-00", "2009-10", "2024-25"]


def test_pounds_are_of_the_year_they_end_in():
    yearly = read_yearly(published())
    assert yearly["weekly_pounds"][2017] == 1095
    assert yearly["weekly_pounds"][2025] == 2100
    assert yearly["authority_places"] == {2022: 40_570, 2023: 38_895, 2024: 37_430, 2025: 36_725}


def test_the_command(monkeypatch, capsys, found):
    for words in (["--json"], []):
        monkeypatch.setattr("sys.argv", ["placements", "scenario", "national", "--data", str(published()), *words])
        with pytest.raises(SystemExit) as end:
            run()
        assert not end.value.code
        said = capsys.readouterr().out
        if words:
            assert json.loads(said) == json.loads(json.dumps(found))
        else:
            assert all(one["title"] in said and one["actual"] in said for one in found["rows"])


def test_a_folder_without_data_is_refused(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["placements", "scenario", "national", "--data", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 3
    assert capsys.readouterr().out == ""
