"""Tonight: ring order, the lawful routes and their clocks on hand-worked dates, and whose places are held."""

from dataclasses import replace
from datetime import date

import pytest
from explain.roomy import roomy
from factories import MONDAY, at, make_child, make_home, make_region

import placements
from placements.candidates.classes import urgency_of
from placements.candidates.verdicts import judge_pair
from placements.domain.children import Offer
from placements.domain.codes import Urgency
from placements.domain.homes import Vacancy
from placements.explain.ring import held_for, hold_ends, same_day
from placements.explain.routes import only_terms, routes
from placements.explain.shortlist import needed_tonight
from placements.policy.policy import default_policy

SHUT = make_home("HX", status="closed")


def tonight(region, child_id: str = "C1"):
    return placements.child(region, child_id, top=99, tonight=True).to_dict()


# Clocks


def clocks(day: date, child: dict | None = None, home: dict | None = None) -> dict[str, str]:
    """Return rule -> by of the routes into one home for a child who needs it on a day."""
    asked = make_child(needed_by=day, **(child or {}))
    region = make_region(as_of=day, children=[asked], homes=[make_home(**(home or {}))])
    return {r["rule"]: r["by"] for r in routes(judge_pair(region, default_policy(), "C1", "H1"), day)}


OUTSIDE_TERMS = {"max_age": 10}
FAR = {"authority": "A3", "position": at(15)}
YEAR_11 = {"date_of_birth": date(2011, 3, 1), "school_urn": None, "school_year": 11}


@pytest.mark.parametrize(
    ("first_night", "lasts_until"),
    [
        (date(2026, 11, 23), "2026-11-30"),  # an ordinary Monday: 23 24 25 26 27 30
        (date(2026, 12, 22), "2026-12-31"),  # 22 23 24 | 25 and, for the 26th, 28 are holidays | 29 30 31
        (date(2026, 12, 26), "2027-01-06"),  # a Saturday: 29 30 31 | 1 January | 4 5 6
        (date(2027, 3, 25), "2027-04-05"),  # 25 | Good Friday, Easter Monday | 30 31 1 2 5
        (date(2027, 3, 27), "2027-04-06"),  # Saturday before Easter: 30 31 1 2 5 6
    ],
)
def test_six_working_days_outside_the_terms_counting_the_first_night(first_night: date, lasts_until: str) -> None:
    assert clocks(first_night, home=OUTSIDE_TERMS)["F-EMERG"] == lasts_until


@pytest.mark.parametrize(
    ("first_night", "by"),
    [
        (date(2026, 11, 23), "2026-11-30"),  # 24 25 26 27 30
        (date(2026, 12, 22), "2026-12-31"),  # 23 24 | 29 30 31
        (date(2026, 12, 24), "2027-01-05"),  # 29 30 31 | 4 5
        (date(2027, 3, 25), "2027-04-05"),  # 30 31 1 2 5
        (date(2027, 3, 29), "2027-04-05"),  # Easter Monday itself: 30 31 1 2 5
    ],
)
def test_five_working_days_after_the_first_night_out_of_area(first_night: date, by: str) -> None:
    found = clocks(first_night, home=FAR)
    assert found["OOA-EMERG"] == found["OOA-NOTIFY"] == by
    assert "F-EMERG" not in found


def test_a_home_in_her_area_within_its_terms_needs_no_route() -> None:
    assert clocks(MONDAY) == {}


def test_key_stage_four_may_be_left_to_an_emergency() -> None:
    day = date(2026, 11, 23)
    child = make_child(**YEAR_11, needed_by=day)
    region = make_region(children=[child], homes=[make_home(**FAR, max_age=17)])
    verdict = judge_pair(region, default_policy(), "C1", "H1")
    needed = {v.rule.code for v in verdict.verdicts if v.outcome.word == "needs_approval"}
    assert ("KS4-EXC" in {r["rule"] for r in routes(verdict, day)}) == ("KS4" in needed)


def test_the_key_stage_four_exception_is_for_years_ten_and_eleven_away_from_school() -> None:
    school = placements.domain.homes.School(urn="S1", name="School", position=at())
    for year, expected in ((9, False), (10, True), (11, True)):
        born = date(2026 - 5 - year, 3, 1)
        child = make_child(date_of_birth=born, school_urn="S1", school_year=year)
        region = make_region(children=[child], homes=[make_home(position=at(15), authority="A2")], schools=[school])
        found = routes(judge_pair(region, default_policy(), "C1", "H1"), MONDAY)
        assert ("KS4-EXC" in {r["rule"] for r in found}) is expected
        assert {r["by"] for r in found if r["rule"] == "KS4-EXC"} <= {"2026-11-23"}


# Emergencies and holds


def test_an_emergency_approval_is_offered_only_where_the_terms_alone_stand_in_the_way() -> None:
    only, more = make_home("H1", max_age=10), make_home("H2", max_age=10, available=0)
    apart = make_home("H3", max_age=10, adaptations=("none",))
    region = make_region(children=[make_child(adaptations=("wheelchair",))], homes=[only, more, apart, SHUT])
    assert tonight(region)["emergencies"] == []
    region = make_region(homes=[only, more, SHUT])
    (row,) = tonight(region)["emergencies"]
    assert row["home_id"] == "H1"
    assert [r["rule"] for r in row["route"]] == ["F-EMERG"]
    assert row["whom"] == "Ashby fostering service"
    assert row["sentence"]


@pytest.mark.parametrize("seed", range(10))
def test_every_emergency_on_random_regions_fails_the_terms_alone(seed: int) -> None:
    region = roomy(seed)
    for child_id in sorted(region.group_of):
        found = tonight(region, child_id)
        urgent = needed_tonight(region, tuple(found["group"]))
        for row in found["emergencies"]:
            verdicts = [judge_pair(urgent, default_policy(), c, row["home_id"]) for c in found["group"]]
            assert any(only_terms(v) for v in verdicts)
            assert all(only_terms(v) or not v.failing for v in verdicts)
            assert "F-EMERG" in {r["rule"] for r in row["route"]}


def test_a_place_held_for_another_child_is_listed_with_its_end() -> None:
    others = [make_child("C2")]
    offer = Offer(child_id="C2", home_id="H1", status="offered", expires_at=date(2026, 11, 24))
    region = make_region(children=[make_child(), *others], homes=[make_home(), SHUT], offers=[offer])
    found = tonight(region)
    assert found["homes"] == []
    (row,) = found["holds"]
    assert (row["home_id"], row["held_until"]) == ("H1", "2026-11-24")
    assert tonight(region, "C2")["homes"][0]["held_for"] == "the child"
    assert tonight(region, "C2")["homes"][0]["hold_ends"] == "2026-11-24"


def test_a_hold_that_is_over_keeps_nobody_out() -> None:
    offer = Offer(child_id="C2", home_id="H1", status="offered", expires_at=date(2026, 11, 22))
    region = make_region(children=[make_child(), make_child("C2")], homes=[make_home(), SHUT], offers=[offer])
    (line,) = tonight(region)["homes"]
    assert (line["held_for"], line["hold_ends"]) == ("nobody", None)


def test_a_hold_without_an_end_says_so_and_the_last_end_counts() -> None:
    def of(*ends):
        rows = [
            Vacancy(home_id="H1", places=1, from_=MONDAY, certainty="held", held_for=("C9",), hold_ends=end)
            for end in ends
        ]
        region = make_region(vacancies=rows)
        return hold_ends(region, region.home["H1"])

    assert of(None) is None
    assert of(MONDAY, None) is None
    assert of(MONDAY, date(2026, 11, 25)) == date(2026, 11, 25)
    assert of(date(2026, 11, 22)) is None


def test_a_free_place_beside_a_held_one_is_nobodys() -> None:
    offer = Offer(child_id="C2", home_id="H1", status="offered")
    region = make_region(children=[make_child(), make_child("C2")], homes=[make_home(available=2)], offers=[offer])
    assert held_for(region, region.home["H1"], ("C1",), MONDAY) == "nobody"
    assert held_for(region, region.home["H1"], ("C1", "C3"), MONDAY) == "another child"
    assert held_for(region, region.home["H1"], ("C2",), MONDAY) == "the child"


# Ring order


def test_homes_that_take_children_the_same_day_are_rung_first() -> None:
    homes = [
        make_home("H1", same_day=False), make_home("H2", same_day=None, position=at(6)),
        make_home("H3", same_day=True, position=at(8)), make_home("H4", same_day=True, position=at(25)),
        SHUT,
    ]  # fmt: skip
    found = tonight(make_region(homes=homes))
    assert [line["home_id"] for line in found["tonight_list"]] == ["H3", "H2", "H4", "H1"]
    assert [line["ring"] for line in found["tonight_list"]] == [1, 2, 3, 4]


@pytest.mark.parametrize("seed", range(10))
def test_ring_order_is_same_day_then_floor_then_rank_and_loses_nobody(seed: int) -> None:
    region = roomy(seed)
    for child_id in sorted(region.group_of):
        found = tonight(region, child_id)
        lines = found["tonight_list"]
        assert sorted(line["rank"] for line in lines) == [line["rank"] for line in found["homes"]]
        keys = [(li["same_day"] is False, li["stop_gap"], li["same_day"] is None, li["rank"]) for li in lines]
        assert keys == sorted(keys)


def test_a_dated_vacancy_says_more_of_the_same_day_than_its_home() -> None:
    def of(home, *rows):
        region = make_region(
            homes=[make_home(same_day=home)],
            vacancies=[Vacancy(home_id="H1", places=1, from_=MONDAY, same_day=row) for row in rows],
        )
        return same_day(region, region.home["H1"], MONDAY)

    assert of(None) is None
    assert of(True) is True
    assert of(False, True) is True
    assert of(True, False) is False
    assert of(True, None) is True
    assert of(None, None, False) is None


# As if she needed it today


@pytest.mark.parametrize("seed", range(10))
def test_needed_tonight_changes_her_and_her_group_alone(seed: int) -> None:
    region = roomy(seed)
    for child_id in sorted(region.group_of):
        group = tuple(tonight(region, child_id)["group"])
        urgent = needed_tonight(region, group)
        for before, after in zip(region.children, urgent.children, strict=True):
            if before.child_id not in group:
                assert after == before
            else:
                assert after == before.model_copy(update={"needed_by": min(before.needed_by, region.as_of)})
                assert urgency_of(after, urgent.as_of) <= Urgency.TODAY
                assert urgency_of(after, urgent.as_of) <= urgency_of(before, region.as_of)


def test_asking_for_tonight_leaves_the_region_as_it_was() -> None:
    region = make_region(children=[make_child(needed_by=date(2026, 12, 7))], homes=[make_home(position=at(25)), SHUT])
    before = placements.child(region, "C1").to_dict()
    urgent = tonight(region)
    assert (before["urgency"], before["homes"]) == ("later", [])
    assert (urgent["urgency"], urgent["starts"]) == ("today", "2026-11-23")
    assert [line["stop_gap"] for line in urgent["homes"]] == [True]
    assert placements.child(replace(region), "C1").to_dict() == before == placements.child(region, "C1").to_dict()


# The section of the week's report


@pytest.mark.parametrize("seed", range(8))
def test_the_week_has_the_ring_list_of_every_pressing_child(seed: int) -> None:
    region = roomy(seed)
    result = placements.match(region)
    rows = {tuple(row["children"]): row for row in result.to_dict()["tonight"]}
    pressing = {c.child_id for c in region.waiting if urgency_of(c, region.as_of) <= Urgency.TODAY}
    assert {c for group in rows for c in group} >= pressing
    for group, row in rows.items():
        assert pressing & set(group)
        if all(c in pressing and region.child[c].needed_by <= region.as_of for c in region.group_of[group[0]]):
            alone = placements.child(region, group[0], top=5, tonight=True, proposal=result.home_of).to_dict()
            given = result.home_of.get(group[0])
            lines = sorted(alone["tonight_list"], key=lambda line: line["home_id"] != given)
            assert [home["home_id"] for home in row["homes"]] == [line["home_id"] for line in lines]
            assert [home["order"] for home in row["homes"]] == list(range(1, len(lines) + 1))
            for home, line in zip(row["homes"], lines, strict=True):
                assert home["proposed_to"] == line["effect_on_others"]["proposed_to"]
                for name in ("whom", "same_day", "outcome", "stop_gap", "held_for", "route", "miles"):
                    assert home[name] == line[name]


def test_same_day_is_asked_of_her_own_first_night() -> None:
    """A place that takes children the same day from next week on is no same-day place tonight."""
    later = [make_child(f"L{k}", needed_by=date(2026, 12, 7)) for k in range(6)]
    rows = [
        Vacancy(home_id="H2", places=3, from_=day, same_day=said, certainty="confirmed", confirmed_on=MONDAY)
        for day, said in ((MONDAY, None), (date(2026, 12, 3), True))
    ]
    homes = [
        make_home("H1"), make_home("H2", places=3, position=at(9)), make_home("H3", position=at(4), available=1), SHUT,
    ]  # fmt: skip
    region = make_region(children=[make_child(), *later], homes=homes, vacancies=rows)
    alone = tonight(region)
    (row,) = placements.match(region).to_dict()["tonight"]
    assert [line["same_day"] for line in alone["tonight_list"]] == [None] * 3
    assert alone["tonight_list"][-1]["home_id"] == row["homes"][-1]["home_id"] == "H2"


def test_a_child_in_an_office_now_is_asked_for_from_tonight() -> None:
    child = make_child(where_now="office", needed_by=date(2026, 12, 2))
    region = make_region(children=[child], homes=[make_home(**FAR), SHUT])
    (row,) = placements.match(region).to_dict()["tonight"]
    assert row["urgency"] == "overdue"
    assert row["homes"][0]["route"] == tonight(region)["homes"][0]["route"]
    assert {route["by"] for route in row["homes"][0]["route"]} == {"2026-11-30"}
