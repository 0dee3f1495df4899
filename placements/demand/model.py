"""The fitted model: everything `simulate` needs, and nothing else. It does not change and can be sent to a worker."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from placements.demand.paths import Array
from placements.demand.rates import Rates
from placements.fitting import Floats

CHILDREN, UNACCOMPANIED = 0, 1
"""Two streams that share nothing but the homes: all other children, and unaccompanied asylum-seeking children."""


@dataclass(frozen=True)
class Assumption:
    """One thing that was assumed or imputed: `what` in a sentence, and where it comes from."""

    what: str
    source: str
    kind: str
    """`published`, `fitted`, `imputed`, `assumed` or `to be confirmed`."""


@dataclass(frozen=True)
class People:
    """Children by columns. `stream` is CHILDREN or UNACCOMPANIED; days count from 1970; `ident` never repeats in a
    path.

    `since`: first day of this time in care; `placed`: first day of the placement.
    """

    authority: Array
    stream: Array
    kind: Array
    sex: Array
    born: Array
    since: Array
    placed: Array
    ident: Array

    def pick(self, which: Array) -> "People":
        """Return some of them."""
        return People(*(getattr(self, name)[which] for name in self.__dataclass_fields__))

    @staticmethod
    def join(parts: "Sequence[People]") -> "People":
        """Return all of them, in order."""
        return People(*(np.concatenate([getattr(p, name) for p in parts]) for name in People.__dataclass_fields__))


@dataclass(frozen=True)
class Held:
    """Children looked after on the first day, as counts and shapes: single children are drawn anew for every path.

    `counts`: authorities x streams x ages x kinds; `cells`: streams x cells of age; `times`: streams x cells of age x
    cells of time in care; `placed`: kinds x cells of time, how many placements last that long.
    """

    counts: Array
    cells: Floats
    times: Floats
    placed: Floats


@dataclass(frozen=True)
class Back:
    """Children who went home: weekly hazards of coming back in the first year and in the five after it.

    `a_year`: children gone home a year by authority and cell of age, for those who left before the first day; `share`:
    part of starts that is coming back, by age.
    """

    weekly: tuple[float, float]
    a_year: Floats
    share: Floats


@dataclass(frozen=True)
class Demand:
    """Fitted demand of some authorities; made by `fit_published` or `fit_history`.

    `first` is the day of the last count, `lead` the weeks from it to `as_of`, simulated too. Hazards are weekly, for
    the region as it was in the last year: `exits` streams x BEFORE_18 x ages x times x kinds, `moves` ages x times x
    kinds. `move_to`: ages x kinds x kinds; `start_kind`: streams x ages x kinds; `start_cells`: streams x cells of age.
    `population`: years ending on 31 March from `year` on x authorities x ages. `drift`: usual yearly change (sd of
    logs) of starts, of exits and of starts of unaccompanied children. `residual`: mean and sd of what starts less exits
    leave unexplained, as a share of starts. `male`: share of boys among children in care by authority.
    """

    as_of: date
    authorities: tuple[str, ...]
    first: date
    lead: int
    seed: int
    source: str
    year: int
    population: Floats
    starts: Rates
    starts_uasc: Rates
    exit_rates: Rates
    exit_rates_uasc: Rates
    move_rates: Rates
    exits: Floats
    moves: Floats
    move_to: Floats
    start_kind: Floats
    start_cells: Floats
    drift: tuple[float, float, float]
    residual: tuple[float, float]
    male: Floats
    back: Back
    held: Held | People
    assumptions: tuple[Assumption, ...] = field(repr=False, default=())
