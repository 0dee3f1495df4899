"""Brothers and sisters among the children looked after now: who lives together, and who lives apart."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.fitting import Ints
from placements.synthesis.naming import letters
from placements.synthesis.shares import SIBLINGS_APART, SIBLINGS_TOGETHER

_GAP_DAYS = 300


def with_siblings(children: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Add `together` (number of the set living in one home) and `sibling_group` (blank for an only child)."""
    days = children["born"].to_numpy().astype("datetime64[D]").astype(np.int64)
    near_age = days + rng.normal(0, 900, len(children))
    ordered = children.assign(near=near_age).sort_values(["authority", "host", "home", "near"], kind="stable")
    ordered = ordered.drop(columns="near").reset_index(drop=True)
    ordered["together"] = _sets(ordered, rng)
    ordered["sibling_group"] = _groups(ordered, rng)
    return _spaced(ordered)


def _sets(children: pd.DataFrame, rng: np.random.Generator) -> Ints:
    """Cut the ordered list into sets of one to four, never across authority, area or kind of home."""
    place = children.groupby(["authority", "host", "home"], sort=False).ngroup().to_numpy()
    kinds = children["home"].to_numpy()
    starts = np.ones(len(children), dtype=bool)
    for kind, sizes in SIBLINGS_TOGETHER.items():
        rows = np.flatnonzero(kinds == kind)
        drawn = rng.choice(np.arange(1, len(sizes) + 1), size=len(rows), p=sizes)
        first = np.concatenate(([0], np.cumsum(drawn)))
        new = np.zeros(len(rows) + 1, dtype=bool)
        new[first[first < len(rows)]] = True
        starts[rows] = new[:-1]
    starts[1:] |= place[1:] != place[:-1]
    return np.cumsum(starts).astype(np.int64)


def _groups(children: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.object_]:
    """Name the families; some sets share a family with the next set of the same authority, living apart."""
    sets = children.drop_duplicates("together")[["together", "authority", "home"]]
    sizes = children["together"].value_counts(sort=False).reindex(sets["together"]).to_numpy()
    order = np.lexsort((rng.random(len(sets)), sets["authority"].to_numpy().astype(str)))
    owner, size = sets["authority"].to_numpy()[order], sizes[order]
    joins = rng.random(len(sets)) < SIBLINGS_APART
    joins[0] = False
    joins[1:] &= (owner[1:] == owner[:-1]) & ~joins[:-1] & (size[1:] + size[:-1] <= 5)
    family = np.cumsum(~joins)
    total = np.bincount(family, weights=size)[family]
    names = pd.Series(family).groupby(owner).rank("dense").astype(int)
    text = np.array(
        [f"{letters()[str(code)]}-S{number:04d}" for code, number in zip(owner, names, strict=True)],
        dtype=object,
    )
    text[total < 2] = ""
    by_set = dict(zip(sets["together"].to_numpy()[order], text, strict=True))
    return children["together"].map(by_set).to_numpy(dtype=object)


def _spaced(children: pd.DataFrame) -> pd.DataFrame:
    """Keep brothers and sisters in one home ten months apart, or born on the same day."""
    ordered = children.sort_values(["together", "born"], kind="stable").reset_index(drop=True)
    born, together = ordered["born"].to_numpy().astype("datetime64[D]"), ordered["together"].to_numpy()
    youngest = born.max()
    for row in np.flatnonzero(together[1:] == together[:-1]) + 1:
        gap = (born[row] - born[row - 1]).astype(int)
        if gap < _GAP_DAYS:
            later = born[row - 1] + np.timedelta64(_GAP_DAYS, "D")
            born[row] = later if gap > 45 and later <= youngest else born[row - 1]
    return ordered.assign(born=born)
