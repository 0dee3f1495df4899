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
