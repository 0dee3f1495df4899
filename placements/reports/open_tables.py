"""The tables of a statement that are open data: filters, indicators and rows, before places and times are added."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from placements.demand.paths import AGES
from placements.domain.codes import NEEDS, Kind, Sector
from placements.geography.authorities import authority_facts
from placements.reports.statement_today import SECTORS
from placements.reports.words import CLASSES, capital, kinds, plain
from placements.sharing.public import MARK

Document = Mapping[str, Any]
TOTAL = "Total"
Row = tuple[str | None, dict[str, Any]]
"""An authority's code, or None for the region; and its filters and indicators."""
SEX = {"F": "Female", "M": "Male", "U": "Unknown"}
FLAGS = {
    "uasc": "Unaccompanied asylum-seeking child", "disability": "Disability recorded",
    "adaptations": "Home has to be adapted",
}  # fmt: skip
QUANTILES = {
    "p2_5": "2.5th percentile", "p10": "10th percentile", "p25": "25th percentile", "p50": "median",
    "p75": "75th percentile", "p90": "90th percentile", "p97_5": "97.5th percentile",
}  # fmt: skip


class Filter(NamedTuple):
    """A column that breaks figures down."""

    name: str
    label: str
    hint: str = ""
    grouped_by: str = ""


class Indicator(NamedTuple):
    """A column of figures."""

    name: str
    label: str
    group: str = ""
    unit: str = ""
    decimals: int = 0


class Made(NamedTuple):
    """One table, by the name of its file."""

    name: str
    filters: tuple[Filter, ...]
    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...]


AGE = Filter("age", "Age", "Filter by age in years")
KIND = Filter("home_kind", "Kind of home", "Filter by the kind of home")
CHILDREN = Indicator("children_count", "Number of children who need a home")


def tables(document: Document) -> list[Made]:
    """Return every table of a statement; a part the statement does not have makes none."""
    found = [_children(document), _characteristics(document), _places(document)]
    if document.get("forecast"):
        found.append(_forecast(document["forecast"]["series"]))
    if document.get("gap"):
        found.append(_gap(document))
    if document.get("value_of_place"):
        found.append(_worth(document))
    return found


def _children(document: Document) -> Made:
    needs = document["needs"]
    crossed = {(r["authority"], r["age"]): r["children"] for r in needs["by_authority_and_age"]}
    rows: list[Row] = [(None, {"age": TOTAL, CHILDREN.name: needs["children"]})]
    rows += [(None, {"age": _age(age), CHILDREN.name: needs["by_age"][age]}) for age in AGES]
    for code in _codes(document, needs["by_authority"]):
        rows.append((code, {"age": TOTAL, CHILDREN.name: needs["by_authority"].get(code, 0)}))
        rows += [(code, {"age": _age(age), CHILDREN.name: crossed.get((code, age), 0)}) for age in AGES]
    return Made("children_who_need_a_home", (AGE,), (CHILDREN,), tuple(rows))


def _characteristics(document: Document) -> Made:
    needs = document["needs"]
    parts: list[tuple[str, str, Any]] = [(TOTAL, TOTAL, needs["children"])]
    parts += [("Sex", SEX[sex], n) for sex, n in needs["by_sex"].items()]
    parts += [("When a home is needed", CLASSES[word], n) for word, n in needs["by_class"].items()]
    parts += [("Kind of home in the plan", "Not known" if k == "not_known" else kinds(k), n)
              for k, n in needs["by_kind"].items()]  # fmt: skip
    parts += [("Need", capital(plain(need)), needs["by_need"].get(need, 0)) for need in NEEDS]
    parts += [("Circumstance", words, needs[flag]) for flag, words in FLAGS.items()]
    breakdown = Filter("breakdown", "Characteristic", "Filter by characteristic", "breakdown_topic")
    rows = tuple(
        (None, {"breakdown_topic": topic, "breakdown": one, CHILDREN.name: n}) for topic, one, n in parts
    )  # fmt: skip
    return Made("characteristics_of_children", (breakdown,), (CHILDREN,), rows)


def _places(document: Document) -> Made:
    """Return homes and places; a total is worked out from the numbers shown, and withheld where one of them is."""
    supply = document["supply"]
    region = {(r["kind"], r["sector"]): r for r in supply["by_kind_and_sector"]}
    crossed = {(r["authority"], r["kind"], r["sector"]): r for r in supply["by_area_kind_and_sector"]}
    own = {(r["authority"], r["kind"]): r for r in supply["by_kind_and_area"]}
    rows = list(_of_place(None, region, {}))
    for code in _codes(document, {r["authority"] for r in supply["by_kind_and_area"]}):
        mine = {(kind, sector): row for (area, kind, sector), row in crossed.items() if area == code}
        rows += _of_place(code, mine, {kind: row for (area, kind), row in own.items() if area == code})
    indicators = (Indicator("homes_count", "Number of homes"), Indicator("places_count", "Number of places"))
    return Made("homes_and_places", (KIND, Filter("sector", "Run by", "Filter by who runs the home")), indicators,
                tuple(rows))  # fmt: skip


def _of_place(
    code: str | None, cells: Mapping[tuple[str, str], Mapping[str, Any]], totals: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    every: list[dict[str, Any]] = []
    nobody = {"homes": 0, "places": 0}
    columns: dict[str, list[Mapping[str, Any]]] = {str(sector): [] for sector in Sector}
    for kind in (str(k) for k in Kind):
        parts = {sector: cells.get((kind, sector), nobody) for sector in columns}
        whole = totals.get(kind) or {f: _sum(p[f] for p in parts.values()) for f in nobody}
        every.append({f: whole[f] for f in nobody})
        for sector, part in {TOTAL: whole, **parts}.items():
            yield code, _place(kinds(kind), SECTORS.get(sector, sector), part)
            if sector != TOTAL:
                columns[sector].append(part)
    yield code, _place(TOTAL, TOTAL, {f: _sum(p[f] for p in every) for f in nobody})
    for sector, found in columns.items():
        yield code, _place(TOTAL, SECTORS[sector], {f: _sum(p[f] for p in found) for f in nobody})


def _place(kind: str, sector: str, part: Mapping[str, Any]) -> dict[str, Any]:
    return {"home_kind": kind, "sector": sector, "homes_count": part["homes"], "places_count": part["places"]}


def _sum(values: Iterable[Any]) -> Any:
    found = list(values)
    return MARK if any(isinstance(value, str) for value in found) else sum(found)


def _forecast(series: Iterable[Mapping[str, Any]]) -> Made:
    rows: list[Row] = []
    for row in series:
        for age, figures in {TOTAL: row["stock"], **row.get("by_age", {})}.items():
            values = {f"children_{q}": figures.get(q) for q in QUANTILES}
            rows.append((None, {"date": row["date"], "age": age if age == TOTAL else _age(age), **values}))
    indicators = tuple(
        Indicator(f"children_{q}", f"Children looked after, {words}", "Forecast") for q, words in QUANTILES.items()
    )  # fmt: skip
    return Made("forecast_of_children", (Filter("date", "Date", "Filter by day of the forecast"), AGE), indicators,
                tuple(rows))  # fmt: skip


def _gap(document: Document) -> Made:
    """Return what is missing by kind and area; quantiles do not add up, so there is no total."""
    names = ("p10", "p50", "p90")
    nobody: Mapping[str, Any] = dict.fromkeys(names, 0)
    found = {(_area(document, row["area"]), row["kind"]): row for row in document["gap"]}
    listed = [k for k in map(str, Kind) if any(kind == k for _, kind in found)]
    codes = _codes(document, {area for area, _ in found if area})
    areas: list[str | None] = [*([None] if any(a is None for a, _ in found) else []), *codes]
    rows = tuple(
        (code, {"home_kind": kinds(kind), **{f"children_unmet_{q}": found.get((code, kind), nobody)[q] for q in names}})
        for code in areas for kind in listed
    )  # fmt: skip
    indicators = tuple(
        Indicator(f"children_unmet_{q}", f"Children whose need is not met in a week, {QUANTILES[q]}", "Gap", "", 1)
        for q in names
    )
    return Made("what_is_missing", (KIND,), indicators, rows)


def _worth(document: Document) -> Made:
    words = {
        "add_one": "Children helped by one more place", "marginal": "Children helped by a place, at the margin",
        "remove_one": "Children helped by the last place",
    }  # fmt: skip
    rows = tuple(
        (area, {"home_kind": kinds(row["kind"]), **{f"children_{name}": _number(row.get(name)) for name in words}})
        for row in document["value_of_place"] if (area := _area(document, row["area"])) != ""
    )  # fmt: skip
    indicators = tuple(Indicator(f"children_{n}", label, "Value of a place", "", 1) for n, label in words.items())
    return Made("value_of_a_place", (KIND,), indicators, rows)


def _number(value: Any) -> Any:
    """Return children, where a value is told in several units."""
    return value.get("children") if isinstance(value, Mapping) else value


def _area(document: Document, area: str) -> str | None:
    """Return an authority's code, None for the region, and nothing for an area the standard has no code for."""
    if area in (document["region"], "region"):
        return None
    return area if area in authority_facts() else ""


def _codes(document: Document, also: Iterable[str]) -> list[str]:
    return sorted(({*document["members"], *also}) & set(authority_facts()))


def _age(age: str) -> str:
    return "Under 1" if age == "0" else f"{age} years".replace("-", " to ")
