"""The sufficiency statement: every part worked out over the same futures, put together as one JSON document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from placements.demand.paths import Path
from placements.domain.capacity import offered
from placements.domain.codes import Status
from placements.domain.region import Region
from placements.explain.version import program_version
from placements.policy.policy import Policy
from placements.sufficiency.decompose import decompose
from placements.sufficiency.gap import gap
from placements.sufficiency.needed import needed
from placements.sufficiency.profile import needs, owners, supply
from placements.sufficiency.site.answer import Search, paths_needed, site
from placements.sufficiency.site.model import Wanted
from placements.sufficiency.spread import by_tenths
from placements.sufficiency.stress import stress
from placements.sufficiency.supply import Supply
from placements.sufficiency.unmet_file import RecordedNeed
from placements.sufficiency.worth import worth
from placements.units import shown_date

SCHEMA = "placements/sufficiency/1"
MADE_UP = "(synthetic)"
"""What `synthesise` writes into the name of a region it makes up."""
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Futures:
    """What may come: paths, the forecast told of them, and what was taken for granted in making them.

    `told`: parts of the statement worked out elsewhere (record, national, levers, scenarios), by their names in it.
    """

    paths: Sequence[Path]
    forecast: Mapping[str, Any]
    assumptions: Sequence[Mapping[str, Any]]
    data: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What a statement is asked for. `sampled`: weeks matched; `closely`: weeks the slower parts look at."""

    region: Region
    policy: Policy
    supply: Supply
    seed: int = 1
    sampled: int = 200
    closely: int = 6
    places: int = 40
    tau: int = 0
    workers: str = "1"
    recorded: Sequence[RecordedNeed] = ()


def statement(asked: Asked, futures: Futures, progress: Progress = lambda text: None) -> dict[str, Any]:
    """Return the statement (schema placements/sufficiency/1); raises UsageError for workers that cannot be."""
    region, paths = asked.region, futures.paths
    usual: dict[str, Any] = {"seed": asked.seed, "workers": asked.workers}
    base = (region, asked.policy, paths, asked.supply)

    def told(what: str) -> Callable[[int, int], None]:
        return by_tenths(progress, what)

    began = _head(asked, futures)
    missing = gap(*base, **usual, sampled=asked.sampled, tau=asked.tau, recorded=asked.recorded,
                  progress=told("Matching sampled weeks"))  # fmt: skip
    value = worth(*base, **usual, weeks=asked.closely, progress=told("What one more place is worth"))
    found = {
        **began,
        "needs": needs(region), "supply": supply(region), "owners": owners(region), "areas": areas(region),
        "forecast": dict(futures.forecast), **futures.told,
        "gap": missing.pop("gap"), "unmet": missing,
        "value_of_place": value.pop("value_of_place"), "worth": value,
        "decomposition": decompose(*base, **usual, weeks=asked.closely, progress=told("Why children go unmet")),
        "places_needed": needed(*base, **usual, tau=asked.tau, weeks=2 * asked.closely,
                                progress=told("Places that would be enough")),
        "stress": stress(*base, **usual, weeks=asked.closely, progress=told("Stress tests")),
        "siting": _siting(asked, paths, progress),
        "assumptions": [dict(row) for row in futures.assumptions],
    }  # fmt: skip
    return {**found, "sentences": sentences(found)}


def sentences(found: Mapping[str, Any]) -> list[str]:
    """Return what stands out, each with how sure it is."""
    total, pooled = found["unmet"]["total"], found["unmet"]["local_and_pooled"]["difference"]
    said = [
        f"Of {total['children']['mean']:.1f} children who need a home in a week, {total['unmet']['mean']:.1f} would go "
        f"without one or be badly met, {total['no_home']['mean']:.1f} without any (standard errors "
        f"{total['unmet']['se']:.2f} and {total['no_home']['se']:.2f}; {found['sampled']} weeks matched).",
        f"Sharing homes spares {pooled['mean']:.1f} children a week that (standard error {pooled['se']:.2f}).",
    ]  # fmt: skip
    if found["needs"]["children"] and found["forecast"].get("series"):
        first, last = (found["forecast"]["series"][k]["stock"] for k in (0, -1))
        low, high = last["p10"] - first["p50"], last["p90"] - first["p50"]
        said.append(f"Four futures in five end between {low:+,.0f} and {high:+,.0f} children looked after from today.")
    return [*said, *found["forecast"].get("backtest", {}).get("sentences", ())[:2]]


def _head(asked: Asked, futures: Futures) -> dict[str, Any]:
    region = asked.region
    return {
        "schema": SCHEMA, "region": region.name, "synthetic": MADE_UP in region.name, "as_of": region.as_of.isoformat(),
        "shown_date": shown_date(region.as_of), "inputs": region.inputs, "policy": asked.policy.digest,
        "version": program_version(), "data": futures.data, "seed": asked.seed, "weeks": futures.paths[0].weeks,
        "replicates": len(futures.paths), "sampled": asked.sampled,
        "members": sorted(a.code for a in region.authorities if region.is_member(a.code)),
        "authorities": {code: a.name for code, a in sorted(region.authority.items())},
    }  # fmt: skip


def _siting(asked: Asked, paths: Sequence[Path], progress: Progress) -> dict[str, Any] | None:
    """Return where the next places should be; None where there are too few paths to choose on and to try on."""
    if len(paths) < paths_needed(fewest=True) or asked.places < 1:
        return None
    return site(Search(asked.region, Wanted(asked.places), paths, asked.seed), progress)


def areas(region: Region) -> list[dict[str, Any]]:
    """Return one row for every authority with children in the match or places offered, for a map."""
    rows: dict[str, dict[str, Any]] = {
        code: {"code": code, "name": a.name, "member": a.member,
               "latitude": a.position.latitude if a.position else None,
               "longitude": a.position.longitude if a.position else None,
               "waiting": 0, "placed": 0, "offered": 0, "left": None}
        for code, a in sorted(region.authority.items())
    }  # fmt: skip
    for child in region.waiting:
        rows[child.authority]["waiting"] += 1
    for home in region.homes:
        if home.status is Status.OPEN:
            rows[home.authority]["offered"] += offered(region, home.home_id, region.as_of).total
    return [row for row in rows.values() if row["waiting"] or row["offered"]]
