"""What each rule costs a region in a week, and how much of what several cost together each accounts for.

A price is no verdict on a rule: most are the law, or keep a child safe. It says what the rule asks of everybody
together, so that planners see where a further home, an adaptation or an agreement would help most. Nobody is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import Any

from placements.errors import UsageError
from placements.explain.version import program_version
from placements.optimise.dropped import Dropped, whole_screen
from placements.optimise.problem import Problem
from placements.optimise.solve import shown
from placements.rules.catalogue import RULE_OF, RULES

SCHEMA = "placements/rule-prices/1"
NOT_PRICED = ("F-AVAIL", "CH-PLACES", "CH-UNDEROCC", "PIN", "SIB-TOGETHER")
"""Places, pins and who must stay together: a place is worth what it is worth, and the rest is no rule on a home."""
MOST_TOGETHER = 8


@dataclass(frozen=True)
class RulePrice:
    """A rule: how many pairs it alone closes, and every level with it and without it (None: nothing to solve for)."""

    code: str
    closes: int
    alone: int
    levels: tuple[tuple[str, str, int, int], ...]
    """Name, sense, with the rule, without it; on the scale of the region without it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        rule = RULE_OF[self.code]
        rows = [
            {"name": name, "sense": sense, "with": shown(name, with_it), "without": shown(name, without)}
            for name, sense, with_it, without in self.levels
        ]
        first = next((row for row in rows if row["with"] != row["without"]), None)
        return {
            "rule": self.code, "title": rule.title, "kind": str(rule.kind), "local": rule.local,
            "never_unlocked": rule.never_unlocked, "closes": self.closes, "closes_alone": self.alone,
            "levels": rows, "first": first, "costs_nothing": first is None,
        }  # fmt: skip


@dataclass(frozen=True)
class RulePrices:
    """The price of every rule, or the shares of a few. `to_dict()` is the JSON of `price --rules`."""

    problem: Problem
    prices: tuple[RulePrice, ...]
    shares: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/rule-prices/1)."""
        region = self.problem.region
        return {
            "schema": SCHEMA, "region": region.name, "as_of": region.as_of.isoformat(), "inputs": region.inputs,
            "policy": self.problem.policy.digest, "version": program_version(),
            "rules": [price.to_dict() for price in self.prices], "together": self.shares,
        }  # fmt: skip


def rule_prices(
    problem: Problem, together: Sequence[str] = (), progress: Callable[[str], None] = lambda text: None
) -> RulePrices:
    """Return what every rule that closes a home to a child costs; `together`: the shares of these rules as well.

    Raises UsageError for a rule that is not priced, NoProposalError when a solve takes too long.
    """
    for code in together:
        if code not in RULE_OF or code in NOT_PRICED:
            raise UsageError(f"{code} is not a rule that is priced. See `placements rules`.")
    if len(set(together)) > MOST_TOGETHER:
        raise UsageError(f"At most {MOST_TOGETHER} rules are shared out at a time.")
    wide = whole_screen(problem)
    codes = [rule.code for rule in RULES if rule.code in wide.fails and rule.code not in NOT_PRICED]
    found = []
    for code in codes:
        progress(f"Solving without {code}")
        found.append(_price(Dropped(wide, (code,), problem.previous, problem.alone), code))
    if not together:
        return RulePrices(problem, tuple(found))
    progress(f"Sharing out what {', '.join(together)} cost together")
    dropped = Dropped(wide, tuple(dict.fromkeys(together)), problem.previous, problem.alone)
    return RulePrices(problem, tuple(found), _shares(dropped))


def _price(dropped: Dropped, code: str) -> RulePrice:
    closes, alone = int(dropped.wide.fails[code].sum()), int(dropped.opened.sum())
    if not dropped.keeps_out([code]).any():
        return RulePrice(code, closes, alone, ())
    with_it, _ = dropped.solve([code])
    without, _ = dropped.solve([])
    names = [(cost.name, cost.sense) for cost in dropped.costs]
    return RulePrice(
        code, closes, alone,
        tuple((name, sense, a, b) for (name, sense), a, b in zip(names, with_it, without, strict=True)),
    )  # fmt: skip


def _shares(dropped: Dropped) -> dict[str, Any]:
    """Return each rule's Shapley share of what dropping all of them changes, level by level; the shares add up."""
    values = dropped.every_subset()
    none, everything = values[frozenset()], values[frozenset(dropped.rules)]
    rows = []
    for k, cost in enumerate(dropped.costs):
        shares = {code: _shapley(code, dropped.rules, {s: v[k] for s, v in values.items()}) for code in dropped.rules}
        rows.append({
            "name": cost.name, "sense": cost.sense, "with_all": shown(cost.name, none[k]),
            "without_any": shown(cost.name, everything[k]),
            "shares": {code: float(share) * _unit(cost.name) for code, share in shares.items()},
        })  # fmt: skip
    return {"rules": list(dropped.rules), "levels": rows}


def _unit(name: str) -> float:
    return float(shown(name, 100)) / 100


def _shapley(code: str, rules: Sequence[str], worth: dict[frozenset[str], int]) -> Fraction:
    """Return the mean change from dropping a rule over every order of dropping them (L. S. Shapley, 1953)."""
    others, count, total = [r for r in rules if r != code], len(rules), Fraction(0)
    for size in range(count):
        weight = Fraction(factorial(size) * factorial(count - size - 1), factorial(count))
        for subset in map(frozenset, combinations(others, size)):
            total += weight * (worth[subset | {code}] - worth[subset])
    return total
