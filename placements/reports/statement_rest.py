"""The frame of a sufficiency statement: summary, levers, the plan people write, assumptions, and how it was made."""

from collections.abc import Mapping
from typing import Any

from placements.reports.sections import WHOLE, Figure, Section, Table, cell, columns
from placements.reports.words import capital, plain

Document = Mapping[str, Any]


def summary(document: Document) -> Section:
    """What stands out, in figures."""
    found = document.get("forecast") or {}
    figures = [Figure(cell(document["needs"]["children"], WHOLE), "children who need a home now")]
    if found:
        first, last = found["series"][0], found["series"][-1]
        figures.append(Figure(f"{first['stock']['p50']:,.0f}", "children looked after", f"on {first['date']}"))
        figures.append(Figure(
            f"{last['stock']['p10']:,.0f} to {last['stock']['p90']:,.0f}", "children looked after",
            f"on {last['date']}, four futures in five",
        ))  # fmt: skip
    return Section("summary", "In short", tuple(document.get("sentences", ())), tuple(figures))


def levers(document: Document) -> Section | None:
    """What would change it."""
    found = document.get("levers")
    if not found:
        return None
    rows = [
        (row["title"], row["quality"], _effect(row.get("stock")), _effect(row.get("places")), row["says"])
        for row in found["levers"]
    ]
    return Section(
        "levers", "What would change it", tuple(found.get("sentences", ())),
        tables=(
            Table("levers", "Levers one at a time: difference from doing nothing new (80 % intervals)", columns("Lever",
                  "Quality of the evidence", "Children looked after", "Places", "What is known"), tuple(rows)),
        ),
    )  # fmt: skip


def _effect(found: Mapping[str, Any] | None) -> str:
    if not found:
        return "none told"
    return f"{found['p50']:+,.0f} ({found['p10']:+,.0f} to {found['p90']:+,.0f})"


def scenarios(document: Document) -> Section | None:
    """Scenarios beside each other."""
    found = document.get("scenarios")
    if not found:
        return None
    rows = [(row["name"], row["what"], _effect(row.get("stock"))) for row in found]
    return Section(
        "scenarios", "Scenarios",
        tables=(Table("scenarios", "Difference from doing nothing new (80 % intervals)",
                      columns("Scenario", "What", "Children looked after"), tuple(rows)),),
    )  # fmt: skip


def plan(document: Document) -> Section:
    """What people have to add."""
    return Section("plan", "Actions, governance and equality", blank=(
        "To be written by people: what each authority and the co-operative will do, by when and who answers for it; "
        "the measures and how often they are looked at; the equality impact assessment."
    ))  # fmt: skip


def assumptions(document: Document) -> Section:
    """Everything taken for granted."""
    rows = [
        (capital(plain(str(row["what"]))), capital(plain(str(row.get("of", "")))), str(row.get("value", "")),
         CONFIDENCE.get(str(row.get("confidence", "")), str(row.get("confidence", ""))), row["source"])
        for row in document["assumptions"]
    ]  # fmt: skip
    return Section(
        "assumptions", "What is taken for granted",
        ("Every number that was not counted from this region's own records, and where it comes from.",),
        tables=(Table("assumptions", "Register of assumptions", columns("What", "Of", "Value", "How sure", "Source"),
                      tuple(rows)),),
    )  # fmt: skip


CONFIDENCE = {"S": "read at the source", "M": "to be confirmed at the source", "A": "our assumption; replace it"}


def made(document: Document) -> Section:
    """How it can be made again."""
    names = ("version", "inputs", "policy", "data", "seed", "weeks", "replicates", "sampled")
    rows = [(capital(plain(name)), str(document[name])) for name in names if name in document]
    return Section(
        "made", "How this was made, and how to make it again",
        ("The same region, data, policy, seed and version give the same statement, byte for byte, on any machine.",),
        tables=(Table("made", "What went in", columns("What", "Value"), tuple(rows)),),
    )  # fmt: skip
