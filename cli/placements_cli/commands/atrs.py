"""`placements atrs`: a draft of the Algorithmic Transparency Record, filled from the program itself."""

from pathlib import Path
from typing import Annotated

import typer

from placements import api, examine
from placements_cli.options import AsJson, PolicyFile
from placements_cli.output import say, say_file, say_json

NAME = "atrs"


def command(
    policy: PolicyFile = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the page there; the name ends with .md.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draft the Algorithmic Transparency Record: what the program can say of itself, and what a person must write.

    It reads no region and no child. Example: placements atrs --out atrs.md
    """
    document = examine.atrs(api.load_policy(policy))
    if out is not None:
        written = examine.write_atrs(document, out)
        if not as_json:
            say(f"Written: {written.name}. Fields that still need a person: {document['to_write']}.")
    if as_json:
        say_json(document)
    elif out is None:
        say_file(examine.atrs_page(document).rstrip("\n"))
