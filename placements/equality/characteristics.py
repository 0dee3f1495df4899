"""The groups children are compared by. "Not known" is a group of its own; nobody is guessed into another."""

from collections.abc import Callable
from dataclasses import dataclass

from placements.domain.children import Child
from placements.domain.region import Region
from placements.equality.completeness import COLUMNS, missing
from placements.units import age_on

NOT_KNOWN = "Not known"
OTHER_WORDS = "Other words"
"""Free text in words of its own, where it may not be shown."""


@dataclass(frozen=True)
class Seen:
    """A child on the day of a match; `deprivation` is a fifth of England's areas, 1 the most deprived."""

    region: Region
    child: Child
    deprivation: int | None = None


@dataclass(frozen=True)
class Characteristic:
    """One way to group children.

    `columns` are those the group is read from; `related` those that often go with it. `groups` are named whether or
    not a child is in them; free text in other words makes groups of its own. `protected`: by the Equality Act 2010.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    related: tuple[str, ...]
    groups: tuple[str, ...]
    of: Callable[[Seen], str]
    protected: bool = False
    free_text: bool = False


# Ethnicity: the codes of the SSDA903 return, in the main groups of the Department for Education's tables.

_MAIN = {
    "White": "WBRI WIRI WOTH WIRT WROM",
    "Mixed or multiple ethnic groups": "MWBC MWBA MWAS MOTH",
    "Asian or Asian British": "AIND APKN ABAN AOTH CHNE",
    "Black, African, Caribbean or Black British": "BCRB BAFR BOTH",
    "Other ethnic group": "OOTH",
    NOT_KNOWN: "REFU NOBT",
}
ETHNICITY = {code: group for group, codes in _MAIN.items() for code in codes.split()}
MAIN_GROUPS = tuple(_MAIN)

DISABLED, NOT_DISABLED = "Disabled", "Recorded as not disabled"
DISABILITY_CODES = ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA")
"""Codes of the children in need census."""
NO_DISABILITY = ("none", "no", "not disabled", "nil")

RELIGIONS = ("Christian", "Muslim", "Hindu", "Sikh", "Jewish", "Buddhist", "No religion")
NO_RELIGION = ("none", "no religion", "no")

AGES = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
"""The bands of the Department for Education's tables."""
_UP_TO = (0, 4, 9, 15)
SIZES = ("No brother or sister in the match", "Two together", "Three together", "Four or more together")
SEXES = {"F": "Girls", "M": "Boys", "U": NOT_KNOWN}
FIFTHS = tuple(
    f"{word} fifth of areas" for word in ("Most deprived", "Second", "Third", "Fourth", "Least deprived")
)  # fmt: skip
COMPLETE = ("Nothing missing", "Up to a quarter missing", "More than a quarter missing")


def age_band(seen: Seen) -> str:
    """Return the age band on the day of the match."""
    age = age_on(seen.child.date_of_birth, seen.region.as_of)
    return AGES[sum(age > last for last in _UP_TO)]


def _words(text: str | None) -> str:
    """Return free text with its spaces and case evened out, so that two spellings of one word are one group."""
    return " ".join((text or "").split()).casefold()


def _ethnicity(seen: Seen) -> str:
    words = _words(seen.child.ethnicity)
    return ETHNICITY.get(words.upper(), words) if words else NOT_KNOWN


def _disability(seen: Seen) -> str:
    words = _words(seen.child.disability)
    if not words or words in NO_DISABILITY:
        return NOT_DISABLED if words else NOT_KNOWN
    parts = [part for part in words.upper().replace(",", ";").replace("/", ";").split(";") if part.strip()]
    return DISABLED if any(part.strip() in DISABILITY_CODES for part in parts) else words


def _religion(seen: Seen) -> str:
    words = _words(seen.child.religion)
    if not words or words in NO_RELIGION:
        return "No religion" if words else NOT_KNOWN
    return next((name for name in RELIGIONS if name.casefold() == words), words)


def _deprivation(seen: Seen) -> str:
    return FIFTHS[seen.deprivation - 1] if seen.deprivation else NOT_KNOWN


def _completeness(seen: Seen) -> str:
    blank, asked = missing(seen.child, seen.region.as_of)
    return COMPLETE[0 if not blank else 1 if 4 * blank <= asked else 2]


PLACE = ("latitude", "longitude", "postcode")
CHARACTERISTICS = (
    Characteristic("authority", "Responsible authority", ("authority",), PLACE, (), lambda s: s.child.authority),
    Characteristic("ethnicity", "Ethnicity", ("ethnicity",), ("languages", "religion", "uasc"), MAIN_GROUPS,
                   _ethnicity, True, True),
    Characteristic("disability", "Disability", ("disability",), ("needs", "adaptations"),
                   (DISABLED, NOT_DISABLED, NOT_KNOWN), _disability, True, True),
    Characteristic("sex", "Sex", ("sex",), (), ("Girls", "Boys", NOT_KNOWN), lambda s: SEXES[s.child.sex], True),
    Characteristic("age", "Age", ("date_of_birth",), ("school_year", "suits_supported"), AGES, age_band, True),
    Characteristic("religion", "Religion", ("religion",), ("languages",), (*RELIGIONS, NOT_KNOWN), _religion, True,
                   True),
    Characteristic("siblings", "Brothers and sisters in the match", ("sibling_group",), ("siblings",), SIZES,
                   lambda s: SIZES[min(len(s.region.group_of[s.child.child_id]), len(SIZES)) - 1]),
    Characteristic("uasc", "Unaccompanied asylum-seeking children", ("uasc",), ("languages", *PLACE),
                   ("Unaccompanied", "Not unaccompanied, or left blank"),
                   lambda s: "Unaccompanied" if s.child.uasc else "Not unaccompanied, or left blank"),
    Characteristic("deprivation", "Deprivation around the child's home", PLACE, ("school_urn",), (*FIFTHS, NOT_KNOWN),
                   _deprivation),
    Characteristic("completeness", "How complete the referral is", COLUMNS, (), COMPLETE, _completeness),
)  # fmt: skip
BY_NAME = {one.name: one for one in CHARACTERISTICS}
