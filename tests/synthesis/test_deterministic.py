"""The same region, data and seed give the same bytes; another seed gives another region."""

from datetime import date

import pandas as pd
import pytest

from placements.errors import InputError
from placements.synthesis import synthesise


def _bytes(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_same_seed_gives_the_same_bytes(data, tmp_path):
    for name in ("one", "two"):
        synthesise("greater_manchester", data, 11, tmp_path / name)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_another_seed_gives_other_children(data, tmp_path):
    synthesise("greater_manchester", data, 11, tmp_path / "one")
    synthesise("greater_manchester", data, 12, tmp_path / "two")
    one, two = _bytes(tmp_path / "one"), _bytes(tmp_path / "two")
    assert one.keys() == two.keys()
    assert all(one[name] != two[name] for name in ("children.csv", "homes.csv", "residents.csv"))


def test_the_number_waiting_and_the_day_can_be_chosen(data, tmp_path):
    day = date(2027, 3, 1)
    synthesise("greater_manchester", data, 11, tmp_path, as_of=day, waiting=30)
    children = pd.read_csv(tmp_path / "children.csv", dtype=str, keep_default_na=False)
    settled = (children["current_home_id"] != "") & (children["move_agreed_on"] == "") & (children["notice_ends"] == "")
    assert (~settled).sum() == 30
    assert "as_of = 2027-03-01" in (tmp_path / "region.toml").read_text(encoding="utf-8")


def test_a_sample_to_give_away_copies_no_published_row(data, tmp_path):
    synthesise("greater_manchester", data, 7, tmp_path, ship=True)
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.csv")))
    register = pd.read_csv(data / "ofsted/ofsted_providers_places_at_2025-03-31.csv", dtype=str)
    schools = pd.read_csv(data / "schools/derived_schools_england_2026.csv", dtype=str)
    local = register[register["Local authority"].isin(["Bolton", "Bury", "Manchester", "Salford", "Wigan"])]
    cells = {cell for line in written.splitlines() for cell in line.split(",")} - {""}
    for published in (
        local["URN"],
        local["Organisation name"],
        schools["urn"],
        schools["name"],
    ):
        assert not cells & set(published)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 1_500_000


def test_missing_data_is_named(tmp_path):
    with pytest.raises(InputError, match=r"derived_la_calibration_2025\.csv"):
        synthesise("greater_manchester", tmp_path, 1, tmp_path / "out")


def test_an_unknown_region_is_refused(tmp_path):
    with pytest.raises(InputError, match="south_east"):
        synthesise("atlantis", tmp_path, 1, tmp_path / "out")
