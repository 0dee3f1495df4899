"""Warnings about `facts.csv`: names no rule knows, values that cannot be read, rows that do not count."""

from collections.abc import Iterator
from difflib import get_close_matches

from placements.domain.children import Fact
from placements.domain.facts import known_fact, shipped, value_of
from placements.domain.region import Region
from placements.tables.problems import Problem, warning
from placements.tables.records import RecordTable
from placements.tables.source import folded
from placements.tables.text import did_you_mean

FILE = "facts.csv"
NAMES = ("no_contact_homes", "transfer_from")
"""Facts whose value names homes or authorities of the region."""
Said = dict[tuple[str, str], list[tuple[int, Fact]]]


def odd_facts(region: Region, table: RecordTable) -> Iterator[Problem]:
    """Yield a warning for every row that no rule will read, and why."""
    counting: Said = {}
    for line, row in table.rows:
        fact = known_fact(row.fact)
        if fact is None:
            said = f"no fact of the shipped list has this name{did_you_mean(_nearest(row.fact))}"
            yield warning(FILE, line, "fact", "UNKNOWN_CODE", said)
        elif row.subject not in fact.of:
            said = f"{fact.name} is said of a {' or '.join(fact.of)}; no rule reads this row"
            yield warning(FILE, line, "subject", "FACT", said)
        elif value_of(fact.name, row.value) is None:
            yield warning(FILE, line, "value", "FACT", f"the value of {fact.name} cannot be read; {fact.wanted}")
        elif fact.name in NAMES and not _all_known(region, fact.name, row.value):
            said = f"an id in the value of {fact.name} is not known; the rule is not checked"
            yield warning(FILE, line, "value", "UNKNOWN_ID", said)
        elif row.on is not None and row.on > region.as_of:
            yield warning(FILE, line, "on", "DATES", "the day lies after the day of the match; the row does not count")
        elif not fact.adds:
            counting.setdefault((fact.name, row.id), []).append((line, row))
    yield from _against_each_other(counting)


def _all_known(region: Region, name: str, text: str) -> bool:
    named, known = value_of(name, text), region.home if "homes" in name else region.authority
    return isinstance(named, frozenset) and named <= known.keys()


def _nearest(name: str) -> str:
    """Return the fact whose name is most like one that is not known, or nothing."""
    return next(iter(get_close_matches(folded(name), list(shipped()), n=1, cutoff=0.75)), "")


def _against_each_other(counting: Said) -> Iterator[Problem]:
    """Rows of one day that say different things of one fact: where they are the latest, no rule reads either."""
    for (name, _), rows in counting.items():
        latest = max((row.on for _, row in rows if row.on), default=None)
        newest = [(line, row) for line, row in rows if row.on == latest]
        if len({value_of(name, row.value) for _, row in newest}) > 1:
            for line, _ in newest:
                yield warning(FILE, line, "value", "FACT", f"another row of the same day says otherwise of {name}")
