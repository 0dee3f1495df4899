"""One possible future, child by child and week by week.

In a week, in this order: children who reach 18 leave on the birthday; of the others some leave or move, by hazards of
age, time already spent and kind; children who had gone home come back; new children start. Who starts in a week is
first at risk in the next. Numbers at the end of a week are those before it, plus starts, less exits, always.
"""

from dataclasses import dataclass, replace

import numpy as np

from placements.demand import chance
from placements.demand.arriving import Newcomers, Queue, age_cells, newcomers, queue, running
from placements.demand.assumed import OTHER_NEEDS_HOME
from placements.demand.children import Children
from placements.demand.draws import Weeks, draw_weeks, factors
from placements.demand.model import Demand, Held, People
from placements.demand.paths import AGES, EXITS, KINDS, Array, Change, Path
from placements.demand.record_path import Recorder
from placements.demand.risks import Tables, tables
from placements.demand.starting import draw_gone_home, draw_held
from placements.errors import UsageError
from placements.fitting import Floats

_OTHER = KINDS.index("other")
_AT_18 = EXITS.index("age")
_FLOWS = ("entries", "exits", "moves", "returns")


@dataclass
class _State:
    """What changes from week to week."""

    children: Children
    gone: Children
    """Children who went home; `since` is the day they did."""


def simulate(demand: Demand, number: int, weeks: int, changes: tuple[Change, ...] = ()) -> Path:
    """Return path `number` over `weeks` weeks from `demand.as_of`.

    The same number is the same future with and without changes, but for what the changes do: see `chance`. Weeks of a
    change count from `as_of`. Raises UsageError for a change that cannot be understood.
    """
    _check(demand, changes)
    seeds = np.random.SeedSequence(demand.seed, spawn_key=(number,)).spawn(4)
    rates, begin, arrive, gone = (np.random.default_rng(seed) for seed in seeds)
    path = int(np.random.SeedSequence(demand.seed, spawn_key=(number,)).generate_state(1, np.uint64)[0])
    first = int(np.datetime64(demand.first, "D").astype(np.int64))
    drawn = draw_weeks(demand, demand.lead + weeks, rates)
    line = queue(*_expected(demand, drawn, changes), arrive)
    people = draw_held(demand.held, demand.male, first, begin) if isinstance(demand.held, Held) else demand.held
    state = _State(Children(people, first), Children(draw_gone_home(demand.back, demand.male, first, gone), first))
    recorder = Recorder(demand, number, weeks)
    shares = age_cells(demand), running(demand.start_kind)
    for week in range(demand.lead + weeks):
        at = week - demand.lead
        if at == 0:
            recorder.begin(state.children)
        end = first + 7 * (week + 1)
        left, moved = _leave_and_move(demand, state, tables(demand, drawn, changes, week), week, end, path)
        came = _come(demand, state, line, week, end, path, shares, changes)
        state.children.age(end)
        if at >= 0:
            recorder.week(at, state.children, left, moved, came)
    return recorder.path()


def _check(demand: Demand, changes: tuple[Change, ...]) -> None:
    for change in changes:
        wrong = change.flow not in _FLOWS or (change.exit is not None and change.exit not in EXITS)
        unknown = set(change.ages) - set(AGES) or set(change.authorities) - set(demand.authorities)
        if wrong or unknown or change.factor < 0 or change.exit == "age":
            raise UsageError(
                f"A change of {change.flow} is about {', '.join(_FLOWS)}, of known ages, authorities and exits other "
                "than the 18th birthday, with a factor of 0 or more."
            )


def _expected(demand: Demand, drawn: Weeks, changes: tuple[Change, ...]) -> tuple[Floats, Floats]:
    """Return children expected to start, as changed."""
    expected, uasc = drawn.starts, drawn.starts_uasc
    if any(change.flow == "entries" for change in changes):
        weeks = range(-demand.lead, len(expected) - demand.lead)
        by = [factors(changes, "entries", week, demand.authorities, False) for week in weeks]
        alone = [factors(changes, "entries", week, demand.authorities, True)[:, -1] for week in weeks]
        expected, uasc = expected * np.stack(by), uasc * np.stack(alone)
    return expected, uasc


def _leave_and_move(
    demand: Demand, state: _State, risk: Tables, week: int, end: int, path: int
) -> tuple[tuple[People, Array, Array], tuple[People, Array, Array]]:
    """Let children leave and move; return who left (with age and exit) and who moved (with kind left, home wanted)."""
    held = state.children
    adult = (held.adult <= end) & held.there
    leave, move = risk.of(held)
    total = leave + move
    drawn = chance.uniform(chance.key(path, chance.HAPPENS, week), held.people.ident)
    likely = np.flatnonzero(drawn < total)  # 1 - exp(-x) < x: few rows are left to look at closely
    likely = likely[(drawn[likely] < -np.expm1(-total[likely])) & held.there[likely]]
    happens = likely[~adult[likely]]
    which = chance.uniform(chance.key(path, chance.WHICH, week), held.people.ident[happens]) * total[happens]
    leaves = which < leave[happens]
    going, exits = happens[leaves], risk.exit_of(held, happens[leaves], which[leaves])
    moving = happens[~leaves]
    moved = _move(demand, held, moving, week, end, path)
    grown = np.flatnonzero(adult)
    gone = np.concatenate([going, grown])
    how = np.concatenate([exits, np.full(len(grown), _AT_18)])
    left = held.people.pick(gone), held.band[gone].copy(), how
    home = held.people.pick(going[exits == 0])
    day = np.full(len(home.born), end, dtype=np.int32)
    state.gone.add(replace(home, since=day, placed=day), end)
    held.remove(gone)
    return left, moved


def _move(demand: Demand, held: Children, moving: Array, week: int, end: int, path: int) -> tuple[People, Array, Array]:
    before = held.people.pick(moving)
    drawn = chance.uniform(chance.key(path, chance.KIND, week), before.ident)
    shares = running(demand.move_to[held.band[moving], before.kind])
    kind = np.minimum((drawn[:, None] >= shares).sum(axis=1), len(KINDS) - 1)
    held.place(moving, kind, end)
    wanted = (kind != _OTHER) | (chance.uniform(chance.key(path, chance.NEEDS, week), before.ident) < OTHER_NEEDS_HOME)
    return before, kind, wanted


def _come(
    demand: Demand, state: _State, line: Queue, week: int, end: int, path: int, shares: tuple[Floats, Floats],
    changes: tuple[Change, ...],
) -> Newcomers:  # fmt: skip
    """Let children start and come back; return them with their families."""
    new, families = newcomers(demand, line, week, end, path, *shares)
    again = _come_back(demand, state, week, end, path, shares[1], changes)
    people = People.join([new, again])
    family = np.concatenate([families, again.ident])
    needs = chance.uniform(chance.key(path, chance.NEEDS), people.ident) < OTHER_NEEDS_HOME
    band = state.children.add(people, end)
    return Newcomers(people, family, (people.kind != _OTHER) | needs, band)


def _come_back(
    demand: Demand, state: _State, week: int, end: int, path: int, kinds: Floats, changes: tuple[Change, ...]
) -> People:
    gone = state.gone
    weeks = (end - gone.people.since) // 7
    hazard = np.where(weeks <= 52, demand.back.weekly[0], np.where(weeks <= 6 * 52, demand.back.weekly[1], 0.0))
    if any(change.flow == "returns" for change in changes):
        at = week - demand.lead
        by = np.stack([factors(changes, "returns", at, demand.authorities, uasc) for uasc in (False, True)])
        hazard = hazard * by[gone.people.stream, gone.people.authority, gone.band]
    child = (gone.adult > end) & gone.there
    drawn = chance.uniform(chance.key(path, chance.RETURNS, week), gone.people.ident)
    back = (drawn < -np.expm1(-hazard)) & child
    again, band = gone.people.pick(back), gone.band[back]
    which = chance.uniform(chance.key(path, chance.KIND, week), again.ident)
    kind = (which[:, None] >= kinds[again.stream, band]).sum(axis=1).astype(np.int32)
    gone.remove(np.flatnonzero(back | ~child | (weeks > 6 * 52)))
    gone.age(end)
    day = np.full(len(kind), end, dtype=np.int32)
    return replace(again, kind=kind, since=day, placed=day)
