"""30,000 fewer, and 17,000 fewer for 517 million pounds: which flows it takes, and how many weeks of care."""

from placements.sufficiency.national.flows import base_of, needed, path
from placements.sufficiency.national.projections import share_above
from placements.sufficiency.national.rows import Known, Row, Step, financial, value

BY = 2032
WEEKS = 52


def thirty_thousand(known: Known) -> Row:
    """Return the row of 30,000 fewer by 2032."""
    said, high = value("fewer_30000"), value("projected_100000")
    target, last = high - said, int(known.england.years[-1])
    then, now = base_of(known.england, 2024), base_of(known.england, last)
    was, is_ = needed(then, target, BY), needed(now, target, BY)
    flat, by_itself = path(now, BY - last)[-1], 100 - share_above(known, last, BY, target)
    children = now.entries * is_.entries_alone / 100
    return Row(
        key="30000_fewer",
        title="30,000 fewer children in care by 2032",
        published=f"{said:,.0f} fewer than the {high:,.0f} projected.",
        ours=f"{flat:,.0f} in {BY} with flows of {last} kept up; in {by_itself:.0f} of 100 of our futures it is "
        f"{target:,.0f} or fewer with nothing done.",
        closes=f"From {last}: entries {is_.entries_alone:+.1f} %, or exit hazard {is_.exits_alone:+.1f} %, or entries "
        f"{-is_.both:+.1f} % and exits {is_.both:+.1f} % together, held every year to {BY}. "
        f"From 2024 it was {was.entries_alone:+.1f} %, {was.exits_alone:+.1f} %, or {-was.both:+.1f} % and "
        f"{was.both:+.1f} %.",
        actual=f"{known.england.at(last):,.0f} on 31 March {last}; {known.england.at(2021):,.0f} when the number was "
        "worked out.",
        steps=(
            Step("stock aimed at", f"{high:,.0f} - {said:,.0f}", target),
            Step(f"stock in {BY} with flows of {last}", "entries, hazard and residual kept up", round(flat)),
            Step("still to come from reform", f"{flat:,.0f} - {target:,.0f}", round(flat - target)),
            Step(f"entries alone, from {last}, in percent", "solved", is_.entries_alone),
            Step("exit hazard alone, in percent", "solved", is_.exits_alone),
            Step("both by as much, in percent", "solved", is_.both),
            Step("entries more or fewer a year", f"{now.entries:,.0f} x {is_.entries_alone:.1f} %", round(children)),
            Step("entries alone, from 2024, in percent", "solved", was.entries_alone),
            Step("exit hazard alone, from 2024, in percent", "solved", was.exits_alone),
        ),
        figures=("fewer_30000", "projected_100000"),
        flags=(
            f"Fewer than a projection, not than today: beside {known.england.at(last):,.0f} it is "
            f"{known.england.at(last) - target:,.0f} fewer.",
        ),
    )


def seventeen_thousand(known: Known) -> Row:
    """Return the row of 17,000 fewer and 517 million pounds."""
    said, saved, other = value("fewer_17000"), value("saved_517m"), value("fewer_30000")
    each, weekly = saved / said, known.yearly["weekly_pounds"]
    first, last = 2022, max(weekly)
    year, stay = said * weekly[last] * WEEKS, 1 / float(known.england.hazard[-1])
    return Row(
        key="17000_fewer",
        title="17,000 fewer in care through family help, saving £517m",
        published=f"{said:,.0f} fewer by 2031/32, and £{saved / 1e6:,.0f}m saved.",
        ours=f"£{year / 1e9:.2f}bn a year for {said:,.0f} places of children looked after, at £{weekly[last]:,.0f} a "
        "week "
        f"({financial(last)}).",
        closes=f"£{each:,.0f} for each child: {each / weekly[first]:.0f} weeks at the price of {financial(first)}, "
        f"{each / weekly[last]:.0f} weeks at that of {financial(last)}. So a saving of part of one year, or net of "
        "what family help costs; not of a whole time in care.",
        actual=f"What a week costs has risen from £{weekly[first]:,.0f} to £{weekly[last]:,.0f} since.",
        steps=(
            Step("pounds for each child", f"{saved:,.0f} / {said:,.0f}", round(each)),
            Step("weeks at the price then", f"{each:,.0f} / {weekly[first]:,.0f}", each / weekly[first]),
            Step(
                f"weeks at the price of {financial(last)}",
                f"{each:,.0f} / {weekly[last]:,.0f}",
                each / weekly[last],
            ),
            Step(
                "pounds a year, all of them a whole year", f"{said:,.0f} x {weekly[last]:,.0f} x {WEEKS}", round(year)
            ),
        ),
        figures=("fewer_17000", "saved_517m"),
        flags=(
            f"Not to be added to the {other:,.0f}: the one counts family help alone, the other the whole reform.",
            f"The horizon of the £517m is not stated beside it. A mean stay, one over the exit hazard, is {stay:.1f} "
            "years: "
            f"£{stay * weekly[last] * WEEKS:,.0f} a child.",
        ),
    )
