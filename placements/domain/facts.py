"""What `facts.csv` may say: the shipped list of facts, how a value is read, and which of several rows counts.

The list stands in `facts.toml`. A row counts from its day on, where it is readable and about whom the fact is about; of
several the latest counts, and one without a day is older than any with one. Two rows of one day that say different
things say nothing, and no rule reads either.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from placements.domain.children import Fact
from placements.domain.codes import NONE, Subject
from placements.domain.fields import Day, Flag, MaybeMoney, MaybeWhole, Words

Value = bool | float | str | date | frozenset[str]
"""A fact as rules read it; a date that is `none` is the last day there is."""
Sort = Literal["flag", "whole", "number", "date", "word", "codes", "text"]
ENDLESS = date.max

_FLAG, _WHOLE, _NUMBER = TypeAdapter[bool | None](Flag), TypeAdapter[int | None](MaybeWhole), TypeAdapter(MaybeMoney)
_DAY, _WORDS = TypeAdapter[date](Day), TypeAdapter[tuple[str, ...]](Words)


@dataclass(frozen=True)
class Shipped:
    """One fact of the shipped list."""

    name: str
    of: tuple[Subject, ...]
    value: Sort
    says: str
    what: str = ""
    words: tuple[str, ...] = ()
    ask: str = ""
    also: tuple[str, ...] = ()
    means: Mapping[str, str] | None = None
    low: float = 0
    high: float = 999
    further: bool = False
    adds: bool = False

    @property
    def wanted(self) -> str:
        """What to write, as a command."""
        if self.value == "flag":
            return "write yes or no"
        if self.value in ("whole", "number"):
            return f"write a {'whole ' * (self.value == 'whole')}number from {self.low:g} to {self.high:g}"
        if self.value == "date":
            return "write a date, 2026-11-23, or none"
        if self.value == "text":
            return "write it in words"
        if self.value == "word":
            return f"write {', '.join(self.words)}"
        return f"write {', '.join(self.words) or 'ids'}, several with ; between them, or none"

    @property
    def asked(self) -> str:
        """Whom to ask for it."""
        return self.ask or ("the provider" if self.of == (Subject.HOME,) else "the social worker")


@cache
def shipped() -> Mapping[str, Shipped]:
    """Return every fact of the shipped list by its name."""
    listed = tomllib.loads((files("placements.domain") / "facts.toml").read_text(encoding="utf-8"))
    return {
        name: Shipped(name, tuple(Subject(s) for s in entry.pop("of")), **_tuples(entry))
        for name, entry in listed.items()
    }


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


@cache
def fact_names() -> tuple[str, ...]:
    """Return the names of the facts rules read, in the order of the list."""
    return tuple(fact.name for fact in shipped().values() if fact.value != "text")


@cache
def _by_any_name() -> Mapping[str, Shipped]:
    facts = shipped().values()
    return {_key(name): fact for fact in facts for name in (fact.name, *fact.also)}


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def known_fact(name: str) -> Shipped | None:
    """Return the fact a name stands for, also under a form's name for it, in any case; None where there is none."""
    return _by_any_name().get(_key(name))


@lru_cache(maxsize=20_000)
def value_of(name: str, text: str) -> Value | None:
    """Return what a cell says of a shipped fact, by the fact's own name; None where it cannot be read."""
    fact = shipped()[name]
    said = text.strip()
    meant = {word.casefold(): meaning for word, meaning in (fact.means or {}).items()}.get(said.casefold(), said)
    try:
        return _read(fact, meant)
    except ValidationError:
        return None


def _read(fact: Shipped, text: str) -> Value | None:
    if fact.value == "flag":
        return _FLAG.validate_python(text)
    if fact.value in ("whole", "number"):
        number = (_WHOLE if fact.value == "whole" else _NUMBER).validate_python(text)
        return float(number) if number is not None and fact.low <= Decimal(number) <= fact.high else None
    if fact.value == "date":
        return ENDLESS if text.casefold() == NONE else _DAY.validate_python(text)
    if fact.value == "text":
        return text
    if fact.value == "codes" and not fact.words:
        ids = frozenset(part.strip() for part in text.split(";") if part.strip())
        return frozenset() if {part.casefold() for part in ids} == {NONE} else ids
    codes = frozenset(_WORDS.validate_python(text))
    if fact.value == "word":
        return next(iter(codes)) if len(codes) == 1 and codes <= set(fact.words) else None
    codes = codes - {NONE} if codes == {NONE} else codes
    return codes if codes <= set(fact.words) else None


def read_facts(rows: Iterable[Fact], as_of: date) -> dict[str, dict[str, Value]]:
    """Return what is known on a day: by the fact's own name, then by the id of whom it is about."""
    said: dict[tuple[str, str], tuple[date, set[Value]]] = {}
    for row, fact in counting(rows, as_of):
        value, on = value_of(fact.name, row.value), row.on or date.min
        if value is None:
            continue
        latest, values = said.setdefault((fact.name, row.id), (on, set()))
        if fact.adds and isinstance(value, frozenset):
            said[fact.name, row.id] = (date.min, {value.union(*(v for v in values if isinstance(v, frozenset)))})
        elif on > latest:
            said[fact.name, row.id] = (on, {value})
        elif on == latest:
            values.add(value)
    found: dict[str, dict[str, Value]] = {}
    for (name, who), (_, values) in said.items():
        if len(values) == 1:
            found.setdefault(name, {})[who] = next(iter(values))
    return found


def counting(rows: Iterable[Fact], as_of: date) -> Iterator[tuple[Fact, Shipped]]:
    """Yield the rows that may count on a day, each with its fact: of the shipped list, about the right subject."""
    for row in rows:
        fact = known_fact(row.fact)
        if fact is not None and row.subject in fact.of and (row.on is None or row.on <= as_of):
            yield row, fact
