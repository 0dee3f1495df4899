"""`placements template`: a workbook to fill in, or the one-page referral."""

from pathlib import Path
from typing import Annotated

import typer

from placements import intake
from placements.errors import UsageError
from placements_cli.output import say

NAME = "template"


def command(
    out: Annotated[Path, typer.Argument(help="Workbook to write, ending with .xlsx.", show_default=False)],
    referral: Annotated[bool, typer.Option("--referral", help="One page for a child or a sibling group.")] = False,
    filled_from: Annotated[Path | None, typer.Option("--from", help="Fill it with the tables of this region.")] = None,
) -> None:
    """Write an Excel workbook to fill in: a sheet for each table, with drop-downs, notes and an example row.

    With --referral, one A4 page for a child or for brothers and sisters. A file that is there already is left alone.
    Example: placements template region.xlsx
    """
    if referral:
        if filled_from is not None:
            raise UsageError("A referral page is always empty: leave out --from.")
        intake.write_referral_form(out)
        say(f'Wrote {out}: the referral page. What all children share is typed once, under "same for all".')
        say(f"Then: placements child REGION --new {out}, or placements add {out} --to REGION")
        return
    intake.write_template(out, filled_from)
    say(f"Wrote {out}: a sheet for each table; the sheet read me says how. Underlined headings have to be filled in.")
    say(f"Then: placements check {out}")
