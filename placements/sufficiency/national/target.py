"""What a promise of so many more fostering places asks for: households, approvals and deregistrations, step by step."""

import math
from dataclasses import dataclass
from typing import Any

from placements.errors import UsageError
from placements.sufficiency.national.figures import figure

SCHEMA = "placements/target/1"
READ = (
    "fostering_places", "fostering_households", "households_joined", "households_left", "fostering_applications",
    "fostering_approved", "fostering_vacant_percent", "fostering_unavailable_percent",
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """So many more places within so many years, from households that join and leave in an ordinary year."""

    places: int
    years: float
    places_per_household: float
    joined: float
    left: float

    @property
    def households(self) -> int:
        """Households more than today, once those that leave are made up for."""
        return math.ceil(self.places / self.places_per_household - 1e-9)

    @property
    def per_year(self) -> float:
        """Households more, in each year."""
        return self.households / self.years

    @property
    def approvals(self) -> float:
        """Households to approve in each year, if as many leave as now."""
        return self.left + self.per_year

    @property
    def leavers(self) -> float:
        """Households that may leave in each year, if as many are approved as now; below 0 it cannot be done so."""
        return self.joined - self.per_year


def check_target(
    places: int, years: float, *, places_per_household: float | None = None, joined: float | None = None,
    left: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a target asks for, with every step of the arithmetic; raises UsageError for what cannot be."""
    if places < 1:
        raise UsageError("PLACES is how many more places there should be: 1 or more.")
    if not (0 < years <= 100):
        raise UsageError("YEARS is how many years there are: more than 0, and no more than 100.")
    ratio = figure("fostering_places").value / figure("fostering_households").value
    target = Target(
        places, years, ratio if places_per_household is None else places_per_household,
        figure("households_joined").value if joined is None else joined,
        figure("households_left").value if left is None else left,
    )  # fmt: skip
    if not (0 < target.places_per_household <= 20):
        raise UsageError("--places-per-household is more than 0 and no more than 20.")
    if target.joined <= 0 or target.left <= 0:
        raise UsageError("--joined and --left are households in a year: more than 0.")
    return {
        "schema": SCHEMA, "places": places, "years": years,
        "assumed": {
            "places_per_household": round(target.places_per_household, 4), "joined": target.joined, "left": target.left,
        },
        "answer": _answer(target), "steps": _steps(target, places_per_household is None),
        "sentences": _sentences(target), "figures": [figure(key).to_dict() for key in READ],
    }  # fmt: skip


def _answer(target: Target) -> dict[str, Any]:
    half = target.per_year / 2
    return {
        "net_households": target.households,
        "net_households_per_year": round(target.per_year),
        "net_households_per_year_now": round(target.joined - target.left),
        "approvals_per_year": round(target.approvals),
        "approvals_change_percent": _percent(target.approvals, target.joined),
        "leavers_per_year": round(target.leavers),
        "leavers_change_percent": _percent(target.leavers, target.left),
        "leavers_alone_suffice": target.leavers >= 0,
        "half_and_half": {
            "approvals_per_year": round((target.joined + target.left) / 2 + half),
            "leavers_per_year": round((target.joined + target.left) / 2 - half),
        },
        "places_lived_in": round(target.places * _share_filled()),
    }


def _steps(target: Target, published_ratio: bool) -> list[dict[str, Any]]:
    """Return each step: what it finds, how, and the value."""
    joined, left = target.joined, target.left
    places, households = figure("fostering_places").value, figure("fostering_households").value
    ratio, net = f"{target.places_per_household:.3f}", f"{target.per_year:,.0f}"
    of = f"{places:,.0f} / {households:,.0f}" if published_ratio else "as given"
    steps = [
        ("places in a household", of, round(target.places_per_household, 3)),
        ("households more, net of those that leave", f"{target.places:,} / {ratio}", target.households),
        ("households more a year", f"{target.households:,} / {target.years:g}", round(target.per_year)),
        ("households more a year as things are", f"{joined:,.0f} - {left:,.0f}", round(joined - left)),
        ("approvals a year, if as many leave as now", f"{left:,.0f} + {net}", round(target.approvals)),
        ("leavers a year, if as many are approved as now", f"{joined:,.0f} - {net}", round(target.leavers)),
        ("places a child would live in, as many stand empty as now",
         f"{target.places:,} x {_share_filled():.2f}", round(target.places * _share_filled())),
    ]  # fmt: skip
    return [dict(zip(("what", "arithmetic", "value"), step, strict=True)) for step in steps]


def _sentences(target: Target) -> list[str]:
    answer = _answer(target)
    up, down = 100 * (target.approvals / target.joined - 1), 100 * (target.leavers / target.left - 1)
    net, now = answer["net_households_per_year"], answer["net_households_per_year_now"]
    found = [
        f"{target.places:,} more places are {target.households:,} more fostering households, "
        f"{net:,} a year, where there are now {abs(now):,} {'more' if now >= 0 else 'fewer'} each year.",
        f"If as many leave as now, {answer['approvals_per_year']:,} have to be approved each year instead of "
        f"{target.joined:,.0f} ({up:+.0f} %).",
    ]
    if answer["leavers_alone_suffice"]:
        found.append(
            f"If as many are approved as now, no more than {answer['leavers_per_year']:,} may leave each year instead "
            f"of {target.left:,.0f} ({down:+.0f} %)."
        )
    else:
        found.append("Keeping those who foster is not enough: even if nobody left, too few would be approved.")
    both = answer["half_and_half"]
    found.append(
        f"Half by each: {both['approvals_per_year']:,} approvals and {both['leavers_per_year']:,} leavers a year."
    )
    found.append(
        f"If as large a share stands empty or is not available as now, children live in "
        f"{answer['places_lived_in']:,} of the {target.places:,} places."
    )
    applied, approved = figure("fostering_applications").value, figure("fostering_approved").value
    found.append(
        f"Of {applied:,.0f} applications to foster in {figure('fostering_applications').year}, {approved:,.0f} were "
        f"approved within the year ({100 * approved / applied:.0f} %)."
    )
    return found


def _share_filled() -> float:
    return 1 - (figure("fostering_vacant_percent").value + figure("fostering_unavailable_percent").value) / 100


def _percent(new: float, old: float) -> float:
    return round(100 * (new / old - 1), 1)
