"""Certainty: approvals and confirmations still to be had."""

import numpy as np

from placements.candidates.screen import Screen
from placements.candidates.verdicts import verdict_of
from placements.domain.codes import Outcome
from placements.law import local_practice, sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth
from placements.rules.rule import Case

EACH = 25


def applies(screen: Screen) -> Array:
    """Every child."""
    return screen.pairs.of_children(lambda c: True)


def worth(screen: Screen) -> Array:
    """A hundred, less 25 for each approval and each question outstanding."""
    outstanding = screen.approvals.astype(np.int64) + screen.questions
    return np.maximum(0, FULL - EACH * outstanding)


def plain(case: Case, others: frozenset[str]) -> Worth:
    """The same for one pair."""
    verdict = verdict_of(case)
    approvals, questions = len(verdict.of(Outcome.NEEDS_APPROVAL)), len(verdict.of(Outcome.IF_CONFIRMED))
    parts = [
        f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((approvals, "approval"), (questions, "question")) if n
    ]
    words = f"{' and '.join(parts)} outstanding." if parts else "Nothing outstanding but the provider's answer."
    return Worth(max(0, FULL - EACH * (approvals + questions)), words)


CRITERION = Criterion(
    "certainty", "Approvals and confirmations", (sources.CPPCR_2010_REG_11_2, local_practice.F_AVAIL),
    applies, worth, plain,
)  # fmt: skip
