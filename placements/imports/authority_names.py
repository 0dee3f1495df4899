"""Councils by name or code, as people and published lists write them, to the ONS code of today."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from placements.geography.authorities import authority_facts
from placements.imports.words import fold


class Council(NamedTuple):
    """The code of an authority, or None with the code of a refusal; `another_name` if it is not called so today."""

    code: str | None
    fault: str = ""
    another_name: bool = False


@cache
def council(text: str, constituency: str = "") -> Council:
    """Return the authority of a name or code; a divided council is told apart by its constituency where that can be."""
    words = fold(text)
    if code := _today().get(words):
        return Council(code)
    if code := _other().get(words) or _bare_names().get(bare(text)):
        return Council(code, another_name=True)
    for divided in _lists()["divided"]:
        if words in map(fold, divided["names"]) or (bare(text) and bare(text) in map(bare, divided["names"])):
            into = {fold(name): code for name, code in divided["into"].items()}
            code = into.get(fold(constituency))
            return Council(code, another_name=True) if code else Council(None, "SPLIT_AUTHORITY")
    return Council(None, "UNKNOWN_AUTHORITY")


def bare(text: str) -> str:
    """Return a council's name without the words that say what kind of council it is, for comparing."""
    return " ".join(word for word in fold(text).split() if word not in _lists()["council_words"])


def names_area(owner: str, code: str) -> bool:
    """Say whether an organisation's name holds the whole name of an authority ("Oldham Children's Social Care")."""
    name = bare(authority_facts()[code].name)
    return bool(name) and f" {name} " in f" {bare(owner)} "


@cache
def area(text: str) -> frozenset[str]:
    """Return the codes a word for an area stands for: a council, a region of England or a care co-operative."""
    found = council(text).code
    if found:
        return frozenset({found})
    words = fold(text)
    names = {fact.code: {fold(fact.region), fold(fact.rcc)} - {""} for fact in authority_facts().values()}
    return frozenset(code for code, known in names.items() if words in known)


def nearest_area(text: str) -> str:
    """Return the name of the council, region or co-operative most like a text, or "" where none is like it."""
    names = {fold(name): name for fact in authority_facts().values() for name in (fact.rcc, fact.region, fact.name)}
    near = get_close_matches(fold(text), sorted(names.keys() - {""}), n=1, cutoff=0.75)
    return names[near[0]] if near else ""


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("authority_names.toml").read_text(encoding="utf-8"))


@cache
def _today() -> Mapping[str, str]:
    facts = authority_facts().values()
    return {**{fold(fact.name): fact.code for fact in facts}, **{fold(fact.code): fact.code for fact in facts}}


@cache
def _other() -> Mapping[str, str]:
    return {fold(name): code for code, names in _lists()["also"].items() for name in names}


@cache
def _bare_names() -> Mapping[str, str]:
    """Return every name without its council words; a name that would then stand for two councils is left out."""
    pairs = {(bare(fact.name), fact.code) for fact in authority_facts().values()}
    pairs |= {(bare(name), code) for code, names in _lists()["also"].items() for name in names}
    count = Counter(name for name, _ in pairs)
    return {name: code for name, code in pairs if name and count[name] == 1}
