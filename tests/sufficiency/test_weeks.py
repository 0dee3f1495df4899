"""A replicate-week keeps what the path says, is a region like any other, and moves places as it says it does."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from factories import make_child, make_home, make_region, make_resident
from sufficiency.weeks import town

from placements.demand.paths import KINDS
from placements.domain.children import Fact
from placements.domain.codes import Kind
from placements.domain.homes import Vacancy
from placements.errors import InputError, UsageError
from placements.sufficiency.donors import donors_of
from placements.sufficiency.planned import PlannedSupply, read_planned
from placements.sufficiency.resampled import resampled_paths
from placements.sufficiency.supply import Supply
from placements.sufficiency.week import Moment, moment_of, monday_of, region_at, week_region
from placements.units import age_on


def week(region, week_number=5, supply=None, **path):
    paths = resampled_paths(region, path.pop("rate", 12), 2, 8, 3)
    return paths[0], week_region(region, paths[0], week_number, supply or Supply(region), "key")


def test_ages_sexes_authorities_and_families_are_the_paths() -> None:
    region = town()
    path, found = week(region)
    arrivals = path.arrivals.in_week(5)
    assert len(arrivals.week) == len(found.children) > 3
    assert sorted(c.date_of_birth for c in found.children) == sorted(arrivals.born.astype(object))
    assert sorted(str(c.sex) for c in found.children) == sorted(arrivals.sex.tolist())
    assert sorted(c.authority for c in found.children) == sorted(path.authorities[a] for a in arrivals.authority)
    sizes = np.unique(np.unique(arrivals.family, return_counts=True)[1], return_counts=True)
    groups = {frozenset(g) for g in found.group_of.values()}
    assert dict(zip(*(part.tolist() for part in sizes), strict=True)) == {
        n: sum(len(g) == n for g in groups) for n in {len(g) for g in groups}
    }
    assert sum(c.uasc is True for c in found.children) == int(arrivals.uasc.sum())


def test_the_rows_are_lawful_and_everybody_needs_a_home_in_the_week() -> None:
    region = town()
    _, found = week(region)
    day = monday_of(region, 5)
    assert found.as_of == day == region.as_of + timedelta(weeks=5)
    for child in found.children:
        assert day - timedelta(days=6) <= child.needed_by <= day + timedelta(days=6)
        assert 0 <= age_on(child.date_of_birth, day) < 18
        assert child.current_home_id is None
        assert child.referred_on is None or child.referred_on <= child.needed_by
    assert len({c.child_id for c in found.children}) == len(found.children)
    assert set(found.waiting) == set(found.children)
    assert not {c.child_id for c in region.children} & {c.child_id for c in found.children}


def test_the_same_key_gives_the_same_week_and_another_does_not() -> None:
    """Six girls alike in all a path says, each with another need: who lends hers is drawn."""
    needs = ("autism", "adhd", "trauma", "violence", "self_harm", "mental_health")
    region = make_region(children=[make_child(f"C{n}", needs=(need,)) for n, need in enumerate(needs)])
    path, found = week(region)
    again = week_region(region, path, 5, Supply(region), "key")
    assert (again.children, again.homes, again.vacancies) == (found.children, found.homes, found.vacancies)
    others = [week_region(region, path, 5, Supply(region), f"key {n}").children for n in range(5)]
    assert any(children != found.children for children in others)


def test_siblings_are_resampled_together_at_the_stated_rate() -> None:
    region = town()
    paths = resampled_paths(region, 12, 30, 20, 1)
    counts = [len(p.arrivals.week) / p.weeks for p in paths]
    assert 11 < np.mean(counts) < 13
    whole = {len(f) for f in donors_of(region).families}
    for path in paths:
        _, sizes = np.unique(path.arrivals.family, return_counts=True)
        assert set(sizes.tolist()) <= whole
        assert np.all(path.stock == path.stock[0])
    with pytest.raises(UsageError):
        resampled_paths(region, 0, 1, 1, 1)


def test_a_donor_is_as_alike_as_can_be_and_what_is_on_record_comes_along() -> None:
    """Only one boy of 16 waits, with a need and a plan; a boy of 16 who comes is given these."""
    plan = Fact.model_validate({"subject": "child", "id": "B", "fact": "no_younger_children", "value": "yes"})
    children = [
        make_child("A"),
        make_child("C"),
        make_child("D"),
        make_child("B", sex="M", date_of_birth=date(2010, 1, 5), needs=("autism",), suits_supported="preferred"),
    ]
    region = make_region(children=children, facts=[plan])
    path = resampled_paths(region, 30, 1, 2, 1)[0]
    found = week_region(region, path, 1, Supply(region), "key")
    older = [c for c in found.children if age_on(c.date_of_birth, found.as_of) >= 16]
    assert older
    needs = [c for c in found.children if c.needs == ("autism",)]
    assert needs
    assert {f.id for f in found.facts} == {c.child_id for c in needs}


def moment(region, more) -> Moment:
    path = resampled_paths(region, 5, 1, 2, 1)[0]
    table = np.zeros((len(path.authorities), len(KINDS)), dtype=np.int64)
    for (kind, code), count in more.items():
        table[path.authorities.index(code), KINDS.index(kind)] = count
    found = moment_of(path, 0)
    return Moment(0, 0, found.authorities, found.arrivals, table)


def free(region) -> dict[tuple[str, str], int]:
    return {(str(k), a): n for (k, a), n in Supply(region).free.items()}


@pytest.mark.parametrize(("more", "left"), [(0, 4), (1, 3), (3, 1), (4, 0), (6, 0)])
def test_places_are_taken_as_more_children_live_in_homes(more: int, left: int) -> None:
    homes = [make_home(f"H{n}", available=1) for n in range(4)] + [make_home("K", "residential", available=2)]
    region = make_region(children=[make_child("C1"), make_child("C2", authority="A2")], homes=homes)
    found = region_at(region, moment(region, {("fostering", "A1"): more}), Supply(region), "key")
    assert free(found).get(("fostering", "A1"), 0) == left
    assert free(found)["residential", "A1"] == 2


def test_what_an_area_cannot_give_is_taken_from_the_kind_elsewhere() -> None:
    homes = [make_home("H1", available=1), make_home("H2", authority="A2", available=2)]
    region = make_region(children=[make_child("C1"), make_child("C2", authority="A2")], homes=homes)
    found = region_at(region, moment(region, {("fostering", "A1"): 2}), Supply(region), "key")
    assert free(found) == {("fostering", "A2"): 1}


def test_one_place_more_taken_never_gives_another_back() -> None:
    homes = [make_home(f"H{n}", available=1) for n in range(8)]
    region = make_region(homes=homes)
    there = [
        {h.home_id for h in region_at(region, moment(region, {("fostering", "A1"): n}), Supply(region), "k").homes}
        for n in range(9)
    ]
    assert all(later < earlier for earlier, later in itertools.pairwise(there))


def test_places_are_given_back_where_fewer_children_live_in_homes() -> None:
    homes = [make_home("H1", places=2, available=0), make_home("H2", available=1)]
    region = make_region(homes=homes, residents=[make_resident("R1"), make_resident("R2")])
    found = region_at(region, moment(region, {("fostering", "A1"): -1}), Supply(region), "key")
    assert free(found) == {("fostering", "A1"): 2}
    assert len(found.residents) == 1


def test_the_picture_of_today_moves_with_the_week() -> None:
    region = make_region(
        homes=[make_home("H1", places=3), make_home("H2", available_from=date(2026, 11, 30))],
        vacancies=[Vacancy(home_id="H1", places=2, from_=date(2026, 11, 25), until=date(2026, 12, 30))],
        residents=[make_resident("R1", date_of_birth=date(2012, 3, 1), leaves_on=date(2026, 12, 1))],
    )
    _, found = week(region, 4, rate=3)
    month = timedelta(weeks=4)
    assert found.vacancies[0].from_ == date(2026, 11, 25) + month
    assert found.vacancies[0].places == 2
    assert found.residents[0].leaves_on == date(2026, 12, 1) + month
    assert found.residents[0].date_of_birth == date(2012, 3, 1) + month
    assert found.home["H2"].available_from == date(2026, 11, 30) + month


def planned(**changes) -> PlannedSupply:
    row = {"kind": "residential", "authority": "A1", "places": 3, "from": "2026-11-30"}
    return PlannedSupply.model_validate({**row, **changes})


def test_planned_places_open_and_close_on_their_day() -> None:
    region = make_region(homes=[make_home(f"H{n}") for n in range(3)])
    supply = Supply(region, (planned(), planned(kind="fostering", places=-2, **{"from": "2026-12-14"})))
    seen = [free(week(region, n, supply)[1]) for n in (0, 1, 3)]
    assert seen == [
        {("fostering", "A1"): 3}, {("fostering", "A1"): 3, ("residential", "A1"): 3},
        {("fostering", "A1"): 1, ("residential", "A1"): 3},
    ]  # fmt: skip


def test_an_uncertain_opening_happens_as_often_as_it_is_likely() -> None:
    supply = Supply(make_region(), (planned(probability="0.3"),))
    opened = sum(bool(supply.open_by(date(2027, 1, 4), f"key {n}")) for n in range(600))
    assert 0.24 < opened / 600 < 0.36
    assert not supply.open_by(date(2026, 11, 29), "key 1")


def test_a_file_of_planned_supply_is_read_and_every_problem_told_at_once(tmp_path) -> None:
    file = tmp_path / "planned.csv"
    file.write_text(
        "kind,authority,places,from,probability,min_age,max_age,note\n"
        "fostering,A1,5,2027-01-04,0.6,0,11,in assessment\nresidential,A2,-4,04/02/2027,,,,closing\n"
    )
    rows = read_planned(file, make_region())
    assert [(r.kind, r.places, float(r.probability)) for r in rows] == [
        (Kind.FOSTERING, 5, 0.6), (Kind.RESIDENTIAL, -4, 1.0),
    ]  # fmt: skip
    file.write_text(
        "kind,authority,places,from,probability,min_age,max_age\n"
        "hotel,A1,5,2027-01-04,1,,\nfostering,ZZ,0,2027-13-04,2,9,3\nfostering,ZZ,0,2027-01-04,1,9,3\n"
    )
    with pytest.raises(InputError) as refused:
        read_planned(file, make_region())
    said = {(p.row, p.column) for p in refused.value.problems}
    assert said >= {(2, "kind"), (3, "from"), (3, "probability"), (4, "authority"), (4, "places"), (4, "min_age")}


def test_kin_come_with_the_child_who_has_them() -> None:
    kin = make_home("K1", "kinship", named_children=("C1",), available=1)
    region = make_region(homes=[kin, make_home("H1")])
    _, found = week(region, 2, rate=4)
    mine = [h for h in found.homes if h.kind is Kind.KINSHIP]
    assert len(mine) == len(found.children) > 0
    assert sorted(h.named_children[0] for h in mine) == sorted(c.child_id for c in found.children)
