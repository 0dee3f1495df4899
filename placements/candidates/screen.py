"""Screen all pairs at once: the worst outcome of the rules, and enough counts to explain it later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.children import Child
from placements.domain.codes import Outcome
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.policy.policy import Policy
from placements.rules.catalogue import RULES
from placements.rules.columns.pairs import Pairs

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Screen:
    """Tables of pairs, shape (children, homes); `blocked` has shape (children, rules)."""

    pairs: Pairs
    outcome: Array
    failing: Array
    locked: Array
    approvals: Array
    questions: Array
    blocked: Array
    not_checked: dict[str, int]
    fails: dict[str, Array]
    """By rule, the pairs it keeps from being proposed; empty unless asked for."""

    @property
    def lawful(self) -> Array:
        """Whether a pair may be proposed, whatever approvals are still to be had."""
        result: Array = self.outcome <= Outcome.NEEDS_APPROVAL
        return result


def screen(
    region: Region, policy: Policy, children: Sequence[Child], homes: Sequence[Home], *, rule_by_rule: bool = False
) -> Screen:
    """Judge every pair by every rule.

    Returns a Screen; the work is one pass of numpy tables per rule, about 60 bytes a pair at the most, and one more
    for every rule that fails somewhere where they are asked for `rule_by_rule`.
    """
    pairs = Pairs(region, policy, children, homes)
    outcome = np.zeros(pairs.shape, dtype=np.int8)
    failing, approvals, questions = (np.zeros(pairs.shape, dtype=np.int8) for _ in range(3))
    locked = pairs.none()
    blocked = np.zeros((len(pairs.children), len(RULES)), dtype=np.int64)
    not_checked: dict[str, int] = {}
    by_rule: dict[str, Array] = {}
    for k, rule in enumerate(RULES):
        judged = rule.verdict(pairs)
        fails = None
        for result, table in judged.tables().items():
            if result is Outcome.AVAILABLE or not table.any():
                continue
            np.maximum(outcome, np.where(table, result.value, 0).astype(np.int8), out=outcome)
            if not result.may_be_proposed:
                fails = table if fails is None else fails | table
            elif result is Outcome.NEEDS_APPROVAL:
                approvals += table
            elif result is Outcome.IF_CONFIRMED:
                questions += table
        if fails is not None:
            fails = np.broadcast_to(fails, pairs.shape)
            failing += fails
            blocked[:, k] = fails.sum(axis=1)
            if rule_by_rule:
                by_rule[rule.code] = fails
            if rule.never_unlocked:
                locked |= fails
        if judged.not_checked is not None and (count := _pairs(judged.not_checked, pairs)):
            not_checked[rule.code] = count
    return Screen(pairs, outcome, failing, locked, approvals, questions, blocked, not_checked, by_rule)


def _pairs(table: Array, pairs: Pairs) -> int:
    """Return how many pairs a table names that may hold one row or one column for all."""
    return int(np.count_nonzero(table)) * (len(pairs.children) * len(pairs.homes) // table.size if table.size else 0)
