"""Random small regions in which every rule that shapes a set is live."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from factories import fact
from facts_at_random import facts_at_random

from placements.domain.children import Approval, Assessment, Child, Contact, Fact, KeepApart, Offer, Pin, SafetyArea
from placements.domain.codes import NEEDS, Located
from placements.domain.homes import Authority, Home, Resident, School, Vacancy
from placements.domain.record import Position
from placements.domain.region import Region
from placements.geography.grid import to_globe

AS_OF = date(2026, 11, 23)


def _day(random: Random, low: int, high: int) -> date:
    return AS_OF + timedelta(days=random.randint(low, high))


def _maybe(random: Random, chance: float, value: object) -> object:
    return value if random.random() < chance else None


def _position(random: Random, spread: int = 30_000, located: Located = Located.EXACT) -> Position:
    east, north = 400_000 + random.randint(0, spread), 300_000 + random.randint(0, spread)
    (latitude, longitude), *_ = to_globe([east], [north])
    return Position(east, north, latitude, longitude, located)


def _child(random: Random, k: int, groups: list[str | None], homes: list[str]) -> Child:
    moving = random.random() < 0.15
    return Child(
        child_id=f"C{k}",
        authority=random.choice(("A1", "A1", "A2")),
        date_of_birth=_day(random, -17 * 365 - 400, -200),
        sex=random.choice(("M", "F", "F", "U")),
        needed_by=_day(random, -2, 12) if random.random() < 0.5 else random.choice((AS_OF, _day(random, -3, 25))),
        sibling_group=groups[k],
        siblings=random.choice(("must", "should", "should", "may", None)),
        school_urn=random.choice((None, "S1")),
        keep_school=random.choice((None, True, False)),
        needs=tuple(random.sample(("autism", "trauma", "self_harm"), random.choice((0, 0, 1, 2)))),
        adaptations=random.choice(((), (), (), ("wheelchair",))),
        languages=random.choice(((), ("Urdu",))),
        solo=random.choices((None, "required", "recommended"), (8, 2, 1))[0],
        alongside=random.choices((None, "only_older", "only_younger"), (7, 2, 2))[0],
        pets=random.choice((None, "no", "must")),
        distance_intent=random.choice((None, None, "away")),
        suits_supported=random.choice((None, "suitable")),
        suits_residential=random.choice((None, "suitable", "preferred")),
        where_now=random.choices((None, "office"), (9, 2))[0],
        expected_weeks=random.choice((None, None, 1, 2, 3)),
        current_home_id=random.choice(homes) if moving else None,
        notice_ends=AS_OF if moving else None,
        position=_position(random) if random.random() < 0.9 else None,
    )  # fmt: skip


def _home(random: Random, k: int, children: list[str]) -> Home:
    kind = random.choices(("fostering", "kinship", "residential", "supported", "secure"), (9, 2, 4, 2, 1))[0]
    places = random.choice((1, 2, 2, 3, 4, 5))
    return Home(
        home_id=f"H{k}",
        kind=kind,
        authority=random.choice(("A1", "A2", "A3")),
        sector=random.choice(("in_house", "independent")),
        places=places,
        available=random.randint(0, places) if random.random() < 0.3 else places,
        min_age=random.choice((0, 0, 5)),
        max_age=random.choice((17, 17, 12)),
        sex=random.choice((None, None, None, "F")),
        needs_met=random.choice((None, ("autism", "trauma", "self_harm"), ("autism",))),
        adaptations=random.choice((None, ("wheelchair",), ("none",))),
        weekly_fee=random.choice((None, 400, 650, 900, 5500)),
        contract=random.choice((None, "block", "spot", "framework", "in_house")),
        grade=random.choices((None, "good", "inadequate"), (4, 4, 1))[0],
        registration=random.choice(("R", "R", "R", None)),
        status=random.choices(("open", "on_hold"), (12, 1))[0],
        languages=random.choice(((), ("Urdu",))),
        smoker=random.choice((None, True, False)),
        solo_capable=random.choice((True, True, None)),
        own_children_ages=random.choice(((), (), (), (9,))),
        named_children=tuple(random.sample(children, min(len(children), 2))) if kind == "kinship" else (),
        bedrooms_sharing=random.choice((None, True, False)),
        available_from=_maybe(random, 0.2, _day(random, -3, 8)),
        confirmed_on=_maybe(random, 0.6, _day(random, -8, 0)),
        position=_position(random, located=random.choice((Located.EXACT, Located.EXACT, Located.CONSTITUENCY))),
    )  # fmt: skip


def _residents(random: Random, homes: list[Home], children: list[Child], group: str | None) -> list[Resident]:
    found = []
    for home in homes:
        for n in range(random.choice((0, 0, 1, 1, 2))):
            found.append(Resident(
                home_id=home.home_id, resident_id=f"R{home.home_id}{n}", date_of_birth=_day(random, -6000, -1000),
                authority=random.choice((None, "A1", "A2")), sibling_group=_maybe(random, 0.3, group),
                foster_child=random.choice((None, True, False)), leaves_on=_maybe(random, 0.5, _day(random, -1, 20)),
            ))  # fmt: skip
    found += [
        Resident(home_id=c.current_home_id, resident_id=c.child_id, date_of_birth=c.date_of_birth,
                 authority=c.authority, sibling_group=c.sibling_group,
                 leaves_on=_maybe(random, 0.3, _day(random, 1, 9)))
        for c in children if c.current_home_id
    ]  # fmt: skip
    return found


def _vacancies(random: Random, homes: list[Home], ids: list[str]) -> list[Vacancy]:
    found = []
    for home in homes:
        if random.random() < 0.35:
            for _ in range(random.choice((1, 2))):
                found.append(Vacancy(
                    home_id=home.home_id, places=random.choice((1, 1, 2, 4)), from_=_day(random, -5, 5),
                    until=_maybe(random, 0.4, _day(random, 6, 100)),
                    certainty=random.choice((None, "confirmed", "expected", "held")),
                    held_for=tuple(random.sample(ids, 1)) if random.random() < 0.4 else (),
                    hold_ends=_maybe(random, 0.5, _day(random, -2, 4)),
                ))  # fmt: skip
    return found


def _papers(random: Random, ids: list[str], homes: list[Home]) -> dict[str, tuple[object, ...]]:
    home_ids = [h.home_id for h in homes]
    anyone = [*ids, *home_ids]
    few = range(random.choice((0, 1, 2)))
    basis = ("court", "assessment", "preference")
    return {
        "keep_apart": tuple(
            KeepApart(child_id=random.choice(ids), other_id=random.choice(anyone), basis=random.choice(basis),
                      expires_on=_maybe(random, 0.4, _day(random, -1, 14))) for _ in few
        ),
        "safety_areas": tuple(
            SafetyArea(child_id=random.choice(ids), radius_miles=random.choice((1, 4)),
                       basis=random.choice(("court", "strategy", "preference")),
                       expires_on=_maybe(random, 0.4, _day(random, -1, 14)), position=_position(random)) for _ in few
        ),
        "approvals": tuple(
            Approval(child_id=random.choice(ids), home_id=random.choice((None, *home_ids)), approved_by="panel",
                     kind=random.choice(("F-LIMIT3", "F-TERMS", "CH-SOP", "OOA-NOM", "SEC-CRIT", "CH-IRA", "F-BED")),
                     approved_on=_day(random, -20, 1), expires_on=_maybe(random, 0.4, _day(random, -1, 20)))
            for _ in range(random.choice((0, 2, 6)))
        ) + _exemptions(random, ids, home_ids),
        "offers": tuple(
            Offer(child_id=random.choice(ids), home_id=random.choice(home_ids),
                  status=random.choice(("declined", "withdrawn", "offered")),
                  until=_maybe(random, 0.5, _day(random, -2, 3)),
                  expires_at=_maybe(random, 0.5, _day(random, -2, 3))) for _ in few
        ),
        "pins": tuple(
            Pin(child_id=random.choice(ids), home_id=random.choice(home_ids), kind="forbid") for _ in few
        ),
        "contacts": tuple(Contact(child_id=random.choice(ids), person="P", position=_position(random)) for _ in few),
        "assessments": tuple(
            Assessment(child_id=random.choice(ids), home_id=random.choice(home_ids), score=random.randint(0, 100))
            for _ in few
        ),
    }  # fmt: skip


def _facts(
    random: Random, ids: list[str], homes: list[Home], residents: list[Resident], share: float
) -> tuple[Fact, ...]:
    """Facts that shape sets in every region, on the day; in two of three any other, from before."""
    home_ids, before = [h.home_id for h in homes], AS_OF - timedelta(days=1)
    others = facts_at_random(random, AS_OF, ids, home_ids, residents, share)
    runs_for = [(h, random.randint(1, max(1, h.places - 1))) for h in homes if random.random() < 0.4]
    plans = [c for c in ids if random.random() < 0.25]
    return (
        *(row.model_copy(update={"on": before}) for row in others),
        *(fact("home", home.home_id, "operating_capacity", str(most), AS_OF) for home, most in runs_for),
        *(fact("child", c, "no_younger_children", "yes", AS_OF) for c in plans),
    )


def _exemptions(random: Random, ids: list[str], home_ids: list[str]) -> tuple[Approval, ...]:
    """Now and then everybody is exempted for one home."""
    if random.random() < 0.7:
        return ()
    home_id = random.choice(home_ids)
    everyone = [*ids, f"R{home_id}0", f"R{home_id}1"]
    return tuple(
        Approval(child_id=person, home_id=home_id, kind="F-LIMIT3", approved_by="area authority", approved_on=AS_OF)
        for person in everyone if random.random() < 0.85
    )  # fmt: skip


def small_region(seed: int, children: int | None = None) -> Region:
    """Return a random region of up to five children and five homes."""
    random = Random(seed)
    count, size = children or random.choice((2, 3, 4, 4, 5)), random.choice((2, 3, 4, 5))
    groups: list[str | None] = [random.choice(("G1", "G1", "G2", None)) for _ in range(count)]
    ids = [f"C{k}" for k in range(count)]
    homes = [_home(random, k, ids) for k in range(size)]
    waiting = [_child(random, k, groups, [h.home_id for h in homes]) for k in range(count)]
    papers = _papers(random, ids, homes)
    residents = _residents(random, homes, waiting, "G1")
    vacancies = _vacancies(random, homes, ids)
    return Region(
        name="Small",
        as_of=AS_OF,
        authorities=(
            Authority(code="A1", name="Alpha", adjacent=("A2",)), Authority(code="A2", name="Beta"),
            Authority(code="A3", name="Gamma"),
        ),
        children=tuple(waiting),
        homes=tuple(homes),
        residents=tuple(residents),
        vacancies=tuple(vacancies),
        schools=(School(urn="S1", name="School", position=_position(random)),),
        **papers,
    )  # fmt: skip


def region_with_facts(seed: int) -> Region:
    """Return a random region with facts about some of the children, homes and residents."""
    region = small_region(seed)
    ids = [c.child_id for c in region.children]
    facts = _facts(Random(-seed), ids, list(region.homes), list(region.residents), seed % 3 / 6)
    return replace(region, facts=facts)


def roomy_region(seed: int) -> Region:
    """Return a region whose few children's homes could take everybody, were it not for the facts about sets.

    What a home runs for, and plans that keep younger children away, decide who may live together.
    """
    random, region = Random(seed), small_region(seed, children=4)
    homes = tuple(
        Home(home_id=f"H{k}", kind="residential", authority="A1", sector="in_house", places=4, available=4, min_age=0,
             max_age=17, registration="R", needs_met=NEEDS, adaptations=("wheelchair",), position=home.position)
        for k, home in enumerate(region.homes[:2])
    )  # fmt: skip
    children = tuple(
        c.model_copy(update={"solo": None, "alongside": None, "sex": "F", "current_home_id": None, "notice_ends": None})
        for c in region.children
    )
    facts = (
        *(fact("home", h.home_id, "operating_capacity", str(random.randint(1, 3))) for h in homes),
        *(fact("child", c.child_id, "no_younger_children", random.choice(("yes", "no"))) for c in children),
    )
    residents = tuple(r for r in region.residents if r.home_id in ("H0", "H1"))
    return replace(
        region, homes=homes, children=children, residents=residents, facts=facts, vacancies=(), keep_apart=(),
        safety_areas=(), offers=(), pins=(), assessments=(), approvals=(),
    )  # fmt: skip
