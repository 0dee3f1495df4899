"""`placements add`: councils' files into a region, everything or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from placements import intake
from placements.errors import InputError
from placements_cli.options import AsJson
from placements_cli.output import note, progress, say, say_json, table

NAME = "add"


def command(
    files: Annotated[
        list[Path], typer.Argument(help="CSV files, workbooks or filled referral pages.", show_default=False)
    ],
    to: Annotated[Path, typer.Option(help="Region folder to bring up to date; made from a workbook if not there.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a region up to date with files that use our columns: rows are updated by id, new ids are added.

    Any column may be left out but those that say which row is meant. A blank cell leaves what stands there; the word
    CLEAR empties it. Rows that are not sent stay. Everything is checked first, as `placements check` would; with one
    error nothing is written (exit code 3).
    Example: placements add bolton-homes.csv --to region --dry-run
    """
    report = progress()
    report("Reading the files")
    found = intake.add(files, to, dry_run=dry_run)
    if as_json:
        say_json(found.to_dict())
    else:
        for fault in found.faults:
            (note if fault.severity == "warning" else say)(fault.sentence())
        if found.tables:
            rows = [(name, c.updated, c.added, c.unchanged, c.refused) for name, c in found.tables.items()]
            table(("table", "updated", "added", "unchanged", "refused"), rows)
        if found.children:
            say(f"New children: {', '.join(found.children)}.")
        say(_end(found.ok, found.written, dry_run))
    if not found.ok:
        raise typer.Exit(InputError.exit_code)


def _end(ok: bool, written: bool, dry_run: bool) -> str:
    if not ok:
        return "Nothing was written. Mend what is listed above and send the files again."
    if dry_run:
        return "Nothing was written: this was a dry run. Without --dry-run it would be."
    return "Written." if written else "Nothing is new, so nothing was written."
