"""What each possible future asks of every patch: children who need a place, and places that are free.

At a date t of path s, for a patch i and a kind k:
  growth  = children of the patch's authority living in kind k at t, less today, times the patch's share of them
  need    = that week's arrivals in the authority x share of the patch x share of their age band whose plan is kind k,
            and the growth that today's free places cannot hold
  free    = places free today, less the growth, never below 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from placements.demand.paths import AGES, KINDS, Array, Path, age_band
from placements.domain.capacity import offered
from placements.domain.codes import Status
from placements.domain.region import Region
from placements.sufficiency.profile import age_of, kind_wanted
from placements.sufficiency.site.patches import SOUGHT, Patch, nearest

PRIOR = 2.0
"""Children of the region's mix that are added to each age band, so that a small band does not rule a kind out."""


@dataclass(frozen=True)
class Ground:
    """What is the same in every future: by patch shares of an authority, free places today, plans by age, fees."""

    patches: tuple[Patch, ...]
    share: Array
    free: Array
    plans: Array
    fees: Array


@dataclass(frozen=True)
class Future:
    """One path at one date: children who need a place and places free, both of shape (patches, kinds)."""

    need: Array
    free: Array


def ground(region: Region, found: tuple[Patch, ...]) -> Ground:
    """Return what the records say of every patch."""
    kinds = [str(kind) for kind in SOUGHT]
    share, free = np.full(len(found), 0.5), np.zeros((len(found), len(kinds)))
    for child in region.waiting:
        k = nearest(found, child.authority, child.position)
        if k is not None:
            share[k] += 1.0
    fees: list[list[list[float]]] = [[[] for _ in kinds] for _ in found]
    for home in region.homes:
        k = nearest(found, home.authority, home.position) if str(home.kind) in kinds else None
        if k is None:
            continue
        kind = kinds.index(str(home.kind))
        if home.status is Status.OPEN:
            free[k, kind] += offered(region, home.home_id, region.as_of).total
        if home.weekly_fee is not None:
            fees[k][kind].append(float(home.weekly_fee))
    codes = np.array([patch.authority for patch in found])
    for code in np.unique(codes):
        share[codes == code] /= share[codes == code].sum()
    return Ground(found, share, free, _plans(region, kinds), _medians(fees))


def _plans(region: Region, kinds: Sequence[str]) -> Array:
    """Return the share of each age band whose plan is each kind; where nobody has said, fostering."""
    counts = np.zeros((len(AGES), len(kinds)))
    for child in region.waiting:
        wanted = kind_wanted(child)
        if wanted in kinds or wanted == "not_known":
            counts[AGES.index(age_of(child, region)), kinds.index(wanted) if wanted in kinds else 0] += 1
    mix = counts.sum(axis=0) / max(counts.sum(), 1.0) if counts.any() else np.eye(len(kinds))[0]
    counts = counts + PRIOR * mix
    result: Array = counts / counts.sum(axis=1, keepdims=True)
    return result


def _medians(fees: list[list[list[float]]]) -> Array:
    """Return the median weekly fee (pounds) by patch and kind; the region's where a patch has none."""
    kinds = range(len(fees[0])) if fees else range(0)
    everywhere = [float(np.median(known)) if (known := [f for row in fees for f in row[k]]) else 0.0 for k in kinds]
    return np.array([[float(np.median(row[k])) if row[k] else everywhere[k] for k in kinds] for row in fees])


def future(here: Ground, path: Path, week: int, as_of: date) -> Future:
    """Return what one path asks of every patch in one week."""
    rows = {code: k for k, code in enumerate(path.authorities)}
    owner = np.array([rows.get(patch.authority, -1) for patch in here.patches])
    columns = [KINDS.index(str(kind)) for kind in SOUGHT]
    grown = (path.stock[week] - path.stock[0]).sum(axis=1)[:, columns]
    growth = np.where(owner[:, None] >= 0, grown[owner] * here.share[:, None], 0.0)
    arrived = _arrived(here, path, week, as_of)
    need = np.where(owner[:, None] >= 0, arrived[owner] * here.share[:, None], 0.0)
    return Future(need + np.maximum(growth - here.free, 0.0), np.maximum(here.free - growth, 0.0))


def _arrived(here: Ground, path: Path, week: int, as_of: date) -> Array:
    """Return a week's arrivals by authority and kind of their plan."""
    new = path.arrivals.in_week(week)
    day = np.datetime64(as_of) + np.timedelta64(7 * week, "D")
    bands = age_band(np.maximum((day - new.born).astype("timedelta64[D]").astype(float) / 365.25, 0.0))
    counts = np.zeros((len(path.authorities), len(AGES)))
    np.add.at(counts, (new.authority, bands), 1.0)
    result: Array = counts @ here.plans
    return result
