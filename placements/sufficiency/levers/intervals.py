"""What to say of many draws: where they lie, and how sure the mean is."""

from typing import Any

import numpy as np
from scipy.special import stdtrit

from placements.demand.paths import Array

PARTS = {"p2_5": 2.5, "p10": 10.0, "p25": 25.0, "p50": 50.0, "p75": 75.0, "p90": 90.0, "p97_5": 97.5}
"""Ends of the 50, 80 and 95 % ranges."""


def spread_of(values: Array) -> dict[str, float]:
    """Return the mean of draws with the 95 % interval of the mean, and the ranges the draws lie in.

    The ranges say what may happen; the interval says how far the mean is known from so many draws.
    """
    drawn = np.asarray(values, float)
    mean, sure = float(drawn.mean()), _half_width(drawn)
    parts = dict(zip(PARTS, np.percentile(drawn, list(PARTS.values())), strict=True))
    return {"mean": mean, "mean_low": mean - sure, "mean_high": mean + sure, **{k: float(v) for k, v in parts.items()}}


def _half_width(drawn: Array) -> float:
    if len(drawn) < 2:
        return float("inf")
    return float(stdtrit(len(drawn) - 1, 0.975) * drawn.std(ddof=1) / np.sqrt(len(drawn)))


def rounded(found: Any, digits: int = 1) -> Any:
    """Return a document with its numbers rounded, and None for those without an end."""
    if isinstance(found, dict):
        return {key: rounded(value, digits) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [rounded(value, digits) for value in found]
    if isinstance(found, (float, np.floating)):
        return round(float(found), digits) + 0.0 if np.isfinite(found) else None
    return found.item() if isinstance(found, np.generic) else found
