"""Where a home is whose address is withheld: the middle of its parliamentary constituency.

Population-weighted centres of the constituencies of 2024 (ONS and OS data through mySociety's 2025-constituencies, MIT;
Open Government Licence v3.0). Older lists name the constituencies of 2010: one that kept its name is taken for the
new one, any other is not found, and the home stands at the centre of its authority.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from placements.imports.words import fold


class Constituency(NamedTuple):
    """A constituency: ONS code, and the centre in degrees as written."""

    code: str
    latitude: str
    longitude: str


def constituency(name: str) -> Constituency | None:
    """Return a constituency by its name, in any case and punctuation."""
    return _by_name().get(fold(name))


@cache
def _by_name() -> Mapping[str, Constituency]:
    table = resources.files(__package__).joinpath("constituencies.csv")
    with table.open(encoding="utf-8") as rows:
        return {
            fold(row["name"]): Constituency(row["code"], row["latitude"], row["longitude"])
            for row in csv.DictReader(rows)
        }
