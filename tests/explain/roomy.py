"""Random small regions with room: most rules met, sibling groups of every flag, and one home that is closed."""

from dataclasses import replace
from functools import cache
from random import Random

from properties.regions import small_region

from placements.domain.children import Child
from placements.domain.codes import Kind, Located, Sex, Siblings, Status
from placements.domain.homes import Home
from placements.domain.region import Region

NEEDS = ("autism", "trauma", "self_harm")
FLAGS = (Siblings.MUST, Siblings.SHOULD, Siblings.MAY)


def roomy_region(seed: int, children: int | None = None) -> Region:
    """Return a random region where more children have more homes than in `small_region`.

    Its last home is closed to everybody.
    """
    random, region = Random(seed), small_region(seed, children)
    flag = random.choice(FLAGS)
    homes = [_with_room(random, home) for home in region.homes]
    closed = homes[0].model_copy(update={"home_id": "HX", "status": Status.CLOSED})
    return replace(
        region,
        homes=(*homes, closed),
        children=tuple(_with_room_child(random, child, flag) for child in region.children),
        vacancies=tuple(v for v in region.vacancies if random.random() < 0.6),
        residents=tuple(r for r in region.residents if r.resident_id in region.child or random.random() < 0.5),
    )


@cache
def tight(seed: int) -> Region:
    """Return a region of `small_region` in which one home more is closed to everybody."""
    region = small_region(seed)
    closed = region.homes[0].model_copy(update={"home_id": "HX", "status": Status.CLOSED})
    return replace(region, homes=(*region.homes, closed))


@cache
def roomy(seed: int) -> Region:
    """Return the region of a seed, made once: what was asked of it before is remembered."""
    return roomy_region(seed)


def _with_room(random: Random, home: Home) -> Home:
    if random.random() < 0.15:
        return home
    kind = Kind.FOSTERING if home.kind is Kind.SECURE else home.kind
    position = home.position and home.position._replace(located=Located.EXACT)
    return home.model_copy(update={
        "kind": kind, "places": max(2, home.places), "available": max(1, home.places), "min_age": 0, "max_age": 17,
        "sex": None, "needs_met": NEEDS, "adaptations": ("wheelchair",), "registration": "R", "grade": None,
        "status": Status.OPEN, "available_from": None, "position": position,
    })  # fmt: skip


def _with_room_child(random: Random, child: Child, flag: Siblings) -> Child:
    changes: dict[str, object] = {"siblings": flag if child.sibling_group else None}
    if child.sex is Sex.U:
        changes["sex"] = Sex.F
    if random.random() < 0.7:
        changes |= {"solo": None, "alongside": None, "pets": None}
    return child.model_copy(update=changes)
