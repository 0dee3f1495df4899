"""Councils under the names people use, today's and yesterday's."""

import csv
from pathlib import Path

import pytest

from placements.geography.authorities import authority_facts
from placements.imports.authority_names import area, council, names_area
from placements.imports.constituencies import constituency


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Manchester", "E08000003"), ("E08000003", "E08000003"), ("london borough of BARNET", "E09000003"),
        ("East Sussex County Council", "E10000011"), ("Durham", "E06000047"), ("St Helens MBC", "E08000013"),
        ("Brighton & Hove City Council", "E06000043"), ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("Royal Borough of Windsor & Maidenhead", "E06000040"), ("Kingston upon Hull", "E06000010"),
        ("City of London Corporation", "E09000001"), ("Newcastle City Council", "E08000021"),
        ("E08000016", "E08000038"), ("E10000027", "E06000066"), ("Somerset County Council", "E06000066"),
    ],
)  # fmt: skip
def test_a_council_is_known_by_its_names(name: str, code: str) -> None:
    assert council(name).code == code


@pytest.mark.parametrize("name", ["", "London", "Council", "Cardiff", "Arnor borough council", "E99999999", "Cheshire"])
def test_what_is_no_council_is_not_guessed(name: str) -> None:
    assert council(name) == (None, "UNKNOWN_AUTHORITY", False)


def test_every_authority_is_known_by_its_name_and_code_and_no_two_are_confused() -> None:
    for fact in authority_facts().values():
        assert council(fact.name).code == council(fact.code).code == fact.code
        assert council(f"{fact.name} Council").code == fact.code


def test_a_divided_council_needs_the_constituency() -> None:
    assert council("Northamptonshire").fault == "SPLIT_AUTHORITY"
    assert council("Northamptonshire County Council", "Corby").code == "E06000061"
    assert council("Cumbria", "Barrow and Furness").code == "E06000064"
    assert council("E10000006", "Penrith and The Border").fault == "SPLIT_AUTHORITY"


def test_areas_and_owners() -> None:
    assert len(area("South East")) == 19
    assert len(area("greater manchester")) == 10
    assert area("Kent") == {"E10000016"}
    assert area("-") == area("nowhere") == frozenset()
    assert names_area("Together for Children Sunderland", "E08000024")
    assert not names_area("Sunderlands Best", "E08000024")


def test_constituencies_are_found_whatever_the_punctuation() -> None:
    assert constituency("oldham east & saddleworth") == constituency("Oldham East and Saddleworth")
    assert constituency("Atlantis") is None


def test_the_names_of_the_published_lookup_all_resolve(data: Path) -> None:
    path = data / "geography/derived_la_lookup_with_aliases_and_rcc.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for column in ("utla_code", "dfe_la_code", "utla_name", "dfe_la_name", "ofsted_la_name"):
                assert council(row[column]).code == row["utla_code"], row[column]
