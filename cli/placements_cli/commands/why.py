"""`placements why`: why, or why not, one child in one home."""

from typing import Annotated, Any

import typer

from placements import api
from placements_cli.completion import child_ids, home_ids
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import progress, say, say_json

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
NOT_FORCED = {
    "policy": "the policy proposes only what needs no further approval",
    "floor": "it is below the floor, and the child is neither overdue nor today's; a person may pin it",
    "group": "the child's brothers and sisters have to come too, and cannot all live there",
    "fixed": "a pin or an accepted offer stands against it",
}


def command(
    region: Region,
    child_id: Annotated[str, typer.Argument(help="The child.", show_default=False, autocompletion=child_ids)],
    home_id: Annotated[str, typer.Argument(help="The home.", show_default=False, autocompletion=home_ids)],
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Say why, or why not: every rule's word on the pair, what was measured, the limit, and what would open it.

    Example: placements why sample_data/small MAN-01 SAL-R2
    """
    report = progress()
    loaded, chosen = api.load(region), api.load_policy(policy)
    note_idle_entries(chosen, loaded)
    report("Solving the region with and without the pair")
    found = api.why(loaded, child_id, home_id, chosen).to_dict()
    if as_json:
        say_json(found)
        return
    say(f"{child_id} at {home_id}: {found['outcome'].replace('_', ' ')}.")
    if found["settled"]:
        say("  The child is settled in the present home and not in the match; this is for information.")
    for rule in found["rules"]:
        say(f"  {rule['rule']:13} {WORDS[rule['outcome']]:14} {rule['sentence']}")
        if rule["unlock"] and (found["may_open"] or rule["outcome"] not in FAILING):
            say(f"  {'':13} {'':14} {LEADS[rule['outcome']]}: {rule['unlock']} ({rule['who']})")
    if not found["may_open"]:
        say("  Nothing can open this home to the child today.")
    for reason in found["below_floor"]:
        say(f"  Below the floor, so at most a stop-gap: {reason}.")
    for held in found["approvals_on_record"]:
        ends = "." if held["counts"] else ", but not in force on the child's first night."
        say(f"  On record: {held['rule']}{ends}")
    _insisting(found)
    _facts(found)


def _insisting(found: dict[str, Any]) -> None:
    """Print what putting her there would do to everyone else."""
    forced = found["forced"]
    if found["not_forced"]:
        say(f"  No proposal can put the child there: {NOT_FORCED[found['not_forced']]}.")
    if forced is None:
        return
    if forced["tie"]:
        say("  Insisting costs nobody anything: the best proposal with this home is as good at every level.")
        return
    first = forced["first"]
    (row,) = level_rows([first], ("best", "with_pair"))
    others = f"worse off: {', '.join(forced['displaced'])}" if forced["displaced"] else "nobody else is worse off"
    say(f"  Insisting: {row[0].lower()} {row[2]} -> {row[3]} ({row[1]} is better); {others}.")


def _facts(found: dict[str, Any]) -> None:
    far = (
        "distance from home not known" if found["miles"] is None else f"{found['miles']} straight-line miles from home"
    )
    say(f"  Starting {found['starts']}; {far}; £{found['weekly_cost']:,.2f} a week.")
    if found["judgement"]:
        from placements.explain.judgement import in_words

        say(f"  Own weights for {found['child_id']}: {in_words(found['judgement'])}")
    if found["criteria"]:
        say(f"  {found['points_alone']} of 100 points, placed alone:")
        for part in found["criteria"]:
            say(f"    {part['points']:3} of {part['most']:3}  {part['title']}: {part['sentence']}")
    _firm(found["stability"])
    _not_checked(found)


def _not_checked(found: dict[str, Any]) -> None:
    """Print which rules were not checked: a line for each who would know, with what is not recorded."""
    if not found["not_checked"]:
        return
    count = len(found["not_checked"])
    say(f"  Not checked, because nobody has recorded a fact: {count} {'rule' if count == 1 else 'rules'}.")
    for who in dict.fromkeys(row["who"] for row in found["not_recorded"]):
        asked = [f"{r['what']} ({', '.join(r['rules'])})" for r in found["not_recorded"] if r["who"] == who]
        say(f"    Ask {who}: {'; '.join(asked)}.")


def _firm(found: dict[str, Any] | None) -> None:
    """Print how this home compares with the best other one, and the smallest change of a weight that would turn it."""
    if found is None:
        return
    if found["first"] == "tie":
        say(f"  As many points as the best other home, {found['against']} ({found['points']}): a tie.")
        return
    before = "before" if found["first"] != found["against"] else "after"
    said = f"  By points it comes {before} {found['against']} ({found['points']} and {found['points_against']})"
    if not found["turns"]:
        say(f"{said}; no change of a single weight would turn that.")
        return
    turn = found["turns"][0]
    say(f"{said}; that would turn if {turn['title'].lower()} weighed {turn['turns_at']} instead of {turn['weight']}.")
