"""Children who need a home, for everybody to read: every table of them withheld as one system.

An age tells of an authority and an authority of an age, and every table adds up to the same children. So all tables go
through one audit (`sharing.suppression`): whoever knows every published number cannot narrow a withheld one. Which rows
stand never depends on the children. Counts of the whole region are rounded to ten; an authority's are exact.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from placements.demand.paths import AGES
from placements.domain.codes import NEEDS, Kind, Urgency
from placements.sharing.public import MARK, REST
from placements.sharing.suppression import Cell, Name, Tables, withheld

Document = Mapping[str, Any]
TOTAL = ("total",)
MARGINS: Mapping[str, tuple[str, ...]] = {
    "by_age": AGES,
    "by_class": tuple(u.word for u in Urgency),
    "by_sex": ("F", "M", "U"),
    "by_kind": (*(str(k) for k in Kind), "not_known"),
}
"""Tables of the whole region in which every child stands once."""
FLAGS = ("uasc", "disability", "adaptations")
UNKNOWN = ("suits_foster", "suits_residential", "suits_supported", "ethnicity", "school_urn")
GROUPS: Mapping[str, int] = {"2": 2, "3": 3, "4 or more": 4}
"""Sizes of sibling groups that are told apart, with the fewest children in one."""


def areas(document: Document) -> tuple[str, ...]:
    """Return the rows of tables by authority: the members by name, then all others as one (`REST`)."""
    names, members = document["authorities"], frozenset(document["members"])
    listed = sorted(members, key=lambda code: (names.get(code, code), code))
    return (*listed, *((REST,) if members != frozenset(names) else ()))


def public_needs(document: Document) -> dict[str, Any]:
    """Return the children who need a home, small numbers withheld; the shape is `profile.needs`."""
    tables = needs_tables(document)
    hidden = withheld(tables)
    shown = {name: MARK if name in hidden else cell.shown for name, cell in tables.cells.items()}
    codes = areas(document)
    return {
        "children": shown[TOTAL],
        **{table: {name: shown[table, name] for name in names} for table, names in MARGINS.items()},
        "by_need": {need: shown["by_need", need] for need in NEEDS},
        "by_authority": {code: shown["by_authority", code] for code in codes},
        **{flag: shown["flag", flag] for flag in FLAGS},
        "sibling_groups": {size: shown["sibling_groups", size] for size in GROUPS},
        "by_authority_and_age": [
            {"authority": code, "age": age, "children": shown["by_authority_and_age", code, age]}
            for code in codes for age in AGES
        ],
        "not_known": {name: shown["not_known", name] for name in UNKNOWN},
    }  # fmt: skip


def needs_tables(document: Document) -> Tables:
    """Return every published count of children who need a home, and the sums a reader knows to hold among them."""
    needs = document["needs"]
    system = _System(needs["children"])
    for table, names in MARGINS.items():
        system.everybody({(table, name): Cell(needs[table][name], rounded=True) for name in names})
    for name, number in _parts(needs):
        system.some(name, number)
    _siblings(system, needs["sibling_groups"])
    _authorities(system, document)
    return Tables(system.cells, tuple(system.sums), frozenset(system.unseen))


class _System:
    """Cells and sums as they are gathered."""

    def __init__(self, children: int) -> None:
        self.children = children
        self.cells: dict[Name, Cell] = {TOTAL: Cell(children, rounded=True)}
        self.sums: list[tuple[Name, tuple[Name, ...]]] = []
        self.unseen: set[Name] = set()

    def everybody(self, cells: Mapping[Name, Cell]) -> None:
        """Add a table in which every child stands once."""
        self.cells |= cells
        self.sums.append((TOTAL, tuple(cells)))

    def some(self, name: Name, number: int) -> None:
        """Add a count of some of the children; the others are nowhere published."""
        self.weighted({name: number}, {name: 1})

    def weighted(self, counts: Mapping[Name, int], weights: Mapping[Name, int]) -> None:
        """Add counts that each stand for so many children; the children left over are nowhere published."""
        rest = (*next(iter(counts)), "others")
        over = self.children - sum(weights[name] * n for name, n in counts.items())
        self.cells |= {name: Cell(n, rounded=True) for name, n in counts.items()} | {rest: Cell(over)}
        self.sums.append((TOTAL, (*(name for name in counts for _ in range(weights[name])), rest)))
        self.unseen.add(rest)


def _parts(needs: Document) -> Iterable[tuple[Name, int]]:
    yield from ((("by_need", need), needs["by_need"].get(need, 0)) for need in NEEDS)
    yield from ((("flag", flag), needs[flag]) for flag in FLAGS)
    yield from ((("not_known", name), needs["not_known"][name]) for name in UNKNOWN)


def _siblings(system: _System, groups: Mapping[str, int]) -> None:
    """Add groups by size: as many children as their sizes say, at least, are among all the children."""
    counts = Counter(dict.fromkeys(GROUPS, 0))
    for size, n in groups.items():
        counts[size if size in GROUPS else "4 or more"] += n
    named: dict[Name, int] = {("sibling_groups", size): counts[size] for size in GROUPS}
    system.weighted(named, {("sibling_groups", size): least for size, least in GROUPS.items()})


def _authorities(system: _System, document: Document) -> None:
    codes, needs = areas(document), document["needs"]
    place: Callable[[str], str] = lambda code: code if code in codes else REST  # noqa: E731
    crossed: Counter[tuple[str, str]] = Counter()
    for row in needs["by_authority_and_age"]:
        crossed[place(row["authority"]), row["age"]] += row["children"]
    own = {code: sum(crossed[code, age] for age in AGES) for code in codes}
    system.everybody({("by_authority", code): Cell(own[code]) for code in codes})
    cells: dict[Name, Cell] = {
        ("by_authority_and_age", code, age): Cell(crossed[code, age]) for code in codes for age in AGES
    }
    system.cells |= cells
    system.sums += [(("by_authority", code), _row(codes=(code,), ages=AGES)) for code in codes]
    system.sums += [(("by_age", age), _row(codes=codes, ages=(age,))) for age in AGES]


def _row(codes: Sequence[str], ages: Sequence[str]) -> tuple[Name, ...]:
    return tuple(("by_authority_and_age", code, age) for code in codes for age in ages)
