"""Rules begin on their day: the day before they say nothing, on the day they bind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import make_child, make_home, make_region

from placements.candidates.verdicts import judge_pair
from placements.domain.region import Region
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULE_OF, RULES


def codes(region: Region, day: date) -> set[str]:
    child = region.children[0].model_copy(update={"needed_by": day})
    then = replace(region, as_of=day, children=(child,))
    return {v.rule.code for v in judge_pair(then, default_policy(), "C1", "H1").verdicts}


def test_under_16s_in_supported_accommodation_from_9_september_2021() -> None:
    child = make_child(date_of_birth=date(2009, 1, 1), suits_supported="suitable")
    region = make_region(children=[child], homes=[make_home(kind="supported", min_age=0, max_age=17)])
    assert "SA-U16" not in codes(region, date(2021, 9, 8))
    assert "SA-U16" in codes(region, date(2021, 9, 9))


def test_registration_of_supported_accommodation_from_28_october_2023() -> None:
    child = make_child(date_of_birth=date(2007, 1, 1), suits_supported="suitable")
    region = make_region(children=[child], homes=[make_home(kind="supported", registration=None)])
    assert "SA-16" not in codes(region, date(2023, 10, 27))
    assert "SA-16" in codes(region, date(2023, 10, 28))


def test_the_director_approves_at_a_distance_from_27_january_2014() -> None:
    child = make_child(date_of_birth=date(2005, 1, 1))
    region = make_region(children=[child], homes=[make_home(authority="A3", sector="independent")])
    assert codes(region, date(2014, 1, 26)) & {"OOA-NOM", "OOA-DCS"} == {"OOA-NOM"}
    assert codes(region, date(2014, 1, 27)) & {"OOA-NOM", "OOA-DCS"} == {"OOA-DCS"}


@pytest.mark.parametrize("rule", [r for r in RULES if r.since], ids=lambda r: r.code)
def test_a_rule_with_a_first_day_does_not_bind_before_it(rule) -> None:
    assert not rule.in_force(rule.since - timedelta(days=1))
    assert rule.in_force(rule.since)


def test_dated_rules_are_the_ones_a_statute_began() -> None:
    assert RULE_OF["F-LIMIT3"].since == date(1991, 10, 14)
    assert all(rule.since is None for rule in RULES if rule.local)
