"""Respite: the bed at the current home stays the child's own, on every night and in every proposal."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from factories import MONDAY, judged, make_child, make_home, make_region, make_resident, outcome, said
from properties.oracle import Oracle
from properties.regions import AS_OF, small_region

import placements
from placements.domain.codes import Outcome, Purpose
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.optimise.check import review_of
from placements.optimise.lawful import faults
from placements.policy.policy import default_policy


def respite_region(seed: int) -> Region:
    """Return a small region in which one to three children are on respite, some without a resident's row."""
    region, random = small_region(seed), Random(f"respite {seed}")
    away = random.sample(region.children, random.choice((1, 1, min(3, len(region.children)))))
    ids = {child.child_id for child in away}
    homes = {child.child_id: random.choice(region.homes).home_id for child in away}
    children = tuple(
        child.model_copy(update={
            "purpose": Purpose.RESPITE, "current_home_id": homes[child.child_id], "notice_ends": None,
            "move_agreed_on": AS_OF, "expected_weeks": random.choice((1, 2)),
        }) if child.child_id in ids else child
        for child in region.children
    )  # fmt: skip
    residents = tuple(r for r in region.residents if r.resident_id not in ids)
    recorded = tuple(
        make_resident(c, homes[c], sibling_group=region.child[c].sibling_group,
                      leaves_on=random.choice((None, AS_OF, AS_OF + timedelta(days=3))))
        for c in sorted(ids) if random.random() < 0.7
    )  # fmt: skip
    return replace(region, children=children, residents=(*residents, *recorded))


def respite(child_id: str = "R1", **changes: object) -> object:
    """Return a child who lives at H1 and is looked for a fortnight elsewhere."""
    row = {
        "purpose": "respite", "current_home_id": "H1", "move_agreed_on": MONDAY, "expected_weeks": 2,
    }  # fmt: skip
    return make_child(child_id, **{**row, **changes})


def beds_kept(region: Region, proposal: dict[str, str]) -> bool:
    """Whether every home has room on every night for those proposed and for whoever comes back; counted plainly."""
    kept = {c.child_id: c.current_home_id for c in region.waiting if c.purpose == "respite" and c.current_home_id}
    for home_id in set(proposal.values()):
        stays = {c: stay_of(region.child[c], region.as_of) for c, h in proposal.items() if h == home_id}
        first, last = min(s.start for s in stays.values()), max(s.end for s in stays.values())
        for day in (first + timedelta(days=n) for n in range((last - first).days)):
            arrived = {c for c, stay in stays.items() if stay.has_night(day)}
            moved = {c for c in proposal if stay_of(region.child[c], region.as_of).start <= day}
            there = {
                r.resident_id for r in region.residents
                if r.home_id == home_id and (r.leaves_on is None or day < r.leaves_on)
                and (r.resident_id not in moved or r.resident_id in kept)
            }  # fmt: skip
            there |= {c for c, h in kept.items() if h == home_id}
            if arrived and len(arrived) + len(there) > region.home[home_id].places:
                return False
    return True


@pytest.mark.parametrize("seed", range(3000, 3060))
def test_with_children_on_respite_the_proposal_equals_exhaustive_search(seed: int) -> None:
    region = respite_region(seed)
    result = placements.match(region)
    oracle = Oracle(region, default_policy())
    assert oracle.ranked(result.home_of) == max(oracle.ranked(p) for p in oracle.proposals())
    assert faults(result.review) == []
    assert beds_kept(region, result.home_of)


@pytest.mark.parametrize("seed", range(3060, 3100))
def test_the_plain_check_never_passes_a_proposal_that_gives_the_bed_away(seed: int) -> None:
    region, random = respite_region(seed), Random(seed)
    problem = placements.match(region).problem
    for _ in range(20):
        proposal = {c.child_id: random.choice(region.homes).home_id for c in region.waiting if random.random() < 0.6}
        if faults(review_of(problem, proposal)) == []:
            assert beds_kept(region, proposal)


def test_the_random_regions_have_proposals_that_would_give_a_bed_away() -> None:
    """Else the two tests above would prove nothing: without the kept bed, one of the proposals takes it."""
    taken = 0
    for seed in range(3000, 3060):
        region = respite_region(seed)
        moving = tuple(c.model_copy(update={"purpose": Purpose.NEW}) for c in region.children)
        taken += not beds_kept(region, placements.match(replace(region, children=moving)).home_of)
    assert taken >= 5


@pytest.mark.parametrize("kind", ["fostering", "residential"])
@pytest.mark.parametrize("row", [{}, {"leaves_on": MONDAY}, None], ids=["recorded", "leaves today", "no row"])
def test_the_bed_of_a_child_on_respite_is_offered_to_nobody(kind: str, row: dict[str, date] | None) -> None:
    home = make_home("H1", kind, places=1, available=1)
    residents = [] if row is None else [make_resident("R1", "H1", **row)]
    verdict = judged(make_child(), home, others=[respite()], residents=residents)
    assert verdict.outcome is Outcome.RULED_OUT
    moving = judged(make_child(), home, others=[respite(purpose="new")], residents=[make_resident("R1", "H1")])
    assert moving.outcome is not Outcome.RULED_OUT


def test_another_bed_in_the_same_home_is_still_offered() -> None:
    home = make_home("H1", places=2, available=1)
    verdict = judged(make_child(), home, others=[respite()], residents=[make_resident("R1", "H1")])
    assert verdict.outcome.may_be_proposed


def test_respite_is_somewhere_else_and_ends_where_it_began() -> None:
    child = respite("C1")
    here = said("RESPITE-T", child, make_home("H1"))
    assert here.outcome is Outcome.RULED_OUT
    assert here.unlock
    away = said("RESPITE-T", child, make_home("H2"), other_homes=[make_home("H1")])
    assert away.outcome is Outcome.AVAILABLE
    assert "7 December 2026" in away.finding.sentence
    assert outcome("RESPITE-T", respite("C1", current_home_id=None), make_home("H1")) is None
    assert outcome("RESPITE-T", respite("C1", purpose="new"), make_home("H1")) is None


def test_a_child_on_respite_who_is_not_in_the_match_counts_as_any_resident() -> None:
    """Without an agreed day the child is settled; a resident's own last day then stands."""
    settled = respite(move_agreed_on=None)
    region = make_region(children=[settled], residents=[make_resident("R1", "H1", leaves_on=MONDAY)])
    assert region.kept_beds == {}
    assert region.residents_of["H1"][0].leaves_on == MONDAY


def test_what_is_known_of_homes_is_not_carried_over_to_a_region_with_other_beds() -> None:
    region = make_region(children=[make_child()], homes=[make_home("H1", places=1)])
    assert region.residents_of == {}
    other = region.with_children(children=(make_child(), respite()))
    assert [r.resident_id for r in other.residents_of["H1"]] == ["R1"]
