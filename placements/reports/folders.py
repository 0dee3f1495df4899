"""Names of the folders of a match: they tell for whom a folder is, and can be made on every computer."""

import hashlib
import unicodedata

from placements.sharing.audience import Audience, Level

LONGEST = 40
"""Letters of a name kept in a folder's name, so that whole paths stay short enough for Windows."""

DIGITS = 8


def folder_of(audience: Audience) -> str:
    """Return a folder's name: region, public, authority-E08000003-manchester, provider-agency-1-3f2a91bc.

    Plain letters, digits and hyphens only, and never a bare name, so that no name is reserved on Windows. Codes other
    than capitals and digits, and all providers, carry a digest: two that look alike keep two folders.
    """
    if audience.level in (Level.REGION, Level.PUBLIC):
        return str(audience.level)
    parts = [str(audience.level)]
    if audience.level is Level.AUTHORITY:
        parts += [_plain(audience.code).upper()]
    parts += [_plain(audience.name)]
    if audience.level is Level.PROVIDER or _plain(audience.code).upper() != audience.code:
        parts += [hashlib.sha256(audience.code.encode()).hexdigest()[:DIGITS]]
    return "-".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Return text as lower-case ASCII letters and digits with single hyphens between."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in ascii_only).split())[:LONGEST].strip("-")
