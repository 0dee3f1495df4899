"""The calls that would place most children: whom to ring, what to ask, and for whom."""

from typing import Any, NamedTuple

from placements.explain.calls import call_words
from placements.reports.words import CLASSES, children, home_line, listed, ringing


class Question(NamedTuple):
    """One thing to ask, and the children it is asked for."""

    text: str
    children: tuple[str, ...]


class Call(NamedTuple):
    """One call: whom to ring about which home, what to ask, whom a yes would place, and how many more that is."""

    order: int
    whom: str
    home: str
    about: str
    questions: tuple[Question, ...]
    helps: tuple[str, ...]
    gain: int
    brings: str


class Calls(NamedTuple):
    """The calls in order. `sure` children need none; `gain` more would have a home if every answer were yes."""

    sure: int
    gain: int
    by_class: str
    calls: tuple[Call, ...]


def calls(result: dict[str, Any]) -> Calls | None:
    """Return the calls of a result, or None where it holds no such part."""
    part = result.get("calls")
    if not part:
        return None
    rows = sorted(part["calls"], key=lambda row: row["order"])
    return Calls(part["sure"], part["gain"], _by_class(part["by_class"]), tuple(_call(result, row) for row in rows))


def _call(result: dict[str, Any], row: dict[str, Any]) -> Call:
    questions = tuple(Question(q["question"], tuple(q["child_ids"])) for q in row["questions"])
    home_id = row["home_id"]
    return Call(
        row["order"], ringing(result, home_id, row["whom"]), home_id, home_line(result, home_id), questions,
        tuple(row["children"]), row["gain"], call_words(row),
    )  # fmt: skip


def _by_class(counts: dict[str, int]) -> str:
    """The gain by class, most urgent first: "2 children overdue and 1 child needed today"."""
    parts = [(CLASSES.get(word, word).lower(), counts[word]) for word in (*CLASSES, *sorted(set(counts) - set(CLASSES)))
             if counts.get(word)]  # fmt: skip
    more = listed([f"{children(count)} {word}" for word, count in parts if count > 0])
    return "; ".join([*([more] if more else []), *(f"{children(-n)} fewer {word}" for word, n in parts if n < 0)])
