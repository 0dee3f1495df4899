"""`python -m placements_cli` does what `placements` does."""

from placements_cli.main import run

run()
