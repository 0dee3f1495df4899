"""Needs, supply and owners are counted from the records, and agree with counts made from the files alone."""

import csv
from collections import Counter
from datetime import date

from factories import MONDAY, make_child, make_home, make_region, make_resident

from placements import api
from placements.sufficiency.profile import age_of, kind_wanted, needs, owners, supply


def rows(name: str) -> list[dict[str, str]]:
    with (api.sample("greater_manchester") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sample_is_counted_as_in_its_files() -> None:
    region = api.load(api.sample("greater_manchester"))
    found, there = needs(region), supply(region)
    waiting = [c for c in rows("children.csv") if not c["current_home_id"] or c["move_agreed_on"] or c["notice_ends"]]
    assert found["children"] == len(waiting)
    assert found["by_authority"] == Counter(c["authority"] for c in waiting)
    assert found["uasc"] == sum(c["uasc"] == "yes" for c in waiting)
    homes = rows("homes.csv")
    places: Counter[tuple[str, str]] = Counter()
    for home in homes:
        places[home["kind"], home["sector"]] += int(home["places"])
    assert {(r["kind"], r["sector"]): r["places"] for r in there["by_kind_and_sector"]} == places
    assert sum(r["residents"] for r in there["by_kind_and_area"]) == sum(
        not r["leaves_on"] or date.fromisoformat(r["leaves_on"]) > region.as_of for r in rows("residents.csv")
    )


def test_ages_stand_in_their_band_on_both_sides_of_a_birthday() -> None:
    region = make_region()
    for born, band in (
        (date(2025, 11, 24), "0"), (date(2025, 11, 23), "1-4"), (date(2021, 11, 24), "1-4"),
        (date(2021, 11, 23), "5-9"),
        (date(2016, 11, 23), "10-15"), (date(2010, 11, 24), "10-15"), (date(2010, 11, 23), "16-17"),
        (date(2026, 12, 1), "0"),
    ):  # fmt: skip
        assert age_of(make_child(date_of_birth=born), region) == band, born


def test_the_kind_wanted_is_the_plans_and_never_guessed() -> None:
    assert kind_wanted(make_child(suits_foster="suitable", suits_residential="preferred")) == "residential"
    assert kind_wanted(make_child(suits_foster="suitable", suits_residential="suitable")) == "fostering"
    assert kind_wanted(make_child(suits_foster="unsuitable")) == "not_known"


def test_owners_are_ranked_and_those_not_known_left_out_of_the_shares() -> None:
    market = {"sector": "independent", "kind": "residential"}
    homes = (
        make_home("R1", places=3, owner="Alpha", **market), make_home("R2", places=1, owner="Alpha", **market),
        make_home("R3", places=4, provider="Beta", **market), make_home("R4", places=2, **market),
        make_home("R5", "residential", places=9, owner="Council"),
    )  # fmt: skip
    found = owners(make_region(homes=homes))["residential"]
    assert found["places"] == 10
    assert found["owner_not_known"] == 2
    assert found["owners"] == 2
    assert [(r["owner"], r["percent"]) for r in found["largest"]] == [("Alpha", 50.0), ("Beta", 50.0)]
    assert found["herfindahl"] == 5000
    assert found["largest_group_percent"] == 100.0


def test_residents_who_have_left_are_not_counted() -> None:
    homes = (make_home("H1", places=3),)
    here = make_region(homes=homes, residents=(make_resident("R1"), make_resident("R2", leaves_on=MONDAY)))
    assert supply(here)["by_kind_and_area"][0]["residents"] == 1
