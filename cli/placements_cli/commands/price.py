"""`placements price`: what each pin, accepted offer and child weighed apart costs."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json

NAME = "price"
KINDS = {
    "place": "pin: {child} goes to {home}", "accepted": "accepted offer: {child} at {home}",
    "forbid": "pin: {child} never at {home}", "judgement": "own weights for {child}",
    "all_pins": "all pins and accepted offers together", "all_judgements": "all children weighed apart, together",
}  # fmt: skip
"""What is priced, in words."""


def command(
    region: Region,
    policy: PolicyFile = None,
    out: Annotated[Path | None, typer.Option(help="Folder for price.csv and price.json.")] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds the solver may take each time.")] = 120.0,
    as_json: AsJson = False,
) -> None:
    """Price a person's own judgement: each pin, each accepted offer, each child with weights in the policy, and all.

    The region is solved with and without each. Example: placements price sample_data/small
    """
    if out is not None:
        api.check_folder(out)
    report = progress()
    loaded, chosen = api.load(region), api.load_policy(policy)
    note_idle_entries(chosen, loaded)
    document = examine.price(loaded, chosen, time_limit=time_limit, progress=report).to_dict()
    if as_json:
        say_json(document)
    else:
        show(document)
    if out is not None:
        for path in examine.write_price(document, out):
            note(f"Wrote {path}")


def show(found: dict[str, Any]) -> None:
    """Print every price: the first level that differs, and who would be better off without the instruction."""
    say(f"{found['region']}, {found['as_of']}: each is counted with everything else as it is.")
    if not found["items"]:
        say("No pins, no accepted offers and no child with weights of their own: nothing to price.")
    for item in found["items"]:
        say()
        _item(item)
    if found["items"]:
        say()
        say("A price is no verdict: whoever gave the instruction may know what no table holds. People decide.")


def _item(item: dict[str, Any]) -> None:
    said = KINDS[item["kind"]].format(child=item["child_id"], home=item["home_id"])
    say(f"{said[:1].upper()}{said[1:]}.")
    if item["judgement"]:
        from placements.explain.judgement import in_words

        say(f"  {in_words(item['judgement'])}")
    if item["opens"]:
        say("  Without it no proposal could have this; it opens a home rather than choosing among open ones.")
    if item["costs_nothing"]:
        say("  It costs nothing: every level is the same without it.")
    else:
        rows = level_rows([lv for lv in item["levels"] if lv["better"] != "equal"], ("with", "without"))
        verb = "Costs" if item["first"]["better"] == "without" else "Gains"
        title, better, with_it, without = rows[0]
        say(f"  {verb} at the first level that differs: {title.lower()}, {with_it} with it, {without} without "
            f"({better} is better).")  # fmt: skip
        for title, _, with_it, without in rows[1:]:
            say(f"    then: {title.lower()}, {with_it} with it, {without} without.")
    for key, words in (("better_without", "Better off without it"), ("better_with", "Better off with it")):
        if item[key]:
            say(f"  {words}: {', '.join(item[key])}.")
    for row in item["changes"]:
        say(f"    {row['child_id']}: {row['with'] or 'no home'} with it, {row['without'] or 'no home'} without.")
    if not item["proven"]:
        say("  Not proven: the time allowed was up first.")
