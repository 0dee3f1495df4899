"""Reform two years later: how many more children are in care and when, through delay and through smaller reform."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from placements.sufficiency.national.flows import Array, Base, base_of, entry_growth, path
from placements.sufficiency.national.rows import Known, Row, Step, value

BASE, BY, DELAY, RAMP = 2022, 2032, 2, 5
"""Reform in time starts the year after BASE and reaches everybody over RAMP years, as the programme had it."""
OTHER_RAMPS = (3, 6)
PEAK_YEAR, TEN_YEARS, SETTLED_YEAR = 2028, 2034, 2044
"""31 March of 2027/28, 2033/34 and 2043/44."""
WEEKS = 52


@dataclass(frozen=True)
class Delayed:
    """Children more in each year after the base: through delay alone, and with a share of reform left out as well."""

    base: Base
    alone: Array
    both: Array
    left_out: float

    def at(self, year: int, alone: bool = False) -> float:
        """Return children more on 31 March of a year."""
        return float((self.alone if alone else self.both)[year - self.base.year - 1])


def delayed(base: Base, ramp: int = RAMP) -> Delayed:
    """Return what a delay does; the share left out is solved for the number the difference settles at.

    Entries grow so that the projected number is reached by BY, and stay there. Reform cuts them by a share that brings
    the stock down to what was promised by then.
    """
    low = value("projected_100000") - value("fewer_30000")
    years = np.arange(base.year + 1, SETTLED_YEAR + 1)
    trend = unreformed(base)

    def reform(start: int, cut: float) -> Array:
        return path(base, len(years), trend * (1 - cut * np.clip((years - start + 1) / ramp, 0, 1)))

    first, later = base.year + 1, base.year + 1 + DELAY
    cut = float(brentq(lambda c: reform(first, c)[BY - base.year - 1] - low, 0, 0.9, xtol=1e-10))
    in_time, settled = reform(first, cut), value("delay_settled")
    left_out = float(brentq(lambda s: (reform(later, cut * (1 - s)) - in_time)[-1] - settled, 0, 0.9, xtol=1e-10))
    return Delayed(base, reform(later, cut) - in_time, reform(later, cut * (1 - left_out)) - in_time, left_out)


def unreformed(base: Base) -> Array:
    """Return what entries are multiplied by in each year without reform."""
    grown = np.minimum(np.arange(base.year + 1, SETTLED_YEAR + 1), BY) - base.year
    found: Array = (1 + entry_growth(base, value("projected_100000"), BY) / 100) ** grown
    return found


def delay(known: Known) -> Row:
    """Return the row of a delay of two years."""
    peak, settled, cost = value("delay_peak"), value("delay_settled"), value("delay_cost")
    high = value("projected_100000")
    base = base_of(known.england, BASE)
    found = delayed(base)
    behind = path(base, 3, unreformed(base)[:3])[-1]
    off = 100 * (found.at(PEAK_YEAR) / peak - 1)
    extra = float(found.both[: TEN_YEARS - base.year].sum())
    weekly = known.yearly["weekly_pounds"][2023]
    gross = extra * weekly * WEEKS
    return Row(
        key="two_year_delay",
        title="Reform two years later",
        published=f"{peak:,.0f} more children in care in 2027/28, settling at {settled:,.0f}; a net cost of £1bn over "
        "ten years.",
        ours=f"{found.at(PEAK_YEAR):,.0f} more in 2027/28 ({off:+.0f} %), {found.at(SETTLED_YEAR):,.0f} more in "
        "2043/44. "
        f"Delay alone: {found.at(PEAK_YEAR, alone=True):,.0f} in 2027/28, {found.at(SETTLED_YEAR, alone=True):,.0f} in "
        "2043/44.",
        closes=f"Reform that takes {RAMP} years to reach everybody and brings {high:,.0f} down to "
        f"{high - value('fewer_30000'):,.0f} by {BY}. Delay dies away; a lasting {settled:,.0f} takes a strategy that "
        f"does {100 * found.left_out:.0f} % less than the review asked for.",
        actual=f"{known.england.at(2025):,.0f} were looked after in 2025, where the projection behind the figure has "
        f"{behind:,.0f} without reform. The strategy of 2023 began in up to 12 areas.",
        steps=(
            Step("more in 2027/28", "delayed and smaller reform, less reform in time", round(found.at(PEAK_YEAR))),
            Step("beside the published figure, in percent", f"{found.at(PEAK_YEAR):,.0f} / {peak:,.0f} - 1", off),
            *(
                Step(f"the same, with reform in {ramp} years", "as above", round(delayed(base, ramp).at(PEAK_YEAR)))
                for ramp in OTHER_RAMPS
            ),
            Step("share of reform left out, in percent", "solved for the settled figure", 100 * found.left_out),
            Step("child-years more, to 2033/34", "sum over the years", round(extra)),
            Step("what they cost", f"{extra:,.0f} x {weekly:,.0f} x {WEEKS}", round(gross)),
            Step("published, for each child-year", f"{cost:,.0f} / {extra:,.0f}", round(cost / extra)),
        ),
        figures=("delay_peak", "delay_settled", "delay_cost", "delay_cost_twenty"),
        flags=(
            f"£1bn is a net cost to the taxpayer, with what reform costs taken off; care alone comes to "
            f"£{gross / 1e9:.1f}bn at £{weekly:,.0f} a week. The two are not the same measure.",
            "Ten years to 2033/34 for the pounds, 2027/28 for the children: the peak lies inside the ten years.",
        ),
        lines={
            "more": [
                {"year": year, "alone": round(found.at(year, alone=True)), "both": round(found.at(year))}
                for year in range(base.year + 1, SETTLED_YEAR + 1)
            ]
        },
    )
