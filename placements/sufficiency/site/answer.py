"""Where the next places should be: chosen on some futures, tried out on others, and said as a provider reads it.

Mak, Morton and Wood, "Monte Carlo bounding techniques for determining solution quality in stochastic programs",
Operations Research Letters 24 (1999): on each of several samples, what the plan costs less the least any plan could
cost there; the mean of these estimates, from above, how far from the best the plan is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from placements.demand.paths import Array, Path
from placements.domain.region import Region
from placements.sufficiency.site.baselines import cheap_places, median_places, price_of
from placements.sufficiency.site.known import listed, value
from placements.sufficiency.site.model import SIZES, Plan, Program, Wanted
from placements.sufficiency.site.needs import Future, Ground, future, ground
from placements.sufficiency.site.patches import SOUGHT, patches
from placements.sufficiency.site.tried import Outcome, interval, paired, tried

SCHEMA = "placements/site/1"
WEEKS = (52, 104, 156)
"""Weeks from today at which every future is looked at."""
SAMPLES, EACH, FRESH = 5, 25, 30
"""Samples, paths in each if there are enough, and held-out paths the plan is tried on."""
FEWEST = 8
"""Paths a sample has at least."""
SECONDS = 60.0
Futures = list[tuple[int, Future]]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Search:
    """A search for sites: what is there, what is wanted, and paths by number (those to choose on, then fresh ones)."""

    region: Region
    wanted: Wanted
    paths: Sequence[Path]
    seed: int


def site(search: Search, progress: Progress = lambda text: None) -> dict[str, Any]:
    """Return the sites as JSON (schema placements/site/1); raises NoProposalError where the conditions leave none."""
    here = ground(search.region, patches(search.region, search.seed))
    weeks = [w for w in WEEKS if w <= search.paths[0].weeks] or [search.paths[0].weeks]
    each = min(EACH, (len(search.paths) - FRESH) // SAMPLES)
    samples = [_futures(search, here, weeks, range(k * each, (k + 1) * each)) for k in range(SAMPLES)]
    fresh = _futures(search, here, weeks, range(SAMPLES * each, SAMPLES * each + FRESH))
    plans = []
    for k, sample in enumerate(samples, 1):
        progress(f"Choosing sites on sample {k} of {SAMPLES}")
        plans.append(Program(here, sample, search.wanted).solve(SECONDS))
    progress("Trying the plans out on futures they were not made for")
    best = _best(here, plans, samples)
    chosen_on = [f for sample in samples for f in sample]
    rivals = {
        "nothing": np.zeros_like(best.places),
        "p_median": median_places(here, chosen_on, search.wanted),
        "where_cheap": cheap_places(here, chosen_on, search.wanted),
    }
    over = [_mean_cost(here, best, sample) - plan.bound for plan, sample in zip(plans, samples, strict=True)]
    return _document(search, here, best, np.array(over), rivals, fresh)


def paths_needed(fewest: bool = False) -> int:
    """Return how many paths a search uses, or the fewest it can do with."""
    return SAMPLES * (FEWEST if fewest else EACH) + FRESH


def _mean_cost(here: Ground, plan: Plan, futures: Futures) -> float:
    return float(np.mean([o.cost for o in tried(here, plan.places, price(here, plan, futures), futures)]))


def _futures(search: Search, here: Ground, weeks: Sequence[int], numbers: range) -> Futures:
    return [(w, future(here, search.paths[n], w, search.region.as_of)) for n in numbers for w in weeks]


def _best(here: Ground, plans: Sequence[Plan], samples: Sequence[Futures]) -> Plan:
    """Return the plan that does best over the samples the others were made on; the fresh futures are not touched."""
    means = []
    for k, plan in enumerate(plans):
        others = [f for m, sample in enumerate(samples) if m != k or len(samples) == 1 for f in sample]
        means.append(_mean_cost(here, plan, others))
    return plans[int(np.argmin(means))]


def price(here: Ground, plan: Plan, futures: Futures) -> float:
    """Return pounds a week for a plan, homes by their size."""
    wanted = Wanted(int(plan.places.sum()))
    program = Program(here, futures, wanted)
    places = plan.places.copy()
    places[:, 1] = 0
    first = np.concatenate([plan.homes.ravel(), places.ravel()])
    return float(program.prices() @ first)


def _document(
    search: Search, here: Ground, best: Plan, over: Array, rivals: Mapping[str, Array], fresh: Futures
) -> dict[str, Any]:
    wanted, weeks = search.wanted, sorted({week for week, _ in fresh})
    ours = _by_path(tried(here, best.places, price(here, best, fresh), fresh), len(weeks))
    results = {
        name: _by_path(tried(here, places, price_of(here, places, fresh), fresh), len(weeks))
        for name, places in rivals.items()
    }
    costs = np.array([o.cost for o in ours])
    return {
        "schema": SCHEMA, "region": search.region.name, "as_of": search.region.as_of.isoformat(),
        "inputs": search.region.inputs, "seed": search.seed, "weeks": list(weeks),
        "wanted": {"places": wanted.places, "budget": wanted.budget, "kinds": list(wanted.kinds),
                   "most_in_patch": wanted.most_in_patch, "worst": wanted.worst},
        "sites": _sites(here, best), "intentions": intentions(here, best),
        "held_out": {"futures": FRESH, "ours": _means(ours), **{n: _means(r) for n, r in results.items()}},
        "differences": {name: paired(ours, found) for name, found in results.items()},
        "gap": _gap(over, costs), "assumptions": listed(),
        "need": _need(here, fresh),
    }  # fmt: skip


def _by_path(outcomes: Sequence[Outcome], weeks: int) -> list[Outcome]:
    """Return one outcome a path: the mean over its dates, which are no independent futures."""
    table = np.array(outcomes).reshape(-1, weeks, len(Outcome._fields)).mean(axis=1)
    return [Outcome(*(float(v) for v in row)) for row in table]


def _means(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {name: interval(np.array([getattr(o, name) for o in outcomes])) for name in Outcome._fields}


def _gap(over: Array, costs: Array) -> dict[str, Any]:
    """Return how far from the best the plan may be, in pounds a week and in per cent, with its upper 95 % limit."""
    from scipy.stats import t

    gap = float(over.mean())
    most = gap + float(t.ppf(0.95, len(over) - 1)) * float(over.std(ddof=1)) / np.sqrt(len(over))
    return {
        "pounds": round(gap, 2), "at_most": round(most, 2),
        "percent": round(100 * gap / costs.mean(), 2) if costs.mean() else 0.0,
        "samples": len(over), "solved_to": 1e-4,
    }  # fmt: skip


def _sites(here: Ground, plan: Plan) -> list[dict[str, Any]]:
    rows = []
    for j, patch in enumerate(here.patches):
        for k, kind in enumerate(SOUGHT):
            if plan.places[j, k]:
                homes = {str(size): int(n) for size, n in zip(SIZES, plan.homes[j], strict=True) if n}
                rows.append({
                    "authority": patch.authority, "patch": patch.name, "kind": str(kind),
                    "places": int(plan.places[j, k]), "homes": homes if str(kind) == "residential" else {},
                    "households": _households(int(plan.places[j, k])) if str(kind) == "fostering" else None,
                    "weekly_fee": round(float(here.fees[j, k]), 2),
                })  # fmt: skip
    return rows


def _households(places: int) -> int:
    return int(np.ceil(places / value("places_per_household", "fostering") - 1e-9))


def _need(here: Ground, futures: Futures) -> list[dict[str, Any]]:
    """Return mean need and free places of every patch and kind over the held-out futures."""
    need, free = (np.mean([getattr(f, name) for _, f in futures], axis=0) for name in ("need", "free"))
    return [
        {"authority": p.authority, "patch": p.name, "kind": str(kind), "need": round(float(need[j, k]), 2),
         "free": round(float(free[j, k]), 2)}
        for j, p in enumerate(here.patches) for k, kind in enumerate(SOUGHT)
    ]  # fmt: skip


def intentions(here: Ground, plan: Plan) -> list[str]:
    """Return the plan in the words of a commissioning intention: what is wanted, how large, where, and what is not."""
    said = []
    for z, size in enumerate(SIZES):
        where = [(here.patches[j].name, int(n)) for j, n in enumerate(plan.homes[:, z]) if n]
        if where:
            homes = _count(sum(n for _, n in where), "children’s home", "children’s homes")
            said.append(f"{homes} of {size} beds: {_places(where)}.")
    for k, one, many in ((0, "foster place", "foster places"), (2, "supported place", "supported places")):
        where = [(here.patches[j].name, int(n)) for j, n in enumerate(plan.places[:, k]) if n]
        if where:
            total = sum(n for _, n in where)
            carers = f", about {_households(total)} households" if k == 0 else ""
            said.append(f"{_count(total, one, many)}{carers}: {_places(where)}.")
    unused = [size for z, size in enumerate(SIZES) if not plan.homes[:, z].any()]
    if unused and plan.homes.any():
        said.append(f"No more children’s homes of {' or '.join(str(s) for s in unused)} beds.")
    if not plan.homes.any():
        said.append("No more children’s homes.")
    return said


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _places(where: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{name} {n}" for name, n in sorted(where, key=lambda pair: (-pair[1], pair[0])))
