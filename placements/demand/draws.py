"""One path's rates for every week: what the counts leave open is drawn once, what no count can tell drifts on."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from placements.demand.model import Demand
from placements.demand.paths import AGES, Change
from placements.demand.rates import Rates, damped
from placements.fitting import Floats

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Weeks:
    """Weekly figures of a path, week by week from the first day of the model.

    `starts`: new children expected by authority and age, `starts_uasc` by authority (nobody who comes back is in
    either); `exits`, `exits_uasc`, `moves`: multipliers of the hazards by authority and age.
    """

    starts: Floats
    starts_uasc: Floats
    exits: Floats
    exits_uasc: Floats
    moves: Floats


def draw_weeks(demand: Demand, weeks: int, rng: np.random.Generator) -> Weeks:
    """Return the rates of a path of `weeks` weeks from the model's first day."""
    ahead = _years_ahead(demand, weeks)
    entry, leave, alone = (_drift(sd, ahead, rng) for sd in demand.drift)
    extra = 1.0 + demand.residual[0] + demand.residual[1] * rng.standard_normal()
    people = _population(demand, weeks)
    new = _rates(demand.starts, ahead, entry, rng) * people * (1.0 - demand.back.share) * extra / 52.17857142857143
    uasc = _rates(demand.starts_uasc, ahead, alone, rng)[:, :, 0] * people[:, :, -1] * extra / 52.17857142857143
    return Weeks(
        np.maximum(new, 0.0), np.maximum(uasc, 0.0), _relative(demand.exit_rates, ahead, leave, rng),
        _relative(demand.exit_rates_uasc, ahead, np.zeros_like(leave), rng), _relative(demand.move_rates, ahead,
        np.zeros_like(leave), rng),
    )  # fmt: skip


def _years_ahead(demand: Demand, weeks: int) -> Floats:
    """Return the years from the middle of the last year counted to the middle of each week."""
    middle = date(demand.year - 1, 9, 30)
    days = np.arange(weeks) * 7 + 3.5 + (demand.first - middle).days
    return np.asarray(days / DAYS_A_YEAR, dtype=np.float64)


def _drift(sd: float, ahead: Floats, rng: np.random.Generator) -> Floats:
    """Return a random walk in years, along straight lines between them, that starts with the first week."""
    years = int(np.ceil(ahead[-1] - ahead[0])) + 2
    walk = np.concatenate([[0.0], np.cumsum(rng.standard_normal(years) * sd)])
    return np.asarray(np.interp(ahead - ahead[0], np.arange(years + 1), walk), dtype=np.float64)


def _rates(rates: Rates, ahead: Floats, drift: Floats, rng: np.random.Generator) -> Floats:
    """Return rates a year by week, authority and group."""
    level, trend, authority = rates.draw(rng)
    log = level[None, :] + trend[None, :] * damped(ahead)[:, None] + drift[:, None]
    return np.exp(log)[:, None, :] * authority[None] * _years(rates, ahead, authority.shape[0], rng)


def _relative(rates: Rates, ahead: Floats, drift: Floats, rng: np.random.Generator) -> Floats:
    """Return rates by week, authority and group over what the hazards were calibrated to."""
    mean = np.exp(rates.level)[None, :] * np.ones_like(rates.shape)
    return np.asarray(_rates(rates, ahead, drift, rng) / mean[None], dtype=np.float64)


def _years(rates: Rates, ahead: Floats, authorities: int, rng: np.random.Generator) -> Floats:
    """Return what a single year adds: one Gamma draw around 1 for each year, authority and group."""
    year = np.floor(ahead - ahead[0]).astype(int)
    size = (int(year[-1]) + 1, authorities, len(rates.yearly))
    spread = np.maximum(rates.yearly, 1e-12)
    drawn = rng.gamma(np.broadcast_to(1.0 / spread, size)) * spread
    return np.asarray(np.where(rates.yearly > 0, drawn, 1.0)[year], dtype=np.float64)


def _population(demand: Demand, weeks: int) -> Floats:
    """Return children by week, authority and age."""
    ends = [demand.first + timedelta(days=7 * week + 4) for week in range(weeks)]
    rows = [day.year + (day >= date(day.year, 4, 1)) - demand.year for day in ends]
    return np.asarray(demand.population[np.clip(rows, 0, len(demand.population) - 1)], dtype=np.float64)


def factors(changes: tuple[Change, ...], flow: str, week: int, authorities: tuple[str, ...], uasc: bool) -> Floats:
    """Return the multiplier of a flow in a week by authority and age; of exits for all kinds of exit at once."""
    found = np.ones((len(authorities), len(AGES)))
    for change in changes:
        if change.flow == flow and change.exit is None and change.uasc in (None, uasc):
            found *= touched(change, week, authorities)
    return found


def touched(change: Change, week: int, authorities: tuple[str, ...]) -> Floats:
    """Return one change's multiplier by authority and age."""
    where = np.array([not change.authorities or code in change.authorities for code in authorities])
    ages = np.array([not change.ages or age in change.ages for age in AGES])
    return np.where(where[:, None] & ages[None, :], change.at(week), 1.0)
