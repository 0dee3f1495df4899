"""The children looked after now: one row each, fitted to every authority's published totals.

Type of home, age band, sex and inside/outside the authority are fitted together to the figures of 31 March
2025; the authorities that children placed outside live in follow distance and the published number of other
councils' children.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Floats, Ints, complete, fit, stream, whole
from placements.geography.authorities import authority_facts
from placements.synthesis.shares import (
    AGE_BANDS,
    AGE_BY_HOME,
    HOMES,
    KINSHIP_OF_FOSTERED,
    MALE_BY_HOME,
    OUTSIDE_BY_HOME,
)
from placements.synthesis.sources import Published

FOSTERING = ("kinship", "in_house", "agency")
_ELSEWHERE = (
    "other_residential",
    "residential_school",
    "with_parents",
    "placed_for_adoption",
    "other_placement",
)
_USUAL = (54820.0, 9480.0, 7520.0, 1170.0, 100.0, 4970.0, 1660.0, 2050.0)


def children_looked_after(published: Published, seed: int, as_of: date) -> pd.DataFrame:
    """Return every child looked after in England: authority, host (where she lives), home, sex and born."""
    rng = stream(seed, "looked after")
    table = _joint(published)
    kinds, outside, ages, sexes = np.unravel_index(np.arange(table[0].size), table[0].shape)
    counts = np.stack([whole(table[row].ravel(), rng) for row in range(len(table))])
    owner, cell = np.repeat(np.arange(counts.shape[0]), counts.sum(axis=1)), _repeat_cells(counts)
    host = _hosts(published, owner, kinds[cell], outside[cell] == 1, rng)
    codes = np.array(published.codes, dtype=object)
    return pd.DataFrame(
        {
            "authority": codes[owner],
            "host": codes[host],
            "home": np.array(HOMES, dtype=object)[kinds[cell]],
            "sex": np.array(["F", "M"], dtype=object)[sexes[cell]],
            "born": _births(ages[cell], rng, as_of),
        }
    )


def _repeat_cells(counts: Ints) -> Ints:
    return np.concatenate([np.repeat(np.arange(row.size), row) for row in counts])


def _joint(published: Published) -> Floats:
    """Return the fitted table, authority x home x inside/outside x age x sex."""
    authorities = len(published.codes)
    totals = published.number("cla_31mar2025")
    homes = homes_by_authority(published)
    outside = np.minimum(published.number("cla_placed_outside_la"), totals)
    unknown = (published.number("cla_placed_outside_la") == 0) & (published.number("cla_placed_inside_la") == 0)
    outside = np.where(unknown, totals * 0.44, outside)
    prior = np.stack([_shape(kind) for kind in HOMES])
    start = np.broadcast_to(prior, (authorities, *prior.shape)) * homes[:, :, None, None, None]
    where = np.stack([totals - outside, outside], axis=1)
    return fit(start, [((0, 4), published.sexes), ((0, 3), published.ages), ((0, 2), where), ((0, 1), homes)])


def _shape(kind: str) -> Floats:
    out, male = OUTSIDE_BY_HOME[kind], MALE_BY_HOME[kind]
    ages = np.array(AGE_BY_HOME[kind])
    shape: Floats = (
        np.array([1 - out, out])[:, None, None] * ages[None, :, None] * np.array([1 - male, male])[None, None, :]
    )
    return shape


def homes_by_authority(published: Published) -> Floats:
    """Return children by authority and kind of home; the authority's filled own places split fostering."""
    names = ("foster", "secure_or_childrens_home", "supported_accommodation", *_ELSEWHERE)
    known = np.asarray(published.authorities[[f"cla_{name}" for name in names]], dtype=np.float64)
    eight = complete(known, published.number("cla_31mar2025"), np.array(_USUAL))
    fostered = eight[:, 0]
    filled = published.authorities["la_foster_places_filled_2025"]
    own = np.minimum(np.asarray(filled.fillna(0.0)), fostered * 0.72)
    own = np.where(filled.isna(), fostered * 0.39, own)
    left = published.number("cla_provider_own_la") - own - eight[:, 1] * 0.12
    kin = np.clip(left, fostered * 0.14, fostered * 0.34)
    kin = np.minimum(kin * (KINSHIP_OF_FOSTERED * fostered.sum() / kin.sum()), (fostered - own) * 0.9)
    return np.column_stack([kin, own, fostered - own - kin, eight[:, 1], eight[:, 2], eight[:, 3:].sum(axis=1)])


def _hosts(published: Published, owner: Ints, kind: Ints, outside: NDArray[np.bool_], rng: np.random.Generator) -> Ints:
    """Return the authority each child lives in: her own, or one drawn to the fitted flows."""
    host = owner.copy()
    room = _room(published, owner, kind, outside)
    for number in range(len(HOMES)):
        moved = outside & (kind == number)
        leaving = np.bincount(owner[moved], minlength=len(published.codes)).astype(np.float64)
        flows = fit(_nearness(published), [((1,), room[number] * leaving.sum() / room[number].sum()), ((0,), leaving)])
        rows = [rng.permutation(np.repeat(np.arange(flows.shape[1]), _exact(line, rng))) for line in flows]
        host[moved] = np.concatenate(rows)
    return host


def _exact(line: Floats, rng: np.random.Generator) -> Ints:
    """Round one authority's flows; their sum is a whole number already, but for floating point."""
    total = round(float(line.sum()))
    counts = whole(line * (total / line.sum()) if line.sum() > 0 else line, rng)
    if counts.sum() != total:
        counts[int(np.argmax(line))] += total - int(counts.sum())
    return counts


def _room(published: Published, owner: Ints, kind: Ints, outside: NDArray[np.bool_]) -> Floats:
    """Return how strongly each authority draws other councils' children, by kind of home."""
    size = len(published.codes)
    stay = np.stack([np.bincount(owner[~outside & (kind == number)], minlength=size) for number in range(len(HOMES))])
    others = published.number("other_las_children_placed_in_la") + 1.0
    homes = np.maximum(_capacity(published.homes, published.codes) * 0.74 - stay[3], 0.02)
    supported = np.maximum(_capacity(published.premises, published.codes) * 0.75 - stay[4], 0.02)
    scale = [float((outside & (kind == number)).sum()) for number in range(len(HOMES))]
    taken = homes * scale[3] / homes.sum() + supported * scale[4] / supported.sum()
    fostering = np.maximum(others - taken, 0.12 * others)
    return np.stack([fostering, fostering, fostering, homes, supported, others])


def _capacity(premises: pd.DataFrame, codes: list[str]) -> Floats:
    return premises.groupby("authority")["places"].sum().reindex(codes).fillna(0).to_numpy(dtype=np.float64)


def _nearness(published: Published) -> Floats:
    """Return e^-miles/15 with a long tail between the centres of two authorities, 0 for the same one."""
    facts = authority_facts()
    spots = np.array([(facts[code].latitude, facts[code].longitude) for code in published.codes])
    north = (spots[:, None, 0] - spots[None, :, 0]) * 69.0
    east = (spots[:, None, 1] - spots[None, :, 1]) * 69.0 * np.cos(np.radians(spots[:, None, 0]))
    miles = np.hypot(north, east)
    near: Floats = np.exp(-miles / 15.0) + 0.02 * np.exp(-miles / 80.0) + 1e-6
    np.fill_diagonal(near, 0.0)
    return near


def _births(band: Ints, rng: np.random.Generator, as_of: date) -> NDArray[np.datetime64]:
    """Draw a birth date inside each child's age band; ten to fifteen leans to the older years."""
    low, high = np.array(AGE_BANDS, dtype=np.float64).T * 365.25
    place = rng.random(band.size) ** np.where(band == 3, 0.8, 1.0)
    days = np.floor(low[band] + 2 + (high - low - 5)[band] * place).astype(np.int64)
    born: NDArray[np.datetime64] = np.datetime64(as_of, "D") - days.astype("timedelta64[D]")
    return born
