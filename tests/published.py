"""The published data beside the repository: skipped with the reason where it is absent, failed in CI."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data"
DATA = Path(os.environ.get("PLACEMENTS_DATA", BESIDE))


def published() -> Path:
    """Return the folder of published data."""
    if DATA.is_dir():
        return DATA
    reason = "the published data is not in shared/data beside the repository"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
