"""`placements home`: one vacancy, whom it suits best, and whom the region's proposal puts there."""

from typing import Annotated, Any

import typer

from placements import api
from placements_cli.completion import home_ids
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import progress, say, say_json, table

NAME = "home"
SAME_DAY = {True: "takes children the same day", False: "not the same day", None: "same day not known"}


def command(
    region: Region,
    home_id: Annotated[str, typer.Argument(help="The home.", show_default=False, autocompletion=home_ids)],
    top: Annotated[int, typer.Option(min=1, help="How many children or groups to list.")] = 10,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Say which waiting children or sibling groups a home suits best, and whom the proposal puts there.

    Example: placements home sample_data/small STO-F1
    """
    report = progress()
    loaded, chosen = api.load(region), api.load_policy(policy)
    report("Solving the region")
    found = api.home(loaded, home_id, chosen).to_dict()
    if as_json:
        say_json(found)
        return
    show(found, top)


def show(found: dict[str, Any], top: int) -> None:
    """Print a vacancy as its provider's contact would ask for it."""
    say(f"{found['home_id']}: {found['kind']}, {found['status'].replace('_', ' ')}, {found['offered']} places offered, "
        f"{found['free']} free, {found['lives_there']} live there of {found['places']}; {SAME_DAY[found['same_day']]}. "
        f"Ring {found['whom']}.")  # fmt: skip
    if found["held_for"]:
        until = f" until {found['hold_ends']}" if found["hold_ends"] else ""
        say(f"  Kept for {', '.join(found['held_for'])}{until}.")
    say(f"  The region's proposal puts {', '.join(found['proposed']) or 'nobody'} there.")
    if found["suits"]:
        say()
        table(
            ("children", "class", "points", "short by", "outcome", "own best", "proposed to"),
            [
                (", ".join(s["children"]), s["urgency"] + (" (stop-gap)" if s["stop_gap"] else ""), s["points"],
                 s["shortfall"], s["outcome"].replace("_", " "), "yes" if s["own_best"] else "", s["proposed_to"] or "")
                for s in found["suits"][:top]
            ],
        )  # fmt: skip
        if len(found["suits"]) > top:
            say(f"  and {len(found['suits']) - top} more (--top).")
    closed = ", ".join(f"{r['title'].lower()} ({r['children']})" for r in found["ruled_out"][:6])
    if closed:
        say(f"Closed to waiting children by: {closed}.")
    say("Advice, not a decision. People decide.")
