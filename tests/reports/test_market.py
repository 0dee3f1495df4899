"""The market statement: what a provider needs to know, from the public statement and from nothing else."""

import re
from typing import Any

import pytest
from sufficiency.statements import SECRET, at_random, of_region

from placements import api
from placements.reports.market import market_sections
from placements.reports.sections import Section, tables_of
from placements.reports.sufficiency import sections
from placements.sharing.public import MARK
from placements.sufficiency.public import public_statement

ORDER = ["market", "market_wanted", "market_needed", "market_worth", "market_not_needed", "market_contact",
         "market_uncertain"]  # fmt: skip


def public(seed: int = 11, most: int = 90, **changes: Any) -> dict[str, Any]:
    return public_statement(at_random(seed, most) | changes)


def by_id(document: dict[str, Any]) -> dict[str, Section]:
    return {section.id: section for section in market_sections(document)}


def words(sections: list[Section]) -> str:
    tables = [" ".join(row) for table in tables_of(sections) for row in table.shown()]
    return "\n".join([text for s in sections for text in (s.title, *s.words, *s.bullets, s.blank)] + tables)


def test_the_sections_stand_in_order_and_contacts_are_left_to_people() -> None:
    found = market_sections(public())
    assert [section.id for section in found] == ORDER
    assert [section.id for section in found if section.blank] == ["market_contact"]


def test_it_is_made_from_a_public_statement_only() -> None:
    with pytest.raises(ValueError, match="public statement"):
        market_sections(at_random(11, 90))


def test_nothing_withheld_can_be_read_in_it() -> None:
    """Two statements that differ only in what is withheld give the same words; nor does a field nobody may show."""
    for seed in range(6):
        document = public(seed, 60)
        text = words(market_sections(document))
        assert SECRET not in text
        assert "4321" not in text
        hidden = {document["authorities"][code] for code, n in document["needs"]["by_authority"].items() if n == MARK}
        named = [row for table in tables_of(market_sections(document)) for row in table.rows]
        assert not [row for row in named if hidden & set(map(str, row))]
        assert not [row for row in named if MARK in row]
        document["needs"]["by_authority"] = dict.fromkeys(document["needs"]["by_authority"], "anything")
        document["needs"]["by_authority_and_age"] = []
        assert words(market_sections(document)) == text


def test_rows_are_the_largest_first_and_ten_at_most() -> None:
    document = public()
    document["gap"] = [
        {"kind": "fostering", "area": area, "p10": 0, "p50": k, "p90": k + 2}
        for k, area in enumerate([*document["members"]] * 4)
    ] + [{"kind": "secure", "area": document["members"][0], "p10": MARK, "p50": MARK, "p90": MARK}]  # fmt: skip
    rows = by_id(document)["market_needed"].tables[0].rows
    assert [row[2] for row in rows] == list(range(15, 5, -1))
    assert rows[0][3] == "0 to 17"


def test_a_gap_below_half_a_child_comes_last_and_is_called_low() -> None:
    document = public()
    code = document["members"][0]
    document["gap"] = [
        {"kind": "residential", "area": code, "p10": 0, "p50": "low", "p90": 2},
        {"kind": "fostering", "area": code, "p10": 1, "p50": 2, "p90": 3},
    ]
    rows = by_id(document)["market_needed"].tables[0].rows
    assert [row[2] for row in rows] == [2, "low"]


def test_what_is_wanted_and_what_is_not_are_told_apart() -> None:
    found = by_id(public())
    wanted, other = found["market_wanted"], found["market_not_needed"]
    assert any("children’s homes of 2 beds" in said for said in wanted.bullets)
    assert not any(said.startswith("No more") for said in wanted.bullets)
    assert "No more children’s homes of 3 or 4 beds." in other.bullets
    assert re.search(r"\d+ foster places, about \d+ households", " ".join(wanted.bullets))
    assert wanted.tables[0].rows


def test_a_kind_is_plentiful_only_where_every_figure_is_told_and_nought() -> None:
    document = public()
    document["gap"] = [
        {"kind": kind, "area": area, "p10": 0, "p50": 0, "p90": 0}
        for kind in ("fostering", "supported") for area in document["members"]
    ]  # fmt: skip
    document["gap"][0]["p90"] = MARK
    said = by_id(document)["market_not_needed"].bullets
    assert [s for s in said if "week of ten" in s] == [
        "In no area is any child without supported accommodation in more than one week of ten."
    ]


def test_without_model_results_it_says_so() -> None:
    document = at_random(11, 90)
    for part in ("forecast", "gap", "value_of_place", "siting", "record"):
        del document[part]
    text = words(market_sections(public_statement(document)))
    assert "No places have been chosen" in text
    assert "There is no forecast here" in text
    assert "cannot be told" in text


def test_what_is_uncertain_has_its_range_and_the_record() -> None:
    said = " ".join(by_id(public())["market_uncertain"].words)
    assert re.search(r"Children looked after on 23 November 2029: four futures in five lie between [\d,]+0 and", said)
    assert "Eight of ten held. The straight line does better nationally." in said
    assert "2.0 to 4.0 fewer children without a place within 20 miles" in said
    document = public()
    document["siting"]["differences"]["nothing"]["unmet"]["high"] = 1.0
    assert "cannot be told apart" in " ".join(by_id(document)["market_uncertain"].words)


def test_places_go_with_brothers_and_sisters_where_the_model_says_so() -> None:
    document = public()
    code = document["members"][0]
    row = {"kind": "fostering", "area": code, "remove_one": 1.0, "marginal": 0.8, "add_one": 0.6}
    document["value_of_place"] = [{**row, "complementary": True}]
    assert any("Brothers and sisters" in text for text in by_id(document)["market_worth"].words)
    document["value_of_place"] = [{**row, "complementary": False}]
    assert not any("Brothers and sisters" in text for text in by_id(document)["market_worth"].words)


@pytest.mark.parametrize("name", ["small", "greater_manchester"])
def test_the_page_is_made_from_a_public_statement_too(name: str) -> None:
    """Marks stand where numbers stand elsewhere, also in figures; a small region has no forecast."""
    document = public_statement(of_region(api.load(api.sample(name))))
    found = {section.id: section for section in sections(document)}
    assert {"summary", "needs", "supply", "sites", "levers"} <= set(found)
    assert ("forecast" in found) == (document["forecast"] is not None)
    assert MARK in words(list(found.values())).split()
    assert all(" " in text for section in found.values() for text in section.words)


def test_nobody_is_called_she() -> None:
    assert not re.search(r"\b(she|her)\b", words(market_sections(public())), re.IGNORECASE)
