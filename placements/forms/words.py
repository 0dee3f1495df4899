"""The words of a referral page to the cells of our tables: authorities and schools by name, "Today", an age.

Nothing is guessed: what has two meanings is refused, and what stands in for something is said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any, NamedTuple

from placements.domain.region import Region
from placements.forms.page import Field
from placements.geography.authorities import authority_facts
from placements.tables.problems import Severity
from placements.tables.source import folded

TOMORROW = timedelta(days=1)
SIXTH_DAY = timedelta(days=6)
HALF_A_YEAR = timedelta(days=183)
OLDEST = 17
"""The highest age the page takes; whoever is older has a date of birth, and a leaving-care team."""
_CHILD_ON_PAGE = re.compile(r"child[\s_]*([1-6])", re.IGNORECASE)


Look = tuple[str, str, str, str]
"""Authority, date of birth, sex and postcode."""


@dataclass(frozen=True)
class Known:
    """What a page may refer to: the day of the match, and the authorities, schools, people and groups of a region."""

    as_of: date
    authorities: Mapping[str, str]
    """Name by code."""
    schools: Mapping[str, str]
    """Name by URN."""
    ids: frozenset[str]
    """Ids of children and residents."""
    groups: frozenset[str]
    looks: Mapping[Look, str]
    """Ids of children by what tells one from another where there is no reference."""

    def with_more(self, looks: Mapping[Look, str], groups: Iterable[str]) -> "Known":
        """Return the same with the children and groups of a page that was read before."""
        ids = self.ids.union(looks.values())
        return replace(self, ids=ids, groups=self.groups.union(groups), looks={**self.looks, **looks})


def known_of(region: Region) -> Known:
    """Return what a page may refer to in a region."""
    tables = ("authorities", "children", "residents", "schools")
    return known_in(region.as_of, {name: getattr(region, name) for name in tables})


def known_in(as_of: date, tables: Mapping[str, Sequence[Any]]) -> Known:
    """Return what a page may refer to in the records of some tables; a region without children yet is only that."""
    children, residents = tables["children"], tables["residents"]
    return Known(
        as_of,
        {a.code: a.name for a in tables["authorities"]},
        {s.urn: s.name for s in tables["schools"]},
        frozenset((*(c.child_id for c in children), *(r.resident_id for r in residents))),
        frozenset(row.sibling_group for row in (*children, *residents) if row.sibling_group),
        {
            (c.authority, c.date_of_birth.isoformat(), c.sex.value, folded(c.postcode or "")): c.child_id
            for c in children
        },
    )


def authority(text: str, known: Known) -> tuple[str | None, str]:
    """Return the code of an authority written by name or code, or None and what is wrong with it."""
    facts = authority_facts()
    names = {folded(fact.name): code for code, fact in facts.items()}
    names |= {folded(name): code for code, name in known.authorities.items()}
    code = text if text in known.authorities or text in facts else names.get(folded(text))
    if code is None:
        near = get_close_matches(folded(text), list(names), n=1)
        nearest = known.authorities.get(names[near[0]]) or facts[names[near[0]]].name if near else ""
        return None, f"no authority has this name or code{'; the nearest is ' + nearest if nearest else ''}"
    if code not in known.authorities:
        return None, "the authority is not one of this region's"
    return code, ""


def school(text: str, known: Known) -> tuple[str | None, str]:
    """Return the URN of a school written by URN or by its whole name, or None and what is wrong with it."""
    if text in known.schools or (text.isascii() and text.isdigit()):
        return text, ""
    urns = [urn for urn, name in known.schools.items() if folded(name) == folded(text)]
    if len(urns) == 1:
        return urns[0], ""
    return None, f"{len(urns)} schools have this name" if urns else "no school has this name or URN"


def needed_by(text: str, as_of: date) -> tuple[str, str]:
    """Return the day the words of the standard stand for, and what was assumed; a date stays as it is.

    A span is read as its first day, so that a home is looked for that is free in time.
    """
    word = folded(text)
    if word == "today":
        return as_of.isoformat(), ""
    if word in ("tomorrow", "in_less_than_5_days", "less_than_5_days"):
        said = "" if word == "tomorrow" else "less than 5 days was read as tomorrow; write the date if it is known"
        return (as_of + TOMORROW).isoformat(), said
    if word in ("in_more_than_5_days", "more_than_5_days"):
        said = "more than 5 days was read as the sixth day; write the date if it is known"
        return (as_of + SIXTH_DAY).isoformat(), said
    return text, ""


def born(age: str, as_of: date) -> str | None:
    """Return the date of birth an age stands for, the middle of its year; None if it is not a child's age."""
    if not (age.isascii() and age.isdigit() and int(age) <= OLDEST):
        return None
    return (date(as_of.year - int(age), as_of.month, min(as_of.day, 28)) - HALF_A_YEAR).isoformat()


class Read(NamedTuple):
    """An answer in our columns, and what is wrong with it or was assumed; no code where nothing is."""

    cells: tuple[tuple[str, str, str], ...]
    """Table, column and text."""
    severity: Severity = "error"
    code: str = ""
    message: str = ""


def read_answer(question: Field, text: str, known: Known, ids: Mapping[int, str]) -> Read:
    """Return an answer in the words of our tables; `ids` are those of the children on the page by their number."""
    column = question.column or question.code
    if question.words:
        return _option(question, text)
    if question.code == "authority":
        code, said = authority(text, known)
        return Read(((question.table, column, code or ""),), "error", said and "UNKNOWN_AUTHORITY", said)
    if question.code == "school_urn":
        urn, said = school(text, known)
        return Read(((question.table, column, urn or ""),), "error", said and "SCHOOL", said)
    if question.code == "needed_by":
        day, said = needed_by(text, known.as_of)
        return Read(((question.table, column, day),), "warning", said and "ODD", said)
    if question.code == "age":
        birth = born(text, known.as_of)
        if birth is None:
            return Read((), "error", "NUMBER", f"this is not a child's age; write 0 to {OLDEST}")
        return Read(
            ((question.table, column, birth),), "warning", "ODD", "the middle of that year stands in for the birth"
        )
    if column == "other_id" and (match := _CHILD_ON_PAGE.fullmatch(text)):
        other = ids.get(int(match[1]))
        if other is None:
            return Read((), "error", "UNKNOWN_ID", "there is no such child on the page; write child 1, child 2 ...")
        return Read(((question.table, column, other),))
    return Read(((question.table, column, text),))


def _option(question: Field, text: str) -> Read:
    """Return what an option of the standard means here; our own words are taken as well."""
    options = {_bare(option): meant for option, meant in question.words.items()}
    if question.column == "needs":
        present, absent = options.values()
        options |= {"yes": present, "no": absent}
    elif question.code == "sex":
        options |= {"girl": "F", "female": "F", "boy": "M", "male": "M", "notknown": "U", "unknown": "U"}
    meant = options.get(_bare(text))
    column = question.column or question.code
    if meant is None:
        if text in question.words.values() and text:
            return Read(((question.table, column, text),))
        return Read((), "error", "ANSWER", f"this is none of the answers: {', '.join(question.words)}")
    other, mark, value = meant.partition("=")
    if not mark:
        return Read(((question.table, column, meant),))
    return Read((("facts", question.standard, value),)) if other == "facts" else Read((("children", other, value),))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())
