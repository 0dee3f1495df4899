"""Where places are wanted, as everybody may read it: rows of small areas as one, and sentences made from the rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from placements.domain.codes import Kind
from placements.sharing.public import MARK, REST
from placements.sufficiency.site.model import SIZES

ELSEWHERE = "Elsewhere in the region"
"""Areas of authorities whose number of children is withheld, as one."""
Row = Mapping[str, Any]


def merged(sites: Iterable[Row], hidden: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows without fees, those of hidden authorities added up by kind."""
    rows, rest = [], dict[str, dict[str, Any]]()
    for site in sites:
        row = {**{k: site[k] for k in ("authority", "patch", "kind", "places", "households")},
               "homes": dict(site["homes"]), "weekly_fee": MARK}  # fmt: skip
        if site["authority"] not in hidden:
            rows.append(row)
        elif site["kind"] not in rest:
            rest[site["kind"]] = row | {"authority": REST, "patch": ELSEWHERE}
        else:
            one = rest[site["kind"]]
            one["places"] += row["places"]
            one["homes"] = dict(sorted((Counter(one["homes"]) + Counter(row["homes"])).items()))
            one["households"] = None if row["households"] is None else (one["households"] or 0) + row["households"]
    return [*rows, *(rest[kind] for kind in sorted(rest))]


def said(sites: Sequence[Row]) -> list[str]:
    """Return the rows in the words of a commissioning intention: what is wanted, how large, where, and what is not."""
    sentences = []
    sizes = {str(size): [(s["patch"], s["homes"].get(str(size), 0)) for s in sites] for size in SIZES}
    for size, where in sizes.items():
        if total := sum(n for _, n in where):
            homes = "children’s home" if total == 1 else "children’s homes"
            sentences.append(f"{total:,} {homes} of {size} beds: {_places(where)}.")
    for kind, one, many in (
        (Kind.FOSTERING, "foster place", "foster places"), (Kind.SUPPORTED, "supported place", "supported places"),
    ):  # fmt: skip
        rows = [s for s in sites if s["kind"] == kind]
        if total := sum(s["places"] for s in rows):
            carers = f", about {sum(s['households'] or 0 for s in rows):,} households" if kind == Kind.FOSTERING else ""
            spots = _places([(s["patch"], s["places"]) for s in rows])
            sentences.append(f"{total:,} {one if total == 1 else many}{carers}: {spots}.")
    return [*sentences, *unwanted(sites)]


def unwanted(sites: Sequence[Row]) -> list[str]:
    """Return what is not wanted: sizes of children's homes of which none stands in the plan."""
    none = [str(size) for size in SIZES if not any(s["homes"].get(str(size)) for s in sites)]
    if len(none) == len(SIZES):
        return ["No more children’s homes."]
    return [f"No more children’s homes of {' or '.join(none)} beds."] if none else []


def _places(where: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{name} {n}" for name, n in sorted(where, key=lambda pair: (-pair[1], pair[0])) if n)
