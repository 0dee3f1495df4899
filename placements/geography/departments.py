"""Codes the Department for Education's open data needs beside those of the ONS: three-digit authorities, and regions.

Source: `data/las.csv` and `data/regions.csv` of the department's data screener (dfe-published-data-qa), read on
22 November 2026 in a stored copy; Open Government Licence v3.0. Authorities of the 2025 boundaries.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

ENGLAND = ("E92000001", "England")
REGIONS: Mapping[str, str] = MappingProxyType({
    "North East": "E12000001", "North West": "E12000002", "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004", "West Midlands": "E12000005", "East of England": "E12000006",
    "London": "E12000007", "South East": "E12000008", "South West": "E12000009",
})  # fmt: skip
"""The nine regions of England and their codes."""


@cache
def department_codes() -> Mapping[str, str]:
    """Return the department's three-digit number of every upper-tier authority in England by ONS code."""
    table = resources.files(__package__).joinpath("department_codes.csv")
    with table.open(encoding="utf-8") as rows:
        return MappingProxyType({row["code"]: row["department_code"] for row in csv.DictReader(rows)})
