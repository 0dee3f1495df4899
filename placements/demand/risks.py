"""Hazards of a week for every kind of child: calibrated tables, times a path's rates, times the changes asked for."""

from dataclasses import dataclass

import numpy as np

from placements.demand.assumed import BEFORE_18
from placements.demand.children import Children
from placements.demand.draws import Weeks, factors, touched
from placements.demand.model import Demand
from placements.demand.paths import Array, Change
from placements.fitting import Floats


@dataclass(frozen=True)
class Tables:
    """`each`: exits x streams x authorities x ages x times x kinds; `leave`, `move`: without the first axis."""

    each: Floats
    leave: Floats
    move: Floats

    def of(self, held: Children) -> tuple[Floats, Floats]:
        """Return every child's hazards of leaving and of moving."""
        people, shape = held.people, self.leave.shape
        row = ((people.stream * shape[1] + people.authority) * shape[2] + held.band) * (
            shape[3] * shape[4]
        ) + people.kind
        return self.leave.ravel()[row + held.time * shape[4]], self.move.ravel()[row + held.stay * shape[4]]

    def exit_of(self, held: Children, which: Array, drawn: Floats) -> Array:
        """Return how each of some children leaves, where `drawn` lies between 0 and their hazard; a row of EXITS."""
        people = held.people
        at = (people.stream[which], people.authority[which], held.band[which], held.time[which], people.kind[which])
        running = np.cumsum(self.each[(slice(None), *at)], axis=0)
        found = np.minimum((drawn[None, :] >= running).sum(axis=0), len(BEFORE_18) - 1)
        # `age` stands before `other` in EXITS.
        row: Array = np.where(found == len(BEFORE_18) - 1, len(BEFORE_18), found)
        return row


def tables(demand: Demand, drawn: Weeks, changes: tuple[Change, ...], week: int) -> Tables:
    """Return the hazards of a week, counted from the model's first day."""
    leave = np.stack([drawn.exits[week], np.broadcast_to(drawn.exits_uasc[week], drawn.exits[week].shape)])
    move = np.broadcast_to(drawn.moves[week], leave.shape)
    by_exit = np.broadcast_to(leave, (len(BEFORE_18), *leave.shape))
    if changes:
        by_exit, move = _changed(demand, by_exit, move, changes, week - demand.lead)
    each = np.moveaxis(demand.exits, 1, 0)[:, :, None] * by_exit[..., None, None]
    return Tables(each, each.sum(axis=0), demand.moves[None, None] * move[..., None, None])


def _changed(
    demand: Demand, by_exit: Floats, move: Floats, changes: tuple[Change, ...], week: int
) -> tuple[Floats, Floats]:
    streams = (False, True)
    move = move * np.stack([factors(changes, "moves", week, demand.authorities, uasc) for uasc in streams])
    by_exit = by_exit * np.stack([factors(changes, "exits", week, demand.authorities, uasc) for uasc in streams])
    for change in changes:
        if change.flow == "exits" and change.exit is not None:
            for stream, uasc in enumerate(streams):
                if change.uasc in (None, uasc):
                    by_exit[BEFORE_18.index(change.exit), stream] *= touched(change, week, demand.authorities)
    return by_exit, move
