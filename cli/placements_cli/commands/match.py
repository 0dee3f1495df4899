"""`placements match`: the weekly proposal for the whole region."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from placements import api
from placements.errors import UsageError
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "match"

Whom = Annotated[
    list[str] | None,
    typer.Option("--for", help="With --out; repeat for more: authority:CODE (only these), provider:NAME, public."),
]

FEW_FILES = 4
"""Fewer files than this in a folder are all named."""

READERS = ("authority-", "provider-", "public")
"""How the folders of readers begin (placements/reports/folders.py)."""


def command(
    region: Region,
    out: Annotated[Path | None, typer.Option(help="Folder for match.json and a folder for each reader.")] = None,
    whom: Whom = None,
    policy: PolicyFile = None,
    previous: Annotated[Path | None, typer.Option(help="The last proposal sent: a match folder or CSV.")] = None,
    boundaries: Annotated[Path | None, typer.Option(help="GeoJSON outlines of authorities for the map.")] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds the solver may take.")] = 120.0,
    as_json: AsJson = False,
) -> None:
    """Propose a home for every child of the week: lawful, proven best level by level, explained.

    Without --out nothing is written. Example: placements match sample_data/small --out monday --for public
    """
    if whom and out is None:
        raise UsageError("--for says for whom files are written, so --out has to say where.")
    if out is not None:
        api.check_folder(out)
    began, report = monotonic(), progress()
    chosen = api.load_policy(policy)
    report("Reading the region")
    loaded = api.load(region)
    api.check_readers(loaded, whom or ())
    note_idle_entries(chosen, loaded)
    found = api.match(
        loaded, chosen, previous=api.read_previous(previous) if previous else None,
        time_limit=time_limit, progress=report,
    )  # fmt: skip
    document = found.to_dict()
    if as_json:
        say_json(document)
    else:
        summary(document)
    if out is not None:
        report("Writing the reports")
        for line in written(out, api.write_reports(found, out, whom or (), boundaries)):
            note(line)
        if any(reader.startswith("provider:") for reader in whom or ()) and chosen.tie == api.load_policy().tie:
            note("Offer sheets: the references are made with the packaged key. Set [tie] key in your own policy.")
    note(f"{monotonic() - began:.1f} seconds.")


def written(out: Path, paths: Sequence[Path]) -> Iterator[str]:
    """Yield what was written where, one line a folder, and folders an earlier run has left beside them."""
    files: dict[Path, list[str]] = {}
    for path in paths:
        files.setdefault(path.parent, []).append(path.name)
    for folder, names in files.items():
        few = names if len(names) < FEW_FILES else [names[0], f"{len(names) - 1} more"]
        yield f"Wrote {folder}: {', '.join(few)}"
    for folder in sorted(path for path in out.iterdir() if path.is_dir() and path.name.startswith(READERS)):
        if folder not in files:
            yield f"Left from an earlier run, and not of this proposal: {folder}"


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
    _calls(document["calls"])
    say("This is a proposal. People decide.")


def _calls(calls: dict[str, Any]) -> None:
    """Print whom to ring first."""
    if not calls["calls"]:
        return
    from placements.explain.calls import call_words

    say()
    say(f"The calls that would place most children: {calls['sure']} could have a home without any call, "
        f"{calls['gain']} more if every answer is yes.")  # fmt: skip
    for call in calls["calls"]:
        asked = " ".join(dict.fromkeys(q["question"] for q in call["questions"]))
        say(f"  {call['order']:2}. {call['home_id']}, {call['whom']}: {asked} For {', '.join(call['children'])}: "
            f"{call_words(call)}")  # fmt: skip


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
