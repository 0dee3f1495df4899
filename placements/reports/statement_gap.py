"""What is missing, why, and what one more place is worth, as sections of a statement."""

from collections.abc import Mapping
from typing import Any

from placements.reports.map import area_map
from placements.reports.sections import FINE, NUMBER, PERCENT, WHOLE, Figure, Section, Table, columns
from placements.reports.words import capital, kinds, lower, plain

Document = Mapping[str, Any]
WAYS = {
    "kind": "Not the kind of home in the plan", "far": "Over 20 miles from home",
    "siblings_apart": "Apart from brothers and sisters", "out_of_area": "Outside the authority's area",
    "stop_gap": "Below the floor: a stop-gap",
}  # fmt: skip
FACTORS = {
    "places": "Too few places", "kind": "The kind of home", "location": "Where homes are",
    "siblings": "Brothers and sisters together", "timing": "When places are free",
}  # fmt: skip
RANGE = (("Mean", FINE), ("Standard error", FINE), ("1 week in 10 below", NUMBER), ("Middle", NUMBER),
         ("1 week in 10 above", NUMBER))  # fmt: skip
CARERS = 12
MOST = 40
"""Rows of the longest tables on the page; the files have every row."""


def _range(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("mean", "se", "p10", "p50", "p90"))


def gap(document: Document) -> Section | None:
    """Whom supply would fail, week by week."""
    found = document.get("unmet")
    if not found:
        return None
    total, sample = found["total"], found["sample"]
    areas = [
        (_name(document, r["authority"]), r["children"]["mean"], *(r[k][w]["mean"] if r[k] else None
         for k in ("alone", "pooled") for w in ("unmet", "no_home")))
        for r in found["authorities"]
    ]  # fmt: skip
    pooled = found["local_and_pooled"]
    difference = pooled["difference"]
    return Section(
        "gap", "What is missing",
        (f"{sample['drawn']:,} weeks were drawn, by quarter and pressure, from the {sample['weeks']:,} weeks of all "
         "simulated futures. In each, the children who need a home are met with the homes there would be by the same "
         "rules and optimiser as in the weekly match. Unmet: without a home, or badly met.",
         f"Sharing homes leaves {difference['mean']:,.1f} children a week fewer unmet than every member alone "
         f"(standard error {difference['se']:,.2f}).",
         f"In {100 * found['weeks_failed']['share']:,.0f} % of weeks {_more_than(found['tau'])} had no home."),
        (Figure(f"{total['unmet']['mean']:,.1f}", "children unmet a week", f"of {total['children']['mean']:,.1f}"),
         Figure(f"{total['no_home']['mean']:,.1f}", "without any home a week"),
         Figure(f"{total['urgent_no_home']['mean']:,.1f}", "of these urgent")),
        tables=(
            Table("unmet_ways", "How children are badly met, children a week", columns("How", *RANGE),
                  tuple((WAYS.get(k, capital(plain(k))), *_range(v)) for k, v in total["ways"].items())),
            Table("gap", "Unmet children a week, by kind in the plan and area", columns("Kind", "Area", *RANGE),
                  tuple((kinds(r["kind"]), _name(document, r["area"]), *_range(r)) for r in _largest(document["gap"]))),
            Table("gap_by_authority", "Each authority alone and with shared homes, children a week", columns(
                  "Authority", ("Need a home", NUMBER), ("Unmet alone", NUMBER), ("No home, alone", NUMBER),
                  ("Unmet together", NUMBER), ("No home together", NUMBER)), tuple(areas)),
            Table("gap_cells", "Unmet children a week, by age, need, area and brothers and sisters", columns("Age",
                  "Need", "Area", "Siblings", *RANGE), tuple(
                  (r["age"], capital(plain(str(r["need"]))), _name(document, r["area"]), str(r["siblings"]), *_range(r))
                  for r in _largest(found["cells"])), folded=True),
            Table("gap_by_quarter", "By quarter, children a week", columns("Quarter", ("Weeks drawn", WHOLE), *RANGE),
                  tuple((str(r["quarter"]), r["weeks"], *_range(r["unmet"])) for r in found["quarters"]), folded=True),
            _erlang(found["erlang"]), *_recorded(document, found),
        ),
    )  # fmt: skip


def _more_than(tau: int) -> str:
    return "an urgent child" if tau == 0 else f"more than {tau} urgent {'child' if tau == 1 else 'children'}"


def _largest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with most children, in their own order where equal."""
    return sorted(rows, key=lambda r: -r["mean"])[:MOST]


def _erlang(found: Mapping[str, Any]) -> Table:
    rows = [
        (kinds(r["kind"]), r["load"], r["places"], 100 * r["loss"], r["places_for_loss"], r["turned_away_a_week"],
         r["unmet_a_week_by_matching"])
        for r in found["kinds"]
    ]  # fmt: skip
    return Table(
        "erlang", "Queueing theory's figure beside the simulated one", columns("Kind", ("Children", NUMBER),
        ("Places", WHOLE), ("Turned away", PERCENT), ("Places for 5 %", WHOLE), ("Turned away a week", NUMBER),
        ("Unmet a week by matching", NUMBER)), tuple(rows),
        f"{found['note']} It takes every place of a kind for any child; matching does not.", folded=True,
    )  # fmt: skip


def _recorded(document: Document, found: Mapping[str, Any]) -> tuple[Table, ...]:
    rows = found.get("recorded")
    if not rows:
        return ()
    names = [name for name in rows[0] if name not in ("authority", "need")]
    return (Table(
        "recorded", "What authorities recorded beside what was simulated, a week", columns("Authority", "Need",
        *(capital(plain(name)) for name in names)),
        tuple((_name(document, r["authority"]), str(r["need"] or "all"), *(_shown(r[n]) for n in names)) for r in rows),
    ),)  # fmt: skip


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{lower(plain(str(k)))} {_shown(v)}" for k, v in value.items())
    return "not recorded" if value is None else f"{value:,.2f}" if isinstance(value, float) else str(value)


def why(document: Document) -> Section | None:
    """Why children go unmet: what of it is places, kind, distance, brothers and sisters, time."""
    found = document.get("decomposition")
    if not found:
        return None
    rows = [
        (f"{row['name']}: {FACTORS[row['factor']]}", row["adds"]["mean"], row["adds"]["se"], row["shapley"]["mean"],
         row["shapley"]["se"])
        for row in found["steps"]
    ]  # fmt: skip
    sample, most = found["sample"]["drawn"], max(found["steps"], key=lambda row: row["shapley"]["mean"])
    return Section(
        "why", "Why children go unmet",
        (f"With nothing in force but safety {found['nowhere']['mean']:,.1f} children a week would be unmet, with "
         f"everything {found['unmet']['mean']:,.1f} ({sample} weeks). The largest share is due to "
         f"{lower(FACTORS[most['factor']])}.",),
        tables=(
            Table("gap_steps", "What each sort of rule adds when it is put back, children a week", columns("What",
                  ("In this order", NUMBER), ("Standard error", NUMBER), ("Whatever the order (Shapley)", NUMBER),
                  ("Its standard error", NUMBER)), tuple(rows)),
        ),
    )  # fmt: skip


def places_needed(document: Document) -> Section | None:
    """How many places would do."""
    found = document.get("places_needed")
    if not found:
        return None
    rows = [(kinds(r["kind"]), _name(document, r["area"]), r["places"]) for r in found["places"]]
    wanted, tau = 100 * found["share_wanted"], found["tau"]
    said = [f"Enough: {wanted:,.0f} % of weeks in which not {_more_than(tau)} has no home. Today "
            f"{100 * found['share_today']['share']:,.0f} % of {found['weeks']} sampled weeks are so."]  # fmt: skip
    if not found["possible"]:
        said.append(f"Up to {found['most_each']} new places of each kind in each area would not be enough: the weeks "
                    "that fail want something else than places.")  # fmt: skip
    else:
        said.append(
            f"{found['total']:,} new places are the fewest that do, proven for these weeks; on as many fresh "
            f"weeks {100 * found['fresh']['share']:,.0f} % would do (standard error "
            f"{100 * found['fresh']['se']:,.0f} points), {100 * found['fresh_today']['share']:,.0f} % today."
        )
    return Section(
        "needed", "Places that would be enough", tuple(said),
        tables=(Table("places_needed", "Fewest new places", columns("Kind", "Area", ("Places", WHOLE)), tuple(rows)),),
    )  # fmt: skip


def map_of_need(document: Document) -> Section | None:
    """Children who need a home today and places offered, on a map."""
    drawn = area_map(document.get("areas") or ())
    if drawn is None:
        return None
    rows = tuple((r.name, r.children, r.offered) for r in drawn.rows)
    return Section(
        "where", "Where", ("Children who need a home today by their authority, and places offered in its area.",),
        tables=(Table("areas", "Children and places by authority", columns("Authority", ("Children", WHOLE),
                ("Places offered", WHOLE)), rows, folded=True),), map=drawn,
    )  # fmt: skip


def worth(document: Document) -> Section | None:
    """What one more place is worth."""
    found = document.get("worth")
    if not found:
        return None
    ranked = sorted(
        document["value_of_place"], key=lambda r: (-r["exact_remove"], -r["remove_one"], r["kind"], r["area"])
    )
    rows = [
        (kinds(r["kind"]), _name(document, r["area"]), r["remove_one"], r["marginal"], r["add_one"],
         r["exact_remove"], r["exact_add"], "yes" if r["complementary"] else "no")
        for r in ranked if r["remove_one"] > 0 or r["exact_add"] > 0
    ]  # fmt: skip
    first = [
        (kinds(r["kind"]), _name(document, r["area"]), *(r["first_place"][k]["mean"] for k in
         ("met_well", "with_siblings", "miles_each", "pounds_a_week")))
        for r in ranked if "first_place" in r
    ]  # fmt: skip
    curve = [(kinds(r["kind"]), _name(document, r["area"]), *(p["gained"] for p in r["curve"]))
             for r in ranked if r.get("curve")]  # fmt: skip
    steps: list[dict[str, Any]] = next((r["curve"] for r in ranked if r.get("curve")), [])
    carers = [
        (_name(document, r["area"]), f"{r['min_age']} to {r['max_age']}", r["places"], r["met_well_a_week"], r["se"])
        for r in found["carers"][:CARERS] if r["met_well_a_week"] > 0
    ]  # fmt: skip
    area = ("Kind", "Area")
    return Section(
        "worth", "What one more place is worth",
        ("In children met well a week, around one new place of each kind in each area: what the first is worth (taken "
         "away again) and what a second would add. Three columns come from one linear relaxation, its price between "
         "the two; the last two are exact. Where a second is worth more than the first, places are complements: "
         "brothers and sisters need several at once.",),
        tables=(
            Table("value_of_place", "One more place, children met well a week", columns(*area, ("First", FINE),
                  ("Price", FINE), ("Second", FINE), ("First, exact", FINE), ("Second, exact", FINE),
                  "Complements"), tuple(rows[:MOST])),
            Table("first_place", "What the first further place changes a week", columns(*area, ("Children met well",
                  FINE), ("With brothers and sisters", FINE), ("Miles each", FINE), ("Pounds a week", WHOLE)),
                  tuple(first)),
            Table("curve", "Children met well a week, by places added", columns(*area, *((f"+{p['places']}", FINE)
                  for p in steps)), tuple(curve), folded=True),
            Table("carers", "Carers whose recruitment would help most", columns("Area", "Ages", ("Places", WHOLE),
                  ("Children met well a week", FINE), ("Standard error", FINE)), tuple(carers)),
        ),
    )  # fmt: skip


def stress(document: Document) -> Section | None:
    """What would strain the region."""
    found = document.get("stress")
    if not found:
        return None
    keys = ("stressed", "difference", "low95", "high95")
    rows = [
        (r["title"], *(r["unmet"][k] for k in keys), *(r["no_home"][k] for k in keys[1:]), r["assumption"])
        for r in found
    ]
    return Section(
        "stress", "Stress tests",
        (f"Each is tried on the same {found[0]['weeks']} sampled weeks, with and without.",),
        tables=(Table("stress", "Unmet children a week if it happened, with 95 % intervals of the difference", columns(
            "If", ("Unmet", NUMBER), ("More unmet", NUMBER), ("Low", NUMBER), ("High", NUMBER), ("More without a home",
            NUMBER), ("Low", NUMBER), ("High", NUMBER), "How it is tried"), tuple(rows)),),
    )  # fmt: skip


def _name(document: Document, code: str) -> str:
    return str(document["authorities"].get(code, code))
