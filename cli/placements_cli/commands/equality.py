"""`placements equality`: who fares better or worse than everybody else, and how sure that is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements.errors import UsageError
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "equality"
READERS = ("region", "public")


def command(
    region: Region,
    match_dir: Annotated[Path, typer.Argument(help="The folder match --out wrote for it.", show_default=False)],
    week: Annotated[
        list[str] | None,
        typer.Option(help="Another week: REGION=MATCH_DIR. Repeat for more; any order.", show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for equality.html, equality.csv and equality.json.")] = None,
    whom: Annotated[
        str, typer.Option("--for", help="region, or public: counts with small numbers withheld.")
    ] = "region",
    data: Annotated[Path | None, typer.Option(help="Folder of public data with the deprivation index.")] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Compare outcomes by authority, ethnicity, disability, sex, age, religion, siblings, asylum, deprivation.

    A child is counted once, however many weeks the child waited. A difference is not proof of discrimination.
    Example: placements equality sample_data/small monday --out equality
    """
    if whom not in READERS:
        raise UsageError("--for takes region or public.")
    if out is not None:
        api.check_folder(out)
    pairs = [(region, match_dir), *(_pair(text) for text in week or ())]
    report = progress()

    def matches() -> Iterator[tuple[Any, Path]]:
        for number, (rows, folder) in enumerate(pairs, 1):
            report(f"Reading match {number} of {len(pairs)}")
            yield api.load(rows), folder

    found = examine.equality(matches(), api.load_policy(policy) if policy else None, data=data)
    report("Comparing")
    document = examine.public_equality(found) if whom == "public" else found.to_dict()
    if as_json:
        say_json(document)
    elif whom == "public":
        _show_public(document)
    else:
        _show(document)
    if out is not None:
        written = examine.write_equality(document, out)
        note(f"Wrote {written[0].parent}: {', '.join(path.name for path in written)}")


def _pair(text: str) -> tuple[Path, Path]:
    """Return region and match folder of REGION=MATCH_DIR; where names hold an = as well, the parts that are there."""
    parts = text.split("=")
    pairs = [(Path("=".join(parts[:k])), Path("=".join(parts[k:]))) for k in range(1, len(parts))]
    there = [pair for pair in pairs if all(str(path) != "." and path.exists() for path in pair)]
    if len(there) != 1:
        raise UsageError("--week takes REGION=MATCH_DIR: the region of another week, and the folder match --out wrote.")
    return there[0]


def _heading(document: dict[str, Any]) -> str:
    first, last = document["from"], document["to"]
    return f"{document['region']}, {first if first == last else f'{first} to {last}'}"


def _show(document: dict[str, Any]) -> None:
    """Print what stands out, and having a home by group."""
    weeks = len(document["weeks"])
    say(f"{_heading(document)}: {document['children']} children, each counted once, in "
        f"{weeks} weekly match{'' if weeks == 1 else 'es'}.")  # fmt: skip
    say()
    titles = {one["name"]: one["title"] for one in document["characteristics"]}
    groups = {(one["name"], g["name"]): g["title"] for one in document["characteristics"] for g in one["groups"]}
    alone = [one["name"] for one in document["characteristics"] if len(one["groups"]) < 2]
    rows = []
    for one in document["comparisons"]:
        if one["outcome"] == "home" and one["characteristic"] not in alone:
            test = one["adjusted"]
            rows.append((
                titles[one["characteristic"]], groups[one["characteristic"], one["group"]], one["n"],
                f"{100 * one['value']:.0f} %", f"{100 * one['low']:.0f} to {100 * one['high']:.0f}",
                f"{100 * test['difference']:+.0f}" if test else "-", one["finding"] or ("-" if test else "not tested"),
            ))  # fmt: skip
    table(("by", "group", "children", "with a home", "interval", "difference", "found"), rows)
    say("Difference: percentage points from everybody else as urgent and of the same age band.")
    if alone:
        say(f"All children in one group, so nothing to compare: {', '.join(titles[name].lower() for name in alone)}.")
    say()
    say(f"{document['tests']} comparisons over all outcomes could be tested. {document['reach']}")
    if not document["findings"]:
        say("No difference beyond chance was found.")
    for one in document["findings"]:
        by = titles[one["characteristic"]].lower()
        say(f"{one['finding'].capitalize()}: {one['title']} ({by}). {one['sentence']}")
        for text in one["look"]:
            say(f"  {text}")
    if document["watch"]:
        say(document["watch_by_chance"])
    say("A difference is not proof of discrimination, and none found is not proof of fairness. People decide.")


def _show_public(document: dict[str, Any]) -> None:
    """Print the public tables as one."""
    say(f"{_heading(document)}: public figures.")
    say()
    rows = [
        (one["title"], g["title"], g["at_or_above"], g["stop_gap"], g["without"],
         "-" if g["percent"] is None else g["percent"])
        for one in document["characteristics"] for g in one["groups"]
    ]  # fmt: skip
    table(("by", "group", "home", "stop-gap", "no home", "percent"), rows)
    for text in document["notes"]:
        say(text)
