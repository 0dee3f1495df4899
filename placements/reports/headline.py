"""The first screen: how many children have a home, and how sure the proposal is."""

from typing import Any, NamedTuple

from placements.reports.charts import Bar, Row, bars
from placements.reports.proof import proof
from placements.reports.siblings import apart
from placements.reports.words import CLASSES, children, money, number


class Standing(NamedTuple):
    """One class of children: how many there are, and where they stand."""

    word: str
    title: str
    total: int
    placed: int
    stop_gaps: int
    held: int

    @property
    def without(self) -> int:
        """Children without a home, held or not."""
        return self.total - self.placed


class Headline(NamedTuple):
    """What a reader sees first."""

    standings: tuple[Standing, ...]
    figures: tuple[tuple[str, str, str], ...]
    proof: str
    proven: bool
    bars: tuple[Bar, ...]

    @property
    def total(self) -> Standing:
        """All classes together."""
        parts = zip(*((s.total, s.placed, s.stop_gaps, s.held) for s in self.standings), strict=True)
        return Standing("all", "All children", *(sum(part) for part in parts))


def headline(result: dict[str, Any]) -> Headline:
    """Return the first screen of a result."""
    standings = tuple(_standing(result, word, title) for word, title in CLASSES.items())
    sentence, proven = proof(result)
    return Headline(standings, _figures(result, standings), sentence, proven, _bars(standings))


def _standing(result: dict[str, Any], word: str, title: str) -> Standing:
    placed = [p for p in result["placements"] if p["urgency"] == word]
    held = sum(u["urgency"] == word and u["why"] == "held" for u in result["unplaced"])
    total = sum(urgency == word for urgency in result["classes"].values())
    return Standing(word, title, total, len(placed), sum(p["stop_gap"] for p in placed), held)


def _figures(result: dict[str, Any], standings: tuple[Standing, ...]) -> tuple[tuple[str, str, str], ...]:
    """Figures with what they mean, in the order a meeting asks for them."""
    placed, without = result["placements"], result["unplaced"]
    pressing = sum(s.without for s in standings[:2])
    held = sum(s.held for s in standings[2:])
    other = len(without) - pressing - held
    groups = apart(result)
    should = sum(flag == "should" for flag in groups.values())
    extra, full = (sum(p[key] for p in placed) for key in ("extra_cost", "weekly_cost"))
    return (
        (f"{len(placed)} of {len(result['classes'])}", "children have a proposed home", ""),
        (str(pressing), "have no home tonight", "overdue or needed today, and no home is proposed"),
        (str(sum(p["stop_gap"] for p in placed)), "stop-gaps proposed", "below the floor; each needs a senior's name"),
        (str(held), "held", "needed soon or later; open homes are below the floor"),
        (str(other), "needed soon or later, no home", "none may take the child, or all the siblings"),
        (str(len(groups)), "sibling groups apart", f"{should} of them assessed as “should live together”"),
        (money(extra), "extra a week", f"full cost {money(full)} a week"),
    )


def _bars(standings: tuple[Standing, ...]) -> tuple[Bar, ...]:
    return bars([Row(_label(s), _note(s), _counts(s)) for s in standings])


def _counts(s: Standing) -> tuple[tuple[str, int], ...]:
    return ("solid", s.placed - s.stop_gaps), ("hatched", s.stop_gaps), ("dotted", s.held), ("open", s.without - s.held)


def _label(s: Standing) -> str:
    return f"{s.title}: {children(s.total)}"


def _note(s: Standing) -> str:
    parts = [f"{s.placed} proposed"] if s.total else []
    parts += [number(s.stop_gaps, "stop-gap")] if s.stop_gaps else []
    parts += [f"{s.held} held"] if s.held else []
    parts += [f"{s.without - s.held} without a home"] if s.without > s.held else []
    return ", ".join(parts)
