"""Every method proposes only what is lawful; on tiny regions the textbook model proves the same levels as ours."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from benchmarks.cpsat import Outcome, solve_textbook
from benchmarks.deferred import deferred
from benchmarks.desk import Desk
from benchmarks.greedy import greedy
from benchmarks.instances import instance
from benchmarks.measure import Measured, Result, counted, plain, repeated
from benchmarks.table import behind, document, markdown
from placements import api
from placements.domain.children import Approval, Child, KeepApart, Pin
from placements.domain.codes import Basis, Kind, PinKind, Sector, Sex, Siblings
from placements.domain.homes import Authority, Home, Resident, Vacancy
from placements.domain.record import Position
from placements.domain.region import Region
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import Problem, pose
from placements.optimise.solve import solve
from placements.policy.policy import default_policy

MONDAY = date(2026, 11, 23)
SEEDS = range(40)
Method = Callable[[Problem], dict[str, str]]


def by_us(problem: Problem) -> dict[str, str]:
    return solve(problem).home_of


def by_textbook(problem: Problem) -> dict[str, str]:
    return solve_textbook(problem, 60.0).home_of


METHODS: dict[str, Method] = {"greedy": greedy, "deferred": deferred, "cpsat": by_textbook}


@cache
def greater_manchester() -> Region:
    return api.load(api.sample("greater_manchester"))


def at(miles_east: float) -> Position:
    return Position(380_000 + 1609.3 * miles_east, 400_000, 53.5, -2.3 + miles_east / 42)


def make_child(name: str, miles_east: float = 0.0, days: int = 0, age: int = 9, **more: object) -> Child:
    given = {"authority": "E1", "sex": Sex.F, "date_of_birth": date(MONDAY.year - age, 1, 10),
             "position": at(miles_east), "needed_by": MONDAY + timedelta(days=days)} | more  # fmt: skip
    return Child.model_validate({"child_id": name, **given})


def make_home(name: str, miles_east: float = 0.0, places: int = 1, **more: object) -> Home:
    given = {"kind": Kind.FOSTERING, "authority": "E1", "sector": Sector.IN_HOUSE, "available": places,
             "position": at(miles_east), "weekly_fee": 500, "adaptations": (), "needs_met": (),
             "confirmed_on": MONDAY} | more  # fmt: skip
    return Home.model_validate({"home_id": name, "places": places, **given})


def make_region(children: list[Child], homes: list[Home], **more: object) -> Region:
    authority = Authority(code="E1", name="Eastham", position=at(0))
    return Region("Tiny", MONDAY, (authority,), tuple(children), tuple(homes), **more)  # type: ignore[arg-type]


def random_region(seed: int) -> Region:
    """Three to six children, with siblings, solo, ages, movers, dated places and exemptions thrown in."""
    dice = Random(seed)
    children = [_random_child(dice, k) for k in range(dice.randint(3, 6))]
    homes = [_random_home(dice, k, children) for k in range(dice.randint(3, 6))]
    apart = [KeepApart(child_id="C0", other_id="C1", basis=Basis.COURT)] if dice.random() < 0.3 else []
    residents = [_random_resident(dice, k, homes, children) for k in range(dice.randint(0, 4))]
    known = {(r.home_id, r.resident_id): r for r in residents}
    vacancies = [
        Vacancy.model_validate({"home_id": "H0", "places": homes[0].available, "from": MONDAY,
                                "until": MONDAY + timedelta(days=dice.choice([20, 100]))})
    ] if dice.random() < 0.3 else []  # fmt: skip
    approvals = [Approval(child_id=one, kind="F-LIMIT3", approved_by="head", home_id="H1", approved_on=MONDAY)
                 for one in [c.child_id for c in children[:3]] + [r.resident_id for r in residents]
                 if seed % 3 == 0]  # fmt: skip
    return make_region(
        children, homes, keep_apart=tuple(apart), residents=tuple(known.values()), vacancies=tuple(vacancies),
        approvals=tuple(approvals),
    )  # fmt: skip


def _random_child(dice: Random, k: int) -> Child:
    days = dice.choice([-2, -1, 0, 0, 1, 4, 10, 30])
    family = dice.choice(["A", "A", "B", None])
    flag = {"A": dice.choice([None, Siblings.MAY, Siblings.SHOULD]), "B": Siblings.MUST, None: None}[family]
    more = {
        "solo": dice.choice([None, None, None, None, None, "required"]),
        "alongside": dice.choice([None, None, None, "only_older", "only_younger"]),
    }
    return make_child(
        f"C{k}", dice.uniform(0, 30), min(days, 0) if family == "A" and dice.random() < 0.6 else days,
        age=dice.randint(2, 15), sibling_group=family, siblings=flag, expected_weeks=dice.choice([None, 2, 6]),
        current_home_id="H0" if k == 2 else None, notice_ends=MONDAY if k == 2 else None, **more,
    )  # fmt: skip


def _random_home(dice: Random, k: int, children: list[Child]) -> Home:
    places = dice.randint(1, 5)
    kind = dice.choice([Kind.FOSTERING, Kind.FOSTERING, Kind.FOSTERING, Kind.KINSHIP, Kind.RESIDENTIAL])
    more: dict[str, object] = {}
    if kind is Kind.KINSHIP:
        more = {"named_children": tuple(c.child_id for c in children[:3])}
    if kind is Kind.RESIDENTIAL:
        more = {"min_age": 5, "max_age": 17, "registration": "SC1", "grade": "good"}
    return make_home(
        f"H{k}", dice.uniform(0, 30), places, kind=kind, available=dice.randint(1, places), solo_capable=True,
        weekly_fee=dice.randint(4, 9) * 100, available_from=MONDAY + timedelta(days=dice.choice([-5, -5, 3])), **more,
    )  # fmt: skip


def _random_resident(dice: Random, k: int, homes: list[Home], children: list[Child]) -> Resident:
    mover = k == 0 and children[2].current_home_id == "H0"
    return Resident(
        home_id="H0" if mover else dice.choice(homes).home_id,
        resident_id="C2" if mover else f"R{k}",
        date_of_birth=date(2015, 5, 5),
        sibling_group=children[2].sibling_group if mover else dice.choice(["A", "A", None]),
        leaves_on=dice.choice([None, None, MONDAY + timedelta(days=7)]),
    )


def signed(values: dict[str, int]) -> list[int]:
    """Level values with less always better, so that lists compare in level order."""
    return [-value if OBJECTIVES[name].sense == "max" else value for name, value in values.items()]


@pytest.mark.parametrize("method", ["greedy", "deferred"])
def test_proposals_for_a_whole_region_are_lawful_and_never_ahead_of_ours(method: str) -> None:
    problem = pose(greater_manchester(), default_policy())
    values, wrong = counted(problem, METHODS[method](problem))
    ours, _ = counted(problem, by_us(problem))
    assert wrong == 0
    assert signed(ours) <= signed(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_on_tiny_regions_the_textbook_model_equals_ours_and_nobody_is_ahead(seed: int) -> None:
    region = random_region(seed)
    ours, faults = counted(problem := pose(region, default_policy()), by_us(problem))
    assert faults == 0
    for name, method in METHODS.items():
        values, wrong = counted(problem, method(problem))
        assert wrong == 0, name
        assert signed(ours) <= signed(values), name
        if name == "cpsat":
            assert values == ours


def test_the_textbook_model_states_value_and_bound_of_every_level() -> None:
    problem = pose(random_region(1), default_policy())
    outcome = solve_textbook(problem, 60.0)
    assert outcome.proven
    assert [one.name for one in outcome.levels] == list(problem.policy.levels.order)
    assert [one.value for one in outcome.levels] == [one.bound for one in outcome.levels]
    assert {one.name: one.value for one in outcome.levels} == counted(problem, outcome.home_of)[0]


def test_levels_the_textbook_model_has_no_time_for_are_said_to_be_not_reached() -> None:
    outcome = solve_textbook(pose(random_region(1), default_policy()), 0.0)
    assert not outcome.found
    assert not outcome.proven
    assert outcome.levels[-1].value is None
    assert outcome.levels[-1].status == "not reached"


def test_a_desk_gives_the_near_home_to_whoever_comes_first_and_the_levels_to_who_needs_it() -> None:
    # Ann comes first and takes the near home, a band better for her; Bea is left with the far one, below her floor.
    children = [make_child("Ann", 4, -2), make_child("Bea", -14, -1)]
    region = make_region(children, [make_home("Near", 0), make_home("Far", 10)])
    problem = pose(region, default_policy())
    assert greedy(problem) == {"Ann": "Near", "Bea": "Far"}
    assert by_us(problem) == by_textbook(problem) == {"Ann": "Far", "Bea": "Near"}


def test_a_desk_splits_an_overdue_group_only_where_no_home_takes_all_of_it() -> None:
    children = [make_child(f"C{k}", 0, -1, sibling_group="A", siblings="should") for k in range(3)]
    apart = pose(make_region(children, [make_home("Two", 1, 2), make_home("One", 2)]), default_policy())
    assert sorted(greedy(apart).values()) == ["One", "Two", "Two"]
    assert deferred(apart) == {}
    whole = pose(make_region(children, [make_home("Two", 1, 2), make_home("Three", 9, 3)]), default_policy())
    assert set(greedy(whole).values()) == set(deferred(whole).values()) == {"Three"}


def test_a_home_turns_away_the_less_urgent_who_asked_first() -> None:
    children = [make_child("Late", 0, 30), make_child("Now", 1, 0)]
    problem = pose(make_region(children, [make_home("Only", 0)]), default_policy())
    assert deferred(problem) == {"Now": "Only"}


@pytest.mark.parametrize("method", METHODS)
def test_pins_are_kept(method: str) -> None:
    children = [make_child("Pinned", 0, 30), make_child("Now", 1, 0)]
    pin = Pin(child_id="Pinned", home_id="Only", kind=PinKind.PLACE)
    problem = pose(make_region(children, [make_home("Only", 0)], pins=(pin,)), default_policy())
    assert METHODS[method](problem) == {"Pinned": "Only"}


def test_a_region_without_any_lawful_pair_is_measured_like_any_other() -> None:
    problem = pose(make_region([make_child("Boy", sex=Sex.M)], [make_home("Girls", sex="F")]), default_policy())
    assert Desk(problem).home_of() == greedy(problem) == deferred(problem) == by_textbook(problem) == {}


def test_the_table_says_which_level_decides_and_what_was_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    region, results = random_region(4), {}
    for name, method in {"ours": by_us, **METHODS}.items():
        results[name], problem = repeated(region, plain(method), 1)
    levels = solve_textbook(problem, 60.0).levels
    one = Measured("tiny", "made here", {"children": 5}, results, Outcome({}, levels, True, 9, 9, 0.1), 0.1,
                   {"wall": 1.0, "cpu": 1.0, "peak_mib": 90.0}, 0.1, 0.1)  # fmt: skip
    missing = instance("nowhere", None, tmp_path_factory.getbasetemp())
    machine: dict[str, object] = {"cpu": "CPU", "cores": 2, "system": "any", "python": "3", "packages": {"x": "1"}}
    page = markdown([one], [missing], machine)
    assert "nowhere: left out (no packaged sample, and no --data to make it from)" in page
    assert all(f"| tiny | {name} |" in page for name in problem.policy.levels.order)
    assert behind(one, "cpsat") == "none"
    assert '"left_out"' in document([one], [missing], machine)


def test_a_method_ahead_of_ours_is_said_aloud() -> None:
    ours, other = (Result({"placed_overdue": n}, n, 0, 1.0, 1.0, 1) for n in (3, 4))
    results = {"ours": ours, "greedy": other, "deferred": ours, "cpsat": ours}
    one = Measured("tiny", "", {}, results, Outcome({}, (), True, 0, 0, 0.0), 0.1, {}, 0.0, 0.0)
    assert behind(one, "greedy") == "AHEAD at placed_overdue by 1"
