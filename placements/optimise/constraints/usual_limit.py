"""F-LIMIT3: no more than three foster children on any night, unless all are siblings or all are exempted.

For a foster home, a night t and every option k present on t that is not exempted with all the residents:
  children of all options present + residents + M (k - 1) <= L,
where L is three, or what k and the residents come to if they are one sibling group, and M the most the home could
hold above L. So k may stand with more than three only where the law says so.
"""

from datetime import date

import numpy as np

from placements.domain.capacity import offered
from placements.domain.living import all_siblings, covered, fostered_residents
from placements.optimise.rows import Layout, Rows, Standing

CODE = "F-LIMIT3"


def add(layout: Layout, rows: Rows) -> None:
    """Add the rows of every foster and kinship home that could pass the limit."""
    pairs = layout.problem.screen.pairs
    for standing in layout.homes:
        if pairs.homes[standing.column].fosters:
            inside = {i for members in standing.members for i in members}
            for night in sorted({pairs.stays[i].start for i in inside}):
                _night(layout, rows, standing, night)


def _night(layout: Layout, rows: Rows, standing: Standing, night: date) -> None:
    pairs = layout.problem.screen.pairs
    region, home_id = pairs.region, pairs.homes[standing.column].home_id
    limit = pairs.number("usual_fostering_limit")
    residents = {r.resident_id for r in fostered_residents(region, home_id, night, ())}
    most = len(residents) + offered(region, home_id, night).total
    if most <= limit:
        return
    present = [
        tuple(pairs.children[i].child_id for i in members if pairs.stays[i].has_night(night))
        for members in standing.members
    ]
    adds = np.array([len(set(there) - residents) for there in present], dtype=float)
    for k, there in enumerate(present):
        if not there:
            continue
        others = fostered_residents(region, home_id, night, there)
        everyone = [*there, *(r.resident_id for r in others)]
        if all(covered(region, home_id, person, night) for person in everyone):
            continue
        least = max(limit, len(everyone)) if all_siblings(region, there, others) else limit
        slack = most - least
        if slack > 0:
            amounts = adds.copy()
            amounts[k] += slack
            some = np.flatnonzero(amounts)
            rows.add(standing.options[some], amounts[some], -np.inf, least + slack - len(residents))
