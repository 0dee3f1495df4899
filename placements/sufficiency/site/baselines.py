"""What a region might do without a model: places where most need is nearest (p-median), or where they are cheap."""

from collections.abc import Sequence

import numpy as np

from placements.demand.paths import Array
from placements.sufficiency.site.model import Wanted, lead
from placements.sufficiency.site.needs import Future, Ground
from placements.sufficiency.site.patches import SOUGHT, miles_between

EACH_SITE = 3
"""Places at a site of the p-median, so that it opens as many sites as places allow."""


def shares(futures: Sequence[tuple[int, Future]], wanted: Wanted) -> dict[int, int]:
    """Return how many of the places go to each kind: by mean need, largest remainders."""
    allowed = [k for k, kind in enumerate(SOUGHT) if str(kind) in wanted.kinds]
    need = np.array([np.mean([f.need[:, k].sum() for _, f in futures]) for k in allowed])
    exact = wanted.places * need / need.sum() if need.sum() else np.full(len(allowed), wanted.places / len(allowed))
    counts = np.floor(exact).astype(int)
    for row in np.argsort(-(exact - counts), kind="stable")[: wanted.places - int(counts.sum())]:
        counts[row] += 1
    return dict(zip(allowed, counts.tolist(), strict=True))


def median_places(here: Ground, futures: Sequence[tuple[int, Future]], wanted: Wanted) -> Array:
    """Return the places of a p-median weighted by need: sites so that the miles to the nearest are fewest in all."""
    places = np.zeros((len(here.patches), len(SOUGHT)), dtype=int)
    miles = miles_between(here.patches)
    for k, count in shares(futures, wanted).items():
        if count:
            need = np.mean([future.need[:, k] for _, future in futures], axis=0)
            sites = p_median(miles, need, min(max(1, count // EACH_SITE), len(here.patches)))
            nearest = sites[np.argmin(miles[:, sites], axis=1)]
            weight = np.array([need[nearest == site].sum() for site in sites])
            places[sites, k] += _dealt(weight, count)
    return places


def p_median(miles: Array, need: Array, sites: int) -> Array:
    """Return the rows of the sites, solved to gap 0; need served beyond reach counts for as far as it is."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

    n = len(need)
    cost = np.concatenate([np.zeros(n), (need[:, None] * miles).ravel()])
    served = hstack([csr_array((n, n)), kron(eye_array(n), csr_array(np.ones((1, n))))])
    only_open = hstack([kron(csr_array(np.ones((n, 1))), -eye_array(n)), eye_array(n * n)])
    total = hstack([csr_array(np.ones((1, n))), csr_array((1, n * n))])
    rows = LinearConstraint(
        vstack([served, only_open, total], format="csr"),
        np.concatenate([np.ones(n), np.full(n * n, -np.inf), [sites]]),
        np.concatenate([np.ones(n), np.zeros(n * n), [sites]]),
    )
    whole = np.concatenate([np.ones(n), np.zeros(n * n)])
    found = milp(cost, constraints=rows, integrality=whole, bounds=Bounds(0, 1), options={"mip_rel_gap": 0.0})
    return np.flatnonzero(found.x[:n] > 0.5)


def cheap_places(here: Ground, futures: Sequence[tuple[int, Future]], wanted: Wanted) -> Array:
    """Return the places where each kind is cheapest, patch by patch up to the most a patch may hold."""
    places = np.zeros((len(here.patches), len(SOUGHT)), dtype=int)
    for k, count in shares(futures, wanted).items():
        for j in np.argsort(here.fees[:, k], kind="stable"):
            taken = min(count, wanted.most_in_patch - int(places[j].sum()))
            places[j, k] += taken
            count -= taken
    return places


def price_of(here: Ground, places: Array, futures: Sequence[tuple[int, Future]]) -> float:
    """Return pounds a week for places, over the futures in which they are open, homes of three beds."""
    open_ = np.array([np.mean([week >= lead(k) for week, _ in futures]) for k in range(len(SOUGHT))])
    return float((here.fees * places * open_).sum())


def _dealt(weight: Array, count: int) -> Array:
    exact = count * weight / weight.sum() if weight.sum() else np.full(len(weight), count / len(weight))
    whole: Array = np.floor(exact).astype(int)
    for row in np.argsort(-(exact - whole), kind="stable")[: count - int(whole.sum())]:
        whole[row] += 1
    return whole
