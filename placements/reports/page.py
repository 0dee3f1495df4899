"""One self-contained page for the meeting: no script, nothing fetched, the same bytes for the same result."""

from collections.abc import Mapping, Sequence
from typing import Any

from placements.reports import words
from placements.reports.calls import calls
from placements.reports.glossary import GLOSSARY
from placements.reports.headline import headline
from placements.reports.map import area_map
from placements.reports.meeting import meeting, undecided
from placements.reports.places import places
from placements.reports.pooling import members
from placements.reports.proof import levels
from placements.reports.proposals import asked, judged, proposals
from placements.reports.render import css_string, render
from placements.reports.tonight import tonight
from placements.reports.waiting import TOP, most_asked, unchecked, without_home
from placements.rules.listing import RuleInfo
from placements.sharing.audience import REGION


def match_page(
    result: dict[str, Any],
    *,
    rules: Sequence[RuleInfo],
    policy_text: str,
    boundaries: Mapping[str, Any] | None = None,
) -> str:
    """Return the page of a match; `boundaries` is a GeoJSON feature collection drawn under the map.

    Raises InputError for outlines that are no polygons.
    """
    rule_of = {rule.code: rule for rule in rules}
    return render(
        "match.html.j2",
        result=result,
        anchors=anchors(result),
        date=words.day(result["as_of"]),
        headline=headline(result),
        calls=calls(result),
        nights=tonight(result),
        map=area_map(result.get("areas") or (), boundaries),
        agenda=meeting(result),
        undecided=undecided(result),
        proposals=proposals(result),
        asked=asked(result),
        judged=judged(result),
        reasons=without_home(result, rule_of),
        most_asked=most_asked(result, rule_of),
        top=TOP,
        capacity=places(result),
        pooling=members(result),
        unchecked=unchecked(result, rule_of),
        linked=_linked(result),
        levels=levels(result),
        rules=rules,
        policy_text=policy_text,
        glossary=GLOSSARY,
        level=level(result),
        footer=css_string(f"{level(result)}. {result['region']}, {words.day(result['as_of'])}. People decide."),
    )  # fmt: skip


def level(result: dict[str, Any]) -> str:
    """Return for whom a document is (`placements.sharing`); one nobody has redacted is for the region's desk."""
    return str((result.get("audience") or REGION.to_dict())["label"])


def anchors(result: dict[str, Any]) -> dict[str, str]:
    """Return a place in the page for every waiting child; references may hold any character, places may not."""
    return {child_id: f"child-{number}" for number, child_id in enumerate(sorted(result["classes"]), 1)}


def _linked(result: dict[str, Any]) -> dict[str, int]:
    """What is connected to what, in figures."""
    parts = result["connections"]["components"]
    alone = sum(1 for part in parts if not part["homes"])
    largest = max(parts, key=lambda part: part["children"], default={"children": 0, "homes": 0})
    return {
        "parts": len(parts), "alone": alone, "children": largest["children"], "homes": largest["homes"],
        "chains": len(result["connections"]["chains"]),
    }  # fmt: skip
