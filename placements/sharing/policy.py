"""The policy in force as one authority may read it: without the key, and without other people's own entries."""

import json
import re

from placements.sharing.names import Names

SHARED = ("levels", "points", "bands", "floor", "limits", "approvals", "pooling")
"""Parts that are the same for the whole region."""

_HEADER = re.compile(r"^\[(.*)\]$")


def policy_for(text: str, code: str, names: Names) -> str:
    """Return the parts of a policy text (`policy.policy.policy_text`) that one authority may read.

    Shared parts and rule modes stay; of `authorities` and `children` only her own; the key that settles ties and
    names referrals never leaves the region's desk.
    """
    kept: list[str] = []
    keep = False
    for line in text.splitlines(keepends=True):
        if header := _HEADER.match(line.rstrip("\n")):
            keep = _may_read(header[1], code, names)
        kept += [line] if keep else []
    return "".join(kept)


def _may_read(header: str, code: str, names: Names) -> bool:
    part, _, of = header.partition(".")
    of = json.loads(of) if of.startswith('"') else of
    if part == "authorities":
        return of == code
    if part == "children":
        return of in names.own
    return header in SHARED or part == "rules"
