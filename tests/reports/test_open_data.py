"""Open data by the department's standard; its rules are written down here, from its guide and its screener.

Source: "Open data standards" and "Statistics API data standards" of the DfE analysts' guide, and `knownVariables.r` and
`mainTests.r` of dfe-published-data-qa; read in stored copies on 22 November 2026.
"""

import csv
import io
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sufficiency.statements import CODES, at_random, of_region

from placements import api
from placements.geography.authorities import authority_facts
from placements.geography.departments import REGIONS, department_codes
from placements.reports.open_data import open_data
from placements.sufficiency.public import public_statement

MANDATORY = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name"]
GEOGRAPHY = ["region_code", "region_name", "old_la_code", "new_la_code", "la_name"]
META = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
        "filter_grouping_column"]  # fmt: skip
SYMBOLS = {"z", "x", "c", "low"}
UNITS = {"", "£", "£m", "%", "pp"}
NOTHING = {"NA", "na", "Null", "null", "NULL", "NaN", "nan", "None", "N/A", "n/a", ".", "..", "-", ":", "~", "inf"}
NOT_SUMMED = {"date", "home_kind in what_is_missing", "home_kind in value_of_a_place"}
"""Filters without a Total: days of a stock, and quantiles and values, which do not add up."""
NAMES = ["children_who_need_a_home", "characteristics_of_children", "homes_and_places", "forecast_of_children",
         "what_is_missing", "value_of_a_place"]  # fmt: skip
Rows = list[dict[str, str]]


@cache
def files(which: str) -> dict[str, str]:
    if which == "sample":
        return open_data(of_region(api.load(api.sample("greater_manchester"))))
    document = at_random(11, 90)
    return open_data(public_statement(document) if which == "public" else document)


def read(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def pairs() -> list[Any]:
    return [pytest.param(which, name, id=f"{which}-{name}") for which, name in
            product(("full", "public", "sample"), NAMES)]  # fmt: skip


def both(which: str, name: str) -> tuple[Rows, Rows]:
    return read(files(which)[f"{name}.csv"]), read(files(which)[f"{name}.meta.csv"])


def filters_of(meta: Rows) -> list[str]:
    found = [m["col_name"] for m in meta if m["col_type"] == "Filter"]
    return found + [m["filter_grouping_column"] for m in meta if m["filter_grouping_column"]]


@pytest.mark.parametrize("which", ["full", "public", "sample"])
def test_every_table_is_two_files_with_names_the_platform_takes(which: str) -> None:
    assert list(files(which)) == [f"{name}{end}" for name in NAMES for end in (".csv", ".meta.csv")]
    assert all(re.fullmatch(r"[a-z0-9_-]{1,50}(\.meta)?\.csv", name) for name in files(which))


@pytest.mark.parametrize(("which", "name"), pairs())
def test_the_text_is_utf_8_without_a_mark_and_has_no_empty_value_words(which: str, name: str) -> None:
    for end in (".csv", ".meta.csv"):
        text = files(which)[name + end]
        assert text.encode("utf-8").decode("utf-8") == text
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        assert text.endswith("\n")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(line) for line in lines} == {len(lines[0])}
        assert not {value for line in lines for value in line} & NOTHING


@pytest.mark.parametrize(("which", "name"), pairs())
def test_columns_stand_in_order_in_snake_case_and_short(which: str, name: str) -> None:
    rows, meta = both(which, name)
    columns = list(rows[0])
    assert columns[:5] == MANDATORY
    geography = [c for c in columns if c in GEOGRAPHY]
    assert geography == GEOGRAPHY[: len(geography)]
    assert columns[5 : 5 + len(geography)] == geography
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,49}", column) for column in columns)
    indicators = [m["col_name"] for m in meta if m["col_type"] == "Indicator"]
    assert columns[-len(indicators) :] == indicators


@pytest.mark.parametrize(("which", "name"), pairs())
def test_metadata_and_data_agree(which: str, name: str) -> None:
    rows, meta = both(which, name)
    assert list(meta[0]) == META
    names = [m["col_name"] for m in meta]
    assert len(set(names)) == len(names)
    assert len({m["label"] for m in meta}) == len(meta)
    known = {*MANDATORY, *GEOGRAPHY, *names, *filters_of(meta)}
    assert set(names) <= set(rows[0])
    for column in set(rows[0]) - known:  # Whatever has no metadata has one value only.
        assert len({row[column] for row in rows}) == 1, column
    for m in meta:
        assert m["col_type"] in ("Filter", "Indicator")
        assert 0 < len(m["label"]) <= 80
        assert m["col_name"] not in (*MANDATORY, *GEOGRAPHY)
        assert m["indicator_unit"] in UNITS
        if m["col_type"] == "Indicator":
            assert m["indicator_dp"].isdigit()
            assert not m["filter_hint"]
            assert not m["filter_grouping_column"]
        else:
            assert not m["indicator_grouping"] + m["indicator_unit"] + m["indicator_dp"]
            assert len({row[m["col_name"]] for row in rows}) > 1
            assert m["filter_hint"] != m["label"]
        assert m["filter_grouping_column"] not in names


@pytest.mark.parametrize(("which", "name"), pairs())
def test_times_and_places_are_the_standards(which: str, name: str) -> None:
    rows, _ = both(which, name)
    regions = {code: region for region, code in REGIONS.items()}
    for row in rows:
        assert re.fullmatch(r"\d{4}", row["time_period"])
        assert row["time_identifier"] == "Reporting year"
        assert (row["country_code"], row["country_name"]) == ("E92000001", "England")
        assert row["geographic_level"] in ("Regional", "Local authority")
        local = [row.get(column, "") for column in GEOGRAPHY[2:]]
        if row["geographic_level"] == "Regional":
            assert local == ["", "", ""][: len(local)]
            assert row["region_code"] == "z"
            assert row["region_name"]
        else:
            facts = authority_facts()[row["new_la_code"]]
            assert local == [department_codes()[facts.code], facts.code, facts.name]
            assert regions[row["region_code"]] == row["region_name"] == facts.region
        assert not {"Total", "total", "All", "all"} & {row[c] for c in row if c in (*MANDATORY, *GEOGRAPHY)}


@pytest.mark.parametrize(("which", "name"), pairs())
def test_combinations_are_unique_and_the_matrix_is_whole(which: str, name: str) -> None:
    rows, meta = both(which, name)
    filters = [f for f in filters_of(meta) if f in rows[0]]
    place = [c for c in ("geographic_level", "region_code", "region_name", "new_la_code") if c in rows[0]]
    keys = [tuple(row[c] for c in (*place, *filters)) for row in rows]
    assert len(set(keys)) == len(keys)
    if "breakdown" not in filters:
        sizes = [len({key[: len(place)] for key in keys}), *(len({row[f] for row in rows}) for f in filters)]
        total = 1
        for size in sizes:
            total *= size
        assert len(rows) == total
    for f in filters:
        values = {row[f] for row in rows}
        assert all(0 < len(value) <= 120 for value in values)
        assert ("Total" in values) != ({f, f"{f} in {name}"} & NOT_SUMMED != set())


@pytest.mark.parametrize(("which", "name"), pairs())
def test_figures_are_numbers_or_symbols(which: str, name: str) -> None:
    rows, meta = both(which, name)
    for m in meta:
        if m["col_type"] == "Indicator":
            values = {row[m["col_name"]] for row in rows}
            assert all(value in SYMBOLS or re.fullmatch(r"\d+(\.\d+)?", value) for value in values), m["col_name"]
            assert which == "public" or not values & {"c", "low"}


def test_totals_are_the_sums_of_their_parts() -> None:
    rows, _ = both("sample", "children_who_need_a_home")
    region = {row["age"]: int(row["children_count"]) for row in rows if row["geographic_level"] == "Regional"}
    assert region["Total"] == sum(n for age, n in region.items() if age != "Total") == 100
    for age in region:
        parts = [r for r in rows if r["geographic_level"] == "Local authority" and r["age"] == age]
        assert sum(int(r["children_count"]) for r in parts) == region[age]
    places, _ = both("sample", "homes_and_places")
    cells = {(r["new_la_code"], r["home_kind"], r["sector"]): int(r["places_count"]) for r in places}
    for (code, kind, sector), n in cells.items():
        if sector == "Total":
            assert n == sum(v for (c, k, s), v in cells.items() if (c, k) == (code, kind) and s != "Total")
        if kind == "Total":
            assert n == sum(v for (c, k, s), v in cells.items() if (c, s) == (code, sector) and k != "Total")


def test_public_files_say_what_the_public_statement_says_and_no_more() -> None:
    document = public_statement(at_random(11, 90))
    rows, _ = both("public", "children_who_need_a_home")
    shown = {(r["authority"], r["age"]): str(r["children"]) for r in document["needs"]["by_authority_and_age"]}
    for row in rows:
        if row["geographic_level"] == "Local authority" and row["age"] != "Total":
            age = {"Under 1": "0"}.get(row["age"], row["age"].removesuffix(" years").replace(" to ", "-"))
            assert row["children_count"] == shown[row["new_la_code"], age]
    assert "c" in shown.values()
    places, _ = both("public", "homes_and_places")
    for row in places:  # A total over a withheld number is withheld, unless the audit of all of them let it stand.
        parts = [r for r in places if (r["new_la_code"], r["sector"]) == (row["new_la_code"], row["sector"])
                 and r["home_kind"] != "Total"]  # fmt: skip
        if row["home_kind"] == "Total" and any(r["places_count"] == "c" for r in parts):
            assert row["places_count"] == "c"


def test_a_region_with_all_authorities_of_one_of_the_nine_has_its_code() -> None:
    document = at_random(3, 20)
    document["members"] = [code for code, one in authority_facts().items() if one.region == "North East"]
    rows = read(open_data(document)["children_who_need_a_home.csv"])
    assert {(r["region_code"], r["region_name"]) for r in rows if r["geographic_level"] == "Regional"} == {
        ("E12000001", "North East")
    }


def test_what_is_not_known_is_x_and_parts_a_statement_does_not_have_are_no_files() -> None:
    document = at_random(3, 20)
    document["value_of_place"] = [{"kind": "fostering", "area": CODES[0], "add_one": None, "marginal": 0.25}]
    del document["gap"], document["forecast"]
    made = open_data(document)
    row = read(made["value_of_a_place.csv"])[0]
    assert (row["children_add_one"], row["children_marginal"], row["children_remove_one"]) == ("x", "0.25", "x")
    assert "what_is_missing.csv" not in made
    assert "forecast_of_children.csv" not in made


def test_every_authority_has_the_departments_code(data: Path) -> None:
    codes = department_codes()
    assert set(codes) == set(authority_facts())
    assert len(set(codes.values())) == len(codes)
    assert all(re.fullmatch(r"\d{3}", code) for code in codes.values())
    with (data / "dfe" / "la_cla_placement_stability.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {r["new_la_code"]: r["old_la_code"] for r in csv.DictReader(file) if r["new_la_code"] in codes}
    assert len(published) > 140
    assert all(codes[code] == old for code, old in published.items())
