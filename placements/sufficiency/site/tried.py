"""A plan tried out on futures it was not made for: each future settled best with the places there are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from placements.demand.paths import Array
from placements.sufficiency.site.known import value
from placements.sufficiency.site.model import FAR, lead
from placements.sufficiency.site.needs import Future, Ground
from placements.sufficiency.site.patches import SOUGHT, miles_between

CONFIDENCE = 0.95


class Outcome(NamedTuple):
    """What a plan comes to in one future: children without a place within reach, miles, and pounds a week."""

    unmet: float
    miles: float
    cost: float
    worst: float


def tried(here: Ground, places: Array, price: float, futures: Sequence[tuple[int, Future]]) -> list[Outcome]:
    """Return the outcome of places (patches, kinds) in every future; `price` is what they cost a week."""
    miles = miles_between(here.patches)
    i, j = np.nonzero(miles <= FAR)
    ready = np.array([[week >= lead(k) for k in range(len(SOUGHT))] for week, _ in futures])
    return [
        _one(here, miles, i, j, future, future.free + places * ready[s], price)
        for s, (_, future) in enumerate(futures)
    ]  # fmt: skip


def _one(here: Ground, miles: Array, i: Array, j: Array, future: Future, room: Array, price: float) -> Outcome:
    unmet, driven = np.zeros_like(future.need), 0.0
    for k in range(len(SOUGHT)):
        short, far = _settled(miles, i, j, future.need[:, k], room[:, k])
        unmet[:, k] = short
        driven += far
    cost = price + value("unmet_weekly") * float(unmet.sum()) + value("mile_weekly") * driven
    return Outcome(float(unmet.sum()), driven, cost, _worst(here, unmet, future.need))


def _settled(miles: Array, i: Array, j: Array, need: Array, room: Array) -> tuple[Array, float]:
    """Return the children of each patch no place within reach is left for, and the miles of the others."""
    if (need <= room).all():
        return np.zeros(len(need)), 0.0
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, eye_array, hstack

    size, pairs = len(need), np.arange(len(i))
    from_ = csr_array((np.ones(len(i)), (i, pairs)), (size, len(i)))
    into = csr_array((np.ones(len(i)), (j, pairs)), (size, len(i)))
    cost = np.concatenate([miles[i, j] * value("mile_weekly"), np.full(size, value("unmet_weekly"))])
    found = linprog(
        cost, A_ub=hstack([into, csr_array((size, size))], format="csr"), b_ub=room,
        A_eq=hstack([from_, eye_array(size)], format="csr"), b_eq=need, bounds=(0, None), method="highs",
    )  # fmt: skip
    return found.x[len(i) :], float(miles[i, j] @ found.x[: len(i)])


def _worst(here: Ground, unmet: Array, need: Array) -> float:
    """Return the share of need not met in the authority served worst."""
    codes = np.array([patch.authority for patch in here.patches])
    asked = {code: float(need[codes == code].sum()) for code in np.unique(codes)}
    return max((float(unmet[codes == code].sum()) / n for code, n in asked.items() if n > 1e-9), default=0.0)


def paired(ours: Sequence[Outcome], theirs: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Return the mean difference ours less theirs of every figure, with its 95 % interval over the same futures."""
    found = {}
    for name in Outcome._fields:
        differences = np.array([getattr(a, name) - getattr(b, name) for a, b in zip(ours, theirs, strict=True)])
        found[name] = interval(differences)
    return found


def interval(values: Array) -> dict[str, Any]:
    """Return mean and Student's interval of independent values."""
    from scipy.stats import t

    mean, n = float(values.mean()), len(values)
    half = float(t.ppf((1 + CONFIDENCE) / 2, n - 1) * values.std(ddof=1) / np.sqrt(n)) if n > 1 else float("inf")
    return {"mean": round(mean, 3), "low": round(mean - half, 3), "high": round(mean + half, 3), "n": n}
