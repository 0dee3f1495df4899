"""Places needed, by kind and area: the fewest with which enough weeks leave no more than tau urgent children unmet.

Found by solving, not by taking beds from children. A master problem chooses places and which sampled weeks are to be
met; each week it names is solved with these places by the rules and rows of the match, and where too many urgent
children are still without any home the master is told why: by the prices of the week's relaxation, or, where these see
no reason, by a set of places that is not enough. Every such cut holds for all choices (logic-based Benders, J. N.
Hooker 2000), so when no week contradicts the master any more, no smaller number of places would do. Then fresh weeks,
drawn with another seed, say whether it holds beyond the sample.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np

from placements.demand.paths import Path
from placements.domain.codes import Kind, Urgency
from placements.domain.region import Region
from placements.errors import NoProposalError
from placements.policy.policy import Policy
from placements.sufficiency.further import BUILT, Asked, Further, new_block
from placements.sufficiency.gap import common_of
from placements.sufficiency.outcome import Common
from placements.sufficiency.sample import Sample, sample_weeks
from placements.sufficiency.spread import spread
from placements.sufficiency.supply import Supply
from placements.sufficiency.week import region_at

SHARE = 0.8
"""In how many weeks no more than tau urgent children may be without a home."""
MOST_EACH = 6
"""Further places of a kind in an area, at the most."""
WEEKS = 30
ROUNDS = 500
SCALE = 10_000
SECONDS = 60.0
Progress = Callable[[int, int], None]
Cells = tuple[tuple[Kind, str], ...]


@dataclass(frozen=True)
class Week:
    """One week's question: how many urgent children there are, and how many have a home with given places."""

    urgent: int
    asked: Asked

    def unmet(self, places: Mapping[int, float]) -> int:
        """Return the fewest urgent children without any home."""
        return self.urgent - self.asked.exact(places)


def needed(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None = None, *, seed: int = 1, tau: int = 0,
    share: float = SHARE, weeks: int = WEEKS, workers: str = "1", progress: Progress = lambda done, all_: None,
) -> dict[str, Any]:  # fmt: skip
    """Return the fewest further places that do, checked on fresh weeks, as plain JSON."""
    sample, fresh = sample_weeks(paths, weeks, seed).part(weeks), sample_weeks(paths, weeks, seed + 1).part(weeks)
    common = common_of(region, policy, paths, supply, sample, seed)
    codes = {m.authorities[int(a)] for m in common.moments for a in m.arrivals.authority}
    cells: Cells = tuple((kind, code) for kind in BUILT for code in sorted(codes & region.authority.keys()))
    found = spread(asked_of, (common, cells), range(len(sample.picks)), workers, progress)
    today = sample.mean([week.unmet({}) <= tau for week in found])
    places = fewest(found, sample.weights, len(cells), tau, share)
    again = spread(asked_of, (common_of(region, policy, paths, supply, fresh, seed), cells),
                   range(len(fresh.picks)), workers)  # fmt: skip
    base = {"tau": tau, "share_wanted": share, "share_today": _share(today), "weeks": len(found),
            "fresh_today": _share(_reached(fresh, again, {}, tau)), "most_each": MOST_EACH}  # fmt: skip
    if places is None:
        return base | {"possible": False, "total": None, "places": [], "proven": True}
    rows = [{"kind": str(cells[c][0]), "area": cells[c][1], "places": n} for c, n in sorted(places.items()) if n]
    return base | {
        "possible": True, "total": sum(places.values()), "places": rows, "proven": True,
        "share_reached": _share(_reached(sample, found, places, tau)),
        "fresh": _share(_reached(fresh, again, places, tau)),
    }  # fmt: skip


def _reached(sample: Sample, weeks: Sequence[Week], places: Mapping[int, int], tau: int) -> tuple[float, float]:
    return sample.mean([week.unmet(places) <= tau for week in weeks])


def _share(figure: tuple[float, float]) -> dict[str, float]:
    return {"share": round(figure[0], 6), "se": round(figure[1], 6)}


def asked_of(common: tuple[Common, Cells], k: int) -> Week:
    """Return one week's question."""
    weeks, cells = common
    week = region_at(weeks.region, weeks.moments[k], weeks.supply, weeks.draw)
    blocks = [new_block(weeks.region, kind, area, MOST_EACH) for kind, area in cells]
    return week_of(Further.of(week, weeks.policy, blocks))


def week_of(further: Further) -> Week:
    """Return the question of a week with blocks."""
    urgent = int((further.met.problem.may.urgency[:, 0] <= Urgency.TODAY).sum())
    return Week(urgent, further.asked(further.met.urgent))


def fewest(
    weeks: Sequence[Week], weights: Sequence[float] | np.ndarray[Any, Any], cells: int, tau: int, share: float,
    most: int = MOST_EACH,
) -> dict[int, int] | None:  # fmt: skip
    """Return the fewest places, by cell, with which weeks of `share` of the weight are met; None where none would do.

    Raises NoProposalError if the master does not settle.
    """
    every = dict.fromkeys(range(cells), most)
    # A week that is met as it is asks for nothing, and one that no number of places meets can be left out at once.
    easy = [week.unmet({}) <= tau for week in weeks]
    able = [ok or week.unmet(every) <= tau for ok, week in zip(easy, weeks, strict=True)]
    hard = [s for s, ok in enumerate(easy) if not ok and able[s]]
    given = sum(float(w) for w, ok in zip(weights, easy, strict=True) if ok)
    if given >= share - 1e-9:
        return {}
    if given + sum(float(weights[s]) for s in hard) < share - 1e-9:
        return None
    master = _Master(cells, most, [float(weights[s]) for s in hard], share - given)
    for _ in range(ROUNDS):
        places, chosen = master.solve()
        failing = [n for n in chosen if weeks[hard[n]].unmet(places) > tau]
        if not failing:
            return {c: n for c, n in places.items() if n}
        for n in failing:
            _tell(master, n, weeks[hard[n]], places, tau, every)
    raise NoProposalError("The places needed were not settled. Ask for fewer weeks, or for a larger tau.")


def _tell(master: "_Master", n: int, week: Week, places: dict[int, int], tau: int, every: dict[int, int]) -> None:
    value, prices = week.asked.relaxed(places)
    wanted = week.urgent - tau
    if value < wanted - 1e-6:
        master.by_price(n, value, prices, places, wanted)
    # Raise whatever does not help: the larger the set that is not enough, the more it rules out.
    enough = dict(places)
    for cell in range(len(every)):
        raised = {**enough, cell: every[cell]}
        if week.unmet(raised) > tau:
            enough = raised
    master.not_enough(n, enough, every)


class _Master:
    """Fewest places such that chosen weeks have enough weight, under the cuts told so far."""

    def __init__(self, cells: int, most: int, weights: Sequence[float], share: float) -> None:
        from ortools.sat.python import cp_model

        self._cp, self._model, self._cells, self._most = cp_model, cp_model.CpModel(), cells, most
        self._has = [
            [self._model.new_bool_var(f"p{c}_{j}") for j in range(most)] for c in range(cells)
        ]  # fmt: skip
        for has in self._has:
            for less, more in pairwise(has):
                self._model.add_implication(more, less)
        self._met = [self._model.new_bool_var(f"w{n}") for n in range(len(weights))]
        heavy = [round(w * SCALE * SCALE) for w in weights]
        wanted = min(ceil(share * SCALE * SCALE - len(weights)), sum(heavy))
        self._model.add(sum(w * met for w, met in zip(heavy, self._met, strict=True)) >= wanted)
        self._model.minimize(sum(sum(has) for has in self._has))

    def solve(self) -> tuple[dict[int, int], list[int]]:
        """Return places by cell, and the weeks that are to be met."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_time_in_seconds = SECONDS
        if solver.solve(self._model) != self._cp.OPTIMAL:
            raise NoProposalError("The places needed were not worked out in the time allowed.")
        places = {c: sum(solver.value(v) for v in has) for c, has in enumerate(self._has)}
        return places, [n for n, met in enumerate(self._met) if solver.value(met)]

    def by_price(
        self, n: int, value: float, prices: np.ndarray[Any, Any], places: Mapping[int, int], wanted: int
    ) -> None:  # fmt: skip
        """Tell that the relaxation reaches `wanted` only where places at their prices make up the difference."""
        at = value - sum(float(prices[c]) * count for c, count in places.items())
        terms = [ceil(float(p) * SCALE - 1e-9) * sum(self._has[c]) for c, p in enumerate(prices) if p > 1e-9]
        self._model.add(sum(terms) + ceil(at * SCALE) + 1 >= wanted * SCALE).only_enforce_if(self._met[n])

    def not_enough(self, n: int, places: Mapping[int, int], every: Mapping[int, int]) -> None:
        """Tell that a week asks for more than these places somewhere."""
        more = [self._has[c][places[c]] for c in places if places[c] < every[c]]
        self._model.add_bool_or([*more, self._met[n].negated()])
