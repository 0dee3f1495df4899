"""Every match that the benchmarks make is verified: samples, blanked regions, regions whose homes were rung."""

import pytest

from benchmarks.blanked import answered, blank
from placements import api, examine


def verified(region, folder) -> bool:
    api.write_reports(api.match(region), folder)
    return bool(examine.verify(region, folder).checks)


@pytest.mark.parametrize("seed", [1, 3])
def test_a_blanked_sample_is_verified(seed: int, tmp_path) -> None:
    assert blank(api.sample("small"), tmp_path / "region", seed) > 0
    assert verified(api.load(tmp_path / "region"), tmp_path / "out")


@pytest.mark.long
@pytest.mark.parametrize("only", [(), ("homes", "vacancies", "residents")])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_blanked_regions_and_what_ringing_brings_are_verified(seed: int, only: tuple[str, ...], tmp_path) -> None:
    blank(api.sample("greater_manchester"), tmp_path / "region", seed, only=only)
    region = api.load(tmp_path / "region")
    assert verified(region, tmp_path / "out")
    calls = api.match(region).to_dict()["calls"]
    assert verified(answered(region, calls), tmp_path / "rung")
