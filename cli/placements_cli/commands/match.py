"""`placements match`: the weekly proposal for the whole region."""

from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from placements import api
from placements_cli.levels import level_rows
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "match"


def command(
    region: Region,
    out: Annotated[Path | None, typer.Option(help="Folder for the report, CSVs and match.json.")] = None,
    policy: PolicyFile = None,
    previous: Annotated[Path | None, typer.Option(help="The last proposal sent: a match folder or CSV.")] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds the solver may take.")] = 120.0,
    as_json: AsJson = False,
) -> None:
    """Propose a home for every child of the week: lawful, proven best level by level, explained.

    Without --out nothing is written. Example: placements match sample_data/small --out monday
    """
    began, report = monotonic(), progress()
    chosen = api.load_policy(policy)
    report("Reading the region")
    found = api.match(
        api.load(region), chosen, previous=api.read_previous(previous) if previous else None,
        time_limit=time_limit, progress=report,
    )  # fmt: skip
    document = found.to_dict()
    if as_json:
        say_json(document)
    else:
        summary(document)
    if out is not None:
        report("Writing the report")
        for path in api.write_reports(found, out):
            note(f"Wrote {path}")
    note(f"{monotonic() - began:.1f} seconds.")


def summary(document: dict[str, Any]) -> None:
    """Print the proposal as a commissioner would ask for it: who tonight, how good, what to decide."""
    classes = Counter(document["classes"].values())
    placed = Counter(p["urgency"] for p in document["placements"])
    say(f"{document['region']}, {document['as_of']}: homes proposed for {len(document['placements'])} "
        f"of {sum(classes.values())} children.")  # fmt: skip
    say()
    table(
        ("class", "children", "proposed", "without"),
        [(c, classes[c], placed[c], classes[c] - placed[c]) for c in ("overdue", "today", "soon", "later")],
    )
    _tonight(document)
    say()
    proven = document["solver"]["status"] == "optimal"
    say("Every level is proven best:" if proven else "The best found in the time allowed, not proven:")
    table(("level", "better", "value", "bound"), level_rows(document["levels"], ("value", "bound")))
    say()
    reasons = Counter(u["why"] for u in document["unplaced"])
    words = {"no_home": "no lawful home", "group": "no home for the whole sibling group", "held": "held",
             "policy": "kept out by the policy", "outranked": "outranked"}  # fmt: skip
    say("Without a home: " + (", ".join(f"{n} {words[r]}" for r, n in reasons.items()) or "nobody") + ".")
    say(f"For people to decide: {len(document['decisions'])} questions; --out writes them in order of their deadlines.")
    say("This is a proposal. People decide.")


def _tonight(document: dict[str, Any]) -> None:
    """Print one line for every overdue and today's child."""
    homes = {p["child_id"]: p for p in document["placements"]}
    reasons = {u["child_id"]: u["waits_for"] for u in document["unplaced"]}
    pressing = [c for word in ("overdue", "today") for c, u in document["classes"].items() if u == word]
    if pressing:
        say()
        say("Overdue and needed today:")
    for child_id in pressing:
        place = homes.get(child_id)
        if place is None:
            say(f"  {child_id}: no home. {reasons[child_id]}")
            continue
        notes = ["stop-gap"] if place["stop_gap"] else []
        notes += [f"approval: {a['who']}" for a in place["approvals"]] + [f"ask {q['who']}" for q in place["questions"]]
        say(f"  {child_id} -> {place['home_id']} ({place['kind']})" + (f": {'; '.join(notes)}" if notes else ""))
