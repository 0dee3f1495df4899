"""Why children are unmet: the same weeks with everything relaxed but safety, and rules restored one sort after another.

In this order: G0 places (there are not enough, however used), G1 kind (the kind the assessment plans, and a home's
terms), G2 location (over `far_miles`, out of area, the school), G3 siblings (together where they should be), G4 timing
(free on the first night, notice, places held). What G0 to G4 add is the difference each makes when it is restored; as
that depends on the order, every sort's share over all orders stands beside it (L. S. Shapley, 1953), from all 32
combinations. `nowhere` are children whom no home with places could take even then: safety and law are never relaxed.
With places relaxed every home that has any takes as many as ask; with siblings relaxed every child is placed as if
there were no brothers and sisters.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import factorial
from types import ModuleType
from typing import Any

import numpy as np

from placements.candidates.floor import below_parts
from placements.candidates.screen import Screen, screen
from placements.demand.paths import Path
from placements.domain.codes import Outcome, Urgency
from placements.domain.region import Region
from placements.optimise.constraints import one_home_each, siblings
from placements.optimise.constraints.catalogue import CONSTRAINTS
from placements.optimise.model import Model
from placements.optimise.options import Allowed, Options, allowed, build
from placements.optimise.own_places import offered_at_most
from placements.optimise.problem import Problem, canonical_children, live_homes
from placements.optimise.rows import Layout, Rows
from placements.optimise.solve import fewest
from placements.policy.policy import Policy
from placements.sufficiency.gap import common_of
from placements.sufficiency.met import Array, bad_pairs, best, no_points
from placements.sufficiency.outcome import Common
from placements.sufficiency.sample import sample_weeks
from placements.sufficiency.spread import spread
from placements.sufficiency.supply import Supply
from placements.sufficiency.week import region_at

FACTORS = ("places", "kind", "location", "siblings", "timing")
NAMES = {factor: f"G{k}" for k, factor in enumerate(FACTORS)}
RULES = {
    "kind": ("TYPE-SUIT", "F-TERMS", "CH-SOP", "CH-SECT", "SA-CAT"),
    "location": ("IN-AREA", "OOA-NOM", "OOA-DCS", "DIST-20", "DIST-LOCAL", "DIST-WANTED", "EDU-KEEP", "KS4",
                 "NOMINATION"),
}  # fmt: skip
"""Rules that are part of a sort; those of location bite only where a policy makes them stricter."""
FLOOR = {"grade": None, "young": "kind", "far": "location", "school": "location"}
"""Of which sort each part of the floor is; an inadequate grade is safety."""
WAYS = {"kind": "kind", "far": "location", "out_of_area": "location"}
PLENTY = 99
SPREAD = 25
"""Further options of each set looked at first; where these meet as many as anything could, no others are needed."""
WEEKS = 6
Progress = Callable[[int, int], None]
Set = frozenset[str]


def decompose(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None = None, *, seed: int = 1,
    weeks: int = WEEKS, workers: str = "1", progress: Progress = lambda done, all_: None,
) -> dict[str, Any]:  # fmt: skip
    """Return why children are unmet, G0 to G4 and Shapley's shares, as plain JSON."""
    sample = sample_weeks(paths, max(weeks, 2), seed).part(weeks)
    common = common_of(region, policy, paths, supply, sample, seed)
    found = spread(unmet_by_set, common, range(len(sample.picks)), workers, progress)
    return {
        "order": list(FACTORS), "sample": sample.to_dict(),
        "nowhere": sample.short([week[frozenset()] for week in found]),
        "unmet": sample.short([week[frozenset(FACTORS)] for week in found]),
        "steps": [
            {"name": NAMES[f], "factor": f, "adds": sample.short([steps(week)[f] for week in found]),
             "shapley": sample.short([shapley(week)[f] for week in found])}
            for f in FACTORS
        ],
    }  # fmt: skip


def steps(unmet: dict[Set, int]) -> dict[str, int]:
    """Return what each sort adds when it is restored after those before it."""
    return {f: unmet[frozenset(FACTORS[: k + 1])] - unmet[frozenset(FACTORS[:k])] for k, f in enumerate(FACTORS)}


def shapley(unmet: dict[Set, int]) -> dict[str, float]:
    """Return each sort's mean share over every order of restoring; the shares add up to the whole difference."""
    count, found = len(FACTORS), {}
    for factor in FACTORS:
        total = 0
        for subset in _subsets([f for f in FACTORS if f != factor]):
            orders = factorial(len(subset)) * factorial(count - len(subset) - 1)
            total += orders * (unmet[subset | {factor}] - unmet[subset])
        found[factor] = total / factorial(count)
    return found


def _subsets(of: Sequence[str]) -> Iterable[Set]:
    return (frozenset(chosen) for size in range(len(of) + 1) for chosen in combinations(of, size))


def unmet_by_set(common: Common, k: int) -> dict[Set, int]:
    """Return, for one week, the least number unmet with every set of sorts in force."""
    week = region_at(common.region, common.moments[k], common.supply, common.draw)
    return unmet_of(week, common.policy)


def unmet_of(week: Region, policy: Policy) -> dict[Set, int]:
    """Return the least number unmet of a region with every set of sorts in force."""
    found: dict[Set, int] = {}
    for standing in _subsets(("places", "siblings", "timing")):
        judged = _judged(week, policy, standing)
        for further in _subsets(("kind", "location")):
            found[standing | further] = _unmet(judged, standing | further)
    return found


def _judged(week: Region, policy: Policy, in_force: Set) -> Screen:
    """Return everybody judged, rule by rule, in a region in which some sorts are relaxed."""
    other = week
    live = live_homes(week, policy)
    if "timing" not in in_force:
        other = _whenever(other)
    if "siblings" not in in_force:
        alone = {"sibling_group": None, "siblings": None}
        other = other.with_rows(children=tuple(c.model_copy(update=alone) for c in other.children))
    if "places" not in in_force:
        ids = {h.home_id for h in live}
        more = {"available": PLENTY, "places": PLENTY}
        other = replace(
            other,
            homes=tuple(h.model_copy(update=more) if h.home_id in ids else h for h in other.homes),
            vacancies=tuple(v.model_copy(update={"places": PLENTY}) for v in other.vacancies),
        )
    children = canonical_children(policy, other.waiting)
    return screen(other, policy, children, live_homes(other, policy), rule_by_rule=True)


def _whenever(week: Region) -> Region:
    """Return a region whose homes offer all their places from today, to anybody, at no notice."""
    homes = tuple(
        h.model_copy(update={
            "available": offered_at_most(week, h), "available_from": None, "notice_days": None, "same_day": True,
        }) for h in week.homes
    )  # fmt: skip
    return replace(week, homes=homes, vacancies=())


def _unmet(judged: Screen, in_force: Set) -> int:
    relaxed = [code for sort, codes in RULES.items() if sort not in in_force for code in codes]
    kept_out = judged.failing.astype(np.int16)
    for code in relaxed:
        if code in judged.fails:
            kept_out -= judged.fails[code]
    outcome = np.where((kept_out == 0) & (judged.failing > 0), Outcome.NEEDS_APPROVAL, judged.outcome)
    wide = replace(judged, outcome=outcome.astype(np.int8))
    parts = below_parts(wide.pairs)
    below = np.logical_or.reduce([parts[p] for p, sort in FLOOR.items() if sort is None or sort in in_force])
    may = _may(wide, below)
    options = build(wide, may)
    problem = Problem(wide.pairs.region, wide.pairs.policy, wide, may, options, no_points(wide), {})
    bad = bad_pairs(wide.pairs, below)
    tables = [bad[way] for way, sort in WAYS.items() if sort in in_force] + [bad["stop_gap"]]
    badly = problem.of_members(np.logical_or.reduce([np.broadcast_to(t, wide.pairs.shape) for t in tables]))
    if "siblings" in in_force:
        badly = badly | options.split[options.option]
    return len(wide.pairs.children) - _most(problem, options.total(~badly), "places" in in_force)


def _may(wide: Screen, below: Array) -> Allowed:
    """Return what may be proposed with another floor; as in the match, below it only to urgent children."""
    may = allowed(wide)
    return replace(may, below=below, proposable=may.by_policy & (~below | (may.urgency <= Urgency.TODAY)))


def _most(problem: Problem, gain: Array, places: bool) -> int:
    """Return the most children met: among a few options of each set first, which mostly is as many as can be."""
    which = np.flatnonzero(gain > 0)
    if not len(which):
        return 0
    if not places:
        return _best(problem, gain, _few(problem, gain, which), (one_home_each, siblings))
    some = _few(problem, gain, which, SPREAD)
    found = _best(problem, gain, some, CONSTRAINTS)
    if found == -fewest(-gain, problem) or len(some) == len(which):
        return found
    return _best(problem, gain, which, CONSTRAINTS)


def _best(problem: Problem, gain: Array, which: Array, constraints: Sequence[ModuleType]) -> int:
    options = problem.options
    kept = np.isin(options.option, which)
    small = replace(problem, options=Options(
        options.home[which], options.group[which], options.split[which],
        np.searchsorted(which, options.option[kept]), options.member[kept],
    ))  # fmt: skip
    layout, rows = Layout(small), Rows()
    for constraint in constraints:
        constraint.add(layout, rows)
    values, _ = best([-gain[which]], Model.of(len(which), rows, layout.members_of))
    return -values[0]


def _few(problem: Problem, gain: Array, which: Array, more: int = 0) -> Array:
    """Return some options of each set, those that gain most: as many as a family can have sets, and `more`."""
    options, sets = problem.options, dict[tuple[int, ...], list[int]]()
    members: list[list[int]] = [[] for _ in range(options.count)]
    for option, member in zip(options.option.tolist(), options.member.tolist(), strict=True):
        members[option].append(member)
    for option in which[np.argsort(-gain[which], kind="stable")].tolist():
        of_set = sets.setdefault(tuple(members[option]), [])
        child = problem.screen.pairs.children[members[option][0]]
        if len(of_set) < len(problem.region.group_of[child.child_id]) + more:
            of_set.append(option)
    return np.array(sorted(o for chosen in sets.values() for o in chosen), dtype=np.int64)
