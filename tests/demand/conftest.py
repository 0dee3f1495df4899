"""The published data beside the repository: skipped with the reason where it is absent, failed in CI."""

import os
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def data():
    if DATA.is_dir():
        return DATA
    reason = "the published data is not in shared/data beside the repository"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def south_east(data):
    from datetime import date

    from placements.demand.areas import authorities_of
    from placements.demand.fit import fit_published

    return fit_published(data, authorities_of("South East"), date(2025, 3, 31), 1)
