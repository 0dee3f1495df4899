"""`placements why`: why, or why not, one child in one home."""

from typing import Annotated

import typer

from placements import api
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import say, say_json

NAME = "why"


def command(
    region: Region,
    child_id: Annotated[str, typer.Argument(help="The child.", show_default=False)],
    home_id: Annotated[str, typer.Argument(help="The home.", show_default=False)],
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Say why, or why not: every rule's word on the pair, what was measured, the limit, and what would open it.

    Example: placements why south-east KEN-0012 KEN-F0031
    """
    found = api.why(api.load(region), child_id, home_id, api.load_policy(policy)).to_dict()
    if as_json:
        say_json(found)
        return
    say(f"{child_id} at {home_id}: {found['outcome'].replace('_', ' ')}.")
    for rule in found["rules"]:
        say(f"  {rule['rule']:13} {rule['outcome'].replace('_', ' '):14} {rule['sentence']}")
        if rule["unlock"]:
            say(f"  {'':13} {'':14} What would open it: {rule['unlock']} ({rule['who']})")
    for reason in found["below_floor"]:
        say(f"  Below the floor: {reason}.")
    if found["not_checked"]:
        say(f"  Not checked, for want of data: {', '.join(found['not_checked'])}.")
