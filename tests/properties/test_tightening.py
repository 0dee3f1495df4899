"""Tightening, whoever does it, never turns an outcome into a better one, and touches nobody else's children."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from factories import AUTHORITIES, at, make_child, make_home, make_region
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.regions import small_region

from placements.candidates.floor import below_floor
from placements.candidates.screen import Screen, screen
from placements.candidates.verdicts import judge_all, verdict_of
from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.policy.local import STRICTNESS
from placements.policy.policy import Policy, default_policy, policy_from
from placements.rules.catalogue import CODES

SEEDS = st.integers(min_value=10_000, max_value=10_000_000)
CODE = st.sampled_from(sorted(CODES))
MODES = st.dictionaries(CODE, st.sampled_from(STRICTNESS[1:]), max_size=8)
GRADES = ["inadequate", "requires_improvement", "good", "outstanding"]
STEPS = {
    "u8_age": (8, 12, 18), "smoke_free_age": (5, 9, 18), "confirmed_days": (2, 1, 0), "far_miles": (20, 10, 2),
    "school_miles": (10, 5, 1), "approval_miles": (None, 15, 3), "panel_weekly": (5000, 800, 100),
    "director_weekly": (10000, 900, 200),
    "agreed_grades": (GRADES[:1], GRADES[:2], GRADES),
}  # fmt: skip
"""Three values of each limit, each as strict as the one before or stricter."""

Loose = Mapping[str, tuple[int, int]]
PLACES = st.fixed_dictionaries({name: st.tuples(st.integers(0, 2), st.integers(0, 2)) for name in STEPS})


def limits(places: Loose, which: int) -> dict[str, Any]:
    """Return a limit of each kind: the looser (0) or the stricter (1) of two."""
    found = {name: STEPS[name][sorted(two)[which]] for name, two in places.items()}
    return {name: value for name, value in found.items() if value is not None}


def stricter(first: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    codes = {**first, **more}
    return {c: max(first.get(c, STRICTNESS[0]), more.get(c, STRICTNESS[0]), key=STRICTNESS.index) for c in codes}


def policy(own: Mapping[str, str], places: Loose, which: int, region: Mapping[str, str]) -> Policy:
    """Return a policy in which Alpha's own rules and limits stand beside the region's rules."""
    kept = {c: m for c, m in own.items() if STRICTNESS.index(m) >= STRICTNESS.index(region.get(c, STRICTNESS[0]))}
    entry = {**limits(places, which), "rules": {code: {"mode": mode} for code, mode in kept.items()}}
    return policy_from(
        {"rules": {code: {"mode": mode} for code, mode in region.items()}, "authorities": {"A1": entry}}, CODES
    )


def judged(region: Region, chosen: Policy) -> Screen:
    return screen(region, chosen, region.children, region.homes)


@settings(max_examples=150, deadline=None)
@given(SEEDS, MODES, MODES, MODES, PLACES)
def test_tightening_makes_no_outcome_better(
    seed: int, own: dict[str, str], more: dict[str, str], everywhere: dict[str, str], places: Loose
) -> None:
    region = small_region(seed)
    before = judged(region, policy(own, places, 0, everywhere))
    after = judged(region, policy(stricter(own, more), places, 1, everywhere))
    assert (after.outcome >= before.outcome).all()
    assert (below_floor(after.pairs) >= below_floor(before.pairs)).all()


@settings(max_examples=60, deadline=None)
@given(SEEDS, MODES, MODES)
def test_a_stricter_region_makes_no_outcome_better(seed: int, first: dict[str, str], more: dict[str, str]) -> None:
    region = small_region(seed)
    both = stricter(first, more)
    before, after = (
        judged(region, policy_from({"rules": {code: {"mode": mode} for code, mode in modes.items()}}, CODES))
        for modes in (first, both)
    )
    assert (after.outcome >= before.outcome).all()


@settings(max_examples=60, deadline=None)
@given(SEEDS, MODES, PLACES)
def test_one_authoritys_own_rules_touch_nobody_elses_children(seed: int, own: dict[str, str], places: Loose) -> None:
    region = small_region(seed)
    plain, tightened = judged(region, default_policy()), judged(region, policy(own, places, 1, {}))
    others = np.array([child.authority != "A1" for child in region.children])
    assert tightened.outcome[others].tolist() == plain.outcome[others].tolist()
    assert tightened.blocked[others].tolist() == plain.blocked[others].tolist()
    assert below_floor(tightened.pairs)[others].tolist() == below_floor(plain.pairs)[others].tolist()


@settings(max_examples=40, deadline=None)
@given(SEEDS, MODES, PLACES)
def test_the_sentence_of_a_pair_says_what_the_table_says(seed: int, own: dict[str, str], places: Loose) -> None:
    region, chosen = small_region(seed), policy(own, places, 1, {})
    table = judged(region, chosen)
    pairs = [(c.child_id, h.home_id) for c in region.children for h in region.homes]
    verdicts = [verdict_of(case) for case in judge_all(region, chosen, pairs).values()]
    assert [v.outcome for v in verdicts] == [Outcome(o) for o in table.outcome.ravel().tolist()]
    for verdict in verdicts:
        asked = [v for v in verdict.verdicts if v.outcome is Outcome.NEEDS_APPROVAL]
        assert all(v.finding.who for v in asked)
        assert all(v.finding.sentence for v in verdict.verdicts)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_rule_made_stricter_by_every_authority_is_as_strict_as_by_the_region(code: str) -> None:
    """Each authority alone, all of them together and the region say the same of every pair."""
    children = [make_child(f"C{k}", authority=a.code, position=at(k)) for k, a in enumerate(AUTHORITIES)]
    homes = [make_home("H1", position=at(30)), make_home("H2", kind="residential", grade="inadequate")]
    region = make_region(children=children, homes=homes)
    for mode in STRICTNESS[1:]:
        everybody = {a.code: {"rules": {code: {"mode": mode}}} for a in AUTHORITIES}
        whole = judged(region, policy_from({"rules": {code: {"mode": mode}}}, CODES)).outcome.tolist()
        assert judged(region, policy_from({"authorities": everybody}, CODES)).outcome.tolist() == whole
        for k, (authority, entry) in enumerate(everybody.items()):
            alone = judged(region, policy_from({"authorities": {authority: entry}}, CODES)).outcome.tolist()
            assert alone[k] == whole[k]
