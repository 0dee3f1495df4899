"""What insisting on a home would do to everyone else: levels, the first that differs, and who is displaced."""

from collections.abc import Mapping
from typing import Any

from placements.optimise.check import check_after
from placements.optimise.forced import Forced, Insistence, options_with
from placements.optimise.review import Review
from placements.optimise.solve import Level, shown


def insisted(review: Review, levels: tuple[Level, ...], forced: Forced, child_id: str, home_id: str) -> dict[str, Any]:
    """Return the comparison of a proposal with one that has a pair forced; raises RejectedError if it does not count.

    `first` is the first level that differs, None for a tie: then insisting costs nobody anything. Displaced are the
    children who lose their home, go to a stop-gap, or fall farther short of their own best home, but for those it is
    insisted for: herself, and brothers and sisters who go with her.
    """
    hers = {c for c in review.region.group_of[child_id] if forced.home_of.get(c) == home_id}
    other = review if forced.home_of == review.home_of else check_after(review, forced.home_of, forced.levels)
    first = next((k for k, (a, b) in enumerate(zip(levels, forced.levels, strict=True)) if a.value != b.value), None)
    return {
        "levels": {level.name: shown(level.name, level.value) for level in forced.levels},
        "displaced": sorted(
            c for c, before in review.placements.items() if c not in hers and _worse(before, other.placements.get(c))
        ),
        "first": None if first is None else _difference(levels[first], forced.levels[first]),
        "tie": first is None,
        "proven": forced.proven,
    }


def compared(insistence: Insistence, review: Review, child_id: str, home_id: str) -> dict[str, Any]:
    """Return what insisting on a lawful pair would do, level by level, or `not_forced`: why no proposal can have it.

    Raises NoProposalError when it takes too long, RejectedError if the answer does not count.
    """
    forced = insistence.force(child_id, home_id)
    if forced is None:
        return {"not_forced": _why_not(insistence, child_id, home_id)}
    levels = insistence.solution.levels
    found = insisted(review, levels, forced, child_id, home_id)
    best = {level.name: shown(level.name, level.value) for level in levels}
    rows = [{"name": name, "best": best[name], "with_pair": value} for name, value in found["levels"].items()]
    return {**found, "levels": rows}


def _why_not(insistence: Insistence, child_id: str, home_id: str) -> str:
    """Return the first that applies: policy, floor, group, fixed (a pin or an accepted offer stands against it)."""
    problem = insistence.problem
    i, j = problem.screen.pairs.row[child_id], problem.screen.pairs.column[home_id]
    wanted, _ = options_with(problem, child_id, home_id)
    if wanted.size:
        return "fixed"
    if not problem.may.by_policy[i, j]:
        return "policy"
    return "group" if problem.may.proposable[i, j] else "floor"


def _worse(before: Any, now: Any) -> bool:
    return now is None or (now.stop_gap and not before.stop_gap) or now.shortfall > before.shortfall


def _difference(best: Level, with_pair: Level) -> dict[str, Any]:
    return {
        "name": best.name, "best": shown(best.name, best.value), "with_pair": shown(best.name, with_pair.value),
    }  # fmt: skip


def force_own_bests(insistence: Insistence, review: Review, seconds: float) -> dict[str, Forced | None]:
    """Return, for every child placed, the best proposal in which she has her own best home.

    None where no proposal can have the pair (an accepted offer or a pin stands against it), or the seconds were up.
    """
    wanted = [(c, best.home_id) for c, best in sorted(review.best.items()) if c in review.home_of]
    answers = insistence.force_all(wanted, seconds)
    return {child_id: forced for (child_id, _), forced in zip(wanted, answers, strict=True)}


def own_bests(
    review: Review, levels: tuple[Level, ...], answers: Mapping[str, Forced | None]
) -> dict[str, dict[str, Any]]:
    """Return, for every child placed, her own best home and what insisting on it would do, looked at without a solver.

    Raises RejectedError if an answer does not count.
    """
    found = {}
    for child_id, forced in answers.items():
        home_id = review.best[child_id].home_id
        would_do = None if forced is None else insisted(review, levels, forced, child_id, home_id)
        found[child_id] = {"home_id": home_id, "if_insisted": would_do}
    return found
