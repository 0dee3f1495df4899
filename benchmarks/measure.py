"""Measure every method on one region: what it proposes, counted by the plain side, and the time it takes."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.cpsat import Outcome, solve_textbook
from benchmarks.deferred import deferred
from benchmarks.greedy import greedy
from benchmarks.instances import Instance
from placements import api
from placements.domain.region import Region
from placements.optimise.check import review_of
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import Problem, pose
from placements.optimise.solve import solve
from placements.policy.policy import default_policy

METHODS = ("ours", "greedy", "deferred", "cpsat")
PACKAGES = ("placements", "ortools", "numpy", "pandas", "pydantic")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What one method proposed and took: medians over repeats, in seconds."""

    values: dict[str, int]
    placed: int
    faults: int
    wall: float
    cpu: float
    repeats: int
    proven: bool | None = None


@dataclass(frozen=True)
class Measured:
    """Everything measured on one region."""

    instance: str
    note: str
    size: dict[str, int]
    results: dict[str, Result]
    textbook: Outcome
    pose_cpu: float
    process: dict[str, float]
    load_before: float
    load_after: float


def measure(instance: Instance, repeats: int, cpsat_seconds: float, progress: Progress) -> Measured:
    """Return what every method does on a region; CP-SAT runs once, the others `repeats` times."""
    assert instance.folder is not None
    before = os.getloadavg()[0]
    progress(f"{instance.name}: placements match, {repeats} times")
    process = whole_process(instance.folder, repeats)
    region = api.load(instance.folder)
    results: dict[str, Result] = {}
    for name, method in (("ours", _ours), ("greedy", plain(greedy)), ("deferred", plain(deferred))):
        progress(f"{instance.name}: {name}, {repeats} times")
        results[name], problem = repeated(region, method, repeats)
    progress(f"{instance.name}: textbook CP-SAT, up to {cpsat_seconds:g} seconds")
    outcomes: list[Outcome] = []

    def textbook(posed: Problem) -> tuple[dict[str, str], bool | None]:
        outcomes.append(solve_textbook(posed, cpsat_seconds, progress))
        return outcomes[-1].home_of, outcomes[-1].proven

    results["cpsat"], problem = repeated(region, textbook, 1)
    return Measured(
        instance.name, instance.note, _size(problem), results, outcomes[0], _pose_cpu(region, repeats), process,
        before, os.getloadavg()[0],
    )  # fmt: skip


Method = Callable[[Problem], tuple[dict[str, str], bool | None]]


def _ours(problem: Problem) -> tuple[dict[str, str], bool | None]:
    solution = solve(problem, 600.0)
    return solution.home_of, solution.proven


def plain(method: Callable[[Problem], dict[str, str]]) -> Method:
    """Return a method that proves nothing as one that can be measured."""
    return lambda problem: (method(problem), None)


def repeated(region: Region, method: Method, repeats: int) -> tuple[Result, Problem]:
    """Run a method on a freshly posed problem each time; posing is not in its time, everything after it is."""
    walls, cpus = [], []
    for _ in range(repeats):
        problem = pose(region, default_policy())
        wall, cpu = perf_counter(), process_time()
        home_of, proven = method(problem)
        walls.append(perf_counter() - wall)
        cpus.append(process_time() - cpu)
    values, wrong = counted(problem, home_of)
    return Result(values, len(home_of), wrong, median(walls), median(cpus), repeats, proven), problem


def counted(problem: Problem, home_of: dict[str, str]) -> tuple[dict[str, int], int]:
    """Return every level's value in plain Python, and how many faults the plain check finds."""
    review = review_of(problem, home_of)
    return {name: OBJECTIVES[name].value(review) for name in problem.policy.levels.order}, len(faults(review))


def whole_process(folder: Path, repeats: int) -> dict[str, float]:
    """Return medians of the `placements match` process: wall, CPU and peak memory, without --out."""
    command = [sys.executable, str(Path(__file__).with_name("process.py")),
               sys.executable, "-m", "placements_cli", "match", str(folder)]  # fmt: skip
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(repeats)]
    if any(run["exit"] for run in runs):
        raise RuntimeError(f"placements match ended with exit code {max(run['exit'] for run in runs)}.")
    return {key: median(run[key] for run in runs) for key in ("wall", "cpu", "peak_mib")}


def _pose_cpu(region: Region, repeats: int) -> float:
    took = []
    for _ in range(repeats):
        began = process_time()
        pose(region, default_policy())
        took.append(process_time() - began)
    return median(took)


def _size(problem: Problem) -> dict[str, int]:
    pairs = problem.screen.pairs
    groups = {group for group in problem.region.group_of.values() if len(group) > 1}
    return {
        "children": len(pairs.children),
        "sibling_groups": len(groups),
        "homes": len(pairs.homes),
        "proposable_pairs": int(problem.may.proposable.sum()),
        "options": problem.options.count,
    }


def machine() -> dict[str, object]:
    """Return the CPU, its cores, Python and package versions; no host name and no path."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def as_dict(measured: Measured) -> dict[str, object]:
    """Return the JSON form; proposals themselves are left out."""
    document = asdict(measured)
    del document["textbook"]["home_of"]
    return document
