"""`placements verify`: a written match, checked by code that does not trust the solver."""

from pathlib import Path
from typing import Annotated

import typer

from placements import api, examine
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "verify"


def command(
    region: Region,
    match_dir: Annotated[Path, typer.Argument(help="The folder `match --out` wrote.", show_default=False)],
    policy: PolicyFile = None,
    boundaries: Annotated[Path | None, typer.Option(help="The outlines the reports were made with.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out the second solver's long proofs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a match again: lawfulness, amounts and sentences from the records, every proof without trust.

    Exit code 6 and the first difference if anything differs. Example: placements verify sample_data/small monday
    """
    loaded = api.load(region)
    chosen = api.load_policy(policy) if policy else None
    found = examine.verify(
        loaded, match_dir, chosen, boundaries=boundaries, quick=quick, progress=progress()
    ).to_dict()  # fmt: skip
    if as_json:
        say_json(found)
        return
    say("verified")
    table(("what", "how", "number"), [(c["what"], c["how"], c["number"]) for c in found["checks"]])
    for line in found["notes"]:
        note(line)
