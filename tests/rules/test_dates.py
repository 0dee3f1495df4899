"""Rules begin on their day: the day before they say nothing, on the day they bind."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

import pytest
from factories import MONDAY, make_child, make_home, make_region
from rules.test_every_rule import BITES

from placements.candidates.verdicts import judge_pair
from placements.domain.children import Fact
from placements.domain.region import Region
from placements.law.codes_903 import codes, codes_on
from placements.law.parameters_on import parameter, parameter_names
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULE_OF, RULES
from placements.rules.columns.pairs import Pairs

NUMBERS = tomllib.loads((files("placements.law") / "parameters.toml").read_text(encoding="utf-8"))


def said_on(region: Region, day: date) -> set[str]:
    child = region.children[0].model_copy(update={"needed_by": day})
    then = replace(region, as_of=day, children=(child,))
    return {v.rule.code for v in judge_pair(then, default_policy(), "C1", "H1").verdicts}


def test_under_16s_in_supported_accommodation_from_9_september_2021() -> None:
    child = make_child(date_of_birth=date(2009, 1, 1), suits_supported="suitable")
    region = make_region(children=[child], homes=[make_home(kind="supported", min_age=0, max_age=17)])
    assert "SA-U16" not in said_on(region, date(2021, 9, 8))
    assert "SA-U16" in said_on(region, date(2021, 9, 9))


def test_registration_of_supported_accommodation_from_28_october_2023() -> None:
    child = make_child(date_of_birth=date(2007, 1, 1), suits_supported="suitable")
    region = make_region(children=[child], homes=[make_home(kind="supported", registration=None)])
    assert "SA-16" not in said_on(region, date(2023, 10, 27))
    assert "SA-16" in said_on(region, date(2023, 10, 28))


def test_the_director_approves_at_a_distance_from_27_january_2014() -> None:
    child = make_child(date_of_birth=date(2005, 1, 1))
    region = make_region(children=[child], homes=[make_home(authority="A3", sector="independent")])
    assert said_on(region, date(2014, 1, 26)) & {"OOA-NOM", "OOA-DCS"} == {"OOA-NOM"}
    assert said_on(region, date(2014, 1, 27)) & {"OOA-NOM", "OOA-DCS"} == {"OOA-DCS"}


@pytest.mark.parametrize("rule", [r for r in RULES if r.since], ids=lambda r: r.code)
def test_a_rule_with_a_first_day_does_not_bind_before_it(rule) -> None:
    assert not rule.in_force(rule.since - timedelta(days=1))
    assert rule.in_force(rule.since)


def test_dated_rules_are_the_ones_a_statute_began() -> None:
    assert RULE_OF["F-LIMIT3"].since == date(1991, 10, 14)
    assert all(rule.since is None for rule in RULES if rule.local)


DAY = timedelta(days=1)
DATED = [rule for rule in RULES if rule.since]


def moved(record, by):
    """Return a record with every day in it moved, also the day a fact gives."""
    days = {name: value + by for name, value in record if isinstance(value, date)}
    if isinstance(record, Fact) and re.fullmatch(r"\d{4}-\d\d-\d\d", record.value):
        days["value"] = (date.fromisoformat(record.value) + by).isoformat()
    return record.model_copy(update=days)


def bite_on(code: str, day: date):
    """Return a rule's word on the pair it is shown to bite on, all of it moved to a day."""
    bite, by = BITES[code], day - MONDAY
    tables = {
        name: tuple(row if name in ("schools",) else moved(row, by) for row in rows)
        for name, rows in bite.rows.items() if name not in ("others", "other_homes")
    }  # fmt: skip
    children = [moved(c, by) for c in (make_child(**bite.child), *bite.rows.get("others", ()))]
    homes = [moved(h, by) for h in (make_home(**bite.home), *bite.rows.get("other_homes", ()))]
    region = make_region(as_of=day, children=children, homes=homes, **tables)
    found = RULE_OF[code].verdict(Pairs(region, default_policy(), children[:1], homes[:1])).tables()
    return next((outcome for outcome, table in found.items() if table.any()), None)


@pytest.mark.parametrize("rule", DATED, ids=lambda r: r.code)
def test_the_day_before_a_rule_says_nothing_and_on_the_day_it_bites(rule) -> None:
    assert bite_on(rule.code, rule.since - DAY) is None
    assert bite_on(rule.code, rule.since) is BITES[rule.code].outcome


def test_a_rule_that_ended_binds_on_its_last_day_and_not_after() -> None:
    ended = replace(RULE_OF["SA-16"], until=date(2026, 3, 31))
    assert ended.in_force(date(2026, 3, 31))
    assert not ended.in_force(date(2026, 4, 1))
    assert all(rule.until is None or rule.since is None or rule.since <= rule.until for rule in RULES)


def values():
    for name in parameter_names():
        days = [value["from"] for value in NUMBERS[name]["values"]]
        assert days == sorted(set(days)), name
        yield from ((name, day) for day in days)


@pytest.mark.parametrize(("name", "day"), list(values()))
def test_a_number_is_another_the_day_before_it_changes(name, day) -> None:
    assert parameter(name, day) != parameter(name, day - DAY)
    assert parameter(name, day) == next(v["is"] for v in NUMBERS[name]["values"] if v["from"] == day)


def test_before_its_first_day_a_number_is_none() -> None:
    assert all(parameter(name, date(1990, 1, 1)) is None for name in parameter_names())


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        (date(2020, 4, 23), 16), (date(2020, 4, 24), 24), (date(2020, 9, 25), 24), (date(2020, 9, 26), 16),
        (date(2026, 11, 23), 16),
    ],
)  # fmt: skip
def test_temporary_approval_of_kin_ran_for_24_weeks_in_the_summer_of_2020(day, weeks) -> None:
    child = make_child(date_of_birth=day - timedelta(days=3000), needed_by=day)
    region = make_region(as_of=day, children=[child], homes=[make_home(kind="kinship", registration=None)])
    word = next(v for v in judge_pair(region, default_policy(), "C1", "H1").verdicts if v.rule.code == "K-REG24")
    assert f"runs for {weeks} weeks" in word.finding.sentence
    assert word.finding.limit == weeks


# Codes of the statutory return


@pytest.mark.parametrize("code", [c for c in codes() if c.since or c.until], ids=lambda c: f"{c.item} {c.code}")
def test_a_code_is_in_use_from_its_first_day_to_its_last(code) -> None:
    if code.since:
        assert not code.in_use(code.since - DAY)
        assert code.in_use(code.since)
    if code.until:
        assert code.in_use(code.until)
        assert not code.in_use(code.until + DAY)


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (date(2021, 9, 9), {"H5", "P2", "Z1"}, {"K3", "Z11"}),
        (date(2023, 10, 27), {"H5", "P2"}, {"K3"}),
        (date(2023, 10, 28), {"H5"}, {"P2", "K3"}),
        (date(2024, 3, 31), {"H5"}, {"K3"}),
        (date(2024, 4, 1), {"K3"}, {"H5", "P2"}),
        (date(2025, 4, 1), {"K3", "Z11", "Z12", "Z13", "Z14"}, {"Z1"}),
        (date(2026, 11, 23), {"K1", "K2", "K3", "Z14"}, {"H5", "P2", "Z1"}),
    ],
)
def test_the_placement_codes_of_a_day(day, there, gone) -> None:
    in_use = set(codes_on("place", day))
    assert there <= in_use
    assert not gone & in_use


def test_sex_and_new_tables_by_year() -> None:
    assert codes_on("sex", date(2024, 3, 31)) == ("1", "2")
    assert codes_on("sex", date(2024, 4, 1)) == ("M", "F", "U")
    assert codes_on("module", date(2023, 3, 31)) == ()
    assert codes_on("module", date(2026, 4, 1)) == ("SWEpisodes", "DoLo")
