"""Pins and accepted offers that cannot stand: forbidden by a rule, or several on one place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from placements.candidates.screen import screen
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import OfferStatus, PinKind
from placements.domain.living import clashes
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.law.parameters_on import parameter
from placements.policy.policy import Policy
from placements.tables.problems import Problem, error
from placements.tables.records import RecordTable

Fixed = tuple[str, int, str, str]


def pin_problems(region: Region, policy: Policy, tables: dict[str, RecordTable]) -> list[Problem]:
    """Return an error for every pin or accepted offer no proposal could keep."""
    fixed = [row for row in _fixed(tables) if row[2] in region.group_of and row[3] in region.home]
    return [*_forbidden(region, policy, fixed), *_twice(fixed), *_crowded(region, fixed)]


def _fixed(tables: dict[str, RecordTable]) -> Iterator[Fixed]:
    for line, pin in tables["pins"].rows:
        if pin.kind is PinKind.PLACE:
            yield "pins.csv", line, pin.child_id, pin.home_id
    for line, offer in tables["offers"].rows:
        if offer.status is OfferStatus.ACCEPTED:
            yield "offers.csv", line, offer.child_id, offer.home_id


def _forbidden(region: Region, policy: Policy, fixed: list[Fixed]) -> Iterator[Problem]:
    children = tuple(region.child[c] for c in dict.fromkeys(row[2] for row in fixed))
    homes = tuple(region.home[h] for h in dict.fromkeys(row[3] for row in fixed))
    screened = screen(region, policy, children, homes)
    for table, line, child_id, home_id in fixed:
        if not screened.lawful[screened.pairs.row[child_id], screened.pairs.column[home_id]]:
            failing = judge_pair(region, policy, child_id, home_id).failing
            codes = ", ".join(v.rule.code for v in failing)
            yield error(table, line, "home_id", "PIN", f"{child_id} at {home_id} is ruled out by {codes}")


def _twice(fixed: Iterable[Fixed]) -> Iterator[Problem]:
    homes: dict[str, set[str]] = defaultdict(set)
    for table, line, child_id, home_id in fixed:
        homes[child_id].add(home_id)
        if len(homes[child_id]) > 1:
            yield error(table, line, "child_id", "PIN", f"{child_id} is fixed to a second home")


def _crowded(region: Region, fixed: list[Fixed]) -> Iterator[Problem]:
    together: dict[str, set[str]] = defaultdict(set)
    for _, _, child_id, home_id in fixed:
        together[home_id].add(child_id)
    starts = {child_id: stay_of(region.child[child_id], region.as_of).start for _, _, child_id, _ in fixed}
    limit = int(parameter("usual_fostering_limit", region.as_of))
    for table, line, child_id, home_id in fixed:
        if len(together[home_id]) > 1:
            found = clashes(region, home_id, sorted(together[home_id]), starts, limit)
            rules = sorted({clash.rule for clash in found if child_id in clash.children})
            if rules:
                yield error(
                    table,
                    line,
                    "home_id",
                    "PIN",
                    f"two children are fixed to one place at {home_id} ({', '.join(rules)})",
                )
