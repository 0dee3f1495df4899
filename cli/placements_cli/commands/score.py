"""`placements score`: somebody's own proposal."""

from pathlib import Path
from typing import Annotated

import typer

from placements import api
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
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

    Example: placements score sample_data/small mine.csv
    """
    report = progress()
    loaded = api.load(region)
    chosen = api.read_proposal(proposal, loaded)
    in_force = api.load_policy(policy)
    note_idle_entries(in_force, loaded)
    found = api.score(loaded, chosen, in_force)
    report("Finding the best to compare with")
    document = found.to_dict()
    if as_json:
        say_json(document)
        return
    say("Lawful." if found.lawful else "Not lawful:")
    for problem in found.faults:
        place = f" at {problem.home_id}" if problem.home_id else ""
        say(f"  {problem.rule}: {', '.join(problem.children)}{place}: {problem.message}")
    left_out = sorted(set(loaded.group_of) - set(chosen))
    if left_out:
        say(f"Left out: {', '.join(left_out)}.")
    say()
    table(("level", "better", "yours", "best"), level_rows(document["levels"], ("value", "best")))
    first = next((lv for lv in document["levels"] if lv["value"] != lv["best"]), None)
    if first is None:
        say("As good as the best at every level.")
    else:
        (row,) = level_rows([first], ("value", "best"))
        say(f"The first level that differs decides: {row[0]}, yours {row[2]}, best {row[3]}.")
