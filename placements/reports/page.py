"""One self-contained page for the meeting: no script, nothing fetched, the same bytes for the same result."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from placements.reports import words
from placements.reports.glossary import GLOSSARY
from placements.reports.headline import headline
from placements.reports.meeting import meeting, undecided
from placements.reports.places import places
from placements.reports.proof import levels
from placements.reports.proposals import asked, proposals
from placements.reports.waiting import TOP, most_asked, rule_title, without_home
from placements.rules.listing import RuleInfo


def match_page(result: dict[str, Any], *, rules: Sequence[RuleInfo], policy_text: str) -> str:
    """Return the page of a match."""
    rule_of = {rule.code: rule for rule in rules}
    return _templates().get_template("match.html.j2").render(
        result=result,
        anchors=anchors(result),
        date=words.day(result["as_of"]),
        headline=headline(result),
        agenda=meeting(result),
        undecided=undecided(result),
        proposals=proposals(result),
        asked=asked(result),
        reasons=without_home(result, rule_of),
        most_asked=most_asked(result, rule_of),
        top=TOP,
        capacity=places(result),
        unchecked=[(rule_title(rule_of, row["rule"]), row["pairs"]) for row in result["not_checked"]],
        linked=_linked(result),
        levels=levels(result),
        rules=rules,
        policy_text=policy_text,
        glossary=GLOSSARY,
        footer=css_string(f"{result['region']}, {words.day(result['as_of'])}. A proposal: people decide."),
    )  # fmt: skip


def anchors(result: dict[str, Any]) -> dict[str, str]:
    """Return a place in the page for every waiting child; references may hold any character, places may not."""
    return {child_id: f"child-{number}" for number, child_id in enumerate(sorted(result["classes"]), 1)}


def css_string(text: str) -> Markup:
    """Return text as a CSS string in which every character but letters and digits of ASCII is escaped."""
    safe = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')


def _linked(result: dict[str, Any]) -> dict[str, int]:
    """What is connected to what, in figures."""
    parts = result["connections"]["components"]
    alone = sum(1 for part in parts if not part["homes"])
    largest = max(parts, key=lambda part: part["children"], default={"children": 0, "homes": 0})
    return {
        "parts": len(parts), "alone": alone, "children": largest["children"], "homes": largest["homes"],
        "chains": len(result["connections"]["chains"]),
    }  # fmt: skip


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("placements.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["words"] = words
    return made
