"""Who is to be asked, as far as a reader may know it: roles and authorities, and the provider of a home she shares."""

import re
from collections.abc import Iterable
from functools import lru_cache

ROLES = (
    "nominated officer", "Director of Children's Services", "assistant director", "budget holder", "resources panel",
    "service manager", "registered manager", "fostering panel", "the fostering service and the carer", "the carer",
    "the fostering service", "the child's social worker", "the commissioning team", "whoever set the pin",
    "the lead authority", "the authority of each child sharing", "where the carer lives", "an authority not named",
    "the provider", "the social worker", "legal team", "High Court", "the court", "youth justice service",
    "children's community nurse",
)  # fmt: skip
"""The roles rules name in `who` (placements/rules); a test holds this list against them."""

DESK = "the provider, through the region's desk"
"""The provider of a home the reader neither runs nor has a child proposed to."""

ELSEWHERE = "another authority"
OWN_SERVICE = "your own service"
_BETWEEN = r"(?:, | and | or )"


def shown(who: str, authorities: Iterable[str], own: Iterable[str], home_id: str | None) -> str | None:
    """Return `who` if it is made of roles and authorities' names, or one of the services in `own`; otherwise None."""
    if not who or who in own or (home_id and who == f"the provider of {home_id}"):
        return who
    return who if _made_of(tuple(authorities)).fullmatch(who) else None


def role(who: str, authorities: Iterable[str]) -> str:
    """Return the roles in `who` without any name: "nominated officer, Salford" is "nominated officer"."""
    names = tuple(authorities)
    if not _made_of(names).fullmatch(who):
        return OWN_SERVICE
    found = ""
    for between, part in re.findall(rf"({_BETWEEN})?({_part(names)})", who):
        found += (between if found else "") + part if part in ROLES else ""
    return found.replace("where the carer lives", "the authority where the carer lives") or ELSEWHERE


@lru_cache(maxsize=32)
def _part(authorities: tuple[str, ...]) -> str:
    return "|".join(re.escape(known) for known in sorted({*ROLES, *authorities}, key=lambda k: (-len(k), k)))


@lru_cache(maxsize=32)
def _made_of(authorities: tuple[str, ...]) -> re.Pattern[str]:
    part = _part(authorities)
    return re.compile(rf"(?:{part})(?:{_BETWEEN}(?:{part}))*")
