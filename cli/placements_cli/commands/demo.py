"""`placements demo`: everything on the packaged sample."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placements import api
from placements_cli.commands.match import summary
from placements_cli.output import progress, say

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
    say(f"1. check: {len(problems)} warnings, no errors." if all(p.severity == "warning" for p in problems) else "")
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


def _why(region: "Region", document: dict[str, object]) -> None:
    waiting = document["unplaced"]
    assert isinstance(waiting, list)
    unlocked = [(u["child_id"], u["unlocks"][0]["home_id"]) for u in waiting if u["unlocks"]]
    if unlocked:
        child_id, home_id = unlocked[0]
        found = api.why(region, child_id, home_id).to_dict()
        say(f"3. why not {child_id} at {home_id}?")
        for rule in found["rules"]:
            if rule["outcome"] in ("ruled_out", "cannot_confirm"):
                say(f"   {rule['rule']}: {rule['sentence']} {rule['unlock'] or ''}")
