"""`placements tasks`: who has to do what by when about a match, and what each approver has to be satisfied of."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import counted, note, progress, say, say_json

NAME = "tasks"
SOON = 7
"""Days from the day of the match whose tasks are printed without --all."""
FEW = 12
"""Pairs of a child and a home a line names; more are counted."""


class By(StrEnum):
    """How tasks are put in order on the screen."""

    DATE = "date"
    PERSON = "person"
    CHILD = "child"


def command(
    region: Region,
    match_dir: Annotated[Path, typer.Argument(help="The folder `match --out` wrote.", show_default=False)],
    by: Annotated[By, typer.Option(help="Order of the list: by date, person or child.")] = By.DATE,
    everything: Annotated[bool, typer.Option("--all", help="Print every task, not only this week's.")] = False,
    whom: Annotated[str, typer.Option("--for", help="region, or authority:CODE for one authority's.")] = "region",
    out: Annotated[Path | None, typer.Option(help="Folder for tasks.csv, tasks.json and approvals.html.")] = None,
    ics: Annotated[Path | None, typer.Option(help="A calendar file (.ics) to write.")] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """List who has to do what by when about a match: approvals, notices, visits, reviews, offers that lapse.

    Example: placements tasks sample_data/small monday --by person --out monday-tasks
    """
    report = progress()
    if out is not None:
        api.check_folder(out)
    if ics is not None:
        examine.check_calendar(ics)
    chosen, loaded = api.load_policy(policy) if policy else None, api.load(region)
    report("Looking at the proposal again")
    found = examine.tasks(loaded, match_dir, chosen, whom)
    document = found.to_dict()
    if as_json:
        say_json(document)
    else:
        show(document, by, everything)
    if out is not None:
        for path in examine.write_tasks(found, out):
            note(f"Wrote {path}")
    if ics is not None:
        note(f"Wrote {examine.write_calendar(found, ics)}")


def show(document: dict[str, Any], by: By, everything: bool) -> None:
    """Print the tasks: this week's, or all; what several people have to do for several children is said once."""
    rows, packs = document["tasks"], document["approvals"]
    whose = f" of {document['authorities'][document['authority']]}" if document["authority"] else ""
    approvals = counted(sum(len(pack["approvals"]) for pack in packs), "approval")
    say(f"{document['region']}, {document['as_of']}: {counted(len(rows), 'task')} about the children{whose}; "
        f"{counted(document['proposals'], 'proposal')}, {approvals} still to be had.")  # fmt: skip
    last = (date.fromisoformat(document["as_of"]) + timedelta(days=SOON)).isoformat()
    now = [row for row in rows if everything or row["date"] <= last]
    for heading, part in _parts(now, by):
        say()
        say(f"{heading} (past)" if by is By.DATE and heading < document["as_of"] else heading)
        for line in _of_day(part) if by is By.DATE else _of_person(part) if by is By.PERSON else _of_child(part):
            say(line)
    say()
    if len(now) < len(rows):
        say(f"{counted(len(rows) - len(now), 'more task')} after {last}, the last on {rows[-1]['date']}: "
            "--all prints them, --out writes them.")  # fmt: skip
    say("A proposal: people decide. What is marked (if decided) is to be done only then.")


def _parts(rows: list[dict[str, Any]], by: By) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield a heading and its tasks, which keep their order."""

    def key(row: dict[str, Any]) -> str:
        keys = {By.CHILD: row["child_id"], By.PERSON: _capital(row["person"]), By.DATE: row["date"]}
        return str(keys[by])

    for heading, part in groupby(sorted(rows, key=key), key=key):
        yield heading, list(part)


def _of_day(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield each thing to be done on one day, and under it who does it for whom."""
    for said, same in _together(rows, _said):
        yield f"  {said}"
        for person, own in _together(same, lambda row: _capital(row["person"])):
            yield f"    {person}: {_about(own)}"


def _of_person(rows: list[dict[str, Any]]) -> Iterator[str]:
    for said, same in _together(rows, lambda row: f"{row['date']}  {_said(row)}"):
        yield f"  {said} {_about(same)}"


def _of_child(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        place = " ".join([f" {row['home_id']}" if row["home_id"] else "", f"({row['whom']})" if row["whom"] else ""])
        yield f"  {row['date']}  {_capital(row['person'])}: {_said(row)}{place.rstrip()}"


def _together(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield tasks with the same words, in the order of their first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    yield from found.items()


def _said(row: dict[str, Any]) -> str:
    """Return what is to be done, with the later day the law allows."""
    condition = "(if decided) " if row["if_decided"] else ""
    until = f" {row['latest_if'].capitalize()}: by {row['latest']}." if row["latest"] else ""
    return f"{condition}{row['do']}{until} [{row['code']}]"


def _about(rows: list[dict[str, Any]]) -> str:
    """Return the children and homes of some tasks, with whom to ring."""
    homes: dict[tuple[str | None, str | None], list[str]] = {}
    for row in rows:
        homes.setdefault((row["home_id"], row["whom"]), []).append(row["child_id"])
    said = []
    for (home_id, whom), children in homes.items():
        names = ", ".join(dict.fromkeys(children))
        said.append(f"{names} at {home_id}" if home_id else names)
        said[-1] += f" ({whom})" if whom else ""
    more = f" and {counted(len(said) - FEW, 'more home')}" if len(said) > FEW else ""
    return "; ".join(said[:FEW]) + more


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
