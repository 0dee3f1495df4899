"""Push boxes apart until none covers another; the same boxes always end in the same places."""

from collections.abc import Sequence
from typing import NamedTuple

ROUNDS = 400
"""Rounds of pushing before everything is spread wider."""

TOUCH = 0.01
"""Overlap too small to see."""

SPREAD = 1.15
"""How much wider."""


class Box(NamedTuple):
    """A box by its centre, all in one unit."""

    x: float
    y: float
    width: float
    height: float


def pushed_apart(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes moved as little as pushing needs, none overlapping another.

    Pairs are pushed along the shorter way out, half each; two on one spot part sideways.
    Where that does not settle, every centre is first spread from the middle, which in the end parts any boxes.
    """
    wider = 1.0
    while True:
        found = [box._replace(x=box.x * wider, y=box.y * wider + k * (wider - 1)) for k, box in enumerate(boxes)]
        for _ in range(ROUNDS):
            if not _push(found):
                return found
        wider *= SPREAD


def _push(boxes: list[Box]) -> bool:
    """Push each overlapping pair apart once; say whether any was.

    Boxes are taken from left to right, so that only those near each other are compared.
    """
    widest = max((box.width for box in boxes), default=0.0)
    order = sorted(range(len(boxes)), key=lambda k: (boxes[k].x, k))
    moved = False
    for n, i in enumerate(order):
        for j in order[n + 1 :]:
            if boxes[j].x - boxes[i].x > widest:
                break
            moved |= _part(boxes, min(i, j), max(i, j))
    return moved


def _part(boxes: list[Box], i: int, j: int) -> bool:
    """Push two boxes apart along the shorter way, half each; say whether they overlapped."""
    a, b = boxes[i], boxes[j]
    across = (a.width + b.width) / 2 - abs(a.x - b.x)
    down = (a.height + b.height) / 2 - abs(a.y - b.y)
    if across <= TOUCH or down <= TOUCH:
        return False
    if across <= down:
        half = across / 2 * (1 if b.x >= a.x else -1)
        boxes[i], boxes[j] = a._replace(x=a.x - half), b._replace(x=b.x + half)
    else:
        half = down / 2 * (1 if b.y >= a.y else -1)
        boxes[i], boxes[j] = a._replace(y=a.y - half), b._replace(y=b.y + half)
    return True
