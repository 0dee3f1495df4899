"""The approval pack on paper: for each child what has to be approved, what the data says, and lines for the rest."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from placements.reports.render import css_string, render
from placements.reports.words import capital, day

GATES = {
    "before_offer": "Before the offer is used",
    "before_effect": "Before the decision takes effect",
    "before_birthday": "During the stay, before a birthday",
}
"""When an approval is needed, in words."""


class Line(NamedTuple):
    """One approval in the list at the top."""

    anchor: str
    child: str
    home: str
    title: str
    who: str
    by: str


def approvals_page(found: dict[str, Any], label: str) -> str:
    """Return the page of the approval packs of `Tasks.to_dict()`; `label` says for whom it is."""
    return render(
        "approvals.html.j2",
        found=found,
        packs=[_pack(found, pack) for pack in found["approvals"]],
        lines=sorted(_lines(found), key=lambda pair: pair[0]),
        date=day(found["as_of"]),
        level=label,
        footer=css_string(f"{label}. {found['region']}, {day(found['as_of'])}. A proposal: people decide."),
    )


def _lines(found: dict[str, Any]) -> Iterator[tuple[tuple[str, str, str, str], Line]]:
    for number, pack in enumerate(found["approvals"], 1):
        for approval in pack["approvals"]:
            order = (approval["by"], capital(approval["who"]), pack["child_id"], approval["rule"])
            yield order, Line(f"p{number}", pack["child_id"], pack["home_id"], approval["title"],
                              capital(approval["who"]), day(approval["by"]))  # fmt: skip


def _pack(found: dict[str, Any], pack: dict[str, Any]) -> dict[str, Any]:
    return {
        "child": pack["child_id"],
        "home": pack["home_id"],
        "facts": [(fact["name"], fact["value"]) for fact in pack["facts"]],
        "held": [_held(held) for held in pack["held"]],
        "approvals": [_approval(approval) for approval in pack["approvals"]],
    }


def _held(held: dict[str, Any]) -> str:
    given = f", given on {day(held['given_on'])}" if held["given_on"] else ""
    ends = f", until {day(held['expires_on'])}" if held["expires_on"] else ", no last day recorded"
    return f"{held['title']}{given}{ends}"


def _approval(approval: dict[str, Any]) -> dict[str, Any]:
    named = {
        source["title"]: source for part in (approval, *approval["checks"]) for source in part["sources"]
    }  # fmt: skip
    return {
        "title": approval["title"],
        "who": capital(approval["who"]),
        "by": day(approval["by"]),
        "gate": GATES[approval["gate"]],
        "why": approval["why"],
        "note": approval["note"],
        "checks": [
            {**check, "by": day(check["by"]) if check["by"] != approval["by"] else ""} for check in approval["checks"]
        ],
        "sources": [(source, _read(source)) for source in named.values()],
    }


def _read(source: dict[str, Any]) -> str:
    return f"read {day(source['read_on'])}" if source["read_on"] else "to be confirmed"
