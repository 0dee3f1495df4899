"""The one function every output goes through before it is rendered."""

from placements.sharing.audience import Audience, Document, Level
from placements.sharing.authority import authority_view
from placements.sharing.provider import provider_view
from placements.sharing.public import public_view

FACTS = ("children", "members")
"""What `facts.facts_of` lays beside a document."""


def view(document: Document, audience: Audience, key: str = "") -> Document:
    """Return a match's JSON (`MatchResult.to_dict()`) as far as an audience may see it, as a new document.

    Built from lists of what may be shown: a field nobody has listed is left out. `facts.facts_of` adds to the
    document what the match's JSON lacks; it is never passed on as it is. `key` is the policy's `[tie] key`, for the
    tokens of a provider's offers.
    """
    match audience.level:
        case Level.REGION:
            return {k: v for k, v in document.items() if k not in FACTS} | {"audience": audience.to_dict()}
        case Level.AUTHORITY:
            return authority_view(document, audience)
        case Level.PROVIDER:
            return provider_view(document, audience, key)
        case Level.PUBLIC:
            return public_view(document, audience)
