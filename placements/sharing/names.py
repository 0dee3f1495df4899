"""Children's references: her own stay, every other child is only "another child in greater need"."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

OTHER = "another child in greater need"
"""The only name of another authority's child, wherever she stands in the way."""

NEUTRAL = "another child"
"""The same in questions to providers, where nobody's need is compared."""

SIBLING = "a brother or sister"
"""A brother or sister of an own child, looked after by another authority."""

_WORD = r"\w+(?:[-.]\w+)*"
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class Names:
    """Who is who for one reader: her own children, their brothers and sisters, and everybody else known."""

    own: frozenset[str]
    siblings: frozenset[str]
    others: frozenset[str]
    homes: frozenset[str]
    words: re.Pattern[str]

    def child(self, child_id: str, other: str = OTHER) -> str:
        """Return what this reader may be shown for a child."""
        if child_id in self.own:
            return child_id
        return SIBLING if child_id in self.siblings else other

    def sentence(self, text: str, named: Collection[str] = (), other: str = OTHER) -> str:
        """Return a sentence with every other child's reference replaced, as a whole word.

        A reference that is a bare number of up to four digits looks like an age, a count or a year; it is replaced
        only where the row says that this child is `named` in the sentence.
        """
        return self.words.sub(lambda found: self._word(found[0], named, other), text)

    def _word(self, word: str, named: Collection[str], other: str) -> str:
        if word in self.own or word in self.homes or word in self.others:
            return self._shown(word, named, other)
        return ".".join(self._shown(part, named, other) for part in word.split("."))

    def _shown(self, word: str, named: Collection[str], other: str) -> str:
        if word in self.own or word not in self.others:
            return word
        unsure = word in self.homes or _NUMBER.fullmatch(word)
        return word if unsure and word not in named else self.child(word, other)


def names_for(document: dict[str, Any], code: str) -> Names:
    """Return the names as one authority may know them; with no code, no child is her own."""
    rows = [*document["placements"], *document["unplaced"]]
    whose = {child_id: about["authority"] for child_id, about in document.get("children", {}).items()}
    whose |= {row["child_id"]: row["authority"] for row in rows}
    own = frozenset(child_id for child_id, authority in whose.items() if code and authority == code)
    brothers = {
        other for row in rows if row["child_id"] in own
        for part in ("siblings_with", "siblings_apart", "siblings") for other in row.get(part, ())
    }  # fmt: skip
    known = whose.keys() | brothers | set(document["classes"]) | set(document["settled"])
    odd = sorted((c for c in known if not re.fullmatch(_WORD, c)), key=lambda c: (-len(c), c))
    words = "|".join([*(rf"(?<!\w){re.escape(c)}(?!\w)" for c in odd), _WORD])
    homes = {*document.get("homes", ()), *(row["home_id"] for row in document["placements"])}
    return Names(own, frozenset(brothers) - own, frozenset(known) - own, frozenset(homes), re.compile(words))
