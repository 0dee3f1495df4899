"""`placements unlock`: the smallest change that would give a child a home."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements.errors import UsageError
from placements_cli.completion import child_ids
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json

NAME = "unlock"
PROOF = {
    "counted": "No home asks for less.",
    "search": "Other homes ask for less, but others are proposed to them and would lose by it.",
}


def command(
    region: Region,
    child_id: Annotated[
        str | None, typer.Argument(help="A child without a home; everybody, if left out.", autocompletion=child_ids)
    ] = None,
    apply: Annotated[Path | None, typer.Option(help="Write a copy of the region folder with the change made.")] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what is the least that would have to change for a child, or everybody, without a home.

    Every answer was tried out: the region with the change made was solved again. Exit code 4 with --apply if nothing
    may be changed. Example: placements unlock sample_data/small MAN-05
    """
    if apply is not None and child_id is None:
        raise UsageError("--apply makes the change of one child. Name the child.")
    loaded, chosen = api.load(region), api.load_policy(policy)
    report = progress()
    report("Solving the region")
    found = examine.unlock(loaded, child_id, chosen, progress=report)
    document = found.to_dict()
    if as_json:
        say_json(document)
    else:
        for entry in document["unlocks"]:
            _show(entry)
        if not document["unlocks"]:
            say("Every child has a home proposed.")
    if apply is not None:
        for path in examine.write_unlocked(region, found, apply):
            note(f"Wrote {path}")


def _show(entry: dict[str, Any]) -> None:
    """Print one set: why it has no home, the change, and what it does."""
    unlock = entry["unlock"]
    say(f"{', '.join(entry['children'])} ({entry['class']}; {entry['why'].replace('_', ' ')}):")
    if unlock is None:
        say(f"  {entry['reason']}")
        return
    say(f"  {unlock['home_id']}:")
    for text in dict.fromkeys(f"{e['change']} ({e['rule']}; {e['who']})" for e in unlock["edits"] if e["effort"]):
        say(f"    {text}")
    homes = unlock["confirmed"]["home_of"]
    elsewhere = sorted({home for home in homes.values() if home != unlock["home_id"]})
    said = f" A home then: {', '.join(elsewhere)}." if elsewhere else ""
    doubt = "" if unlock["smallest"]["certified"] else " Whether less would do could not be worked out in time."
    say(f"  {PROOF[unlock['smallest']['proof']]}{said}{doubt} Tried out: nobody else loses a home.")
