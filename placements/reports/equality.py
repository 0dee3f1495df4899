"""The page of outcomes by group, for the region's desk and for everybody."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from placements.reports.forest import Forest, forest
from placements.reports.plain_csv import csv_text
from placements.reports.render import css_string, render
from placements.reports.words import day, number

WHY_NOT = {"few": "too few to compare", "same": "the same for all"}
FINDINGS = {"worse": "Found: worse", "better": "Found: better"}
STATES = {"at_or_above": "Home proposed at or above the floor", "stop_gap": "Stop-gap proposed", "without": "No home"}
COLUMNS = (
    "characteristic", "group", "title", "outcome", "n", "count", "value", "low", "high", "others_n", "others_count",
    "others_value", "ratio", "ratio_low", "ratio_high", "difference", "adjusted_difference", "adjusted_low",
    "adjusted_high", "p", "false_alarm_rate", "design_effect", "detectable", "finding", "why_not",
)  # fmt: skip
PUBLIC_COLUMNS = ("characteristic", "group", "title", *STATES, "percent")

Document = Mapping[str, Any]


class Cell(NamedTuple):
    """One outcome of one group in the overview: the figure, of how many, and a mark where a difference was found."""

    value: str
    n: str
    mark: str


class Line(NamedTuple):
    """One comparison in full."""

    outcome: str
    group: str
    n: str
    value: str
    others: str
    ratio: str
    difference: str
    adjusted: str
    detectable: str
    verdict: str


class Part(NamedTuple):
    """One characteristic: its groups side by side, the drawing, and every comparison."""

    id: str
    about: Document
    rows: list[tuple[str, str, list[Cell]]]
    forest: Forest | None
    lines: list[Line]


def equality_page(document: Document) -> str:
    """Return the page for the region's desk."""
    outcomes = {one["name"]: one for one in document["outcomes"]}
    found = [row["finding"] for row in document["findings"]]
    return render(
        "equality.html.j2",
        document=document,
        level=document["audience"]["label"],
        period=period(document),
        outcomes=document["outcomes"],
        parts=[_part(one, document, outcomes) for one in document["characteristics"]],
        counts={word: found.count(word) for word in ("worse", "better")},
        titles={one["name"]: one["title"] for one in document["characteristics"]},
        footer=_footer(document),
    )


def public_equality_page(document: Document) -> str:
    """Return the page for everybody."""
    return render(
        "equality_public.html.j2", document=document, level=document["audience"]["label"], period=period(document),
        states=STATES, count=_count, footer=_footer(document),
    )  # fmt: skip


def period(document: Document) -> str:
    """Return the days the matches are of: one, or the first and the last."""
    first, last = day(document["from"]), day(document["to"])
    return first if first == last else f"{first} to {last}"


def equality_csv(document: Document) -> str:
    """Return every comparison as a row."""
    titles = _titles(document)
    rows = []
    for one in document["comparisons"]:
        ratio, adjusted = one["ratio"] or {}, one["adjusted"] or {}
        rows.append({
            **{name: one.get(name) for name in COLUMNS},
            "title": titles[one["characteristic"], one["group"]],
            **{f"others_{name}": one["others"][name] for name in ("n", "count", "value")},
            "ratio": ratio.get("value"), "ratio_low": ratio.get("low"), "ratio_high": ratio.get("high"),
            **{f"adjusted_{name}": adjusted.get(name) for name in ("difference", "low", "high")},
            **{name: adjusted.get(name) for name in ("p", "false_alarm_rate", "design_effect", "detectable")},
        })  # fmt: skip
    return csv_text(COLUMNS, rows)


def public_equality_csv(document: Document) -> str:
    """Return the public tables as one table."""
    return csv_text(PUBLIC_COLUMNS, [
        {"characteristic": one["name"], "group": group["name"], **{name: group[name] for name in PUBLIC_COLUMNS[2:]}}
        for one in document["characteristics"] for group in one["groups"]
    ])  # fmt: skip


def _titles(document: Document) -> dict[tuple[str, str], str]:
    return {
        (one["name"], group["name"]): group["title"]
        for one in document["characteristics"] for group in one["groups"]
    }  # fmt: skip


def _part(one: Document, document: Document, outcomes: Document) -> Part:
    mine = [row for row in document["comparisons"] if row["characteristic"] == one["name"]]
    of_group: dict[str, list[Document]] = {group["name"]: [] for group in one["groups"]}
    for row in mine:
        of_group[row["group"]].append(row)
    titles = {group["name"]: group["title"] for group in one["groups"]}
    homes = [(titles[row["group"]], row) for row in mine if row["outcome"] == "home"]
    return Part(
        f"by-{one['name']}",
        one,
        [
            (g["title"], f"{g['children']:,}", [_cell(row, outcomes[row["outcome"]]) for row in of_group[g["name"]]])
            for g in one["groups"]
        ],
        forest([(title, _drawn(row), row["adjusted"], row["finding"]) for title, row in homes]),
        [_line(row, outcomes[row["outcome"]], titles[row["group"]]) for row in mine if row["n"]],
    )


def _drawn(row: Document) -> str:
    """Return what the drawing says beside a group, in whole percentage points."""
    test, children = row["adjusted"], number(row["n"], "child", "children")
    if test is None:
        return children
    at, low, high = (signed(100 * test[name], 0) for name in ("difference", "low", "high"))
    return f"{at} points ({low} to {high}), {children}"


def _cell(row: Document, outcome: Document) -> Cell:
    if not row["n"]:
        return Cell("-", "", "")
    return Cell(amount(row["value"], outcome), f"of {row['n']:,}", FINDINGS.get(row["finding"] or "", ""))


def _line(row: Document, outcome: Document, title: str) -> Line:
    test, ratio, others = row["adjusted"], row["ratio"], row["others"]
    scale = 100 if outcome["unit"] == "share" else 1
    adjusted, detectable = "-", "-"
    if test is not None:
        low, high = signed(scale * test["low"]), signed(scale * test["high"])
        adjusted, detectable = (
            f"{signed(scale * test['difference'])} ({low} to {high})",
            f"{scale * test['detectable']:.1f}",
        )
    verdict = FINDINGS.get(row["finding"] or "") or (WHY_NOT[row["why_not"]] if row["why_not"] else "None found")
    return Line(
        outcome["title"] + ("" if scale == 100 else f", {outcome['unit']}"),
        title,
        f"{row['n']:,}",
        _ranged(row, outcome),
        f"{amount(others['value'], outcome)} of {others['n']:,}" if others["n"] else "-",
        f"{ratio['value']:.2f} ({ratio['low']:.2f} to {ratio['high']:.2f})" if ratio else "-",
        "-" if row["difference"] is None else signed(scale * row["difference"]),
        adjusted,
        detectable,
        verdict[:1].upper() + verdict[1:],
    )


def _ranged(row: Document, outcome: Document) -> str:
    count = "" if row["count"] is None else f"{row['count']:,}: "
    if row["low"] is None:
        return f"{count}{amount(row['value'], outcome)}"
    low, high = (amount(row[end], outcome).split()[0] for end in ("low", "high"))
    return f"{count}{amount(row['value'], outcome)} ({low} to {high})"


def amount(value: float, outcome: Document) -> str:
    """Return a share as a whole percentage, a mean with one decimal."""
    return f"{100 * value:.0f} %" if outcome["unit"] == "share" else f"{value:.1f}"


def signed(value: float, digits: int = 1) -> str:
    """Return a difference with its sign: +3.0, −12.4, 0.0."""
    text = f"{abs(value):.{digits}f}"
    return text if not float(text) else ("+" if value > 0 else "−") + text


def _count(value: Any) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _footer(document: Document) -> Any:
    return css_string(f"{document['audience']['label']}. {document['region']}, {period(document)}. People decide.")
