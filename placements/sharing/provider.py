"""What one provider sees: for each of its own homes, the anonymised offer of a child, and nothing else."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from placements.domain.codes import ADAPTATIONS, NEEDS, OfferStatus, Sex
from placements.sharing.audience import Audience, Document, homes_of
from placements.sharing.names import NEUTRAL, Names, names_for
from placements.sharing.roles import role

SCHEMA = "placements/offer/1"
ANSWERS = (OfferStatus.OFFERED, OfferStatus.ACCEPTED, OfferStatus.DECLINED)
"""What a provider may answer; the words of offers.csv, so that an answer can be typed in as it is."""

TOKEN_LENGTH = 12


def token(key: str, child_id: str, home_id: str) -> str:
    """Return the name of one referral: nobody without the policy's key can tell the child from it.

    The same child has another token at another home, so that two providers cannot compare.
    """
    said = "\0".join(("offer", child_id, home_id)).encode()
    return hmac.new(key.encode(), said, hashlib.sha256).hexdigest()[:TOKEN_LENGTH].upper()


def provider_view(document: Document, audience: Audience, key: str) -> Document:
    """Return the offers to one provider: by home, then by token.

    Age, sex and needs come from `document["children"]` (`facts.facts_of`); without it they are null.
    """
    ours, names = homes_of(document, audience.code), names_for(document, "")
    offers = [_offer(document, row, key, names) for row in document["placements"] if row["home_id"] in ours]
    return {
        "schema": SCHEMA,
        "region": document["region"],
        "as_of": document["as_of"],
        "audience": audience.to_dict(),
        "answers": [str(answer) for answer in ANSWERS],
        "offers": sorted(offers, key=lambda offer: (offer["home_id"], offer["token"])),
    }


def tokens(document: Document, audience: Audience, key: str) -> Iterator[dict[str, str]]:
    """Yield which child each token of a provider's sheet is: for the region's desk only."""
    ours = homes_of(document, audience.code)
    for row in document["placements"]:
        if row["home_id"] in ours:
            found = token(key, row["child_id"], row["home_id"])
            yield {"token": found, "child_id": row["child_id"], "home_id": row["home_id"], "provider": audience.name}


def _offer(document: Document, row: dict[str, Any], key: str, names: Names) -> dict[str, Any]:
    facts = document.get("children", {}).get(row["child_id"], {})
    authorities = document["authorities"].values()
    wanted = {*facts.get("needs", ()), *facts.get("adaptations", ())}
    return {
        "token": token(key, row["child_id"], row["home_id"]),
        "home_id": row["home_id"],
        "age": facts.get("age"),
        "sex": facts["sex"] if facts.get("sex") in tuple(Sex) else None,
        "starts": row["starts"],
        "ends": row["ends"],
        "needs": [code for code in (*NEEDS, *ADAPTATIONS) if code in wanted],
        "siblings_together": bool(row["siblings_with"]),
        "questions": list(dict.fromkeys(_question(document, q["question"], row, names) for q in row["questions"])),
        "approvals": list(dict.fromkeys(role(a["who"], authorities) for a in row["approvals"])),
    }


def _question(document: Document, text: str, row: dict[str, Any], names: Names) -> str:
    """A question without a reference or an authority's name in it."""
    beside = {p["child_id"] for p in document["placements"] if p["home_id"] == row["home_id"]}
    said = names.sentence(text, beside, NEUTRAL)
    for name in sorted(document["authorities"].values(), key=len, reverse=True):
        said = said.replace(name, "the responsible authority") if name else said
    return said
