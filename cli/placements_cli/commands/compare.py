"""`placements compare`: two proposals beside each other."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import counted, note, progress, say, say_json, table

NAME = "compare"
CHANGES = {"moved": "another home", "gained": "a home in B alone", "lost": "a home in A alone"}
"""What becomes of a child, for those in whom A and B differ."""
FEW = 6
"""Faults of a side that are printed."""


def command(
    region: Region,
    a: Annotated[Path, typer.Argument(help="A match folder, or a CSV with child_id and home_id.", show_default=False)],
    b: Annotated[Path, typer.Argument(help="Another, of this week or an earlier one.", show_default=False)],
    policy: PolicyFile = None,
    out: Annotated[Path | None, typer.Option(help="Folder for compare.html, compare.csv and compare.json.")] = None,
    as_json: AsJson = False,
) -> None:
    """Set two proposals side by side: which is better at which level, what changes for whom, and why.

    Both are counted by the rows and the policy of today. Example: placements compare sample_data/small monday mine.csv
    """
    if out is not None:
        api.check_folder(out)
    report = progress()
    loaded, chosen = api.load(region), None if policy is None else api.load_policy(policy)
    report("Counting both proposals")
    found = examine.compare(loaded, a, b, chosen)
    note_idle_entries(found.policy, loaded)
    document = found.to_dict()
    if as_json:
        say_json(document)
    else:
        show(document)
    if out is not None:
        for path in examine.write_compare(document, out):
            note(f"Wrote {path}")


def show(found: dict[str, Any]) -> None:
    """Print a comparison: the levels, then the children in whom the two differ."""
    say(f"{found['region']}, {found['as_of']}")
    for letter in ("a", "b"):
        say(f"  {letter.upper()}: {_side(found[letter])}")
        _faults(found[letter]["problems"])
    say()
    _levels(found)
    say()
    counts = found["counts"]
    said = [f"{_children(counts[what])} with {words}" for what, words in CHANGES.items() if what in counts]
    say(f"{'; '.join(said) or 'Nobody is elsewhere'}; {counts.get('same', 0)} with the same home, "
        f"{counts.get('none', 0)} without one in both.")  # fmt: skip
    for row in found["children"]:
        if row["reasons"]:
            _child(row)
    say()
    _who(found)


def _faults(problems: list[dict[str, Any]]) -> None:
    """Print the first few reasons why a side may not be proposed as it is."""
    for fault in problems[:FEW]:
        place = f" at {fault['home_id']}" if fault["home_id"] else ""
        say(f"     {fault['rule']}: {', '.join(fault['children'])}{place}: {fault['message']}")
    if len(problems) > FEW:
        say(f"     and {len(problems) - FEW} more; --out or --json lists them all.")


def _side(side: dict[str, Any]) -> str:
    """Say what a side is, and what it comes to by the rows of today."""
    made = f"the match of {side['as_of']}" if side["source"] == "match" else "a list of children and homes"
    other = [] if side["same_rows"] or side["source"] == "list" else ["made from other rows"]
    other += [] if side["same_policy"] else ["made under another policy"]
    lawful = "lawful" if side["lawful"] else f"not lawful by today's rows ({counted(len(side['problems']), 'fault')})"
    return (
        f"{', '.join([made, *other])}: {_children(side['placed'])} with a home, {lawful}, "
        f"£{side['weekly_cost']:,.2f} a week (£{side['extra_cost']:,.2f} extra)."
    )


def _levels(found: dict[str, Any]) -> None:
    rows = level_rows(found["levels"], ("a", "b"))
    from placements.optimise.objectives.catalogue import OBJECTIVES

    sides = {OBJECTIVES[level["name"]].title: level["better"] for level in found["levels"]}
    table(("level", "better", "A", "B", "better in"), [
        (*row, {"a": "A", "b": "B", "equal": "-"}[sides[row[0]]]) for row in rows
    ])  # fmt: skip
    if found["first"] is None:
        say("Equally good at every level.")
        return
    (row,) = level_rows([found["first"]], ("a", "b"))
    say(f"The first level that differs decides: {row[0].lower()}, A {row[2]}, B {row[3]}. "
        f"{found['better'].upper()} is better.")  # fmt: skip
    if not found[found["better"]]["lawful"]:
        say(f"But {found['better'].upper()} may not be proposed as it is: its figures count homes no rule allows.")


def _child(row: dict[str, Any]) -> None:
    """Print one child: from where to where, better off where, and why."""
    one, two = ((f"{home['home_id']} ({home['kind']})" if home else "no home") for home in (row["a"], row["b"]))
    better = {"a": "better off in A", "b": "better off in B", "equal": "as well off"}[row["better"]]
    say(f"  {row['child_id']} ({row['urgency']}): {one} -> {two}; {better}.")
    for reason in row["reasons"]:
        say(f"    {reason['sentence']}")


def _who(found: dict[str, Any]) -> None:
    """Print who is better off where, who came and who left, and what an authority's children gain or lose."""
    for letter in ("a", "b"):
        ids = found[f"better_in_{letter}"]
        say(f"Better off in {letter.upper()}: {', '.join(ids) or 'nobody'}.")
    for key, words in (("new", "In the match of B only"), ("left", "In the match of A only")):
        if found[key]:
            say(f"{words}: {', '.join(found[key])}.")
    rows = [r for r in found["authorities"] if r["changed"] or r["better_in_a"] or r["better_in_b"]]
    if rows:
        say()
        table(
            ("authority", "children", "placed A", "placed B", "better in A", "better in B", "£ a week A", "£ a week B"),
            [(found["names"].get(r["authority"], r["authority"]), r["children"], r["placed_a"], r["placed_b"],
              r["better_in_a"], r["better_in_b"], *(f"{r[f'weekly_cost_{s}']:,.0f}" for s in "ab")) for r in rows],
        )  # fmt: skip


def _children(count: int) -> str:
    return "1 child" if count == 1 else f"{count} children"
