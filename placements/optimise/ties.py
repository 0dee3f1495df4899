"""The canonical order: a keyed hash of ids, so that neither row order nor names settle a tie."""

import hmac
from functools import lru_cache


@lru_cache(maxsize=2**15)
def tie(key: str, name: str) -> str:
    """Return the hash an id is ordered by (HMAC-SHA-256 under the policy's `[tie] key`)."""
    return hmac.digest(key.encode(), name.encode(), "sha256").hex()
