"""For whom a file is made: the region's desk, one authority, one provider, or everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from placements.errors import UsageError

Document = dict[str, Any]


class Level(StrEnum):
    """The four levels of sharing, widest knowledge first."""

    REGION = "region"
    AUTHORITY = "authority"
    PROVIDER = "provider"
    PUBLIC = "public"


@dataclass(frozen=True)
class Audience:
    """One reader: a level, for an authority its code, for a provider what was asked for, and a name to show."""

    level: Level
    code: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """The level as pages and files say it."""
        words = {
            Level.REGION: "For the region's desk",
            Level.AUTHORITY: f"For {self.name} only",
            Level.PROVIDER: "For the provider",
            Level.PUBLIC: "Public",
        }
        return words[self.level]

    def to_dict(self) -> dict[str, str]:
        """Return the JSON form, as it stands in every file."""
        return {"level": str(self.level), "code": self.code, "name": self.name, "label": self.label}


REGION = Audience(Level.REGION)
PUBLIC = Audience(Level.PUBLIC)


def audience_of(text: str, document: Document) -> Audience:
    """Return the audience a person names: region, authority:CODE, provider:NAME or public; raises UsageError."""
    level, _, asked = (part.strip() for part in text.partition(":"))
    if level in (Level.REGION, Level.PUBLIC) and not asked:
        return REGION if level == Level.REGION else PUBLIC
    if level == Level.AUTHORITY and asked:
        return _authority(asked, document)
    if level == Level.PROVIDER and asked:
        return _provider(asked, document)
    raise UsageError("Say for whom: region, authority:CODE, provider:NAME or public.")


def authorities_of(document: Document) -> tuple[Audience, ...]:
    """Return every authority responsible for a child in the match, by code."""
    codes = {row["authority"] for key in ("placements", "unplaced") for row in document[key]}
    return tuple(Audience(Level.AUTHORITY, code, document["authorities"].get(code, code)) for code in sorted(codes))


def homes_of(document: Document, provider: str) -> frozenset[str]:
    """Return the homes of a provider: those that name it, those the authority of that code runs, or the one home."""
    wanted = provider.strip().casefold()
    return frozenset(
        home_id for home_id, home in document.get("homes", {}).items()
        if wanted in {str(name).strip().casefold() for name in (home_id, home["provider"], home["operator"]) if name}
    )  # fmt: skip


def _authority(asked: str, document: Document) -> Audience:
    names = document["authorities"]
    known = {name.strip().casefold(): code for code, name in names.items()}
    known |= {code.strip().casefold(): code for code in names}
    code = known.get(asked.casefold())
    if code is None:
        raise UsageError(
            f"There is no authority {asked[:40]} in the region.{_nearest(asked, [*names, *names.values()])}"
        )
    return Audience(Level.AUTHORITY, code, names[code])


def _provider(asked: str, document: Document) -> Audience:
    if not homes_of(document, asked):
        homes = document.get("homes", {})
        known = [*homes, *(n for home in homes.values() for n in (home["provider"], home["operator"]) if n)]
        raise UsageError(
            f"No home of this match is {asked[:40]}'s. Give a provider as homes.csv has it, the code of an authority "
            f"that runs homes, or a home_id.{_nearest(asked, known)}"
        )
    return Audience(Level.PROVIDER, asked, asked)


def _nearest(asked: str, known: Iterable[str]) -> str:
    folded = {name.casefold(): name for name in sorted(set(known))}
    near = get_close_matches(asked.casefold(), folded, n=1, cutoff=0.5)
    return f" Maybe {folded[near[0]]}?" if near else ""
