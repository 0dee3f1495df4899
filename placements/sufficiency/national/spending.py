"""10 to 15 billion pounds, and what was asked for, given and switched: on one time base, beside what was spent."""

from placements.sufficiency.national.rows import Known, Row, Step, financial, growth, value

FIRST = 2021
"""2020-21, the last year of spending the review knew."""


def ten_to_fifteen(known: Known) -> Row:
    """Return the row of 10 to 15 billion pounds within a decade."""
    low, high = value("spent_now"), value("spent_then")
    children = growth(known.england.at(FIRST), value("projected_100000"), 10)
    whole = growth(low, high, 10)
    unit = 100 * ((1 + whole / 100) / (1 + children / 100) - 1)
    spent, care = known.yearly["children_pounds"], known.yearly["looked_after_pounds"]
    last = max(spent)
    years = last - FIRST
    had = {"whole": growth(spent[FIRST], spent[last], years), "care": growth(care[FIRST], care[last], years),
           "children": growth(known.england.at(FIRST), known.england.at(last), years)}  # fmt: skip
    price = 100 * ((1 + had["care"] / 100) / (1 + had["children"] / 100) - 1)
    passed = next((year for year in sorted(spent) if spent[year] >= high), None)
    reached = "not passed yet" if passed is None else f"passed in {financial(passed)}"
    return Row(
        key="10bn_to_15bn",
        title="From £10bn to £15bn a year",
        published=f"£{low / 1e9:.0f}bn a year now, £{high / 1e9:.0f}bn within a decade.",
        ours=f"{whole:.2f} % a year: {children:.2f} % more children (to 100,000 in ten years) and {unit:.2f} % "
        "dearer each.",
        closes=f"Children to 100,000 in ten years and prices rising {unit:.2f} % a year.",
        actual=f"£{spent[FIRST] / 1e9:.1f}bn in {financial(FIRST)} to £{spent[last] / 1e9:.1f}bn in {financial(last)} "
        f"on children's services ({had['whole']:+.1f} % a year): £15bn {reached}, with {known.england.at(last):,.0f} "
        f"children and not 100,000. On children looked after: {had['care']:+.1f} % a year, of which numbers "
        f"{had['children']:+.1f} % and price {price:+.1f} %.",
        steps=(
            Step("growth a year", "(15 / 10)^(1/10) - 1, in percent", whole),
            Step("of which children", f"(100,000 / {known.england.at(FIRST):,.0f})^(1/10) - 1, in percent", children),
            Step("of which price", f"1.{round(whole * 100):04d} / 1.{round(children * 100):04d} - 1, in percent", unit),
            Step(
                "spending on children looked after, growth a year",
                f"{care[FIRST] / 1e9:.2f}bn to {care[last] / 1e9:.2f}bn, in percent",
                had["care"],
            ),
            Step("of which price, in percent", "growth of spending over growth of children", price),
        ),
        figures=("spent_now", "spent_then", "projected_100000"),
        flags=(
            "The published pounds may be of one year's prices; those laid over them are pounds of the day.",
            "The review's £10bn and the total of children's services cover nearly, and not exactly, the same services.",
        ),
    )


def reform_money(known: Known) -> Row:
    """Return the row of 2.6 billion, 2 billion, 200 million and the switch of 1 billion."""
    asked, help_ = value("reform_money"), value("family_help_money")
    given, switch = value("strategy_money"), value("switched_money")
    support, care = known.yearly["family_support_pounds"], known.yearly["looked_after_pounds"]
    last, start = max(support), 2022
    rose = {"support": support[last] - support[start], "care": care[last] - care[start]}
    four, five = asked / 4, asked / 5
    weekly = known.yearly["weekly_pounds"][last]
    each = asked / value("fewer_30000")
    return Row(
        key="reform_money",
        title="£2.6bn asked for, £2bn of it for family help, £200m given, £1bn a year switched",
        published="£2.6bn over four years (five in other reports), £2bn for family help over five; £200m over "
        "two, called one fifth of it; by 2030 £1bn a year more on family help.",
        ours=f"A year: £{four / 1e6:,.0f}m or £{five / 1e6:,.0f}m asked for, £{help_ / 5e6:,.0f}m for family help, "
        f"£{given / 2e6:,.0f}m given.",
        closes=f"Given is {100 * given / asked:.0f} % of what was asked for in all; a year it is "
        f"{100 * given / 2 / four:.0f} % on a base of four years and {100 * given / 2 / five:.0f} % on one of five. "
        "One fifth holds only for one year of five.",
        actual=f"From {financial(start)} to {financial(last)} yearly spending on family support rose by "
        f"£{rose['support'] / 1e9:.2f}bn, on children looked after by £{rose['care'] / 1e9:.2f}bn: the balance moved "
        "the other way.",
        steps=(
            Step("asked for, a year, over four", f"{asked:,.0f} / 4", four),
            Step("asked for, a year, over five", f"{asked:,.0f} / 5", five),
            Step("family help, a year", f"{help_:,.0f} / 5", help_ / 5),
            Step("given, a year", f"{given:,.0f} / 2", given / 2),
            Step("given of asked for, in percent", f"{given:,.0f} / {asked:,.0f}", 100 * given / asked),
            Step("asked for, for each of 30,000 children", f"{asked:,.0f} / 30,000", round(each)),
            Step("which is weeks of care", f"{each:,.0f} / {weekly:,.0f}", each / weekly),
            Step(
                "family support, more a year", f"{support[last]:,.0f} - {support[start]:,.0f}", round(rose["support"])
            ),
            Step(
                "still missing to the switch",
                f"{switch:,.0f} - {rose['support']:,.0f}",
                round(switch - rose["support"]),
            ),
        ),
        figures=("reform_money", "family_help_money", "strategy_money", "switched_money", "fewer_30000"),
        flags=(
            "Time bases differ: four years or five for the same £2.6bn, five for family help, two for what was given.",
            "£2bn over five years is not a part of £2.6bn over four unless they start together.",
        ),
    )
