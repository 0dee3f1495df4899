"""The short statement for providers: what the region will buy and where, what it needs, and how sure it is of that.

Made from the public statement alone, so that nothing withheld there can stand here.
"""

from collections.abc import Mapping
from typing import Any

from placements.domain.codes import Kind
from placements.reports.sections import NUMBER, WHOLE, Section, Table, columns
from placements.reports.words import capital, day, kinds, listed, lower
from placements.sharing.public import MARK, REST
from placements.sufficiency.public import SCHEMA
from placements.sufficiency.public_models import LOW, REGION
from placements.sufficiency.public_sites import unwanted

Document = Mapping[str, Any]
MOST = 10
"""Rows of a table: the first ones are what a provider acts on."""


def market_sections(document: Document) -> list[Section]:
    """Return the sections of the market statement; raises ValueError for any but a public statement."""
    if document.get("schema") != SCHEMA:
        raise ValueError(f"a market statement is made from a public statement ({SCHEMA}) and from nothing else")
    return [
        _opening(document), _wanted(document), _needed(document), _worth(document), _not_needed(document),
        _contact(), _uncertain(document),
    ]  # fmt: skip


def _opening(document: Document) -> Section:
    children = document["needs"]["children"]
    count = "How many children need a home today is withheld, as they are few." if children == MARK else (
        f"About {children:,} children of the region need a home today, to the nearest ten."
    )  # fmt: skip
    members = [document["authorities"][code] for code in document["members"]]
    return Section(
        "market", "What this is",
        ("For whoever runs homes or recruits foster carers, or thinks of doing so: what "
         f"{document['region']} looks for, as of {document['shown_date']}.",
         *((f"It speaks for {listed(members)}.",) if members else ()), count,
         "It is no offer and no contract. Buying follows the region's procurement rules."),
    )  # fmt: skip


def _wanted(document: Document) -> Section:
    siting = document.get("siting")
    if not siting or not siting["sites"]:
        return Section("market_wanted", "What the region will buy, and where", (
            "No places have been chosen for this statement. See what is needed most below.",))  # fmt: skip
    rows = tuple(
        (kinds(r["kind"]), r["patch"], r["places"], "; ".join(f"{n} of {size} beds" for size, n in r["homes"].items()))
        for r in siting["sites"]
    )
    return Section(
        "market_wanted", "What the region will buy, and where",
        ("What the plan proposes to open, recruit or buy. People decide on each of them.",),
        bullets=tuple(said for said in siting["intentions"] if said not in unwanted(siting["sites"])),
        tables=(Table("market_sites", "Places wanted", columns("Kind", "Where", ("Places", WHOLE), "Homes"), rows),),
    )  # fmt: skip


def _needed(document: Document) -> Section:
    rows = [row for row in document.get("gap") or () if _number(row["p90"]) > 0]
    rows.sort(key=lambda r: (-_number(r["p50"]), -_number(r["p90"]), r["kind"], _area(document, r)))
    if not rows:
        return Section("market_needed", "What is needed most", (
            "Nothing can be named: what is missing is withheld, was not worked out, or is nothing.",))  # fmt: skip
    return Section(
        "market_needed", "What is needed most",
        (f"In half of the weeks looked at, more children than the middle figure had no home that fits. {capital(LOW)} "
         "means some, but fewer than half a child a week.",),
        tables=(Table(
            "market_gap", "Children whose need is not met in a week", columns("Kind", "Where the children are from",
            ("Middle", WHOLE), "Four weeks in five"),
            tuple((kinds(r["kind"]), _area(document, r), r["p50"], f"{r['p10']} to {r['p90']}") for r in rows[:MOST]),
        ),),
    )  # fmt: skip


def _worth(document: Document) -> Section:
    rows = [row for row in document.get("value_of_place") or () if _number(row["add_one"]) > 0]
    rows.sort(key=lambda r: (-_number(r["add_one"]), r["kind"], _area(document, r)))
    words = [
        "What one more place would change in a week, in children. The first place is usually worth most: ten are not "
        "worth ten times as much." if rows else
        "What one more place is worth cannot be told: it is withheld, was not worked out, or is nothing."
    ]  # fmt: skip
    if any(row.get("complementary") is True for row in rows[:MOST]):
        words.append(
            "Brothers and sisters need places together: two places in one home can be worth more than two apart."
        )
    table = Table(
        "market_worth", "One more place", columns("Kind", "Where", ("Children", NUMBER)),
        tuple((kinds(r["kind"]), _area(document, r), r["add_one"]) for r in rows[:MOST]),
    )  # fmt: skip
    return Section("market_worth", "What one more place is worth", tuple(words), tables=(table,) if rows else ())


def _not_needed(document: Document) -> Section:
    siting = document.get("siting")
    said = unwanted(siting["sites"]) if siting and siting["sites"] else []
    enough = _enough(document)
    if enough:
        homes = listed([lower(kinds(kind)) for kind in enough])
        said.append(f"In no area is any child without {homes} in more than one week of ten.")
    return Section(
        "market_not_needed",
        "What is not needed",
        () if said else ("Nothing is named here: no kind of home is plentiful everywhere.",),
        bullets=tuple(said),
    )


def _enough(document: Document) -> list[str]:
    """Return kinds nothing is missing of anywhere; one withheld figure, and the kind is not named."""
    found = {
        kind: [row["p90"] for row in document.get("gap") or () if row["kind"] == kind]
        for kind in (str(k) for k in (Kind.FOSTERING, Kind.RESIDENTIAL, Kind.SUPPORTED))
    }
    return [kind for kind, values in found.items() if values and all(value == 0 for value in values)]


def _contact() -> Section:
    return Section("market_contact", "How to get in touch", blank="To be written by people: whom to ring or write to, "
                   "the next provider day, how to join the framework, and where tenders are published.")  # fmt: skip


def _uncertain(document: Document) -> Section:
    forecast, siting = document.get("forecast"), document.get("siting")
    words = ["These figures come from a model of the region. They are rounded, small numbers are withheld, and what "
             "happens may lie outside the ranges."]  # fmt: skip
    if forecast:
        last = forecast["series"][-1]
        words.append(f"Children looked after on {day(last['date'])}: four futures in five lie between "
                     f"{last['stock']['p10']:,} and {last['stock']['p90']:,}.")  # fmt: skip
    else:
        words.append("There is no forecast here: none was made, or the region is too small to publish one.")
    if siting:
        words.append(f"The places were chosen on some futures and tried out on {siting['held_out']['futures']} others. "
                     f"{_against_nothing(siting)}")  # fmt: skip
    return Section("market_uncertain", "What is uncertain", (*words, *_record(document)))


def _record(document: Document) -> list[str]:
    """Return what back-tests say: of this region's own forecast, and of forecasts like it from published figures."""
    published = document.get("record") or {}
    parts = [(document.get("forecast") or {}).get("backtest"), published.get("national"), published.get("regions")]
    return [str(sentence) for part in parts for sentence in (part or {}).get("sentences", ())]


def _against_nothing(siting: Mapping[str, Any]) -> str:
    one = siting["differences"]["nothing"]["unmet"]
    if one["high"] < 0:
        return (f"They leave {-one['high']:,.1f} to {-one['low']:,.1f} fewer children without a place within 20 miles "
                "than opening nothing (95 % interval).")  # fmt: skip
    return "On those, they cannot be told apart from opening nothing."


def _area(document: Document, row: Mapping[str, Any]) -> str:
    if row["area"] in (REGION, document["region"], REST):
        return "The whole region"
    return str(document["authorities"].get(row["area"], row["area"]))


def _number(value: Any) -> float:
    """Return a figure to sort by: a withheld or unknown one last, LOW next to nothing."""
    if value == LOW:
        return 0.01
    return -1.0 if value is None or isinstance(value, str) else float(value)
