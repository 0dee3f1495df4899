"""`placements match`: the weekly proposal for the whole region."""

from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from placements import api
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

    Without --out nothing is written. Example: placements match south-east --out monday
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
    """Print the proposal as a commissioner would ask for it."""
    classes = Counter(document["classes"].values())
    placed = Counter(p["urgency"] for p in document["placements"])
    say(f"{document['region']}, {document['as_of']}: homes proposed for {len(document['placements'])} "
        f"of {sum(classes.values())} children.")  # fmt: skip
    say()
    table(
        ("class", "children", "proposed", "without"),
        [(c, classes[c], placed[c], classes[c] - placed[c]) for c in ("overdue", "today", "soon", "later")],
    )
    say()
    proven = document["solver"]["status"] == "optimal"
    say("Every level is proven best:" if proven else "The best found in the time allowed, not proven:")
    table(("level", "value", "bound"), [(lv["name"], lv["value"], lv["bound"]) for lv in document["levels"]])
    say()
    kinds = Counter(d["kind"] for d in document["decisions"])
    say(
        "For people to decide: "
        + (", ".join(f"{n} {k.replace('_', ' ')}" for k, n in kinds.items()) or "nothing")
        + "."
    )
    reasons = Counter(u["why"] for u in document["unplaced"])
    say("Without a home: " + (", ".join(f"{n} {r.replace('_', ' ')}" for r, n in reasons.items()) or "nobody") + ".")
    say("This is a proposal. People decide.")
