"""Stress tests: the same sampled weeks again, each with one thing gone wrong, and the difference week by week.

What goes wrong is an assumption and stands beside the figures. Weeks are paired with themselves and every draw is
keyed, so a difference is the stress and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Any

import numpy as np

from placements.demand.paths import KINDS, REASONS, Arrivals, Path
from placements.domain.codes import Kind, Status
from placements.domain.homes import Resident
from placements.domain.region import Region
from placements.optimise.ties import tie
from placements.policy.policy import Policy
from placements.sufficiency.gap import common_of
from placements.sufficiency.outcome import Common, Outcome, look
from placements.sufficiency.sample import Sample, sample_weeks
from placements.sufficiency.spread import spread
from placements.sufficiency.supply import MOVED, Supply
from placements.sufficiency.week import Moment, monday_of

MORE_ARRIVALS = 0.2
TIMES_UASC = 3
LONGER = 0.1
RETIRING = 0.1
NOTICE, WAVE = 13, 52
SUSPENDED = 2
SIBLINGS = (2, 5, 8, 11, 14)
"""Ages of the five."""
YEAR = 365.25
WEEKS = 12
Progress = Callable[[int, int], None]

TESTS = {
    "arrivals_more": ("Arrivals +20 %", "One family in five comes twice."),
    "largest_group_closes": (
        "The largest group closes",
        "The owner (or where none is known the provider) of most places takes nobody any more, and the children who "
        "live there move within a quarter, as many in each week.",
    ),
    "two_homes_suspended": (
        "Two children's homes suspended",
        "Two homes, by a keyed draw among those with residents, take nobody, and the children there move that week.",
    ),
    "uasc_surge": ("A surge of unaccompanied children", "Three times as many come."),
    "stays_longer": (
        "Stays 10 % longer",
        "Who would have left within the last tenth of a mean stay is still there; without simulated exits as many "
        "leave as come.",
    ),
    "carers_retire": (
        "A wave of carers retiring",
        "One foster home in ten, by a keyed draw, takes nobody any more, and its children move within a year. The "
        "share of carers over 60 is not known here: put your own beside it.",
    ),
    "siblings_of_five": (
        "A sibling group of five", "Five brothers and sisters of 2 to 14 need a home, in an authority drawn by key.",
    ),
}  # fmt: skip
"""Title and assumption, in the order of the statement."""


@dataclass(frozen=True)
class Stressed:
    """Weeks, and for each how many children more or fewer a longer stay keeps in homes."""

    common: Common
    test: str
    longer: tuple[np.ndarray[Any, Any], ...]


def stress(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None = None, *, seed: int = 1,
    weeks: int = WEEKS, workers: str = "1", progress: Progress = lambda done, all_: None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return every stress test beside the weeks as they are, with paired differences, as plain JSON."""
    sample = sample_weeks(paths, max(weeks, 2), seed).part(weeks)
    common = replace(common_of(region, policy, paths, supply, sample, seed), alone=False)
    longer = tuple(longer_stays(paths[row], week) for row, week in sample.picks)
    names = ("", *TESTS)
    tasks = [Stressed(common, name, longer) for name in names]
    n = len(sample.picks)
    found = spread(run, tuple(tasks), range(n * len(names)), workers, progress)
    by_test = {name: found[k * n : (k + 1) * n] for k, name in enumerate(names)}
    return [_row(sample, name, by_test[""], by_test[name]) for name in TESTS]


def run(tasks: tuple[Stressed, ...], number: int) -> Outcome:
    """Return one week under one test; the tests come one after another."""
    test, k = divmod(number, len(tasks[0].common.moments))
    common = stressed(tasks[test], k)
    # Only the first weeks are counted again from the records; `look` does so by the number of the week.
    return look(common, k)


def _row(sample: Sample, name: str, before: Sequence[Outcome], after: Sequence[Outcome]) -> dict[str, Any]:
    title, assumption = TESTS[name]
    figures: dict[str, Callable[[Outcome], int]] = {
        "children": lambda o: len(o.fates), "unmet": lambda o: o.unmet, "no_home": lambda o: o.no_home,
        "urgent_no_home": lambda o: o.urgent_unmet,
    }  # fmt: skip
    return {"name": name, "title": title, "assumption": assumption, "weeks": len(before)} | {
        what: _paired(sample, [count(o) for o in before], [count(o) for o in after]) for what, count in figures.items()
    }


def _paired(sample: Sample, before: Sequence[int], after: Sequence[int]) -> dict[str, Any]:
    from scipy import stats

    difference = np.array(after, dtype=float) - np.array(before, dtype=float)
    mean, error = sample.mean(difference)
    free = max(1, len(difference) - len(sample.sizes))
    half = float(stats.t.ppf(0.975, free)) * error
    return {
        "as_it_is": round(sample.mean(before)[0], 6), "stressed": round(sample.mean(after)[0], 6),
        "difference": round(mean, 6), "se": round(error, 6), "low95": round(mean - half, 6),
        "high95": round(mean + half, 6),
    }  # fmt: skip


def longer_stays(path: Path, week: int) -> np.ndarray[Any, Any]:
    """Return how many more children live in each kind with stays a tenth longer, by authority."""
    stock = path.stock[week].sum(axis=1).astype(float)
    flow = path.exits.sum(axis=(2, 3)) if path.exits.any() else path.entries.sum(axis=2)
    leaving = flow.mean(axis=0)
    total, rate = stock.sum(), leaving.sum()
    delay = ceil(LONGER * total / rate) if rate else 0
    still = flow[max(0, week - delay) : week].sum(axis=0)
    shares = stock / np.maximum(stock.sum(axis=1, keepdims=True), 1)
    result: np.ndarray[Any, Any] = np.rint(still[:, None] * shares).astype(np.int64)
    return result


def stressed(task: Stressed, k: int) -> Common:
    """Return the weeks with one of them under a test."""
    common, moment = task.common, task.common.moments[k]
    changes = {
        "": lambda: (moment, common.supply),
        "arrivals_more": lambda: (_again(moment, _drawn_families(common, moment, MORE_ARRIVALS), 1), common.supply),
        "uasc_surge": lambda: (_again(moment, _uasc_families(moment), TIMES_UASC - 1), common.supply),
        "stays_longer": lambda: (replace(moment, more=moment.more + task.longer[k]), common.supply),
        "siblings_of_five": lambda: (_with_five(common, moment), common.supply),
        "largest_group_closes": lambda: _closing(common, moment, _largest(common.region), NOTICE),
        "two_homes_suspended": lambda: _closing(common, moment, _suspended(common), 1),
        "carers_retire": lambda: _closing(common, moment, _retiring(common), WAVE),
    }  # fmt: skip
    changed, supply = changes[task.test]()
    moments = (*common.moments[:k], changed, *common.moments[k + 1 :])
    return replace(common, moments=moments, supply=supply)


def _drawn_families(common: Common, moment: Moment, share: float) -> list[int]:
    families = sorted(set(moment.arrivals.family.tolist()))
    key = f"{common.draw} again {moment.number} {moment.week}"
    return sorted(families, key=lambda f: tie(key, str(f)))[: round(share * len(families))]


def _uasc_families(moment: Moment) -> list[int]:
    return sorted(set(moment.arrivals.family[moment.arrivals.uasc.astype(bool)].tolist()))


def _again(moment: Moment, families: Sequence[int], times: int) -> Moment:
    """Return a moment with some families once more, or several times, each as a family of its own."""
    arrivals, parts = moment.arrivals, [moment.arrivals]
    for turn in range(1, times + 1):
        here = np.isin(arrivals.family, np.array(list(families), dtype=arrivals.family.dtype))
        copy = Arrivals(*(getattr(arrivals, name)[here] for name in arrivals.__dataclass_fields__))
        parts.append(replace(copy, family=copy.family + turn * (arrivals.family.max(initial=0) + 1)))
    return replace(moment, arrivals=_joined(parts))


def _joined(parts: Sequence[Arrivals]) -> Arrivals:
    return Arrivals(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in parts[0].__dataclass_fields__)
    )


def _with_five(common: Common, moment: Moment) -> Moment:
    codes = sorted(set(moment.arrivals.authority.tolist())) or [0]
    where = min(codes, key=lambda a: tie(f"{common.draw} five {moment.number} {moment.week}", moment.authorities[a]))
    day = monday_of(common.region, moment.week)
    born = [day - timedelta(days=round(age * YEAR) + 30) for age in SIBLINGS]
    return replace(
        moment, arrivals=_joined([moment.arrivals, _arriving(moment, [where] * len(born), born, "FMFMF", 0)])
    )


def _arriving(moment: Moment, where: Sequence[int], born: Sequence[Any], sexes: str, kind: int) -> Arrivals:
    n, a = len(born), moment.arrivals
    first = int(a.family.max(initial=0)) + 1
    moving = kind > 0
    return Arrivals(
        week=np.full(n, moment.week), authority=np.array(where, dtype=np.int64),
        born=np.array(born, dtype="datetime64[D]"), sex=np.array(list(sexes), dtype="U1"), uasc=np.zeros(n, dtype=bool),
        reason=np.full(n, REASONS.index("move" if moving else "new")), kind=np.full(n, kind if moving else -1),
        family=np.full(n, first),
    )  # fmt: skip


def _largest(region: Region) -> frozenset[str]:
    """Return the homes of whoever owns most places; the authorities' own carers are nobody's group."""
    places: Counter[str] = Counter()
    for home in region.homes:
        name = home.owner or home.provider
        if name and home.kind in MOVED and home.status is Status.OPEN and home.operator is None:
            places[name] += home.places
    if not places:
        return frozenset()
    name = min(places, key=lambda n: (-places[n], n))
    return frozenset(h.home_id for h in region.homes if name == (h.owner or h.provider) and h.kind in MOVED)


def _suspended(common: Common) -> frozenset[str]:
    lived_in = {r.home_id for r in common.region.residents}
    homes = [h.home_id for h in common.region.homes if h.kind is Kind.RESIDENTIAL and h.home_id in lived_in]
    return frozenset(sorted(homes, key=lambda h: tie(f"{common.draw} suspended", h))[:SUSPENDED])


def _retiring(common: Common) -> frozenset[str]:
    homes = [h.home_id for h in common.region.homes if h.kind is Kind.FOSTERING and h.status is Status.OPEN]
    order = sorted(homes, key=lambda h: tie(f"{common.draw} retiring", h))
    return frozenset(order[: round(RETIRING * len(order))])


def _closing(common: Common, moment: Moment, homes: frozenset[str], weeks: int) -> tuple[Moment, Supply]:
    """Return a week in which homes take nobody, and the part of the children there who move in it."""
    region, supply = common.region, common.supply
    row = {code: k for k, code in enumerate(moment.authorities)}
    leaving = [
        r for r in region.residents
        if r.home_id in homes and r.authority in row and r.date_of_birth is not None
        and int(tie(f"{common.draw} leaving", _together(r))[:8], 16) % weeks == moment.week % weeks
    ]  # fmt: skip
    shift = monday_of(region, moment.week) - region.as_of
    parts, last = [moment.arrivals], moment
    for name in dict.fromkeys(_together(r) for r in leaving):
        family = [r for r in leaving if _together(r) == name]
        kind = KINDS.index(str(region.home[family[0].home_id].kind))
        added = _arriving(
            last, [row[r.authority or ""] for r in family], [(r.date_of_birth or region.as_of) + shift for r in family],
            "".join("M" if r.sex == "M" else "F" for r in family), kind,
        )  # fmt: skip
        parts.append(
            replace(added, reason=np.full(len(family), REASONS.index("move")), kind=np.full(len(family), kind))
        )
        last = replace(moment, arrivals=added)
    closed = replace(supply, closed=supply.closed | homes)
    return replace(moment, arrivals=_joined(parts)), closed


def _together(row: Resident) -> str:
    return f"{row.home_id} {row.sibling_group or row.resident_id}"
