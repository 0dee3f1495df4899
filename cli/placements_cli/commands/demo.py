"""`placements demo`: everything on the packaged sample."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placements import api
from placements_cli.commands.match import summary
from placements_cli.output import counted, progress, say

if TYPE_CHECKING:
    from placements import Region

NAME = "demo"


def command(
    sample: Annotated[str, typer.Option(help="small or greater_manchester.")] = "small",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("placements-demo"),
) -> None:
    """Show everything on a packaged sample: check, match, why, score and the report.

    Example: placements demo --sample greater_manchester
    """
    folder = api.sample(sample)
    report = progress()
    problems = api.check(folder)
    errors = sum(p.severity == "error" for p in problems)
    say(f"1. check: {counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}.")
    region = api.load(folder)
    found = api.match(region, progress=report)
    document = found.to_dict()
    say("2. match:")
    summary(document)
    _why(region, document)
    scored = api.score(region, found.home_of)
    say(f"4. score of the same proposal: {'lawful' if scored.lawful else 'not lawful'}.")
    paths = api.write_reports(found, out)
    say(f"5. report: open {next(p for p in paths if p.suffix == '.html')} in a browser.")


def _why(region: "Region", document: dict[str, Any]) -> None:
    """Explain the nearest miss of the most urgent child without a home that has one."""
    order = ("overdue", "today", "soon", "later")
    waiting = sorted((u for u in document["unplaced"] if u["unlocks"]), key=lambda u: order.index(u["urgency"]))
    if waiting:
        child_id, home_id = waiting[0]["child_id"], waiting[0]["unlocks"][0]["home_id"]
        say(f"3. why is {home_id} not proposed for {child_id}?")
        for rule in api.why(region, child_id, home_id).to_dict()["rules"]:
            if rule["outcome"] in ("ruled_out", "cannot_confirm"):
                say(f"   {rule['rule']}: {rule['sentence']} What would open it: {rule['unlock'] or 'nothing'}")
