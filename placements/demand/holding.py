"""How many children each authority looks after by stream, age and kind together, fitted to its published totals."""

import numpy as np

from placements.demand.assumed import AGE_BY_KIND
from placements.demand.flows import UASC_AGES
from placements.demand.national import National
from placements.demand.paths import KINDS, Array
from placements.demand.published import Published
from placements.fitting import Floats, fit, largest_remainder

_FOSTER, _HOMES, _SUPPORTED = 0, 1, 2
_IN_SUPPORTED = KINDS.index("supported")


def by_kind(placements: Floats, england: National) -> Floats:
    """Return published placements as KINDS: kinship and secure are England's parts of foster care and homes."""
    foster, homes = placements[..., _FOSTER], placements[..., _HOMES]
    parts = (
        foster * (1 - england.kinship), foster * england.kinship, homes * (1 - england.secure),
        placements[..., _SUPPORTED], homes * england.secure, placements[..., 3:].sum(axis=-1),
    )  # fmt: skip
    return np.stack(parts, axis=-1)


def joint(published: Published, england: National) -> Floats:
    """Return children by authority, stream, age and kind on the last day counted."""
    last = {name: np.nan_to_num(published[name].value[-1]) for name in ("age", "kind", "uasc")}
    kinds = by_kind(last["kind"], england)
    others = AGE_BY_KIND.T * kinds.sum(axis=0)
    alone = UASC_AGES[:, None] * england.uasc_in[None, :] * (AGE_BY_KIND.T > 0)
    prior = np.stack([others / others.sum(), alone / alone.sum()]) + 1e-9 * (AGE_BY_KIND.T > 0)
    start = np.broadcast_to(prior, (len(kinds), *prior.shape)).copy()
    return fit(start, [((0, 3), kinds), ((0, 2), last["age"]), ((0, 1), last["uasc"])])


def whole_children(fitted: Floats, totals: Floats) -> Array:
    """Return whole numbers that keep every authority's total."""
    found = np.zeros(fitted.shape, dtype=np.int64)
    for row, total in enumerate(np.rint(totals).astype(int)):
        if total > 0 and fitted[row].sum() > 0:
            found[row] = largest_remainder(fitted[row].ravel(), int(total)).reshape(fitted[row].shape)
    return found


def starting_kinds(england: National, uasc_share: float) -> Floats:
    """Return where children start by stream, age and kind: England's starts by kind and by age, fitted together.

    Supported accommodation is for 16 and 17-year-olds: what more starts there than half of them, unaccompanied children
    must have started.
    """
    alone = uasc_share * england.started_in.sum() * england.uasc_in
    ages = np.maximum(england.started - uasc_share * england.started.sum() * UASC_AGES, 1.0)
    more = max(0.0, england.started_in[_IN_SUPPORTED] - alone[_IN_SUPPORTED] - 0.5 * ages[-1])
    rest = np.where(np.arange(len(KINDS)) == _IN_SUPPORTED, 0.0, alone)
    alone = rest * max(0.0, 1.0 - more / max(rest.sum(), 1.0)) + np.where(rest > 0, 0.0, alone)
    alone[_IN_SUPPORTED] += more
    kinds = np.maximum(england.started_in - alone, 0.02 * england.started_in)
    others = fit(AGE_BY_KIND.T * kinds, [((0,), ages), ((1,), kinds * (ages.sum() / kinds.sum()))])
    both = np.stack([others, alone[None, :] * (AGE_BY_KIND.T > 0) + 1e-9])
    return np.asarray(both / both.sum(axis=2, keepdims=True), dtype=np.float64)
