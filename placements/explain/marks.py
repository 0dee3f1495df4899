"""Marked cards counted: how often each side was preferred, how sure that is, and how far two markers agree.

The interval is Wilson's for a proportion, from scipy. Agreement is Cohen's kappa, (p_o - p_e) / (1 - p_e): p_o is how
often two markers said the same, p_e how often they would by chance, from how often each used each word (J. Cohen 1960,
as the scikit-learn manual gives it, read 22 November 2026).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Literal, NamedTuple

Preference = Literal["proposal", "actual", "equal", "neither"]
CHOICES: dict[str, str] = {"X": "X", "Y": "Y", "equal": "equal", "neither": "neither"}
SURE = ("sure", "fairly sure", "not sure")
CONFIDENCE = 0.95
ROUND = 3


class Mark(NamedTuple):
    """What one marker said of one card."""

    choice: str
    sure: str = ""
    why: str = ""


Marked = Mapping[int, Mark]
"""One marker's cards by number; cards left blank are not there."""


def preference(card: Mapping[str, Any], mark: Mark) -> Preference:
    """Return which side a mark prefers."""
    if mark.choice == "equal":
        return "equal"
    if mark.choice == "neither":
        return "neither"
    return "proposal" if mark.choice == card["proposal"] else "actual"


def results(cards: Sequence[Mapping[str, Any]], markers: Sequence[Marked]) -> dict[str, Any]:
    """Return how often each side was preferred by each marker, in all and by group, and the markers' agreement."""
    return {
        "markers": [{"marker": n, **_one(cards, marked)} for n, marked in enumerate(markers, 1)],
        "agreement": [_agreement(cards, markers, pair) for pair in combinations(range(len(markers)), 2)],
    }


def _one(cards: Sequence[Mapping[str, Any]], marked: Marked) -> dict[str, Any]:
    groups = (("by_class", "urgency"), ("by_kind", "kind"), ("by_record", "decided_lawful"), ("by_sure", None))
    found: dict[str, Any] = {"all": tally(cards, marked)}
    for name, key in groups:
        label = {card["card"]: _label(card, key, marked) for card in cards}
        values = sorted({value for value in label.values() if value is not None})
        found[name] = [
            {"group": value, **tally([c for c in cards if label[c["card"]] == value], marked)} for value in values
        ]
    return found


def _label(card: Mapping[str, Any], key: str | None, marked: Marked) -> str | None:
    if key is None:
        return marked[card["card"]].sure or "not said" if card["card"] in marked else None
    if key == "decided_lawful":
        return "decision allowed on record" if card[key] else "decision not allowed on record"
    return str(card[key])


def tally(cards: Sequence[Mapping[str, Any]], marked: Marked) -> dict[str, Any]:
    """Return the counts of some cards, and the proposal's share of those with a preference, with its interval.

    The share leaves out cards marked equal or neither; it is None where no card has a preference.
    """
    from scipy.stats import binomtest

    said = Counter(preference(card, marked[card["card"]]) for card in cards if card["card"] in marked)
    wins, preferred = said["proposal"], said["proposal"] + said["actual"]
    counts = {name: said[name] for name in ("proposal", "actual", "equal", "neither")}
    shape = {"cards": len(cards), "marked": sum(said.values()), **counts}
    if not preferred:
        return {**shape, "share": None, "low": None, "high": None, "p_value": None}
    test = binomtest(wins, preferred, 0.5)
    ends = test.proportion_ci(CONFIDENCE, method="wilson")
    return {
        **shape, "share": round(wins / preferred, ROUND), "low": round(float(ends.low), ROUND),
        "high": round(float(ends.high), ROUND), "p_value": round(float(test.pvalue), ROUND),
    }  # fmt: skip


def _agreement(cards: Sequence[Mapping[str, Any]], markers: Sequence[Marked], pair: tuple[int, int]) -> dict[str, Any]:
    one, two = (markers[k] for k in pair)
    both = [card for card in cards if card["card"] in one and card["card"] in two]
    said = [(preference(card, one[card["card"]]), preference(card, two[card["card"]])) for card in both]
    return {
        "markers": [k + 1 for k in pair], "cards": len(both), "agreed": sum(a == b for a, b in said),
        "kappa": kappa([a for a, _ in said], [b for _, b in said]),
    }  # fmt: skip


def kappa(one: Sequence[str], two: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two markers' words; None where there are none, or chance alone would make them agree."""
    total = len(one)
    if not total:
        return None
    a, b = Counter(one), Counter(two)
    observed = sum(x == y for x, y in zip(one, two, strict=True)) / total
    expected = sum(a[word] * b[word] for word in a) / total**2
    return None if expected == 1 else round((observed - expected) / (1 - expected), ROUND)
