"""Say as much as there is room for: fewer and shorter items until the whole fits."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Fit(NamedTuple):
    """How much to say: so many parts, each with so many items of so many characters."""

    parts: int
    items: int
    characters: int


def fitted(fits: Sequence[Fit], make: Callable[[Fit], T], has_room: Callable[[T], bool]) -> T:
    """Return what the first of `fits` makes for which there is room; what the last makes, if there is for none."""
    for fit in fits[:-1]:
        if has_room(made := make(fit)):
            return made
    return make(fits[-1])


def cut(texts: Sequence[str], items: int, characters: int) -> tuple[str, ...]:
    """Return the first texts, each shortened."""
    return tuple(shortened(text, characters) for text in texts[:items])


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut after a word, with an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head[: head.rfind(' ')] if ' ' in head[most // 2 :] else head}…"
