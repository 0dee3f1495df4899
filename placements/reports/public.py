"""The public page: counts with small numbers withheld, and what may not be done with them."""

from typing import Any

from placements.reports.plain_csv import csv_text
from placements.reports.render import css_string, render
from placements.reports.words import CLASSES, day, kinds

TOTALS = {
    "children": "Children in the match, to the nearest ten", "placed": "With a proposed home, to the nearest ten",
    "without": "Without a home, to the nearest ten", "percent": "Percentage with a proposed home",
}  # fmt: skip
MEANS = {"miles": "Mean straight-line miles from home", "weekly_cost": "Mean full cost a week, pounds"}
MEASURES = {"placed": "With a proposed home", "without": "Without a home", "percent": "Percentage"}
COLUMNS = ("table", "name", "measure", "value")


def public_page(view: dict[str, Any]) -> str:
    """Return the page of the public view (`placements.sharing`)."""
    date = day(view["as_of"])
    return render(
        "public.html.j2",
        view=view,
        level=view["audience"]["label"],
        date=date,
        totals=[(TOTALS[key], _text(value)) for key, value in view["totals"].items() if value is not None],
        means=[(MEANS[key], _text(value)) for key, value in view["means"].items()],
        classes=_named(view["by_class"], CLASSES),
        authorities=_named(view["by_authority"], {}),
        kinds=[(kinds(row["name"]), _text(row["placed"])) for row in view["by_kind"]],
        footer=css_string(f"{view['audience']['label']}. {view['region']}, {date}. Proposals: people decide."),
    )


def public_csv(view: dict[str, Any]) -> str:
    """Return the same as one long table: table, name, measure, value."""
    rows = [("region", "", key, value) for part in ("totals", "means") for key, value in view[part].items()]
    for table in ("by_class", "by_kind", "by_authority"):
        rows += [
            (table.removeprefix("by_"), row["name"], key, row[key]) for row in view[table] for key in MEASURES
            if key in row
        ]  # fmt: skip
    return csv_text(COLUMNS, [dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _named(rows: list[dict[str, Any]], names: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    return [(names.get(row["name"], row["name"]), tuple(_text(row[key]) for key in MEASURES)) for row in rows]


def _text(value: Any) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
