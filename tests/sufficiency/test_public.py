"""The public statement: a reader of every published number cannot narrow a withheld one, and nobody's row is in it."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sufficiency.reader import MARK, Reader
from sufficiency.statements import SECRET, at_random, of_region

from placements import api
from placements.domain.codes import NEEDS
from placements.sharing.suppression import SMALL, Tables, withheld
from placements.sufficiency import public_needs as needs_module
from placements.sufficiency.public import public_statement
from placements.sufficiency.public_models import public_results, ten, whole
from placements.sufficiency.public_supply import FAMILIES, SECTORS, family_tables

SAMPLES = ("small", "greater_manchester")


def flat(found: Any) -> list[Any]:
    """Return every plain value of a document."""
    if isinstance(found, dict):
        return [value for part in found.values() for value in flat(part)]
    if isinstance(found, list | tuple):
        return [value for part in found for value in flat(part)]
    return [found]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_withheld_number_of_a_sample_can_be_narrowed(name: str) -> None:
    document = of_region(api.load(api.sample(name)))
    reader = Reader(public_statement(document)["needs"])
    assert reader.hidden
    assert reader.narrowed() == []


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), most=st.integers(0, 60), areas=st.integers(1, 5))
def test_no_withheld_number_of_any_tables_can_be_narrowed(seed: int, most: int, areas: int) -> None:
    document = at_random(seed, most, areas)
    assert Reader(public_statement(document)["needs"]).narrowed() == []


@pytest.mark.long
def test_no_withheld_number_of_many_tables_can_be_narrowed() -> None:
    for seed in range(300):
        document = at_random(seed, (10, 40, 120)[seed % 3], 1 + seed % 6)
        assert Reader(public_statement(document)["needs"]).narrowed() == [], seed


def test_the_reader_wins_where_only_small_numbers_are_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search can fail: without the secondary step it does."""

    def primary(tables: Tables) -> frozenset[Any]:
        return frozenset(name for name, cell in tables.cells.items() if 1 <= cell.value <= SMALL) - tables.unseen

    monkeypatch.setattr(needs_module, "withheld", primary)
    won = [bool(Reader(public_statement(at_random(seed, 40))["needs"]).narrowed()) for seed in range(6)]
    assert sum(won) > 1


def test_every_small_number_is_withheld_and_every_other_is_true_or_rounded() -> None:
    for seed in range(5):
        document = at_random(seed, 60)
        whole_, shown = document["needs"], public_statement(document)["needs"]
        for table in ("by_age", "by_class", "by_sex", "by_kind"):
            for key, truth in whole_[table].items():
                assert shown[table][key] in (MARK, (truth + 5) // 10 * 10)
                assert not 1 <= truth <= SMALL or shown[table][key] == MARK
        for code in document["members"]:
            truth = whole_["by_authority"].get(code, 0)
            assert shown["by_authority"][code] in (MARK, truth)
            assert not 1 <= truth <= SMALL or shown["by_authority"][code] == MARK
        truths = {(r["authority"], r["age"]): r["children"] for r in whole_["by_authority_and_age"]}
        for row in shown["by_authority_and_age"]:
            if row["authority"]:
                truth = truths.get((row["authority"], row["age"]), 0)
                assert row["children"] == MARK if 1 <= truth <= SMALL else row["children"] in (MARK, truth)


def test_rows_stand_whoever_is_counted() -> None:
    def rows(document: dict[str, Any]) -> Any:
        found = public_statement(document)
        return (
            list(found["needs"]["by_authority"]), list(found["needs"]["by_need"]),
            [(r["authority"], r["age"]) for r in found["needs"]["by_authority_and_age"]],
            list(found["needs"]["sibling_groups"]), [(r["kind"], r["area"]) for r in found["gap"]],
            [(r["authority"], r["kind"]) for r in found["supply"]["by_kind_and_area"]],
        )  # fmt: skip

    assert rows(at_random(1, 60)) == rows(at_random(2, 0))
    assert list(public_statement(at_random(1, 60))["needs"]["by_need"]) == list(NEEDS)


def test_families_are_protected_as_children_are() -> None:
    """Places with families have margins too: the region's by sector, and each area's."""
    for seed in range(5):
        document = at_random(seed, 5)
        codes = needs_module.areas(document)
        shown = public_statement(document)["supply"]
        assert all(row["homes"] == MARK for row in shown["by_kind_and_area"] if row["kind"] in FAMILIES)
        for kind in FAMILIES:
            places = {(code, kind, sector): 0 for code in codes for sector in SECTORS}
            for row in document["supply"]["by_area_kind_and_sector"]:
                if row["kind"] == kind:
                    code = row["authority"] if row["authority"] in codes else ""
                    places[code, kind, row["sector"]] += row["places"]
            tables = family_tables(places, kind, codes)
            hidden = withheld(tables)
            for row in shown["by_area_kind_and_sector"]:
                name = ("cell", row["authority"], row["sector"])
                if row["kind"] == kind:
                    assert row["places"] == (MARK if name in hidden else tables.cells[name].value)
                    assert row["places"] == MARK or not 1 <= row["places"] <= SMALL


def test_where_few_children_live_in_a_kind_of_home_neither_they_nor_free_places_are_told() -> None:
    document = at_random(3, 60)
    many = {"kind": "residential", "homes": 40, "places": 90}
    document["supply"]["by_kind_and_sector"] = [
        {**many, "sector": "independent", "residents": 61, "offered": 14, "blocked": 7},
        {**many, "sector": "in_house", "residents": 4, "offered": 80, "blocked": 0},
        {**many, "sector": "in_house", "kind": "secure", "homes": 1, "residents": 20, "offered": 0, "blocked": 0},
    ]
    rows = public_statement(document)["supply"]["by_kind_and_sector"]
    assert [(r["kind"], r["sector"]) for r in rows if r["kind"] in FAMILIES] == [
        (kind, sector) for kind in FAMILIES for sector in sorted(SECTORS)
    ]
    told = {(r["kind"], r["sector"]): (r["residents"], r["offered"], r["blocked"]) for r in rows}
    assert told["residential", "independent"] == (60, 10, 10)
    assert told["residential", "in_house"] == told["secure", "in_house"] == (MARK, MARK, MARK)
    assert [r["places"] for r in rows if r["kind"] not in FAMILIES] == [90, 90, 90]


def test_nothing_is_told_of_an_area_or_kind_whose_children_are_withheld() -> None:
    told = 0
    for seed in range(5):
        found = public_statement(at_random(seed, 60))
        needs = found["needs"]
        for row in (*found["gap"], *found["value_of_place"]):
            figures = [row[name] for name in ("p10", "p50", "p90", "add_one", "marginal", "remove_one") if name in row]
            if MARK in (needs["by_authority"][row["area"]], needs["by_kind"][row["kind"]], needs["children"]):
                assert set(figures) == {MARK}
            else:
                told += 1
                assert MARK not in figures
        for row in found["siting"]["sites"]:
            assert row["authority"] == "" or needs["by_authority"][row["authority"]] != MARK
            assert row["weekly_fee"] == MARK
    assert told


def test_model_results_are_rounded_and_keep_their_ranges() -> None:
    document = at_random(11, 90)
    found = public_statement(document)
    for row in found["forecast"]["series"]:
        figures = list(row["stock"].values())
        assert figures == sorted(figures)
        assert all(value % 10 == 0 for value in figures)
        for age, values in row["by_age"].items():
            assert (set(values.values()) == {MARK}) or found["needs"]["by_age"][age] != MARK
    shown = [row for row in found["gap"] if row["p50"] not in (MARK, 0)]
    assert shown
    assert {(row["p10"], row["p50"], row["p90"]) for row in shown} == {("low", 3, 9)}


def test_a_region_too_small_to_round_to_ten_has_no_forecast() -> None:
    document = at_random(6, 90)
    assert public_statement(document)["forecast"] is not None
    document["forecast"]["series"][0]["stock"]["p2_5"] = 3.0
    assert public_statement(document)["forecast"] is None


def test_numbers_are_rounded_halves_up_and_what_becomes_nought_is_low() -> None:
    assert [ten(v) for v in (0, 0.4, 4.9, 5, 14.9, 15)] == [0, "low", "low", 10, 10, 20]
    assert [whole(v) for v in (0, 0.2, 0.5, 1.49, 1.5)] == [0, "low", 1, 1, 2]


def test_what_nobody_listed_is_left_out() -> None:
    document = at_random(4, 60)
    found = public_statement(document)
    assert not any(SECRET in str(value) for value in flat(found))
    assert "98765" not in str(found)
    assert "4321" not in str(found)
    assert not {"inputs", "policy", "children"} & set(found)
    assert found["levers"]["levers"] == [
        {"title": "Family help", "quality": "weak", "says": "Little.", "stock": {"p10": -20, "p50": -10, "p90": 0}}
    ]
    assert public_results({"spend": 123456.7}) == {"spend": 123000.0}
    assert public_results({"spend": 1, "home_id": 2}) == {"spend": 1}
    assert found["forecast"]["backtest"] == {"crps": 1.23, "sentences": ["Eight of ten held."]}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_id_of_a_child_or_a_home_is_in_it(name: str) -> None:
    region = api.load(api.sample(name))
    words = {str(value) for value in flat(public_statement(of_region(region)))}
    ids = {child.child_id for child in region.children} | {home.home_id for home in region.homes}
    assert not [word for word in words if word in ids]
    assert not [one for one in ids if len(one) > 5 and any(one in word for word in words)]


def test_the_same_statement_is_made_again() -> None:
    document = at_random(5, 60)
    assert public_statement(document) == public_statement(document)


def test_a_large_region_takes_seconds() -> None:
    """19 authorities, 5 ages, every other table: one system. A South East sized region measured 1 to 2 s."""
    document = at_random(8, 300, 19)
    start = time.process_time()
    found = public_statement(document)
    assert time.process_time() - start < 10
    assert len(found["needs"]["by_authority_and_age"]) == 100


def test_scores_of_an_authoritys_own_returns_are_not_published() -> None:
    past = {"national": {"points": [81_770]}, "histories": {"north": {"whole": {"points": [7]}}}}
    found = public_statement({**at_random(3), "record": past, "synthetic": True})
    assert found["record"] == {"national": {"points": [81_770]}}
    assert found["synthetic"] is True
