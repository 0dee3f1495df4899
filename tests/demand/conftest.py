"""Demand of South East, fitted once."""

import pytest


@pytest.fixture(scope="session")
def south_east(data):
    from datetime import date

    from placements.demand.areas import authorities_of
    from placements.demand.fit import fit_published

    return fit_published(data, authorities_of("South East"), date(2025, 3, 31), 1)
