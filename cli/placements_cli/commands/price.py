"""`placements price`: what each pin, accepted offer and child weighed apart costs."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements.errors import UsageError
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "price"
KINDS = {
    "place": "pin: {child} goes to {home}", "accepted": "accepted offer: {child} at {home}",
    "forbid": "pin: {child} never at {home}", "judgement": "own weights for {child}",
    "all_pins": "all pins and accepted offers together", "all_judgements": "all children weighed apart, together",
}  # fmt: skip
"""What is priced, in words."""


def command(
    region: Region,
    rules: Annotated[bool, typer.Option("--rules", help="Price every rule instead: nobody is named.")] = False,
    together: Annotated[str | None, typer.Option(help="With --rules: up to eight codes, to share out.")] = None,
    policy: PolicyFile = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the prices as CSV and JSON.")] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds the solver may take each time.")] = 120.0,
    as_json: AsJson = False,
) -> None:
    """Price a person's own judgement: each pin, each accepted offer, each child with weights in the policy, and all.

    The region is solved with and without each. Example: placements price sample_data/small
    What each rule asks of everybody: placements price sample_data/small --rules --together TYPE-SUIT,F-TERMS
    """
    if together and not rules:
        raise UsageError("--together shares out what rules cost, so it goes with --rules.")
    if out is not None:
        api.check_folder(out)
    report = progress()
    loaded, chosen = api.load(region), api.load_policy(policy)
    note_idle_entries(chosen, loaded)
    if rules:
        codes = [code.strip() for code in (together or "").split(",") if code.strip()]
        document = examine.rule_prices(loaded, chosen, codes, progress=report).to_dict()
    else:
        document = examine.price(loaded, chosen, time_limit=time_limit, progress=report).to_dict()
    if as_json:
        say_json(document)
    else:
        (show_rules if rules else show)(document)
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


def show_rules(found: dict[str, Any]) -> None:
    """Print what each rule costs at the first level it changes, and the shares of those asked about together."""
    say(f"{found['region']}, {found['as_of']}: each rule is dropped with every other as it is. Nobody is named.")
    say()
    rows = []
    for rule in found["rules"]:
        said = ("nothing", "", "") if rule["first"] is None else level_rows([rule["first"]], ("with", "without"))[0]
        title, with_it, without = said if len(said) == 3 else (said[0], *said[2:])
        rows.append((rule["rule"], rule["closes"], rule["closes_alone"], title, with_it, without))
    table(("rule", "pairs closed", "by it alone", "first level it changes", "with it", "without it"), rows)
    if found["together"]:
        _shares(found["together"])
    say("A price is no verdict on a rule: most are the law, or keep a child safe. People decide.")


def _shares(together: dict[str, Any]) -> None:
    """Print each rule's share of what dropping all of them changes."""
    say()
    say("What dropping all of them together changes, shared out by Shapley's rule; the shares add up:")
    rows = [row for row in together["levels"] if row["with_all"] != row["without_any"]]
    cells = [
        (level_rows([row], ("with_all", "without_any"))[0][0], f"{row['without_any'] - row['with_all']:+g}",
         *(f"{row['shares'][code]:+.2f}" for code in together["rules"]))
        for row in rows
    ]  # fmt: skip
    table(("level", "in all", *together["rules"]), cells)


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
