"""Which carers to look for: the foster home whose recruitment lets most children be met well.

A profile is the ages a household is approved for, how many it takes (so that brothers and sisters can come together)
and the area it lives in. Each is put into each sampled week by itself; nothing is said of any carer there is.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

from placements.domain.codes import Kind
from placements.domain.region import Region
from placements.sufficiency.common_home import common_home
from placements.sufficiency.further import Block, Further
from placements.sufficiency.outcome import Common
from placements.sufficiency.sample import Sample
from placements.sufficiency.week import region_at

AGES = ((0, 17), (0, 4), (5, 9), (10, 17))
"""Ages a household may be approved for; the last takes teenagers."""
PLACES = (1, 2, 3)


def profiles(areas: Sequence[str]) -> list[tuple[str, tuple[int, int], int]]:
    """Return every profile asked about: area, ages, places."""
    return list(product(areas, AGES, PLACES))


def carers_of(common: tuple[Common, tuple[str, ...]], k: int) -> list[int]:
    """Return, for one week, how many more children every profile lets be met well."""
    weeks, areas = common
    week = region_at(weeks.region, weeks.moments[k], weeks.supply, weeks.draw)
    asked = profiles(areas)
    blocks = [_block(weeks.region, n, *profile) for n, profile in enumerate(asked)]
    further = Further.of(week, weeks.policy, blocks)
    question = further.asked(further.met.well)
    none, prices = question.relaxed({})
    whole = question.exact({})
    tight = whole >= none - 1e-6
    return [
        0 if tight and prices[b] <= 1e-6 else question.exact({b: places}) - whole
        for b, (_, _, places) in enumerate(asked)
    ]


def _block(region: Region, number: int, area: str, ages: tuple[int, int], places: int) -> Block:
    home = common_home(region, Kind.FOSTERING, area, f"CARER-{number}", places, *ages)
    return Block(f"CARER-{number}", Kind.FOSTERING, area, (home,))


def carers(sample: Sample, areas: Sequence[str], found: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """Return every profile with what it unlocks a week, the best first; for each place beside."""
    rows = []
    for b, (area, (low, high), places) in enumerate(profiles(areas)):
        mean, error = sample.mean([week[b] for week in found])
        rows.append({
            "area": area, "min_age": low, "max_age": high, "places": places, "met_well_a_week": round(mean, 6),
            "se": round(error, 6), "for_each_place": round(mean / places, 6),
        })  # fmt: skip
    return sorted(rows, key=lambda r: (-r["met_well_a_week"], r["places"], r["area"], r["min_age"], -r["max_age"]))
