"""The certificate of a match as JSON: what supports each claim, and the proposals behind what it says besides."""

from collections.abc import Mapping
from typing import Any

from placements.explain.document import Found
from placements.explain.version import program_version
from placements.optimise.calls import Called
from placements.optimise.certificate import claims
from placements.optimise.forced import Forced
from placements.optimise.problem import Problem
from placements.optimise.promise import Alone
from placements.optimise.solve import Solution

SCHEMA = "placements/certificate/1"


def certificate(problem: Problem, solution: Solution, found: Found) -> dict[str, Any]:
    """Return what `verify` needs beside the region, the policy and the match itself.

    `levels`: how each claim is supported (optimise/certificate.py); `cuts`: rows the prices may stand on. `insisted`
    and `calls`: the proposals behind what the match says of them, as changes to the proposal or whole. `alone`: every
    member's best on its own, where the policy guarantees as much.
    """
    return {
        "schema": SCHEMA,
        "inputs": problem.region.inputs,
        "policy": problem.policy.digest,
        "version": program_version(),
        "previous": dict(sorted(problem.previous.items())),
        "cuts": [options.tolist() for options in solution.work.cuts],
        "levels": [claim.to_dict() for claim in claims(problem, solution)],
        "insisted": {
            child_id: None if forced is None else _forced(forced, solution.home_of)
            for child_id, forced in sorted(found.forced.items())
        },
        "calls": _called(found.called),
        "alone": {code: _alone(one) for code, one in sorted(problem.alone.items())},
    }


def _forced(forced: Forced, home_of: Mapping[str, str]) -> dict[str, Any]:
    """Return a forced proposal as moves (None: without a home) and the bound of each level."""
    ids = sorted({*home_of, *forced.home_of})
    return {
        "moves": {c: forced.home_of.get(c) for c in ids if forced.home_of.get(c) != home_of.get(c)},
        "values": [level.value for level in forced.levels],
        "bounds": [level.bound for level in forced.levels],
    }


def _alone(one: Alone) -> dict[str, Any]:
    """Return a member's best proposal alone, each level minimised over its own options, and its bound."""
    return {
        "home_of": dict(sorted(one.home_of.items())), "minimised": list(one.minimised), "least": list(one.least),
        "promised": {urgency.word: count for urgency, count in one.promised.items()},
    }  # fmt: skip


def _called(called: Called) -> dict[str, Any]:
    return {
        "home_of": dict(sorted(called.home_of.items())),
        "sure_home_of": dict(sorted(called.sure_home_of.items())),
        "sure": {urgency.word: count for urgency, count in called.sure.items()},
        "placed": {urgency.word: count for urgency, count in called.placed.items()},
    }
