"""`placements why`: why, or why not, one child in one home."""

from typing import Annotated, Any

import typer

from placements import api
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import say, say_json

NAME = "why"
WORDS = {
    "available": "note", "if_confirmed": "to confirm", "needs_approval": "approval", "cannot_confirm": "cannot confirm",
    "ruled_out": "ruled out",
}  # fmt: skip
FAILING = ("cannot_confirm", "ruled_out")
LEADS = {
    "available": "Note", "if_confirmed": "Ask", "needs_approval": "Needed", "cannot_confirm": "Ask",
    "ruled_out": "What would open it",
}  # fmt: skip


def command(
    region: Region,
    child_id: Annotated[str, typer.Argument(help="The child.", show_default=False)],
    home_id: Annotated[str, typer.Argument(help="The home.", show_default=False)],
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Say why, or why not: every rule's word on the pair, what was measured, the limit, and what would open it.

    Example: placements why sample_data/small MAN-01 SAL-R2
    """
    found = api.why(api.load(region), child_id, home_id, api.load_policy(policy)).to_dict()
    if as_json:
        say_json(found)
        return
    say(f"{child_id} at {home_id}: {found['outcome'].replace('_', ' ')}.")
    if found["settled"]:
        say("  She is settled where she is and not in the match; this is for information.")
    for rule in found["rules"]:
        say(f"  {rule['rule']:13} {WORDS[rule['outcome']]:14} {rule['sentence']}")
        if rule["unlock"] and (found["may_open"] or rule["outcome"] not in FAILING):
            say(f"  {'':13} {'':14} {LEADS[rule['outcome']]}: {rule['unlock']} ({rule['who']})")
    if not found["may_open"]:
        say("  Nothing can open this home to her today.")
    for reason in found["below_floor"]:
        say(f"  Below the floor, so at most a stop-gap: {reason}.")
    for held in found["approvals_on_record"]:
        say(f"  On record: {held['rule']}" + ("." if held["counts"] else ", but not in force on her first night."))
    _facts(found)


def _facts(found: dict[str, Any]) -> None:
    far = (
        "distance from home not known" if found["miles"] is None else f"{found['miles']} straight-line miles from home"
    )
    say(f"  Starting {found['starts']}; {far}; £{found['weekly_cost']:,.2f} a week.")
    if found["criteria"]:
        say(f"  {found['points_alone']} of 100 points, placed alone:")
        for part in found["criteria"]:
            say(f"    {part['points']:3} of {part['most']:3}  {part['title']}: {part['sentence']}")
    if found["not_checked"]:
        say(f"  Not checked, for want of a recorded fact: {', '.join(found['not_checked'])} (see `placements rules`).")
