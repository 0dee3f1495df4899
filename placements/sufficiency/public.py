"""The statement for everybody: counts of children with small numbers withheld, model results rounded, nobody's row.

Built from lists of what may be told; a part that stands on none is left out, also one that is added to the statement
later. Page parts, workbook and open data read it as they read the whole statement: a withheld number is `c`, one that
rounds to nought without being nought `low`.
"""

from collections.abc import Mapping
from typing import Any

from placements.sharing.audience import PUBLIC
from placements.sharing.public import MARK, MERGED, OTHERS, REST
from placements.sharing.suppression import SMALL, TOTALS_TO
from placements.sufficiency.public_models import (
    LOW,
    public_forecast,
    public_gap,
    public_results,
    public_siting,
    public_worth,
)
from placements.sufficiency.public_needs import areas, public_needs
from placements.sufficiency.public_supply import public_supply

SCHEMA = "placements/sufficiency-public/1"
AS_THEY_ARE = (
    "region", "synthetic", "as_of", "shown_date", "version", "seed", "weeks", "replicates", "sampled", "members",
    "owners", "assumptions", "record", "national",
)  # fmt: skip
"""Parts that hold nothing of a child: how it was made, Ofsted's owners, and numbers from publications."""
RESULTS = ("levers", "scenarios", "stress")
"""Model results of the whole region, told by name and rounded (`public_models.public_results`)."""
NOTES = (
    f"{MARK}: withheld. The number is from 1 to {SMALL}, or it would give such a number away.",
    f"Counts of children of the whole region are rounded to the nearest {TOTALS_TO}; an authority's are exact. All "
    "tables of children were checked together.",
    f"Forecasts are rounded to {TOTALS_TO}, what is missing to whole children; {LOW}: rounds to 0 and is not 0. "
    "Nothing is told of an area whose children are withheld.",
    "Foster and kinship homes are families: their places are told, not their number. Lived in and free are told for "
    "the region, to ten, and not where they would show one provider's business. Fees of single areas are left out.",
    "This is a single snapshot. No weekly series of these tables may be published: the change from one week to the "
    "next can show a single child. Publish these tables or the public figures of a match of the same day, not both.",
    "Two people should read these tables before they are published.",
)


def _without_returns(part: Any) -> Any:
    """Return a part without what is scored on an authority's own returns, which count few children exactly."""
    return {k: v for k, v in part.items() if k != "histories"} if isinstance(part, Mapping) else part


def public_statement(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what everybody may read of a sufficiency statement."""
    codes, needs = areas(document), public_needs(document)
    names = document["authorities"]
    parts = {
        "forecast": public_forecast(document.get("forecast"), needs),
        "gap": public_gap(document.get("gap"), document["region"], needs, codes),
        "value_of_place": public_worth(document.get("value_of_place"), document["region"], needs, codes),
        "siting": public_siting(document.get("siting"), needs, names),
        **{name: public_results(document.get(name)) for name in RESULTS},
    }
    return {
        "schema": SCHEMA,
        "audience": PUBLIC.to_dict(),
        **{name: _without_returns(document[name]) for name in AS_THEY_ARE if name in document},
        "authorities": {code: OTHERS if code == REST else names.get(code, code) for code in codes},
        "needs": needs,
        "supply": public_supply(document["supply"], codes),
        **{name: part for name, part in parts.items() if name in document},
        "notes": [*NOTES, *([MERGED] if REST in codes else [])],
    }
