"""Run a scenario on the paths of an area, and say what it changes, what each lever adds, what it costs and saves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from placements.demand.paths import KINDS, Array, Change
from placements.explain.version import program_version
from placements.sufficiency.levers.apply import WEEKS, begins, effects_of
from placements.sufficiency.levers.attribution import Draw, PathsOf, Trial, draws
from placements.sufficiency.levers.held_out import PATHS, held_out
from placements.sufficiency.levers.intervals import rounded, spread_of
from placements.sufficiency.levers.mix import MOST, Mix, mixes_of
from placements.sufficiency.levers.planned import planned
from placements.sufficiency.levers.register import Register, digest
from placements.sufficiency.levers.scenario import SCHEMA, RanWith, Scenario
from placements.sufficiency.levers.spend import spend_by_lever, spend_of
from placements.sufficiency.levers.tally import Tally, years_of

Progress = Callable[[int, int], None]
FEW = 5
"""Mixes that are reported."""
PLACES = "Places more or fewer change no stock by themselves; what they are worth is found by matching (`sufficiency`)."


@dataclass(frozen=True)
class Ground:
    """What scenarios are run on: the simulator of an area from a day, and fingerprints of its rows and data.

    `paths_of` makes the simulator for so many weeks. `notes` are to be said with every result.
    """

    name: str
    authorities: tuple[str, ...]
    as_of: date
    paths_of: Callable[[int], PathsOf]
    area: str
    data: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ran:
    """A scenario that was run: its draws and on what. `to_dict()` is placements/scenario/1."""

    scenario: Scenario
    ground: Ground
    register: Register
    ran_with: RanWith
    draws: tuple[Draw, ...]
    mixes: tuple[Mix, ...] = ()
    held_out: dict[str, Any] = field(default_factory=dict)

    def tally(self, which: str) -> Tally:
        """Return the counts of all draws: `plain`, `base` or `full`."""
        return Tally.of(np.array([getattr(draw, which) for draw in self.draws]))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/scenario/1)."""
        return {
            "schema": SCHEMA,
            "name": self.scenario.name,
            "area": self.ground.name,
            "authorities": list(self.ground.authorities),
            "as_of": self.ground.as_of.isoformat(),
            "weeks": self.scenario.weeks,
            "arrivals": self.scenario.arrivals,
            "supply": self.scenario.supply,
            "ran_with": self.ran_with.model_dump(mode="json"),
            "stale": self.scenario.stale(self.ran_with),
            "stock": _stock(self),
            "bed_weeks": _bed_weeks(self),
            "levers": [_lever(self, k) for k in range(len(self.scenario.levers))],
            "planned_supply": planned([d.applied.supply for d in self.draws], self.ground.as_of, self.scenario.weeks),
            "together": rounded(spend_of(list(self.draws)).to_dict(), 3),
            "mixes": _mixes(self),
            "notes": [*self.ground.notes, *_notes(self)],
        }


def run(
    scenario: Scenario, ground: Ground, register: Register, *, replicates: int, seed: int, workers: str = "1",
    progress: Progress = lambda done, all_: None,
) -> Ran:  # fmt: skip
    """Run a scenario on so many paths; the same scenario, ground and seed give the same answer from any workers."""
    always = () if scenario.arrivals == 1.0 else (Change("entries", scenario.arrivals),)
    trial = Trial(ground.paths_of(scenario.weeks), register, scenario.uses(ground.as_of), seed, always)
    budget = scenario.budget if 0 < len(scenario.levers) <= MOST else None
    whole = replicates + (0 if budget is None else PATHS)
    found = draws(trial, range(replicates), workers, lambda done, _: progress(done, whole))
    mixes = [] if budget is None else mixes_of(found, budget)
    judged = {} if not mixes else held_out(
        trial, mixes, replicates, workers, lambda done, _: progress(replicates + done, whole)
    )  # fmt: skip
    now = RanWith(
        scenario=scenario.digest, data=ground.data, area=ground.area, as_of=ground.as_of, version=program_version(),
        levers=digest(), seed=seed, replicates=replicates,
    )  # fmt: skip
    return Ran(scenario, ground, register, now, tuple(found), tuple(mixes), judged)


def year_ends(as_of: date, weeks: int) -> list[str]:
    """Return the day each year ends on."""
    return [
        (as_of + timedelta(weeks=min((k + 1) * WEEKS, weeks))).isoformat() for k in range(years_of(weeks))
    ]  # fmt: skip


def _stock(ran: Ran) -> list[dict[str, Any]]:
    """Return children looked after at each year's end: at today's rates, with other arrivals, and with the levers."""
    plain, base, full = (ran.tally(which).stock for which in ("plain", "base", "full"))
    return [
        {"date": day, **rounded({
            "today": spread_of(plain[:, k]), "without_levers": spread_of(base[:, k]),
            "with_levers": spread_of(full[:, k]), "difference": spread_of(full[:, k] - base[:, k]),
        })}
        for k, day in enumerate(year_ends(ran.ground.as_of, ran.scenario.weeks))
    ]  # fmt: skip


def _bed_weeks(ran: Ran) -> list[dict[str, Any]]:
    """Return weeks by kind of home over the whole time, and what the levers change."""
    base, full = (ran.tally(which).bed_weeks.sum(axis=1) for which in ("base", "full"))
    kinds = [(kind, base[:, k], full[:, k]) for k, kind in enumerate(KINDS)]
    every = [*kinds, ("all", base.sum(axis=1), full.sum(axis=1))]
    return [
        {"kind": kind, **rounded({"without_levers": spread_of(a), "difference": spread_of(b - a)})}
        for kind, a, b in every
    ]  # fmt: skip


def _lever(ran: Ran, k: int) -> dict[str, Any]:
    planned, use = ran.scenario.levers[k], ran.scenario.uses(ran.ground.as_of)[k]
    lever = ran.register.levers[planned.lever]
    part = Tally.of(np.array([draw.parts[k] for draw in ran.draws]))
    spent = spend_by_lever(list(ran.draws), k)
    first = ran.ground.as_of + timedelta(weeks=begins(use, lever))
    return {
        "lever": planned.lever,
        "title": lever.title,
        "grade": ran.register.grades[lever.grade].title,
        "from": planned.begins.isoformat(),
        "effect_from": first.isoformat(),
        "reach": planned.reach,
        "amount": planned.amount,
        "stock": rounded(spread_of(part.stock[:, -1])),
        "bed_weeks": rounded(spread_of(part.bed_weeks.sum(axis=(1, 2)))),
        "spend": rounded(spread_of(spent.spend.sum(axis=1)), 0),
        "saving": rounded(spread_of(spent.saving.sum(axis=1)), 0),
        "places": rounded(_places(ran, planned.lever)),
        "effects": [effect.model_dump(mode="json") for effect in effects_of(use, ran.register)],
        "says": _says(ran, k),
    }


def _places(ran: Ran, lever: str) -> list[dict[str, Any]]:
    """Return the places a lever adds, or takes (below 0), by the last week."""
    last = ran.scenario.weeks - 1
    by_kind: dict[str, Array] = {}
    for row, draw in enumerate(ran.draws):
        for change in draw.applied.supply:
            if change.lever == lever:
                by_kind.setdefault(change.kind, np.zeros(len(ran.draws)))[row] += change.at(last)
    return [{"kind": kind, "places": spread_of(values)} for kind, values in by_kind.items()]


def _says(ran: Ran, k: int) -> list[str]:
    """Return what has to be said of a lever before anybody relies on it."""
    use = ran.scenario.uses(ran.ground.as_of)[k]
    lever = ran.register.levers[use.lever]
    effects = effects_of(use, ran.register)
    if not effects:
        return [lever.says]
    said = []
    if begins(use, lever) >= ran.scenario.weeks:
        said.append(
            f"{lever.title} begins to work after the last week: people are hired first. It changes nothing yet."
        )
    asked = [draw.applied.reached[k, i] for draw in ran.draws for i, e in enumerate(effects) if e.eligible is not None]
    if asked and use.reach and float(np.mean(asked)) < 0.995 * use.reach:
        part = 100 * float(np.mean(asked)) / use.reach
        said.append(f"It reaches {part:.0f} % of those it was to reach: the others are reached by other levers.")
    if lever.cost.of == "none" and use.cost_a_year is None:
        said.append("Its cost is not known: give cost_a_year. Until then nothing is counted as spent on it.")
    if any(effect.used.confidence == "M" for effect in effects):
        said.append("Its effect is assumed, and to be confirmed.")
    if lever.as_stated:
        said.append(lever.as_stated)
    return said


def _mixes(ran: Ran) -> dict[str, Any] | None:
    if not ran.mixes:
        return None
    names = tuple(one.lever for one in ran.scenario.levers)
    best = [mix.to_dict(names) for mix in ran.mixes[:FEW]]
    return {
        "budget": ran.scenario.budget, "simulated": bool(ran.draws[0].joint), "tried": len(ran.mixes),
        "best": rounded(best, 3), "held_out": rounded(ran.held_out, 3),
    }  # fmt: skip


def _notes(ran: Ran) -> Sequence[str]:
    said = [f"{len(ran.draws)} paths; with and without levers on the same paths, so differences are paired."]
    if ran.scenario.supply != 1.0 or any(draw.applied.supply for draw in ran.draws):
        said.append(PLACES)
    if ran.scenario.arrivals != 1.0:
        said.append(f"Children who enter are {ran.scenario.arrivals:g} times today's in both, with levers and without.")
    if ran.scenario.budget is not None and len(ran.scenario.levers) > MOST:
        said.append(f"No mix was chosen: the scenario has more than {MOST} levers.")
    return said
