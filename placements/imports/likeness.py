"""How like one of our columns a column of somebody's spreadsheet is, by its heading and by its cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from placements.imports.headings import Heading
from placements.imports.translate import URNS, columns, fits, lists, names_council, synonyms, tells
from placements.imports.words import fold

CLOSE, FAR = 0.85, 0.72
"""How alike two names are, from 0 to 1: above the first they may mean the same, below the second they do not."""
MOST, HALF = 0.95, 0.5
"""Shares of cells that read as the column wants."""
FEWEST, GLANCE = 3, 50
"""Values that can tell a column without its heading, at least, and how many are looked at for that."""

Confidence = Literal["sure", "likely", "possible", "none"]
_ORDER: Mapping[Confidence, int] = {"sure": 0, "likely": 1, "possible": 2, "none": 3}
_WANTED = {
    "date": "a date", "flag": "yes or no", "whole": "a number", "number": "a number", "word": "one of our words",
}  # fmt: skip


@dataclass(frozen=True)
class Likeness:
    """How sure it is, the two reasons, and whether the heading (and not the cells alone) speaks for it."""

    confidence: Confidence
    because: tuple[str, str]
    named: bool
    name: float
    share: float

    @property
    def order(self) -> tuple[int, float, float]:
        """The surest first."""
        return (_ORDER[self.confidence], -self.name, -self.share)


def how_alike(heading: Heading, table: str, column: str) -> Likeness:
    """Return how like a column a heading and the cells below it are."""
    name, said = _by_name(heading.text, table, column)
    if name < FAR and not _telling(table, column):
        return Likeness("none", (said, ""), False, name, 0.0)
    values = heading.cells if name >= FAR else heading.cells[:GLANCE]
    count = len(values)
    words = words_for(heading.text, table, column)
    right = sum(fits(table, column, value, words) for value in values) if tells(table, column) else 0
    share = right / count if count else 0.0
    if not count:
        counted = "the column is empty"
    elif not tells(table, column):
        counted = "any text may stand in it"
    else:
        counted = f"{right} of {count} different values read as {_what(table, column)}"
    confidence = _confidence(name, share, silent=not count or not tells(table, column), enough=count >= FEWEST)
    return Likeness(confidence, (said, counted), name >= FAR, name, share)


def words_for(heading: str, table: str, column: str) -> Mapping[str, str]:
    """Return the synonyms that may be read in a column of this heading.

    Bare numbers stand for words only where the heading says so itself: 2 is "good" under "Ofsted rating", and a count
    of beds everywhere else.
    """
    words = synonyms(table, column)
    name, _ = _by_name(heading, table, column)
    said = lists()["numbers"].get(column, ())
    enough = FAR if columns(table)[column].sort == "flag" else 1
    if name >= enough or any(word in fold(heading).split() for word in said):
        return words
    return {word: ours for word, ours in words.items() if not word.isdigit()}


def _confidence(name: float, share: float, *, silent: bool, enough: bool) -> Confidence:
    """Return how sure a pair is; `silent` cells speak neither for it nor against it.

    `name` is 2 for our own name, 1 for a known alias, and below that how alike the names are.
    """
    if name >= 1:
        if share >= MOST or (silent and name == 2):
            return "sure"
        return "likely" if silent or share >= HALF else "possible"
    if name >= CLOSE:
        return "likely" if share >= MOST else "possible" if silent or share >= HALF else "none"
    return "possible" if share >= MOST and (name >= FAR or enough) else "none"


@cache
def _by_name(text: str, table: str, column: str) -> tuple[float, str]:
    words = fold(text)
    if words == fold(column):
        return 2.0, "the heading is our name for it"
    aliases = {fold(alias): alias for alias in lists()["columns"].get(table, {}).get(column, ())}
    if words in aliases:
        return 1.0, "the heading is another name for it"
    best, like = max((_ratio(words, name), said) for name, said in {fold(column): column, **aliases}.items())
    return (best, f"the heading is like “{like}”") if best >= FAR else (best, "the heading does not say so")


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= FAR and matcher.quick_ratio() >= FAR else 0.0


def _telling(table: str, column: str) -> bool:
    """Say whether values alone may tell a column; numbers never do."""
    return tells(table, column) and columns(table)[column].sort not in ("whole", "number")


def _what(table: str, column: str) -> str:
    if names_council(table, column):
        return "a council"
    if column == "postcode":
        return "a postcode"
    if column in URNS:
        return "a registration number"
    return _WANTED.get(columns(table)[column].sort, "our codes")
