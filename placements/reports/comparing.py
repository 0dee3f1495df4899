"""Two proposals beside each other as a page, a table and JSON; and the prices of a person's own judgement as tables."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from placements.explain.judgement import in_words
from placements.reports.plain_csv import csv_text
from placements.reports.proof import amount, title
from placements.reports.render import css_string, render
from placements.reports.words import CLASSES, authority, children, day, far, kind, money
from placements.sharing.audience import REGION
from placements.tables.writing import checked_folder, write_all

CHANGES = {
    "moved": "Another home", "gained": "A home in B alone", "lost": "A home in A alone", "same": "The same home",
    "none": "No home in either",
}  # fmt: skip
BETTER = {"a": "A", "b": "B", "equal": "as well off"}
CLOSED = ("ruled_out", "cannot_confirm")
COMPARED = (
    "child_id", "authority", "urgency", "change", "better", "home_a", "home_b", "points_a", "points_b", "shortfall_a",
    "shortfall_b", "weekly_cost_a", "weekly_cost_b", "reasons",
)  # fmt: skip
RULE_PRICED = ("rule", "closes", "closes_alone", "level", "sense", "with", "without", "first")
PRICED = (
    "kind", "child_id", "home_id", "children", "level", "sense", "with", "without", "better", "first", "opens",
    "proven", "better_without", "better_with", "reason",
)  # fmt: skip


def write_compare(document: dict[str, Any], out: Path) -> list[Path]:
    """Write compare.html, compare.csv and compare.json into a folder; raises UsageError where it cannot be."""
    return _write(out, {
        "compare.html": compare_page(document),
        "compare.csv": csv_text(COMPARED, (_row(row) for row in document["children"])),
        "compare.json": _json(document),
    })  # fmt: skip


def write_price(document: dict[str, Any], out: Path) -> list[Path]:
    """Write price.csv, one row a level of each thing priced, and price.json; raises UsageError where it cannot be."""
    rows = [
        {**item, **level, "level": level["name"], "first": level == item["first"],
         "reason": in_words(item["judgement"]) if item["judgement"] else ""}
        for item in document["items"] for level in item["levels"]
    ]  # fmt: skip
    return _write(out, {"price.csv": csv_text(PRICED, rows), "price.json": _json(document)})


def write_rule_prices(document: dict[str, Any], out: Path) -> list[Path]:
    """Write rule-prices.csv, one row a level of each rule, and rule-prices.json; raises UsageError likewise."""
    rows = [
        {**rule, **level, "level": level["name"], "first": level == rule["first"]}
        for rule in document["rules"] for level in rule["levels"]
    ]  # fmt: skip
    return _write(out, {"rule-prices.csv": csv_text(RULE_PRICED, rows), "rule-prices.json": _json(document)})


def _write(out: Path, files: Mapping[str, str]) -> list[Path]:
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    return write_all(out, files)


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _row(row: dict[str, Any]) -> dict[str, Any]:
    flat = {
        f"{name}_{side}": (row[side] or {}).get(key)
        for side in ("a", "b")
        for name, key in (("home", "home_id"), ("points", "points"), ("shortfall", "shortfall"),
                          ("weekly_cost", "weekly_cost"))
    }  # fmt: skip
    return {**row, **flat, "reasons": [reason["sentence"] for reason in row["reasons"]]}


def compare_page(document: dict[str, Any]) -> str:
    """Return the page of a comparison (schema placements/compare/1)."""
    names = {"authorities": document["names"]}
    changed = [row for row in document["children"] if row["reasons"]]
    return render(
        "compare.html.j2",
        d=document,
        date=day(document["as_of"]),
        sides=[(letter.upper(), _side(document[letter]), document[letter]) for letter in ("a", "b")],
        verdict=_verdict(document),
        levels=[_level(row) for row in document["levels"]],
        classes=[(text, [_child(names, row) for row in changed if row["urgency"] == word])
                 for word, text in CLASSES.items()],
        counts=[(text, document["counts"].get(word, 0)) for word, text in CHANGES.items()],
        authorities=[_authority(names, row) for row in document["authorities"]],
        level=REGION.label,
        footer=css_string(f"{REGION.label}. {document['region']}, {day(document['as_of'])}. People decide."),
    )  # fmt: skip


def _side(side: dict[str, Any]) -> str:
    made = f"The match of {day(side['as_of'])}" if side["source"] == "match" else "A list of children and homes"
    made += (
        "" if side["same_rows"] or side["source"] == "list" else ", made from other rows and counted here by today's"
    )
    made += "" if side["same_policy"] else ", made under another policy"
    return f"{made}. {children(side['placed'])} with a home; {money(side['weekly_cost'])} a week in full, " \
           f"{money(side['extra_cost'])} of it extra."  # fmt: skip


def _verdict(document: dict[str, Any]) -> str:
    first = document["first"]
    if first is None:
        return "A and B are equally good at every level."
    a, b = (amount(first["name"], first[side]) for side in ("a", "b"))
    won = document["better"].upper()
    but = "" if document[document["better"]]["lawful"] else (
        f" But {won} may not be proposed as it is: its figures count homes no rule allows."
    )  # fmt: skip
    return f"{won} is better. The first level that differs decides: " \
           f"{title(first['name']).lower()}, {a} in A and {b} in B.{but}"  # fmt: skip


def _level(row: dict[str, Any]) -> tuple[str, ...]:
    wanted = "more" if row["sense"] == "max" else "less"
    better = {"a": "A", "b": "B", "equal": "equal"}[row["better"]]
    return title(row["name"]), wanted, amount(row["name"], row["a"]), amount(row["name"], row["b"]), better


def _child(names: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["child_id"], "authority": authority(names, row["authority"]), "change": CHANGES[row["change"]],
        "better": BETTER[row["better"]], "homes": [_home(names, row[side]) for side in ("a", "b")],
        "with": row["with"], "reasons": list(dict.fromkeys(reason["sentence"] for reason in row["reasons"])),
    }  # fmt: skip


def _home(names: dict[str, Any], home: dict[str, Any] | None) -> dict[str, str] | None:
    if home is None:
        return None
    return {
        "id": home["home_id"], "about": f"{kind(home['kind'])}, {authority(names, home['authority'])}",
        "miles": far(home["miles"]), "cost": f"{money(home['weekly_cost'])} a week",
        "points": f"{home['points']} points" + (f", {home['shortfall']} short" if home["shortfall"] else ""),
        "mark": "Stop-gap" if home["stop_gap"] else "No rule allows it" if home["outcome"] in CLOSED else "",
    }  # fmt: skip


def _authority(names: dict[str, Any], row: dict[str, Any]) -> tuple[Any, ...]:
    costs = [money(row[f"{what}_{side}"]) for what in ("weekly_cost", "extra_cost") for side in ("a", "b")]
    return (authority(names, row["authority"]), row["children"], row["placed_a"], row["placed_b"], row["better_in_a"],
            row["better_in_b"], *costs)  # fmt: skip
