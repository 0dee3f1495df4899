"""Anonymous-looking, stable ids: three letters for an authority, a letter for the kind, a number."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placements.geography.authorities import authority_facts


@cache
def letters() -> Mapping[str, str]:
    """Return three letters for every authority's ONS code, each used once (Kent KEN, Bolton BOL)."""
    taken: dict[str, str] = {}
    # Short names choose first, so that Kent is KEN and Kensington and Chelsea takes other letters.
    for fact in sorted(authority_facts().values(), key=lambda fact: (len(fact.name), fact.code)):
        name = "".join(char for char in fact.name.upper() if char.isalpha())
        first = name[:3]
        choices = (name[0] + second + third for second, third in combinations(name[1:], 2))
        short = next(text for text in (first, *choices) if text not in taken.values())
        taken[fact.code] = short
    return MappingProxyType(taken)


def numbered(codes: "Iterable[str] | pd.Series[str]", kind: str, width: int = 4) -> NDArray[np.object_]:
    """Return ids such as KEN-F0012, counting within each authority in the order given."""
    owners = pd.Series(list(codes), dtype=object)
    counts = owners.groupby(owners).cumcount() + 1
    texts = [f"{letters()[str(code)]}-{kind}{count:0{width}d}" for code, count in zip(owners, counts, strict=True)]
    return np.array(texts, dtype=object)
