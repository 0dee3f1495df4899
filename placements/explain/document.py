"""The JSON of a match, from a proposal and what was solved for beside it: no solver is asked here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from placements.explain.areas import areas, homes_named
from placements.explain.calls import calls
from placements.explain.capacity import capacity
from placements.explain.connections import chains, components, graph
from placements.explain.decisions import decisions
from placements.explain.insisting import own_bests
from placements.explain.judgement import judgements
from placements.explain.members import pooling
from placements.explain.placed import placed
from placements.explain.tonight_region import tonight
from placements.explain.unlocks import sought_for, wide_screen
from placements.explain.unplaced import unplaced
from placements.explain.vacancies import vacancy_ages
from placements.explain.version import program_version
from placements.optimise.calls import Called
from placements.optimise.forced import Forced
from placements.optimise.problem import Problem
from placements.optimise.review import Review
from placements.optimise.solve import Level

SCHEMA = "placements/match/1"
BEFORE_CALLS = (
    "unplaced", "decisions", "not_checked", "settled", "capacity", "vacancy_ages", "connections", "classes",
    "authorities",
)  # fmt: skip
"""Parts that stand before the calls in the JSON."""


@dataclass(frozen=True)
class Found:
    """What is solved for beside a proposal: for each child placed her own best home forced, and the calls."""

    forced: Mapping[str, Forced | None]
    called: Called


def plain_parts(problem: Problem, review: Review) -> dict[str, Any]:
    """Return what a proposal alone says, whatever is solved for beside it."""
    region = problem.region
    rows = {c.child_id: i for i, c in enumerate(problem.screen.pairs.children)}
    without = _without(problem, review, rows)
    links = graph(problem)
    return {
        "unplaced": without,
        "decisions": [d.to_dict() for d in decisions(problem, review, without)],
        "not_checked": [{"rule": rule, "pairs": count} for rule, count in sorted(problem.screen.not_checked.items())],
        "settled": sorted(c.child_id for c in region.children if c.settled),
        "capacity": capacity(review),
        "vacancy_ages": vacancy_ages(region),
        "connections": {
            "components": components(links),
            "chains": chains(review, links, [entry["child_id"] for entry in without]),
        },
        "classes": {c: review.urgency[c].word for c in sorted(rows)},
        "authorities": {code: a.name for code, a in sorted(region.authority.items())},
        "tonight": tonight(problem, review),
        "areas": areas(review),
        "judgement": judgements(problem.policy, region),
        "pooling": pooling(review),
    }


def document(
    problem: Problem, review: Review, levels: tuple[Level, ...], found: Found, parts: dict[str, Any]
) -> dict[str, Any]:
    """Return a match as JSON (schema placements/match/1); raises RejectedError if an answer found does not count."""
    own_best = own_bests(review, levels, found.forced)
    made = {
        "schema": SCHEMA,
        "region": problem.region.name,
        "as_of": problem.region.as_of.isoformat(),
        "inputs": problem.region.inputs,
        "policy": problem.policy.digest,
        "version": program_version(),
        "solver": {"status": "optimal" if all(level.gap == 0 for level in levels) else "feasible"},
        "levels": [level.to_dict() for level in levels],
        "placements": [placed(review, p, own_best[p.child_id]) for p in review.placements.values()],
        **{name: parts[name] for name in BEFORE_CALLS},
        "calls": calls(problem.region, problem.policy, found.called),
        "tonight": parts["tonight"],
        "areas": parts["areas"],
        "judgement": parts["judgement"],
        "pooling": parts["pooling"],
    }
    made["homes"] = homes_named(made, review)
    return made


def _without(problem: Problem, review: Review, rows: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the children without a home, judged against every home and not only those that offer a place."""
    region, ids = problem.region, [c for c in sorted(rows) if c not in review.home_of]
    judged = sorted({other for c in ids for other in sought_for(region, c)})
    wide = wide_screen(region, problem.policy, judged)
    return [unplaced(problem, wide, review, rows[c]) for c in ids]
