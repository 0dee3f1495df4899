"""A sufficiency statement as open data: the Department for Education's standard for Explore Education Statistics.

For each table a data file and its `.meta.csv`. Source: the department's analysts' guide, "Open data standards", and
"Statistics API data standards" (dfe-analytical-services.github.io/analysts-guide), read in a stored copy on 22 November
2026. Full and public statements are written alike; what goes to everybody is made from the public one.

A co-operative is none of the nine regions unless it has all their authorities: its code is then `z`, and the department
has to add its name before an upload. Authorities outside England have no row of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from placements.geography.authorities import authority_facts
from placements.geography.departments import ENGLAND, REGIONS, department_codes
from placements.reports.open_tables import Made, tables
from placements.reports.plain_csv import csv_text

Document = Mapping[str, Any]
META = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
)  # fmt: skip
TIME = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
REGIONAL = ("region_code", "region_name")
LOCAL = ("old_la_code", "new_la_code", "la_name")
DAY = "reference_date"
"""The day of the statement: one value, so it needs no metadata."""


def open_data(document: Document) -> dict[str, str]:
    """Return the files of a statement by name: UTF-8 text without a byte order mark, lines ending in one line feed."""
    files = {}
    for made in tables(document):
        rows = list(_rows(document, made))
        if rows:
            files[f"{made.name}.csv"] = csv_text(_columns(made, rows), rows)
            files[f"{made.name}.meta.csv"] = csv_text(META, _metadata(made, rows))
    return files


def _columns(made: Made, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    local = LOCAL if any(row["geographic_level"] == "Local authority" for row in rows) else ()
    filters = [name for one in made.filters for name in ((one.grouped_by, one.name) if one.grouped_by else (one.name,))]
    return [*TIME, *REGIONAL, *local, DAY, *filters, *(one.name for one in made.indicators)]


def _rows(document: Document, made: Made) -> Iterator[dict[str, Any]]:
    for area, row in made.rows:
        where = _where(document, area)
        if where is not None:
            values = {one.name: _value(row[one.name], one.decimals) for one in made.indicators}
            yield {
                "time_period": int(document["as_of"][:4]), "time_identifier": "Reporting year",
                "country_code": ENGLAND[0], "country_name": ENGLAND[1], **where, DAY: document["as_of"],
                **row, **values,
            }  # fmt: skip


def _where(document: Document, area: str | None) -> dict[str, Any] | None:
    """Return the columns of the region (None) or an authority; None where the standard has no code for it."""
    if area is None:
        code, name = _region(document)
        return {"geographic_level": "Regional", "region_code": code, "region_name": name}
    facts = authority_facts().get(area)
    if facts is None:
        return None
    return {
        "geographic_level": "Local authority", "region_code": REGIONS[facts.region], "region_name": facts.region,
        "old_la_code": department_codes()[area], "new_la_code": area, "la_name": facts.name,
    }  # fmt: skip


def _region(document: Document) -> tuple[str, str]:
    """Return the region's code and name: one of the nine where its members are all of that region, else `z`."""
    members = set(document["members"])
    for name, code in REGIONS.items():
        if members == {one.code for one in authority_facts().values() if one.region == name}:
            return code, name
    return "z", str(document["region"])


def _value(value: Any, decimals: int) -> Any:
    """Return a number with one decimal more than is shown; a symbol as it is, and `x` where nothing is known."""
    if value is None:
        return "x"
    if isinstance(value, str | int):
        return value
    found = round(float(value), decimals + 1)
    return int(found) if found.is_integer() else found


def _metadata(made: Made, rows: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Return what each column is; a filter with one level has no line."""
    for one in made.filters:
        if len({row[one.name] for row in rows}) > 1:
            yield {"col_name": one.name, "col_type": "Filter", "label": one.label, "filter_hint": one.hint,
                   "filter_grouping_column": one.grouped_by}  # fmt: skip
    for two in made.indicators:
        yield {"col_name": two.name, "col_type": "Indicator", "label": two.label, "indicator_grouping": two.group,
               "indicator_unit": two.unit, "indicator_dp": two.decimals}  # fmt: skip
