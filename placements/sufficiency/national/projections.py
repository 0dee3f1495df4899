"""95,000 by 2025 and 100,000 by 2030 or 2032: at which growth, beside what was to be expected then, and what came."""

from typing import Any

import numpy as np

from placements.demand.record.series import Series
from placements.sufficiency.national.rows import Known, Row, Step, growth, value

CCN_YEAR, REVIEW_YEAR = 2020, 2021
"""The last year of stock each projection knew."""
WINDOWS = (1, 2, 3, 4, 5)
ENDS = (2018, 2019, 2020)


def compounded(series: Series, start: int, end: int, base: int, target: int) -> float:
    """Return the stock of `target`, if it grows from `base` as it did from `start` to `end`."""
    return float(series.at(base) * (series.at(end) / series.at(start)) ** ((target - base) / (end - start)))


def extended(series: Series, start: int, end: int, base: int, target: int) -> float:
    """Return the stock of `target`, if as many are added a year as from `start` to `end`."""
    return series.at(base) + (series.at(end) - series.at(start)) / (end - start) * (target - base)


def expected(known: Known, origin: int, years: int) -> dict[int, dict[str, float]]:
    """Return what our forecaster says from an origin: p10, p50 and p90 of the stock by year."""
    drawn = known.ours.paths(known.england.until(origin), origin, years, known.seed)["stock"]
    levels = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0).round()
    return {origin + k + 1: dict(zip(("p10", "p50", "p90"), levels[:, k].tolist(), strict=True)) for k in range(years)}


def share_above(known: Known, origin: int, year: int, number: float) -> float:
    """Return the percent of our draws that reach a number in a year."""
    drawn = known.ours.paths(known.england.until(origin), origin, year - origin, known.seed)["stock"]
    return float(100 * (drawn[:, -1] >= number).mean())


def by_2025(known: Known) -> Row:
    """Return the row of 95,000 by 2025."""
    england, said = known.england, value("projected_95000")
    windows = {
        (end - length, end): compounded(england, end - length, end, CCN_YEAR, 2025)
        for end in ENDS for length in WINDOWS
    }  # fmt: skip
    reach = sum(found >= said for found in windows.values())
    fan = expected(known, CCN_YEAR, 5)
    needs = growth(england.at(CCN_YEAR), said, 5)
    had = growth(england.at(CCN_YEAR), england.at(2025), 5)
    window = compounded(england, 2016, 2019, CCN_YEAR, 2025)
    pace = compounded(england, 2015, 2020, CCN_YEAR, 2025)
    straight = extended(england, 2015, 2020, CCN_YEAR, 2025)
    of = f"{england.at(2020):,.0f}"
    return Row(
        key="95000_by_2025",
        title="95,000 children looked after by 2025",
        published=f"{said:,.0f} by 2025, up from 69,000 in 2015.",
        ours=f"{fan[2025]['p50']:,.0f} as seen from 2020 (80 %: {fan[2025]['p10']:,.0f} to {fan[2025]['p90']:,.0f}); "
        f"{share_above(known, CCN_YEAR, 2025, said):.0f} in 100 futures reach it.",
        closes=f"Growth of {needs:.2f} % a year. The pace of 2016 to 2019, kept up for five years, gives "
        f"{window:,.0f}. "
        f"Of {len(windows)} windows of one to five years ending 2018 to 2020, {reach} reach it.",
        actual=f"{england.at(2025):,.0f} on 31 March 2025: growth of {had:.2f} % a year.",
        steps=(
            Step("growth a year the projection needs", f"({said:,.0f} / {of})^(1/5) - 1, in percent", needs),
            Step(
                "pace of 2016 to 2019 kept up",
                f"{of} x ({england.at(2019):,.0f} / {england.at(2016):,.0f})^(5/3)",
                round(window),
            ),
            Step("pace of 2015 to 2020 kept up", f"{of} x {of} / {england.at(2015):,.0f}", round(pace)),
            Step("as many more a year as 2015 to 2020", f"{of} + ({of} - {england.at(2015):,.0f})", round(straight)),
            Step("middle of all windows", "median", round(float(np.median(list(windows.values()))))),
            Step("too high by", f"{said:,.0f} - {england.at(2025):,.0f}", said - england.at(2025)),
        ),
        figures=("projected_95000",),
        lines={
            "fan": _points(fan),
            "published": _grown(england.at(CCN_YEAR), CCN_YEAR, said, 2025),
            "windows": [{"from": a, "to": b, "stock": round(found)} for (a, b), found in windows.items()],
        },
    )


def by_2032(known: Known) -> Row:
    """Return the row of 100,000 by 2030, or within a decade."""
    england, said = known.england, value("projected_100000")
    last = int(england.years[-1])
    then, now = expected(known, REVIEW_YEAR, 11), expected(known, last, 2032 - last)
    pace = compounded(england, 2010, REVIEW_YEAR, REVIEW_YEAR, 2032)
    by = {year: growth(england.at(REVIEW_YEAR), said, year - REVIEW_YEAR) for year in (2030, 2032)}
    still = {year: growth(england.at(last), said, year - last) for year in (2030, 2032)}
    had = growth(england.at(REVIEW_YEAR), england.at(last), last - REVIEW_YEAR)
    first, latest = f"{england.at(REVIEW_YEAR):,.0f}", f"{england.at(last):,.0f}"
    return Row(
        key="100000_by_2032",
        title="100,000 children looked after by 2030, or within a decade",
        published=f"{said:,.0f} by 2030 in one place, within a decade (about 2032) in another.",
        ours=f"{then[2032]['p50']:,.0f} in 2032 as seen from 2021 (80 %: {then[2032]['p10']:,.0f} to "
        f"{then[2032]['p90']:,.0f}); as seen from {last}: {now[2032]['p50']:,.0f} (80 %: {now[2032]['p10']:,.0f} to "
        f"{now[2032]['p90']:,.0f}), and {share_above(known, last, 2032, said):.0f} in 100 futures reach it.",
        closes=f"Growth of {by[2032]:.2f} % a year from 2021 for 2032, {by[2030]:.2f} % for 2030; the pace of 2010 "
        "to 2021 gives "
        f"{pace:,.0f} in 2032. From {last} it would now take {still[2032]:.2f} % or {still[2030]:.2f} % a year.",
        actual=f"{latest} on 31 March {last}: growth of {had:.2f} % a year since 2021.",
        steps=(
            Step("growth a year for 2032", f"({said:,.0f} / {first})^(1/11) - 1, in percent", by[2032]),
            Step("growth a year for 2030", f"({said:,.0f} / {first})^(1/9) - 1, in percent", by[2030]),
            Step("pace of 2010 to 2021 kept up", f"{first} x {first} / {england.at(2010):,.0f}", round(pace)),
            Step(
                "as many more a year as 2010 to 2021",
                f"{first} + ({first} - {england.at(2010):,.0f})",
                round(extended(england, 2010, REVIEW_YEAR, REVIEW_YEAR, 2032)),
            ),
            Step(
                f"growth a year from {last} for 2032",
                f"({said:,.0f} / {latest})^(1/{2032 - last}) - 1, in percent",
                still[2032],
            ),
        ),
        figures=("projected_100000",),
        flags=(
            "Two target years, 2030 and 2032, for the same number: they differ by "
            f"{by[2030] - by[2032]:.2f} percentage points of growth a year.",
        ),
        lines={
            "fan_then": _points(then),
            "fan_now": _points(now),
            "published": _grown(england.at(REVIEW_YEAR), REVIEW_YEAR, said, 2032),
        },
    )


def _points(fan: dict[int, dict[str, float]]) -> list[dict[str, Any]]:
    return [{"year": year, **ends} for year, ends in fan.items()]


def _grown(start: float, first: int, end: float, last: int) -> list[dict[str, Any]]:
    """Return the line of even growth between two numbers."""
    rate = (end / start) ** (1 / (last - first))
    return [{"year": first + k, "stock": round(start * rate**k)} for k in range(last - first + 1)]
