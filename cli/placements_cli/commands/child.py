"""`placements child`: one child or sibling group: homes in order, why, why not, whom to ring."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, intake
from placements_cli.completion import child_ids, home_ids
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json

NAME = "child"
STEPS = 6
ASKED = 3
SAME_DAY = {True: ": takes children the same day", False: ": says not the same day", None: ": ask whether tonight"}


def command(
    region: Region,
    child_id: Annotated[
        str | None, typer.Argument(help="A child in the match.", show_default=False, autocompletion=child_ids)
    ] = None,
    new: Annotated[Path | None, typer.Option(help="A filled referral page instead: xlsx, CSV or text.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many homes to list.")] = 5,
    tonight: Annotated[
        bool, typer.Option("--tonight", help="In ring order for tonight, with emergency routes.")
    ] = False,
    home: Annotated[
        str | None, typer.Option(help="Say of one home, too, why or why not.", autocompletion=home_ids)
    ] = None,
    exact: Annotated[bool, typer.Option("--exact", help="Solve the region for the effect on others.")] = False,
    previous: Annotated[Path | None, typer.Option(help="The region's proposal: a match folder or CSV.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the two-page report and the child's page.")] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """List homes for one child, or the whole sibling group, in order: reasons, approvals, questions, effect on others.

    Example: placements child sample_data/small MAN-02 --tonight
    """
    report = progress()
    chosen, loaded = api.load_policy(policy), api.load(region)
    ids = [child_id] if child_id else []
    if new is not None:
        joined = intake.with_referral(loaded, new)
        loaded, ids = joined.region, list(joined.child_ids)
        for warning in joined.warnings:
            note(f"  {warning.sentence()}")
    note_idle_entries(chosen, loaded)
    if len(ids) == 0 or (child_id and new):
        raise typer.BadParameter("Give a CHILD_ID, or --new with a referral page.")
    report("Judging every home")
    found = api.child(
        loaded, ids[0], chosen, top=top, tonight=tonight, exact=exact,
        proposal=api.read_previous(previous) if previous else None,
    )  # fmt: skip
    if as_json:
        say_json(found.to_dict())
    else:
        show(found.to_dict(brief=True))
        if home:
            _named(api.why(loaded, ids[0], home, chosen))
    if out is not None:
        paths = api.write_child(found, out)
        for path in paths:
            note(f"Wrote {path}")
        if len(paths) == 1:
            note("No home is open, so there is no page for the child.")


def show(found: dict[str, Any]) -> None:
    """Print a shortlist as an officer would ask for it."""
    _head(found)
    homes = found["tonight_list"] if found["tonight"] else found["homes"]
    for line in homes:
        only = len(found["group"]) > 1 and line["group"] is None
        _home(line, found["tonight"], f" For {found['child_id']} alone." if only else "")
    if not homes:
        say("  No home may be proposed to the child today.")
    for row in found["emergencies"]:
        route = "; ".join(f"{r['clock']} (by {r['by']})" for r in row["route"]).capitalize()
        say(f"  In an emergency: {row['home_id']} ({row['kind']}), ring {row['whom']}: {row['sentence']} {route}.")
    for row in found["holds"]:
        until = f" until {row['held_until']}" if row["held_until"] else ""
        say(f"  Held for another child{until}: {row['home_id']} ({row['kind']}), {row['whom']}.")
    if found["apart"]:
        words = ", ".join(f"{c} at {h}" for c, h in sorted(found["apart"].items()))
        say(f"  No home takes all of them. The least harmful split, for people to weigh: {words}.")
    cheap = found["cheapest"]
    if cheap:
        lacks = f". What is less good: {' '.join(cheap['lacks'])}" if cheap["lacks"] else ""
        say(f"  Cheapest lawful alternative: {cheap['home_id']}, £{cheap['saves']:,.2f} a week less{lacks}")
    _closed(found)
    say("Advice, not a decision. People decide.")


def _head(found: dict[str, Any]) -> None:
    others = [c for c in found["group"] if c != found["child_id"]]
    with_ = f" with {', '.join(others)} ({found['siblings_flag']} live together)" if others else ""
    now = f" (now: {found['where_now']})" if found["where_now"] else ""
    say(f"{found['child_id']}{with_}: {found['urgency']}{now}, from {found['starts']}, {found['authority_name']}.")
    for row in found["as_read"]:
        facts = "; ".join(f"{f['name'].lower()} {f['value']}" for f in row["facts"])
        say(f"  Read of {row['child_id']}: {facts}.")
    for own in found["judgement"]:
        from placements.explain.judgement import in_words

        say(f"  Own weights for {own['child_id']}: {in_words(own)}")
    for ask in found["unread"][:ASKED]:
        changes = "" if ask["changes"] is None else f" (could change {ask['changes']} of the first homes)"
        say(f"  Not known: {ask['question']}{changes}")
    say()


def _first(first: dict[str, Any]) -> str:
    """Return the first level that differs in words."""
    (row,) = level_rows([first], ("best", "with_pair"))
    return f"{row[0].lower()} {row[2]} -> {row[3]}"


def _home(line: dict[str, Any], tonight: bool, alone: str) -> None:
    far = "distance not known" if line["miles"] is None else f"{line['miles']} miles"
    cost = line["group"]["extra_cost"] if line["group"] else line["extra_cost"]
    full = line["group"]["weekly_cost"] if line["group"] else line["weekly_cost"]
    order = line["ring"] if tonight else line["rank"]
    say(f"{order:3}. {line['home_id']}  {line['kind']}, {line['authority_name']}, {far}, "
        f"{_points(line)} of 100 points, £{full:,.2f} a week (£{cost:,.2f} extra)"
        f"{', STOP-GAP' if line['stop_gap'] else ''}")  # fmt: skip
    ring = f"Ring {line['whom']}"
    if tonight:
        ring += {
            True: ": takes children the same day",
            False: ": says not the same day",
            None: ": ask whether tonight",
        }[line["same_day"]]
    held = f"; held for {line['held_for']}" if line["held_for"] != "nobody" else ""
    say(f"       {ring}. Places free: {line['places_free']}{held}.{alone}")
    for label, texts in (("For", line["reasons"]), ("Against", line["against"])):
        if texts:
            say(f"       {label}: {' '.join(texts)}")
    for item in line["approvals"]:
        say(f"       Approval: {item['who'] or 'not named'} by {item['by']} ({item['rule']})")
    for item in line["questions"]:
        say(f"       Ask {item['who'] or 'the provider'}: {item['question']}")
    for route in line["route"]:
        say(f"       {route['rule']}: {route['name']}: {route['clock']} (by {route['by']})")
    _others(line["effect_on_others"])


def _points(line: dict[str, Any]) -> str:
    """Return her points, or each child's where the home would take several."""
    return " and ".join(
        str(p) for p in (line["group"]["total_points"].values() if line["group"] else [line["total_points"]])
    )


def _others(effect: dict[str, Any]) -> None:
    if effect["proposed_to"]:
        say(f"       The region's proposal gives it to {', '.join(effect['proposed_to'])}.")
    if effect["basis"] == "exact":
        first = effect["first"]
        words = "costs nobody anything" if first is None else _first(first)
        lost = f"; worse off: {', '.join(effect['displaced'])}" if effect["displaced"] else ""
        say(f"       Effect on others, exact: {effect['not_forced'] or words}{lost}.")
    elif effect["claimants"]:
        others = "1 other child" if effect["claimants"] == 1 else f"{effect['claimants']} other children"
        say(f"       Needed too by {others}; at most {effect['displaced_at_most']} could lose it.")


def _closed(found: dict[str, Any]) -> None:
    counts = found["counts"]
    say()
    steps = ", ".join(f"{step['title'].lower()} {step['homes']:,}" for step in found["funnel"][1 : STEPS + 1])
    left = found["funnel"][-1]["left"]
    say(f"{counts['homes']:,} homes in the region; closed to the child by: {steps}; left {left:,}.")
    held = counts["lawful"] - counts["choices"]
    if held > 0 and counts["below_floor"]:
        say(f"  {held:,} of those left are below the floor for the child, who is neither overdue nor today's."
            if counts["choices"] < counts["lawful"] and found["urgency"] in ("soon", "later") else
            f"  {counts['below_floor']:,} of those left are below the floor for the child: stop-gaps.")  # fmt: skip
    for miss in found["nearest"]:
        changes = " And: ".join(f"{c['change']} ({c['who']})" if c["who"] else c["change"] for c in miss["changes"])
        far = "" if miss["miles"] is None else f", {miss['miles']} miles"
        say(f"  Nearest miss {miss['home_id']} ({miss['kind']}{far}): {changes}")


def _named(explanation: Any) -> None:
    """Print why, or why not, one home the officer named."""
    verdict = explanation.verdict
    say(f"{verdict.home_id}: {verdict.outcome.word.replace('_', ' ')}.")
    for word in verdict.verdicts:
        say(
            f"  {word.rule.code}: {word.finding.sentence}"
            + (f" What would open it: {word.unlock}" if word.unlock else "")
        )
