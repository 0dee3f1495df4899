"""Counts a year per child, with everything that is not known about them: level, trend, authority, and the year itself.

count[year, authority, group] ~ negative binomial, mean = exposure x exp(level[group] + trend[group] x (year - last))
x authority[authority, group]. Level and trend come from a generalised linear model (statsmodels); authority factors
from a Gamma prior around 1 whose spread is estimated too (empirical Bayes): an authority with few children is drawn
towards the others, one with many keeps its own rate.
"""

from dataclasses import dataclass, replace

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

from placements.fitting import Floats

DAMPED = 0.8
"""How much of a trend is left a year later."""
RECENT = 0.6
"""Weight of a year's count over that of the year after it: rates wander, and the last years say most of the next."""
WANDER = 1.2
"""Variance of a least-squares slope over n years of a random walk, times n, over the variance of its steps."""
_LEAST, _MOST = 1e-4, 1e4
_TINY = 1e-9


@dataclass(frozen=True)
class Rates:
    """Rates a year: `level` and `trend` by group with their covariance, authority factors, and the spread of a year.

    `authority` has mean `shape / rate`, each (authorities, groups); a year's rate is drawn around its mean with
    variance `yearly` (groups), which is what the negative binomial adds to a Poisson count.
    """

    level: Floats
    trend: Floats
    covariance: Floats
    shape: Floats
    rate: Floats
    yearly: Floats

    def draw(self, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
        """Return one set of log levels, trends and authority factors that the counts allow."""
        mean = np.concatenate([self.level, self.trend])
        drawn = rng.multivariate_normal(mean, self.covariance, method="eigh")
        groups = len(self.level)
        return drawn[:groups], drawn[groups:], rng.gamma(self.shape) / self.rate

    def fixed(self) -> "Rates":
        """Return the same rates as if they were known exactly."""
        zero, many = np.zeros_like(self.covariance), 1e12
        return replace(self, covariance=zero, shape=self.shape * many, rate=self.rate * many, yearly=0.0 * self.yearly)


def damped(years: Floats) -> Floats:
    """Return how many years of full trend a time ahead is worth: each year brings less than the one before it."""
    ahead = np.maximum(years, 0.0)
    worth: Floats = (1.0 - DAMPED**ahead) / -np.log(DAMPED)
    return np.where(years < 0, years, worth)


def fit_rates(counts: Floats, exposure: Floats, trend_sd: float) -> Rates:
    """Return the rates behind counts of years x authorities x groups; NaN: not published.

    `trend_sd`: how much such a rate usually changes from one year to the next (sd of logs). A lasting trend is thought
    to be half of that, and the slope of a few years is drawn towards 0 accordingly.
    """
    groups = counts.shape[2]
    fits = [_group(counts[:, :, g], exposure[:, :, g], trend_sd) for g in range(groups)]
    covariance = np.zeros((2 * groups, 2 * groups))
    for g, fit in enumerate(fits):
        covariance[np.ix_([g, groups + g], [g, groups + g])] = fit[2]
    pick = [np.stack([fit[n] for fit in fits], axis=-1) for n in (3, 4)]
    return Rates(
        np.array([fit[0] for fit in fits]), np.array([fit[1] for fit in fits]), covariance, pick[0], pick[1],
        np.array([fit[5] for fit in fits]),
    )  # fmt: skip


def _group(counts: Floats, exposure: Floats, trend_sd: float) -> tuple[float, float, Floats, Floats, Floats, float]:
    """Return level, trend, their covariance, shape and rate of authority factors, spread of a year; of one group."""
    time = np.arange(len(counts), dtype=np.float64) - (len(counts) - 1)
    told = np.isfinite(counts) & (exposure > _TINY)
    y, n = np.where(told, counts, 0.0), np.where(told, exposure, 0.0)
    if y.sum() < 1.0:
        level = float(np.log(0.5 / max(n.sum(), 1.0)))
        one = np.ones(counts.shape[1])
        return level, 0.0, np.diag([1.0, 0.0]), one, one, 0.0
    level, trend, covariance = _trend(y.sum(axis=1), n.sum(axis=1), time, trend_sd)
    expected = np.where(told, n * np.exp(level + trend * time[:, None]), 0.0)
    spread = between(y.sum(axis=0), expected.sum(axis=0))
    shape, rate = spread + y.sum(axis=0), spread + expected.sum(axis=0)
    fitted = expected * (shape / rate)
    return level, trend, covariance, shape, rate, _yearly(y[told], fitted[told])


def _trend(y: Floats, n: Floats, time: Floats, sd: float) -> tuple[float, float, Floats]:
    """Return level and trend of yearly totals and their covariance, the slope drawn towards 0 by its prior."""
    if len(y) < 3 or (y > 0).sum() < 3:
        weight = RECENT ** (time[-1] - time)
        return float(np.log((weight @ y) / (weight @ n))), 0.0, np.diag([1.0 / y.sum(), sd**2 / 4.0])
    design = sm.add_constant(time, has_constant="add")
    model = sm.GLM(
        np.maximum(y, 0.0), design, family=sm.families.Poisson(), offset=np.log(np.maximum(n, _TINY)),
        var_weights=RECENT ** (time[-1] - time),
    )  # fmt: skip
    found = model.fit()
    spread = max(1.0, float(found.pearson_chi2) / max(1, len(y) - 2))
    # What changes by chance from year to year looks like a slope, too: that much of one means nothing.
    wander = np.diag([0.0, WANDER * sd**2 / len(y)])
    precision = np.linalg.inv(np.asarray(found.cov_params()) * spread + wander)
    prior = np.diag([0.0, 4.0 / sd**2])
    covariance: Floats = np.linalg.inv(precision + prior)
    level, trend = covariance @ (precision @ np.asarray(found.params))
    return float(level), float(trend), covariance


def between(y: Floats, expected: Floats) -> float:
    """Return the shape of the Gamma prior of authority factors that makes the totals most likely."""
    there = expected > _TINY
    if there.sum() < 2:
        return _MOST
    y, expected = y[there], expected[there]

    def surprise(log_shape: float) -> float:
        a = np.exp(log_shape)
        likely = gammaln(y + a) - gammaln(a) + a * np.log(a) + y * np.log(expected) - (y + a) * np.log(a + expected)
        return -float(likely.sum())

    found = minimize_scalar(surprise, bounds=(np.log(_LEAST), np.log(_MOST)), method="bounded")
    return float(np.exp(found.x))


def _yearly(y: Floats, fitted: Floats) -> float:
    """Return the negative binomial's spread by statsmodels' auxiliary regression (Cameron and Trivedi); 0: Poisson."""
    if len(y) < 3 or fitted.sum() < 1.0:
        return 0.0
    excess = ((y - fitted) ** 2 - y) / np.maximum(fitted, _TINY)
    slope = sm.OLS(excess, fitted).fit().params[0]
    return float(np.clip(slope, 0.0, 1.0))
