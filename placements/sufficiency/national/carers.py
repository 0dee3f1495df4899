"""9,000 carers in three years and 10,000 places: households, and what their number did meanwhile."""

from placements.sufficiency.national.rows import Known, Row, Step, value
from placements.sufficiency.national.target import check_target

YEARS = 3.5
"""From February 2026 to the latest end of the Parliament."""
SHORT_YEARS = 3.0


def nine_thousand(known: Known) -> Row:
    """Return the row of 9,000 carers in three years."""
    said, ratio = value("carers_asked"), value("carers_2021") / value("households_2021")
    households, joined = said / ratio, value("households_joined_2022")
    net, gross = value("households_joined") - value("households_left"), 3 * joined
    then, later = value("households_2021"), value("fostering_households")
    return Row(
        key="9000_carers",
        title="9,000 more foster carers in three years",
        published=f"{said:,.0f} more foster carers by 2026.",
        ours=f"{households:,.0f} households, {households / 3:,.0f} a year net of those that leave; about "
        f"{households * value('fostering_places') / later:,.0f} places.",
        closes="It has to mean net of leavers: as newly approved they would have come by themselves, since "
        f"{joined:,.0f} households a "
        f"year are {gross * ratio:,.0f} carers in three years. Net, {households / 3:,.0f} a year instead of "
        f"{net:,.0f}.",
        actual=f"Fostering households fell from {then:,.0f} (2021) to {later:,.0f} (2024).",
        steps=(
            Step("carers in a household", f"{value('carers_2021'):,.0f} / {then:,.0f}", ratio),
            Step("households", f"{said:,.0f} / {ratio:.2f}", round(households)),
            Step("households a year", f"{households:,.0f} / 3", round(households / 3)),
            Step("approved in three ordinary years, carers", f"3 x {joined:,.0f} x {ratio:.2f}", round(gross * ratio)),
            Step("households more or fewer, 2021 to 2024", f"{later:,.0f} - {then:,.0f}", later - then),
        ),
        figures=("carers_asked", "carers_2021", "households_2021", "households_joined_2022", "fostering_households"),
        flags=(
            "Counts of carers and of households differ by a factor of about 1.7; which profile of household is meant "
            "matters more than either.",
        ),
    )


def ten_thousand(known: Known) -> Row:
    """Return the row of 10,000 places."""
    said = round(value("nonprofit_places_pledged"))
    found, short = check_target(said, YEARS), check_target(said, SHORT_YEARS)
    answer, places = found["answer"], known.yearly["authority_places"]
    first, last = min(places), max(places)
    return Row(
        key="10000_places",
        title="10,000 more fostering places",
        published=f"{said:,.0f} more places by 2029, £{value('pledge_money') / 1e6:,.0f}m over two years behind them.",
        ours=f"{answer['net_households']:,} more households: {answer['net_households_per_year']:+,} a year instead of "
        f"{answer['net_households_per_year_now']:+,}.",
        closes=f"{answer['approvals_per_year']:,} approvals a year instead of {value('households_joined'):,.0f}, or "
        "no more than "
        f"{answer['leavers_per_year']:,} leavers instead of {value('households_left'):,.0f}.",
        actual=f"Places of authorities' own services went from {places[first]:,.0f} ({first}) to {places[last]:,.0f} "
        f"({last}), "
        f"{(places[last] - places[first]) / (last - first):+,.0f} a year.",
        steps=tuple(Step(step["what"], step["arithmetic"], step["value"]) for step in found["steps"]),
        figures=(
            "nonprofit_places_pledged",
            "pledge_money",
            "fostering_places",
            "fostering_households",
            "households_joined",
            "households_left",
        ),
        flags=(
            f"Two ends are given, 2029 and the end of the Parliament: over {SHORT_YEARS:g} years instead of "
            f"{YEARS:g} it is "
            f"{short['answer']['approvals_per_year']:,} approvals a year.",
            "Promised of authorities and voluntary services; joiners and leavers here are of all services.",
            f"£{value('pledge_money') / said:,.0f} for each place.",
        ),
    )
