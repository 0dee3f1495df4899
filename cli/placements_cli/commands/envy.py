"""`placements envy`: who would rather have a home proposed to somebody no more urgent, and what the proposal gains."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements_cli.completion import child_ids
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import counted, note, progress, say, say_json, table

NAME = "envy"
CODES = {
    "BETTER": "justified: the proposal would be better", "TIE": "a tie: no level would change",
    "PIN": "settled by a pin or an accepted offer", "TAKEN": "no room, whoever leaves",
    "POOLING": "a member would have fewer children placed than promised",
    "POLICY": "the policy proposes only what needs no approval",
}  # fmt: skip
"""Reasons in a few words; where a level would get worse it is named instead."""
AS_SAID = "The folder says that every level is proven. Run `placements verify`: one of the two is wrong."


def command(
    region: Region,
    proposal: Annotated[
        Path, typer.Argument(help="The folder match --out wrote, or a CSV (child_id, home_id).", show_default=False)
    ],
    child: Annotated[
        str | None, typer.Option(help="One child, home by home.", show_default=False, autocompletion=child_ids)
    ] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """List who would have more points in a home proposed to somebody no more urgent, and what answers for it.

    Every exchange is counted, level by level. Example: placements envy sample_data/small monday --child BOL-01
    """
    report = progress()
    loaded = api.load(region)
    chosen = api.load_policy(policy) if policy else None
    if chosen:
        note_idle_entries(chosen, loaded)
    report("Counting every exchange")
    found = examine.envy(loaded, proposal, chosen)
    document = (found.of(child) if child else found).to_dict()
    if as_json:
        say_json(document)
    else:
        (_show_child if child else _show)(document)
    if document["proven"] and document["justified"]:
        note(AS_SAID)


def _show(found: dict[str, Any]) -> None:
    """Print how many there are by reason, and every one a person should look at."""
    _heading(found)
    if found["reasons"]:
        say()
        rows = [(_reason(row), row["pairs"], row["children"]) for row in found["reasons"]]
        table(("why the proposal is as it is", "pairs", "children"), rows)
    for code, heading in (("BETTER", "Justified:"), ("TIE", "Ties, for a person to choose:")):
        entries = [(row, one) for row in found["children"] for one in row["envied"] if one["code"] == code]
        if entries:
            say()
            say(heading)
        for row, one in entries:
            say(f"  {', '.join(row['children'])} ({row['urgency']}): {one['sentence']}")
    say()
    say("One child, home by home: --child. A proposal is no decision: people decide.")


def _heading(found: dict[str, Any]) -> None:
    said = {True: "proven best at every level", False: "not proven best", None: "a list, which claims no proof"}
    say(f"{found['region']}, {found['as_of']}: {found['placed']} of {found['waiting']} children placed, "
        f"{said[found['proven']]}.")  # fmt: skip
    if not found["lawful"]:
        where = f" No rule allows the home of {', '.join(found['not_lawful'])}." if found["not_lawful"] else ""
        say(f"Not lawful as it stands; `placements score` says why.{where}")
    if not found["envied"]:
        say("No child would have more points in a home proposed to somebody no more urgent.")
        return
    envied = counted(found["envied"], "time")
    justified = len(found["justified"]) or "never"
    say(f"A home proposed to somebody no more urgent would suit a child better {envied}; justified: {justified}.")


def _reason(row: dict[str, Any]) -> str:
    from placements.optimise.objectives.catalogue import OBJECTIVES

    if row["code"] in ("BETTER", "LEVEL"):
        worse = "better" if row["code"] == "BETTER" else "worse"
        return f"{'justified, ' if worse == 'better' else ''}{worse}: {OBJECTIVES[row['level']].title.lower()}"
    return CODES[row["code"]]


def _show_child(found: dict[str, Any]) -> None:
    """Print what concerns one child."""
    _heading(found)
    for row in found["children"]:
        say()
        homes = [f"{c} {'at ' + h if h else 'without a home'}" for c, h in row["home_of"].items()]
        points = "" if row["points"] is None else f", {row['points']} points"
        say(f"{', '.join(homes)} ({row['urgency']}{points}{', stop-gap' if row['stop_gap'] else ''}):")
        for one in row["envied"]:
            takers = ", ".join(f"{t['child_id']}, {t['urgency']}" for t in one["takers"])
            say(f"  {one['home_id']}, {one['points']} points ({takers}): {one['sentence']}")
        if not row["envied"]:
            say("  No home proposed to anybody no more urgent has more points and may be proposed here.")
        if row["outranked"]:
            say(f"  Proposed to more urgent children only: {', '.join(row['outranked'])}.")
