"""`placements shadow`: a past week's decisions beside the proposal for it, to be marked blind."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, examine
from placements.errors import UsageError
from placements_cli.levels import level_rows
from placements_cli.notes import note_idle_entries
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "shadow"
GROUPS = (
    ("by_class", "by class"), ("by_kind", "by kind of the home proposed"), ("by_record", "by what was on record"),
    ("by_sure", "by how sure"),
)  # fmt: skip


def command(
    region: Region,
    actual: Annotated[
        Path, typer.Argument(help="CSV with child_id and home_id, as decided; blank: nobody found.", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option(help="Folder for blind/ (to mark) and key/ (kept apart).")] = None,
    marked: Annotated[
        list[Path] | None, typer.Option("--marked", help="A marked shadow.xlsx; repeat for more markers.")
    ] = None,
    policy: PolicyFile = None,
    seed: Annotated[int, typer.Option(help="Draws which home is called X, and the order of cards.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Set a past week's decisions beside the proposal for it: blind cards to mark, or marked cards counted.

    REGION is the region as it was that week. Example: placements shadow sample_data/small decided.csv --out review
    """
    if out is not None and marked:
        raise UsageError("Either --out, which makes sheets to mark, or --marked, which counts them.")
    if out is not None:
        api.check_folder(out)
    report = progress()
    loaded, chosen = api.load(region), api.load_policy(policy)
    note_idle_entries(chosen, loaded)
    found = examine.shadow(loaded, actual, chosen, seed=seed, progress=report)
    document = found.to_dict()
    if marked:
        document["marked"] = examine.marked(found, marked)
    if as_json:
        say_json(document)
    else:
        show(document)
    if out is not None:
        for path in examine.write_shadow(found, out):
            note(f"Wrote {path}")
        note("Give markers the folder blind alone. The key tells which home is whose.")
        if chosen.tie == api.load_policy().tie:
            note("Which home is X was drawn with the packaged key. Set [tie] key in your own policy.")


def show(found: dict[str, Any]) -> None:
    """Print a shadowed week: how far decision and proposal differ, what no rule allows, and what markers said."""
    say(f"{found['region']}, {found['as_of']}: {len(found['alike'])} decided as proposed, {len(found['differ'])} "
        f"otherwise ({len(found['cards'])} cards), {len(found['not_given'])} not in the file, of {found['children']} "
        "children.")  # fmt: skip
    say()
    table(("level", "better", "decided", "proposed"), level_rows(found["levels"], ("actual", "proposal")))
    say()
    say("Decisions not allowed on that week's record:" if found["not_allowed"]
        else "Every decision was allowed on that week's record.")  # fmt: skip
    for row in found["not_allowed"]:
        place = f" at {row['home_id']}" if row["home_id"] else ""
        say(f"  {row['rule']}: {', '.join(row['children'])}{place}: {row['message']}")
    if found["not_allowed"]:
        say("  Who decided may have known what was not on record. That is worth writing down, not a fault.")
    if "marked" in found:
        _marked(found["marked"])


def _marked(said: dict[str, Any]) -> None:
    """Print what each marker preferred, in all and by group, and how far markers agree."""
    for marker in said["markers"]:
        say()
        say(f"Marker {marker['marker']}: {_share(marker['all'])}")
        rows = [
            (f"{words}: {row['group'].replace('_', ' ')}", *_figures(row))
            for key, words in GROUPS
            for row in marker[key]
        ]
        if not marker["all"]["marked"]:
            continue
        table(("cards", "marked", "proposal", "decision", "equal", "neither", "proposal preferred"),
              [("all", *_figures(marker["all"])), *rows])  # fmt: skip
    for pair in said["agreement"]:
        one, two = pair["markers"]
        kappa = "not known" if pair["kappa"] is None else f"{pair['kappa']:.2f}"
        say()
        say(f"Markers {one} and {two} said the same of {pair['agreed']} of {pair['cards']} cards; "
            f"Cohen's kappa {kappa} (1: always, 0: no more than by chance).")  # fmt: skip


def _figures(row: dict[str, Any]) -> tuple[Any, ...]:
    return (*(row[key] for key in ("marked", "proposal", "actual", "equal", "neither")), _percent(row))


def _percent(row: dict[str, Any]) -> str:
    if row["share"] is None:
        return "-"
    return f"{row['share']:.0%} ({row['low']:.0%} to {row['high']:.0%})"


def _share(row: dict[str, Any]) -> str:
    if row["share"] is None:
        return "no card has a preference."
    preferred = row["proposal"] + row["actual"]
    return (f"the proposal was preferred on {row['proposal']} of {preferred} cards with a preference, "
            f"{row['share']:.0%} (95% interval {row['low']:.0%} to {row['high']:.0%}).")  # fmt: skip
