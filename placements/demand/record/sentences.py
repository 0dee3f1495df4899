"""What the record says, in sentences: who was nearer, how often the interval held, and how little evidence that is."""

from collections.abc import Mapping, Sequence
from typing import Any

WORDS = {
    "stock_and_flow": "stock and flow", "naive": "the last value", "line": "the straight line of ten years",
    "line_all_years": "the straight line of all years", "compound": "compound growth", "damped": "the damped trend",
    "constant_rates": "constant rates", "cs_demand_model": "cs-demand-model's method (rates of one year)",
    "cs_demand_model_all": "cs-demand-model's method (rates of all years)", "by_child": "children one by one",
    "line_quarters": "the straight line", "fitted_demand": "fitted demand",
}  # fmt: skip
"""Names of methods as sentences have them."""


def compared(winners: Sequence[Mapping[str, Any]], ours: str, whose: str, unit: str = "year") -> list[str]:
    """Return a sentence for each horizon: whether ours was nearest, or who was."""
    found = []
    for one in winners:
        ahead = f"{whose}, {one['horizon']} {unit}{'' if one['horizon'] == 1 else 's'} ahead"
        beaten = sorted(name for name, other in one["beside"].items() if other["ours_better"])
        lost = sorted((name for name in one["beside"] if name not in beaten),
                      key=lambda name: one["beside"][name]["crps_percent"])  # fmt: skip
        if not lost:
            second = min(one["beside"], key=lambda name: one["beside"][name]["crps_percent"])
            found.append(
                f"{ahead}: ours had the lowest mean score, {one['ours']:.2f} % of the true number; next came "
                f"{_word(second)} with {one['beside'][second]['crps_percent']:.2f} %."
            )
            continue
        rulers = "; ".join(f"{_word(name)} {one['beside'][name]['crps_percent']:.2f} %" for name in lost)
        found.append(f"{ahead}: ours was beaten ({one['ours']:.2f} % of the true number). Better: {rulers}.")
    return found


def beats(winners: Sequence[Mapping[str, Any]], rulers: Sequence[str], whose: str, unit: str = "year") -> list[str]:
    """Return a sentence for each ruler: at which horizons ours has the better mean score, and at which it has not."""
    found = []
    for name in rulers:
        held = [one for one in winners if name in one["beside"]]
        won = [one["horizon"] for one in held if one["beside"][name]["ours_better"]]
        lost = [one["horizon"] for one in held if not one["beside"][name]["ours_better"]]
        parts = [
            f"{verb} {_row(horizons)}" for verb, horizons in (("beats it", won), ("loses to it", lost)) if horizons
        ]
        if parts:
            found.append(f"{whose}, beside {_word(name)}: ours {' and '.join(parts)} {unit}s ahead.")
    return found


def covered(scores: Sequence[Mapping[str, Any]], ours: str, whose: str) -> list[str]:
    """Return one sentence on how often the intervals of ours held the truth, all horizons together."""
    rows = [one for one in scores if one["forecaster"] == ours and one["coverage"]]
    if not rows:
        return []
    total = sum(one["n"] for one in rows)
    shares = {level: sum(one["coverage"][level] * one["n"] for one in rows) / total for level in rows[0]["coverage"]}
    held = ", ".join(f"the {level} % interval {share:.0f} %" for level, share in shares.items())
    return [f"{whose}: of {total} forecasts of ours, intervals held the truth this often: {held}."]


def overlap(winners: Sequence[Mapping[str, Any]], unit: str = "years") -> str:
    """Return the sentence that says how few separate pieces of evidence there are."""
    last = winners[-1]
    if last["origins"] == 1:
        ahead = f"{last['horizon']} {unit} ahead"
        return f"There is a single origin {ahead}: one piece of evidence, however many areas share it."
    return (
        f"Origins overlap and are not independent: of {last['origins']} origins {last['horizon']} {unit} ahead, no "
        "more than "
        f"{last['separate_origins']} lie a whole horizon apart. A small difference between two methods proves nothing."
    )


def _row(horizons: Sequence[int]) -> str:
    *most, last = map(str, horizons)
    return f"{', '.join(most)} and {last}" if most else last


def _word(name: str) -> str:
    return WORDS.get(name, name)
