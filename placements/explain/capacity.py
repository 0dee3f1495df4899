"""Places by kind and area: registered, lived in, offered, proposed and left."""

from datetime import timedelta
from typing import Any

import pandas as pd

from placements.domain.capacity import offered, still_there
from placements.domain.codes import Status
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.optimise.review import Review

SOON_DAYS = 14


def capacity(review: Review) -> list[dict[str, Any]]:
    """Return one row for each kind and authority with any home, in order."""
    region = review.region
    rows = [
        {
            "kind": str(home.kind),
            "authority": home.authority,
            "homes": 1,
            "places": home.places,
            "residents": sum(still_there(r, region.as_of) for r in region.residents_of.get(home.home_id, ())),
            "offered": offered(region, home.home_id, region.as_of).total if home.status is Status.OPEN else 0,
            "proposed": len(review.children_in.get(home.home_id, ())),
            "soon_free": _soon(region, home) if home.status is Status.OPEN else 0,
            "blocked": 0 if home.status is Status.OPEN else home.available,
        }
        for home in region.homes
    ]
    table = pd.DataFrame(rows).groupby(["kind", "authority"], as_index=False).sum().sort_values(["kind", "authority"])
    table["name"] = [_name(review, code) for code in table["authority"]]
    return [{str(k): v if isinstance(v, str) else int(v) for k, v in row.items()} for row in table.to_dict("records")]


def _soon(region: Region, home: Home) -> int:
    """Return the places that come free within two weeks: more offered by then than today, and residents who leave."""
    by = region.as_of + timedelta(days=SOON_DAYS)
    leaving = sum(
        r.leaves_on is not None and region.as_of < r.leaves_on <= by for r in region.residents_of.get(home.home_id, ())
    )
    more = offered(region, home.home_id, by).total - offered(region, home.home_id, region.as_of).total
    return max(leaving, more, 0)


def _name(review: Review, code: str) -> str:
    return review.region.authority[code].name
