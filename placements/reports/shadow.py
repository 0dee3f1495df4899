"""The files of a shadowed week: blind cards to mark, on paper and as a workbook, and the key, kept apart from them."""

import json
from pathlib import Path
from typing import Any

from placements.explain.blind import Card, Facts
from placements.explain.marks import CHOICES, SURE
from placements.reports.plain_csv import csv_text
from placements.reports.render import css_string, render
from placements.reports.sheets import Column, Sheet
from placements.reports.words import day
from placements.reports.workbook import workbook
from placements.tables.writing import checked_folder, write_all

BLIND, KEY = "blind", "key"
"""Folders: what markers get, and what they must not."""
LABEL = "For whoever marks the cards"
CARDS, READ_ME, FINGERPRINT = "Cards", "Read me", "Sheet"
NUMBER, BETTER, HOW_SURE, WHY = "Card", "Better for the child", "How sure", "Why"
KEY_COLUMNS = (
    "card", "children", "x", "y", "proposal", "proposed", "decided", "urgency", "kind", "decided_lawful", "decided_on",
    "outcome_note",
)  # fmt: skip
HOW = (
    "Each card has one child, or brothers and sisters who would go together, and two homes called X and Y.",
    "One was decided on in that week, the other proposed by the program. The order was drawn by lot; do not guess it.",
    "Choose X, Y, equal or neither by what stands on the card alone, and say how sure you are and why.",
    "Write no names. If you remember what was decided for a child, leave the card blank.",
    "Do not talk about a card with another marker before both of you have marked it.",
)
"""What a marker has to know."""


def write_shadow(document: dict[str, Any], made: tuple[Card, ...], out: Path) -> list[Path]:
    """Write blind/shadow.xlsx, blind/shadow.html, key/shadow-key.csv and key/shadow.json; raises UsageError."""
    files: dict[str, str | bytes] = {
        f"{BLIND}/shadow.html": shadow_page(document, made),
        f"{BLIND}/shadow.xlsx": shadow_workbook(document, made),
        f"{KEY}/shadow-key.csv": csv_text(KEY_COLUMNS, document["cards"]),
        f"{KEY}/shadow.json": json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n",
    }
    for name in ("", BLIND, KEY):
        checked_folder(out / name).mkdir(parents=True, exist_ok=True)
    return write_all(out, files)


def shadow_page(document: dict[str, Any], made: tuple[Card, ...]) -> str:
    """Return the blind cards as a page to print: the same lines for both homes of every card."""
    return render(
        "shadow.html.j2",
        region=document["region"],
        date=day(document["as_of"]),
        fingerprint=document["fingerprint"],
        cards=[
            (
                card.number,
                card.about,
                [(name, x, y) for (name, x), (_, y) in zip(card.x.facts, card.y.facts, strict=True)],
            )
            for card in made
        ],
        how=HOW,
        choices=[choice.capitalize() for choice in CHOICES],
        sure=[word.capitalize() for word in SURE],
        level=LABEL,
        footer=css_string(f"{LABEL}. {document['region']}, {day(document['as_of'])}. Sheet {document['fingerprint']}."),
    )


def shadow_workbook(document: dict[str, Any], made: tuple[Card, ...]) -> bytes:
    """Return the same cards as a workbook with drop-downs, one row a card."""
    columns = (
        Column(NUMBER, 7, "whole"), Column("The child", 34), Column("Home X", 38), Column("Home Y", 38),
        Column(BETTER, 14, "choice", tuple(CHOICES)), Column(HOW_SURE, 14, "choice", SURE), Column(WHY, 40, "note"),
    )  # fmt: skip
    rows = tuple((card.number, *(_lines(facts) for facts in (card.about, card.x.facts, card.y.facts))) for card in made)
    told = Sheet(
        READ_ME, (Column("What", 12), Column("Says", 100)),
        ((FINGERPRINT, document["fingerprint"]), *(("", text) for text in HOW)),
    )  # fmt: skip
    shown = {"as_of": document["as_of"], "audience": {"label": LABEL}}
    empty = "Decision and proposal are the same for every child."
    return workbook("Which home is better?", [Sheet(CARDS, columns, rows, empty), told], shown)


def _rows(card: Card) -> list[tuple[str, str, str]]:
    """Return the lines of a card: the fact, and what it is for X and for Y."""
    return [(name, x, y) for (name, x), (_, y) in zip(card.x.facts, card.y.facts, strict=True)]


def _lines(facts: Facts) -> str:
    return "\n".join(f"{name}: {value}" for name, value in facts)
