"""`placements scenario levers|new|run|compare`: what would change the need for homes, and scenarios side by side."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, foresee
from placements_cli.options import AsJson
from placements_cli.output import counted, note, progress, say, say_json, table

Area = Annotated[
    list[str] | None,
    typer.Option("--area", help="A council, region of England or co-operative, without a region; repeat for more."),
]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The first day, with --area.")
]  # fmt: skip
Data = Annotated[Path | None, typer.Option("--data", help="Folder of published tables.", show_default=False)]
Replicates = Annotated[int, typer.Option(help="How many paths.")]
Seed = Annotated[int, typer.Option(help="Another seed draws other paths.")]
Workers = Annotated[str, typer.Option(help="Processes, or dask://host:port.")]
RANGE = "Ranges: 8 of 10 paths lie between them. With and without levers on the same paths."


def add_to(app: typer.Typer) -> None:
    """Add the commands to `placements scenario`."""
    for name, made in (("levers", levers), ("new", new), ("run", run), ("compare", compare)):
        app.command(name)(made)


def levers(
    names: Annotated[list[str] | None, typer.Argument(help="Only these.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """List the levers: what each does, how that is known, what it costs.

    Example: placements scenario levers family_group_conference
    """
    found = foresee.levers(names or ())
    if as_json:
        say_json(found)
        return
    if names:
        for lever in found["levers"]:
            _lever(lever, found)
        return
    table(("lever", "what", "how it is known", "usable"), [
        (lever["name"], lever["title"], found["grades"][lever["grade"]]["title"], "yes" if lever["usable"] else "no")
        for lever in found["levers"]
    ])  # fmt: skip
    say("`placements scenario levers NAME` says what was found, what of it is used here, and what it costs.")


def _lever(lever: dict[str, Any], found: dict[str, Any]) -> None:
    grade = found["grades"][lever["grade"]]
    say(f"{lever['title']} ({lever['name']})")
    say(
        f"  Study: {lever['study']} ({lever['years']}). {lever['source']} ({found['confidence'][lever['confidence']]})."
    )
    say(f"  Quality: {grade['title']}; {100 * grade['kept']:.0f} % of such an effect is kept at most.")
    for effect in lever["effects"]:
        whom = found["eligible"][effect["eligible"]]["title"] if effect["eligible"] else effect["kind"]
        say(f"  On {whom}: {_figure(effect['used'])} ({found['confidence'][effect['used']['confidence']]}).")
        if effect["reported"]:
            say(f"    Reported: {_figure(effect['reported'])}: {effect['reported']['source']}.")
    if not lever["usable"]:
        say(f"  {lever['says']}")
    say(f"  {lever['hire']} weeks to hire, {lever['effect_lag']} to work, {lever['ramp']} to grow.")
    if lever["needs_amount"]:
        say(f"  amount: {lever['needs_amount']}.")
    cost = lever["cost"]
    if cost["of"] != "none":
        say(f"  Cost: £{_figure(cost)} ({cost['source']}; {found['confidence'][cost['confidence']]}).")
    if lever["notes"]:
        say(f"  {lever['notes']}")


def _figure(one: dict[str, Any]) -> str:
    ends = "" if one["low"] is None else f" ({one['low']:,g} to {one['high']:,g})"
    return f"{one['median']:,g}{ends}"


def new(
    out: Annotated[Path, typer.Argument(help="The file to write (.toml).", show_default=False)],
    begins: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The day its levers begin.", show_default=False)
    ],
) -> None:
    """Write a scenario to start from, with remarks on what can be said.

    Example: placements scenario new ours.toml --from 2027-04-01
    """
    say(f"Wrote {foresee.new_scenario(out, begins.date())}. Edit it, then: placements scenario run {out.name}")


def run(
    file: Annotated[Path, typer.Argument(help="A scenario file.", show_default=False)],
    region: Annotated[Path | None, typer.Argument(help="A region folder; or use --area.", show_default=False)] = None,
    area: Area = None,
    as_of: AsOf = None,
    data: Data = None,
    replicates: Replicates = 40,
    seed: Seed = 1,
    workers: Workers = "1",
    planned: Annotated[
        Path | None, typer.Option(help="A file (.csv) for the places its levers add or take.", show_default=False)
    ] = None,
    record: Annotated[bool, typer.Option(help="Write into the scenario file what it was run on.")] = True,
    as_json: AsJson = False,
) -> None:
    """Run a scenario: children looked after, what each lever adds, costs and saves, and when that pays back.

    Example: placements scenario run ours.toml --area "South East" --as-of 2026-11-23 --data ../shared/data
    """
    if planned is not None:
        foresee.check_planned_supply(planned)
    report = progress()
    loaded = None if region is None else api.load(region)
    found = foresee.scenario(
        file, loaded, area=area or (), as_of=as_of.date() if as_of else None, data=data, replicates=replicates,
        seed=seed, workers=workers, record=record, progress=lambda done, all_: report(f"Path {done} of {all_}"),
    )  # fmt: skip
    if as_json:
        say_json(found)
    else:
        _show(found)
    if planned is not None:
        note(f"Wrote {foresee.write_planned_supply(found, planned)}")
    if record:
        note(f"Wrote into {file} what it was run on.")


def _show(found: dict[str, Any]) -> None:
    say(f"{found['name']}: {found['area']}, {found['weeks']} weeks from {found['as_of']}")
    for text in found["stale"]:
        say(f"  It was stale: {text}.")
    say()
    table(("children looked after on", "without the levers", "with them", "difference"), [
        (row["date"], *(_range(row[key]) for key in ("without_levers", "with_levers", "difference")))
        for row in found["stock"]
    ])  # fmt: skip
    say()
    if found["levers"]:
        table(("lever", "children at the end", "weeks in care", "£ spent", "£ saved"), [
            (row["lever"], *(_range(row[key]) for key in ("stock", "bed_weeks", "spend", "saving")))
            for row in found["levers"]
        ])  # fmt: skip
    for row in found["levers"]:
        for one in row["places"]:
            say(f"{row['title']}: {_range(one['places'], signed=True)} {one['kind']} places by the end.")
        for text in row["says"]:
            say(text if text.startswith(row["title"]) else f"{row['title']}: {text}")
    _money(found)
    say(RANGE)
    for text in found["notes"]:
        say(text)


def _money(found: dict[str, Any]) -> None:
    together = found["together"]
    if not found["levers"]:
        return
    paid, years = 100 * together["paid_back"], counted(together["within_years"], "year")
    say(f"Together: £{_range(together['spend'])} spent, £{_range(together['saving'])} saved.")
    say(f"Paid back within {years} in {paid:.0f} % of paths{_years(together['payback_year'])}.")
    say(str(together["note"]))
    if found["mixes"]:
        best = found["mixes"]["best"][0]
        names = ", ".join(best["levers"]) or "none of these levers"
        say(f"Under £{found['mixes']['budget']:,.0f}, the best of {found['mixes']['tried']} mixes is {names}: "
            f"£{_range(best['benefit'])} net.")  # fmt: skip
        say(f"It is the best in {100 * best['probability_best']:.0f} % of paths.")
        judged = found["mixes"]["held_out"]
        say(f"On {judged['paths']} paths it was not chosen on: £{_range(judged['benefit'])} net.")
        if judged["less_next_best"]:
            say(f"  Less the next best there: £{_range(judged['less_next_best'])}.")


def _years(payback: dict[str, Any]) -> str:
    """Say in which year it pays back; nothing where even the quickest paths take longer."""
    low, middle, high = ("later" if payback[k] is None else f"{payback[k]:.0f}" for k in ("p10", "p50", "p90"))
    if low == "later":
        return ""
    return f": in year {low} at the earliest" if middle == "later" else f": in year {middle} ({low} to {high})"


def _range(one: dict[str, Any], signed: bool = False) -> str:
    sign = "+" if signed else ""
    return f"{one['p50']:{sign},.0f} ({one['p10']:,.0f} to {one['p90']:,.0f})"


def compare(
    files: Annotated[list[Path], typer.Argument(help="Scenario files.", show_default=False)],
    region: Annotated[Path | None, typer.Option(help="A region folder; or use --area.", show_default=False)] = None,
    area: Area = None,
    as_of: AsOf = None,
    data: Data = None,
    replicates: Replicates = 40,
    seed: Seed = 1,
    workers: Workers = "1",
    as_json: AsJson = False,
) -> None:
    """Set scenarios side by side on the same paths, each against each; says which were last run on something else.

    Example: placements scenario compare ours.toml theirs.toml --area Salford --as-of 2026-11-23 --data ../shared/data
    """
    report = progress()
    found = foresee.compare_scenarios(
        files, None if region is None else api.load(region), area=area or (), as_of=as_of.date() if as_of else None,
        data=data, replicates=replicates, seed=seed, workers=workers,
        progress=lambda done, all_: report(f"Path {done} of {all_}"),
    )  # fmt: skip
    if as_json:
        say_json(found)
        return
    say(f"{found['area']}, {found['weeks']} weeks from {found['as_of']}")
    table(("scenario", "children at the end", "weeks in care", "£ spent", "£ for homes"), [
        (row["name"], *(_range(row[key]) for key in ("stock", "bed_weeks", "spend", "cost")))
        for row in found["scenarios"]
    ])  # fmt: skip
    for row in found["scenarios"]:
        if row["says"]:
            say(f"{row['name']}: {row['says']}")
    say()
    table(("second less first", "children at the end", "fewer in", "weeks in care", "£ altogether"), [
        (f"{row['b']} less {row['a']}", _range(row["stock"]), f"{100 * row['stock']['lower']:.0f} % of paths",
         _range(row["bed_weeks"]), _range(row["cost_and_spend"]))
        for row in found["pairs"]
    ])  # fmt: skip
    say(RANGE)
    for text in found["notes"]:
        say(text)
