"""`placements score`: somebody's own proposal."""

from pathlib import Path
from typing import Annotated

import typer

from placements import api
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import progress, say, say_json, table

NAME = "score"


def command(
    region: Region,
    proposal: Annotated[Path, typer.Argument(help="CSV with child_id and home_id.", show_default=False)],
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Score your own proposal: is it lawful, what does each level come to, and how far is it from the best?

    Example: placements score south-east mine.csv
    """
    report = progress()
    loaded = api.load(region)
    found = api.score(loaded, api.read_proposal(proposal, loaded), api.load_policy(policy))
    report("Finding the best to compare with")
    document = found.to_dict()
    if as_json:
        say_json(document)
        return
    say("Lawful." if found.lawful else "Not lawful:")
    for problem in found.faults:
        place = f" at {problem.home_id}" if problem.home_id else ""
        say(f"  {problem.rule}: {', '.join(problem.children)}{place}: {problem.message}")
    say()
    table(("level", "yours", "best"), [(lv["name"], lv["value"], lv["best"]) for lv in document["levels"]])
