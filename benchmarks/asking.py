"""How long an officer waits: one child, one pair, and the whole match, on one region.

Cold is the whole process, start to exit, as typed; warm is a second question through the API in one process. Children
and pairs are drawn with a seed; every pair may be proposed, so `why` solves the region again with it.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.instances import SEED, Instance
from benchmarks.measure import Progress
from placements import api
from placements.domain.region import Region

CHILDREN = 20
PAIRS = 20
MOST_COLD = 5
"""Whole processes of each command; they are the slow part."""
HEADS = ("what", "runs", "median s", "longest s", "median CPU s", "peak MiB")
NOTES = (
    "Cold is the whole process, as typed: start, reading the region, rules, answer, print; `--json`, without --out.",
    "Warm is through the API, `to_dict()` included, in a process that has read the region and answered before.",
    f"Children and pairs are drawn with seed {SEED}; every pair may be proposed, so `why` solves the region with it.",
    "`why` warm has the region solved once before; that first solve stands in its own line.",
)


@dataclass(frozen=True)
class Waited:
    """What one question took, in seconds: median and longest over its runs; CPU and memory of whole processes."""

    what: str
    runs: int
    median: float
    longest: float
    cpu: float | None = None
    peak_mib: float | None = None


@dataclass(frozen=True)
class Asked:
    """Everything measured on one region."""

    instance: str
    note: str
    children: int
    homes: int
    waited: tuple[Waited, ...]


def ask(one: Instance, repeats: int, note: Progress) -> Asked:
    """Measure every question on a region that has a folder."""
    assert one.folder is not None
    region = api.load(one.folder)
    children = _children(region)
    pairs = _pairs(region, children)
    note(f"{one.name}: {len(children)} children and {len(pairs)} pairs drawn.")
    waited = [
        _cold("child, cold", [("child", one.folder, c) for c in children[:MOST_COLD]]),
        _cold("why, cold", [("why", one.folder, *pair) for pair in pairs[:MOST_COLD]]),
        _cold("match, whole process", [("match", one.folder)] * repeats),
        *_warm(api.load(one.folder), children, pairs),
    ]
    note(f"{one.name}: asked.")
    return Asked(one.name, one.note, len(region.waiting), len(region.homes), tuple(waited))


def _children(region: Region) -> list[str]:
    """Return some children of the match, drawn with the seed."""
    ids = sorted(c.child_id for c in region.waiting)
    return Random(SEED).sample(ids, min(CHILDREN, len(ids)))


def _pairs(region: Region, first: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs that may be proposed, one for each child who has any, drawn with the seed."""
    random = Random(SEED)
    rest = sorted({c.child_id for c in region.waiting} - set(first))
    found: list[tuple[str, str]] = []
    for child_id in [*first, *random.sample(rest, len(rest))]:
        if len(found) == PAIRS:
            break
        shortlist = api.child(region, child_id)
        homes = sorted(shortlist.problem.screen.pairs.homes[c.home].home_id for c in shortlist.choices)
        if homes:
            found.append((child_id, random.choice(homes)))
    return found


def _cold(what: str, commands: Sequence[tuple[object, ...]]) -> Waited:
    """Return medians of whole processes."""
    runs = [_process(command) for command in commands]
    walls = [run["wall"] for run in runs]
    return Waited(
        what, len(runs), median(walls), max(walls), median(run["cpu"] for run in runs),
        median(run["peak_mib"] for run in runs),
    )  # fmt: skip


def _process(command: Sequence[object]) -> dict[str, float]:
    words = [sys.executable, str(Path(__file__).with_name("process.py")), sys.executable, "-m", "placements_cli",
             *map(str, command), "--json"]  # fmt: skip
    run: dict[str, float] = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    if run["exit"]:
        raise RuntimeError(f"placements {command[0]} ended with exit code {run['exit']:.0f}.")
    return run


def _warm(region: Region, children: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[Waited]:
    """Return what questions take in a process that has answered one of each before."""
    api.child(region, children[-1]).to_dict()
    rows = [_each("child, warm", [lambda c=c: api.child(region, c).to_dict() for c in children])]
    if pairs:
        rows.append(_each("why, first (solves the region)", [lambda: api.why(region, *pairs[-1]).to_dict()]))
        rows.append(_each("why, warm, solved again", [lambda p=p: api.why(region, *p).to_dict() for p in pairs]))
    return rows


def _each(what: str, questions: Sequence[Callable[[], object]]) -> Waited:
    took = []
    for question in questions:
        began = perf_counter()
        question()
        took.append(perf_counter() - began)
    return Waited(what, len(took), median(took), max(took))


def document(asked: Asked, machine: dict[str, object]) -> str:
    """Return the JSON document."""
    whole = {"schema": "placements/asking/1", "machine": machine, **asdict(asked)}
    return json.dumps(whole, indent=2) + "\n"


def markdown(asked: Asked, machine: dict[str, object]) -> str:
    """Return the page: machine, region, the table, and how to read it."""
    lines = [
        "# How long an officer waits", "",
        f"{machine['cpu']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}.", "",
        f"{asked.instance} ({asked.note}): {asked.children:,} children in the match, {asked.homes:,} homes.", "",
        _row(HEADS), _row(("---", *["---:"] * (len(HEADS) - 1))),
        *(_row(_cells(one)) for one in asked.waited), "",
        *(f"- {note}" for note in NOTES), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _cells(one: Waited) -> tuple[str, ...]:
    cpu = "" if one.cpu is None else f"{one.cpu:.2f}"
    peak = "" if one.peak_mib is None else f"{one.peak_mib:.0f}"
    return (one.what, f"{one.runs}", f"{one.median:.3f}", f"{one.longest:.3f}", cpu, peak)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
