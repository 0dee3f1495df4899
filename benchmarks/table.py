"""Write what was measured as one Markdown table and one JSON document."""

import json
from collections.abc import Sequence

from benchmarks.cpsat import SIMPLIFICATIONS, WORKERS
from benchmarks.instances import Instance
from benchmarks.measure import METHODS, Measured, as_dict
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.solve import shown

HEADS = ("region", "", "ours", "greedy", "deferred acceptance", "textbook CP-SAT", "CP-SAT bound", "ours over greedy")
NOTES = (
    "Values are counted from each proposal in plain Python by the check, without a solver; `lawful` is its verdict.",
    "Levels are read in order: the first that differs decides. Later ones may look better where fewer were placed.",
    "`ours over greedy` is positive where ours is better; weekly cost is in pounds, the rest children or points.",
    "Solve times start from the posed problem (rules judged, options listed) and include building the model.",
    "`placements match` is the whole process without --out: start, reading, rules, solve, check, explanation, print.",
    f"CP-SAT has {WORKERS} workers, one seed, one run, and one limit over all levels; its CPU time adds its threads.",
    "The ratios are its solve time over ours; `at least` where it was stopped at its limit before the last proof.",
)


def document(measured: Sequence[Measured], left_out: Sequence[Instance], machine: dict[str, object]) -> str:
    """Return the JSON document."""
    whole = {
        "schema": "placements/benchmark/1",
        "machine": machine,
        "instances": [as_dict(one) for one in measured],
        "left_out": {one.name: one.note for one in left_out},
        "cpsat_simplifications": SIMPLIFICATIONS,
    }
    return json.dumps(whole, indent=2) + "\n"


def markdown(measured: Sequence[Measured], left_out: Sequence[Instance], machine: dict[str, object]) -> str:
    """Return the page: machine, regions, the table, and how to read it."""
    lines = ["# Four ways to match the same weeks", "", _machine(machine), ""]
    lines += [_region(one) for one in measured]
    lines += [f"- {one.name}: left out ({one.note})." for one in left_out]
    lines += ["", _row(HEADS), _row(["---"] * 2 + ["---:"] * (len(HEADS) - 2))]
    for one in measured:
        lines += [_row((one.instance, *cells)) for cells in (*_levels(one), *_verdicts(one), *_times(one))]
    lines += ["", *(f"- {note}" for note in NOTES), "", "What the textbook model simplifies:", ""]
    return "\n".join([*lines, *(f"- {text}" for text in SIMPLIFICATIONS), ""])


def _machine(machine: dict[str, object]) -> str:
    packages = machine["packages"]
    assert isinstance(packages, dict)
    versions = ", ".join(f"{name} {number}" for name, number in packages.items())
    return f"{machine['cpu']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}; {versions}."


def _region(one: Measured) -> str:
    size = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in one.size.items())
    repeats, built = one.results["ours"].repeats, _seconds(one.textbook.build_seconds)
    return (
        f"- {one.instance} ({one.note}): {size}. CP-SAT model: {one.textbook.variables:,} variables, "
        f"{one.textbook.rows:,} rows, built in {built} s. Medians of {repeats} (CP-SAT 1). "
        f"Load average {one.load_before:.1f} before, {one.load_after:.1f} after."
    )


def _levels(one: Measured) -> list[tuple[str, ...]]:
    rows = []
    bounds = {level.name: level for level in one.textbook.levels}
    for name in one.results["ours"].values:
        values = [_shown(name, one.results[m].values[name]) for m in METHODS]
        level = bounds[name]
        bound = level.status if level.bound is None else f"{_shown(name, level.bound)} {level.status.lower()}"
        sign = 1 if OBJECTIVES[name].sense == "max" else -1
        margin = sign * (one.results["ours"].values[name] - one.results["greedy"].values[name])
        rows.append((name, *values, bound, f"{shown(name, margin):+,}" if margin else "0"))
    return rows


def _verdicts(one: Measured) -> list[tuple[str, ...]]:
    results = [one.results[m] for m in METHODS]
    known = {None: "-", True: "yes", False: "no"}
    return [
        ("children placed", *(f"{r.placed}" for r in results), "", f"{results[0].placed - results[1].placed:+}"),
        ("first level behind ours", "-", *(behind(one, m) for m in METHODS[1:]), "", ""),
        ("lawful", *("yes" if r.faults == 0 else f"no: {r.faults} faults" for r in results), "", ""),
        ("proven, every level", *(known[r.proven] for r in results), "", ""),
    ]


def behind(one: Measured, method: str) -> str:
    """Return the first level at which a method differs from ours, and by how much; `none` where it equals ours."""
    ours, theirs = one.results["ours"].values, one.results[method].values
    for name, value in ours.items():
        if theirs[name] != value:
            worse = (value - theirs[name]) * (1 if OBJECTIVES[name].sense == "max" else -1)
            return f"{name} by {_shown(name, worse)}" if worse > 0 else f"AHEAD at {name} by {_shown(name, -worse)}"
    return "none"


def _times(one: Measured) -> list[tuple[str, ...]]:
    results = [one.results[m] for m in METHODS]
    least = "" if one.textbook.proven else "at least "
    ours = results[0]
    ratios = [f"{r.cpu / ours.cpu:.2g}" for r in results[:3]] + [f"{least}{results[3].cpu / ours.cpu:.2g}"]
    walls = [f"{r.wall / ours.wall:.2g}" for r in results[:3]] + [f"{least}{results[3].wall / ours.wall:.2g}"]
    process = one.process
    return [
        ("solve, CPU s", *(_seconds(r.cpu) for r in results), "", ""),
        ("solve, wall s", *(_seconds(r.wall) for r in results), "", ""),
        ("CPU, times ours", *ratios, "", ""),
        ("wall, times ours", *walls, "", ""),
        ("posing the problem, CPU s", *(f"{_seconds(one.pose_cpu)}",) * 4, "", ""),
        ("`placements match`, CPU s", f"{process['cpu']:.1f}", "", "", "", "", ""),
        ("`placements match`, wall s", f"{process['wall']:.1f}", "", "", "", "", ""),
        ("`placements match`, peak MiB", f"{process['peak_mib']:.0f}", "", "", "", "", ""),
    ]


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds >= 0.995 else f"{seconds:.3f}"


def _shown(name: str, amount: int) -> str:
    return f"{shown(name, amount):,}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
