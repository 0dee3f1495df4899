"""docs/reference/levers.md: the register of levers, with the source of every number."""

from collections.abc import Iterable

from lines import NOTE, head, row

from placements.sufficiency.levers.figure import CONFIDENCE, Figure
from placements.sufficiency.levers.register import COST_OF, Effect, Lever, Register, register

OTHERS = {
    "occupied": "places occupied, in years for each", "households": "households, as a part of the amount",
    "kept": "households kept, as a part of the amount", "joining": "households that join",
    "leaving": "households that leave", "places": "places, as a part of the amount",
    "shift": "children who live elsewhere", "price": "price, as a part of the change in amount",
}  # fmt: skip


def levers() -> str:
    """Return docs/reference/levers.md."""
    found = register()
    lines = [
        NOTE, "# Levers", "",
        "What `placements scenario` knows of what would change how many children come into care, stay and leave, and "
        "of places. The register stands as data in [levers.toml](../../placements/sufficiency/levers/levers.toml). A "
        "number is its middle with its 80 % range. The letter after a source says how it is confirmed: " + "; ".join(
            f"{letter} {words}" for letter, words in CONFIDENCE.items()) + ".", "",
        "An effect on a flow is a relative rate among the children it can reach: 0.8 is a fifth fewer. `used` is "
        "drawn; it is never farther from no effect than what the quality of the study leaves of `reported`.", "",
        "## How far a study is believed", "", *head("quality", "kept of its effect", "why"),
        *(row(f"{g.title}", f"{100 * g.kept:.0f} %", g.note) for g in found.grades.values()), "",
        "What is given up may still be true, so it widens the range: the 80 % range reaches as far as the effect "
        "reported, and as far the other way.", "",
        "## Levers", "",
    ]  # fmt: skip
    for name, lever in found.levers.items():
        lines += _lever(name, lever, found)
    lines += ["## Whom levers can reach", "", *head("flow", "who", "part of the flow", "reached for each", "sources")]
    for name, group in found.eligible.items():
        served = "1" if group.served is None else _range(group.served)
        lines.append(row(f"`{name}`", group.title, _range(group.share), served, _sources((group.share, group.served))))
    lines += ["", "## What a week costs", "", *head("kind", "pounds a week", "source")]
    lines += [row(kind, _range(cost), _sources((cost,))) for kind, cost in found.unit_costs.items()]
    lines += ["", "## England, to scale an area from", "", *head("what", "number", "source")]
    lines += [
        row(name.replace("_", " "), f"{one.value:,g}", f"{one.source}, {one.year} ({one.confidence})")
        for name, one in found.national.items()
    ]
    return "\n".join([*lines, ""])


def _lever(name: str, lever: Lever, found: Register) -> list[str]:
    lines = [
        f"### {lever.title}", "",
        f"`{name}`. {lever.study} ({lever.years}). Source: {lever.source} ({lever.confidence}). "
        f"Quality: {found.grades[lever.grade].title}.", "",
    ]  # fmt: skip
    if lever.effects:
        lines += [*head("on", "reported", "used", "sources"), *(_effect(effect) for effect in lever.effects), ""]
    else:
        lines += [f"**{lever.says}**", ""]
    cost = lever.cost.figure
    words = COST_OF["none"] if cost is None else f"£{_range(cost)} {COST_OF[lever.cost.of]}. {_sources((cost,))}"
    said = [f"Cost: {words}.".replace("..", "."), f"{lever.hire} weeks to hire, {lever.effect_lag} to work, "
            f"{lever.ramp} to grow."]  # fmt: skip
    said += [f"`amount`: {lever.needs_amount}."] if lever.needs_amount else []
    said += [lever.as_stated] if lever.as_stated else []
    return [*lines, " ".join([*said, lever.notes]).strip(), ""]


def _effect(effect: Effect) -> str:
    on = f"`{effect.eligible}`" if effect.eligible else f"{OTHERS[str(effect.flow)]}: {effect.kind}"
    on += f" to {effect.to}" if effect.to else ""
    reported = "-" if effect.reported is None else _range(effect.reported)
    used = _range(effect.used) + ("" if effect.bound is None else f", never below {effect.bound:g}")
    return row(on, reported, used, _sources((effect.reported, effect.used, effect.share, effect.served)))


def _range(one: Figure) -> str:
    low, high = one.range
    return f"{one.median:,g}" if low == high else f"{one.median:,g} ({low:,g} to {high:,g})"


def _sources(figures: Iterable[Figure | None]) -> str:
    return "; ".join(f"{one.source}, {one.year} ({one.confidence})" for one in figures if one is not None)
