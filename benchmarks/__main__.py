"""`python -m benchmarks`: the same weeks solved four ways, and how long an officer waits, as two tables.

Example: python -m benchmarks --data data --instances greater_manchester,south_east --cpsat-seconds 600
Only the waiting: python -m benchmarks --data data --parts asking
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import asking
from benchmarks.instances import NAMES, Instance, instance
from benchmarks.measure import Measured, machine, measure
from benchmarks.table import document, markdown

PARTS = ("methods", "asking")
RESULTS = Path(__file__).with_name("results")


def options() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="The same weeks solved four ways.")
    parser.add_argument("--data", type=Path, help="folder of published data, to make regions that are not packaged")
    parser.add_argument("--instances", default=",".join(NAMES), help="regions, comma between them")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure; both if left out")
    parser.add_argument("--asked", default="south_east", help="the region questions are asked of")
    parser.add_argument("--cpsat-seconds", type=float, default=600.0, help="limit of textbook CP-SAT over all levels")
    parser.add_argument("--repeats", type=int, default=3, help="runs of everything but CP-SAT; medians are shown")
    parser.add_argument("--out", type=Path, default=RESULTS / "benchmark.md", help="Markdown; JSON is put beside it")
    return parser.parse_args()


def note(text: str) -> None:
    """Say how far it has come, on stderr."""
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print and write every part asked for."""
    asked = options()
    parts = {"methods": methods, "asking": waiting}
    for part in asked.parts:
        parts[part](asked)
    return 0


def waiting(asked: argparse.Namespace) -> None:
    """Measure how long questions take on one region; asking.md and asking.json stand beside the other results."""
    with TemporaryDirectory() as scratch:
        one = instance(asked.asked, asked.data, Path(scratch))
        if one.folder is None:
            note(f"{one.name}: left out ({one.note}).")
            return
        found = asking.ask(one, asked.repeats, note)
    out = asked.out.with_name("asking.md")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(asking.markdown(found, machine()), encoding="utf-8")
    out.with_suffix(".json").write_text(asking.document(found, machine()), encoding="utf-8")
    print(asking.markdown(found, machine()))


def methods(asked: argparse.Namespace) -> None:
    """Solve the same weeks four ways; the files are written anew after each region, so that nothing is lost."""
    measured: list[Measured] = []
    left_out: list[Instance] = []
    with TemporaryDirectory() as scratch:
        for name in asked.instances.split(","):
            one = instance(name.strip(), asked.data, Path(scratch))
            if one.folder is None:
                note(f"{one.name}: left out ({one.note}).")
                left_out.append(one)
                continue
            measured.append(measure(one, asked.repeats, asked.cpsat_seconds, note))
            write(asked.out, measured, left_out)
    write(asked.out, measured, left_out)
    print(markdown(measured, left_out, machine()))


def write(out: Path, measured: list[Measured], left_out: list[Instance]) -> None:
    """Write the Markdown, and the JSON beside it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(markdown(measured, left_out, machine()), encoding="utf-8")
    out.with_suffix(".json").write_text(document(measured, left_out, machine()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
