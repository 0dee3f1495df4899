"""Arguments and options several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Region = Annotated[Path, typer.Argument(help="A region folder, or an .xlsx workbook.", show_default=False)]
PolicyFile = Annotated[Path | None, typer.Option("--policy", help="A policy file laid over the default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
