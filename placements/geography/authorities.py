"""The 153 upper-tier authorities of England: codes, names, centres and land borders.

Source: ONS Open Geography,
counties and unitary authorities 2025 (Open Government Licence v3.0; contains OS data
© Crown copyright and database right). Two authorities are adjacent where their generalised boundaries (200 m)
share a stretch of line, so a crossing over the sea or a tidal river is not adjacency.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True)
class AuthorityFact:
    """One authority: ONS code, name and region, centre in WGS84 degrees, land neighbours, co-operative."""

    code: str
    name: str
    region: str
    latitude: float
    longitude: float
    adjacent: tuple[str, ...]
    rcc: str


@cache
def authority_facts() -> Mapping[str, AuthorityFact]:
    """Return the facts of every upper-tier authority in England by ONS code (2025 boundaries)."""
    table = resources.files(__package__).joinpath("authorities.csv")
    with table.open(encoding="utf-8") as rows:
        return MappingProxyType({row["code"]: _fact(row) for row in csv.DictReader(rows)})


def _fact(row: dict[str, str]) -> AuthorityFact:
    return AuthorityFact(
        code=row["code"],
        name=row["name"],
        region=row["region"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        adjacent=tuple(code for code in row["adjacent"].split(";") if code),
        rcc=row["rcc"],
    )
