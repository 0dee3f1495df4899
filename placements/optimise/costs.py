"""What a place adds to the weekly bill, and its full price.

A place in a block contract, and staying where she is, are paid for already. A blank fee is not known: the kind's
median stands in and is said so. A child who has to be alone adds the fees of the places she empties.
"""

from collections import defaultdict
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import offered
from placements.domain.children import Child
from placements.domain.codes import ContractKind, Kind, Solo
from placements.domain.homes import Home
from placements.domain.region import ABOUT_HOMES, Region
from placements.domain.stay import stay_of
from placements.rules.columns.pairs import Pairs
from placements.units import pence

Array = npt.NDArray[Any]
MEDIANS = "median fees"
FEES = "fees in pence"


def median_fees(region: Region) -> dict[Kind, int]:
    """Return the median weekly fee of each kind in pence; 0 where no home of the kind has one."""
    known = region.remembered.setdefault(ABOUT_HOMES, {})
    if MEDIANS not in known:
        known[MEDIANS] = _medians(region)
    found: dict[Kind, int] = known[MEDIANS]
    return found


def _medians(region: Region) -> dict[Kind, int]:
    known: dict[Kind, list[int]] = defaultdict(list)
    for home in region.homes:
        if home.weekly_fee is not None:
            known[home.kind].append(pence(home.weekly_fee))
    return {kind: int(median(sorted(known[kind]))) if known[kind] else 0 for kind in Kind}


def fee_pence(region: Region, home: Home) -> int:
    """Return a home's weekly fee in pence, or its kind's median where it is not known."""
    return median_fees(region)[home.kind] if home.weekly_fee is None else pence(home.weekly_fee)


def full_cost(region: Region, child: Child, home: Home) -> int:
    """Return the full weekly price in pence: the fee, and the fees of places a solo child empties."""
    places = 1
    if child.solo is Solo.REQUIRED:
        places = max(1, offered(region, home.home_id, stay_of(child, region.as_of).start).total)
    return fee_pence(region, home) * places


def extra_cost(region: Region, child: Child, home: Home) -> int:
    """Return what the placement adds to the weekly bill, in pence."""
    paid = home.contract is ContractKind.BLOCK or child.current_home_id == home.home_id
    return 0 if paid else full_cost(region, child, home)


def extra_pence(pairs: Pairs) -> Array:
    """Return the extra weekly cost of all pairs in pence, shape (children, homes)."""
    fees = pairs.of_homes(
        lambda h: 0 if h.contract is ContractKind.BLOCK else fee_pence(pairs.region, h), np.int64, key=FEES
    )
    solo = pairs.of_children(lambda c: c.solo is Solo.REQUIRED)
    table = np.repeat(fees, len(pairs.children), axis=0)
    if solo.any():
        table = np.where(solo, fees * np.maximum(1, pairs.places.total_at_start), table)
    here = pairs.of_children(lambda c: c.current_home_id or "", object)
    stays = (here == pairs.of_homes(lambda h: h.home_id, object)).astype(bool)
    return np.where(stays, 0, table)
