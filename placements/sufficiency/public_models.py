"""What a model says, for everybody to read: rounded, with its ranges, and nothing where the children are withheld."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from placements.domain.codes import Kind
from placements.sharing.public import MARK, REST
from placements.sharing.suppression import SMALL, TOTALS_TO
from placements.sufficiency.public_sites import merged, said

LOW = "low"
"""Rounds to 0 and is not 0, as in the Department for Education's open data."""
QUANTILES = ("p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5")
RANGE = ("p10", "p50", "p90")
WORTH = ("remove_one", "marginal", "add_one")
REGION = "region"
TOLD = frozenset((
    "a", "added", "arrivals", "as_it_is", "assumption", "b", "bed_weeks", "begins", "bias", "confidence",
    "cost", "cost_and_spend", "coverage", "crps", "date", "difference", "effect", "forecaster", "forecasters",
    "grade", "high", "high95", "kind", "lag_weeks", "lever", "levers", "low", "low95", "lower", "mae", "mean",
    "mean_high", "mean_low", "median", "name", "no_home", "note", "notes", "origin", "origins", "pairs",
    "paths", "payback", "payback_year", "quality", "reach", "removed", "replicates", "saving", "says",
    "scenarios", "schema", "se", "seed", "sentences", "share", "shock", "source", "spend", "stale", "stock",
    "stressed", "supply", "tests", "theme", "title", "today", "together", "unit", "unmet", "urgent_no_home",
    "usable", "value", "weeks", "what", "wins", "with_levers", "without_levers", "year", "year_ends",
    *QUANTILES,
))  # fmt: skip
"""Fields of model results for the whole region that may be told."""
TENS = frozenset(("stock", "bed_weeks", "children", "today", "with_levers", "without_levers"))
"""Fields under which numbers are rounded to ten."""
Needs = Mapping[str, Any]


def ten(value: Any) -> Any:
    """Return a number to the nearest ten, halves up; LOW for one that becomes 0 without being 0."""
    found = int((value + TOTALS_TO / 2) // TOTALS_TO * TOTALS_TO)
    return LOW if found == 0 and value > 0 else found


def whole(value: Any) -> Any:
    """Return a number to the nearest whole one, halves up; LOW for one that becomes 0 without being 0."""
    found = int((value + 0.5) // 1)
    return LOW if found == 0 and value > 0 else found


def public_forecast(forecast: Any, needs: Needs) -> dict[str, Any] | None:
    """Return the forecast to ten; None where the region is too small for that, ages withheld where theirs are."""
    if not forecast or needs["children"] == MARK:
        return None
    series = [
        {"date": row["date"], "stock": {q: ten(row["stock"][q]) for q in QUANTILES}} for row in forecast["series"]
    ]
    if any(value == LOW for row in series for value in row["stock"].values()):
        return None
    if "by_age" in forecast["series"][0]:
        ages = list(forecast["series"][0]["by_age"])
        first = forecast["series"][0]["by_age"]
        hidden = {age for age in ages if needs["by_age"].get(age) == MARK or 0 < first[age]["p50"] <= SMALL}
        # One age alone could be worked out from the others and the total.
        hidden |= set(ages) if len(hidden) == 1 else set()
        for row, old in zip(series, forecast["series"], strict=True):
            row["by_age"] = {
                age: {q: MARK if age in hidden else ten(old["by_age"][age][q]) for q in QUANTILES} for age in ages
            }
    return {"schema": forecast.get("schema"), "series": series, "backtest": public_results(forecast.get("backtest"))}


def public_gap(
    rows: Iterable[Mapping[str, Any]] | None, region: str, needs: Needs, codes: Sequence[str]
) -> list[dict[str, Any]]:
    """Return what is missing to whole children, every kind in every member's area: no row tells of anybody."""
    found = {(row["kind"], row["area"]): row for row in rows or ()}
    places = [*(code for code in codes if code != REST), *sorted({a for _, a in found} & {region, REGION})]
    nobody = dict.fromkeys(RANGE, 0)
    return [
        {"kind": kind, "area": area,
         **{q: whole(found.get((kind, area), nobody)[q]) if _told(kind, area, region, needs) else MARK for q in RANGE}}
        for kind in (str(k) for k in Kind) for area in places
    ]  # fmt: skip


def public_worth(
    rows: Iterable[Mapping[str, Any]] | None, region: str, needs: Needs, codes: Sequence[str]
) -> list[dict[str, Any]]:
    """Return what a place is worth in children, to a tenth; what it is for one week's own children is left out."""
    listed = {*codes, region, REGION} - {REST}
    return [
        {"kind": row["kind"], "area": row["area"],
         **{name: _tenth(row.get(name)) if _told(row["kind"], row["area"], region, needs) else MARK for name in WORTH},
         "complementary": bool(row.get("complementary")) if _told(row["kind"], row["area"], region, needs) else MARK}
        for row in rows or () if row["area"] in listed
    ]  # fmt: skip


def public_siting(siting: Any, needs: Needs, names: Mapping[str, str]) -> dict[str, Any] | None:
    """Return where places are wanted, areas with few children as one; no fee, no budget, no need of a patch."""
    if not siting:
        return None
    hidden = {code for code in {row["authority"] for row in siting["sites"]} if not _shown(needs, code)}
    sites = merged(siting["sites"], hidden)
    wanted = siting["wanted"]
    return {
        "schema": siting["schema"], "weeks": siting["weeks"],
        "wanted": {name: wanted[name] for name in ("places", "kinds", "most_in_patch", "worst") if name in wanted},
        "sites": sites, "intentions": said(sites), "held_out": siting["held_out"],
        "differences": siting["differences"], "gap": siting["gap"], "assumptions": siting["assumptions"],
    }  # fmt: skip


def public_results(value: Any, key: str = "", tens: bool = False) -> Any:
    """Return the told fields of a model result, rounded: to ten below a field of TENS, else to three figures."""
    tens = tens or key in TENS
    if isinstance(value, Mapping):
        return {k: public_results(v, k, tens) for k, v in value.items() if k in TOLD}
    if isinstance(value, list | tuple):
        return [public_results(part, key, tens) for part in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if key in ("year", "seed", "weeks", "replicates", "payback_year", "origin"):
        return value
    if tens:
        return round(value / TOTALS_TO) * TOTALS_TO
    return float(f"{value:.3g}") if isinstance(value, float) else value


def _told(kind: str, area: str, region: str, needs: Needs) -> bool:
    if needs["by_kind"].get(kind) == MARK or needs["children"] == MARK:
        return False
    return area in (region, REGION) or _shown(needs, area)


def _shown(needs: Needs, code: str) -> bool:
    return bool(needs["by_authority"].get(code, MARK) != MARK)


def _tenth(value: Any) -> Any:
    """Return children to a tenth; of a value in several units, the children."""
    if isinstance(value, Mapping):
        value = value.get("children")
    return None if value is None else round(float(value), 1)
