"""Facts at random: any fact of the shipped list about some of the people and homes of a region."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from factories import fact

from placements.domain.children import Fact
from placements.domain.facts import Shipped, fact_names, shipped
from placements.domain.homes import Resident

AUTHORITIES = ("A1", "A2")
"""Those of every region made for tests."""


def any_value(dice: Random, what: Shipped, today: date, people: Sequence[str]) -> str:
    """Return something the fact may say; small numbers and days near today, so that rules bite now and then."""
    if what.value == "flag":
        return dice.choice(("yes", "no"))
    if what.value == "date":
        return dice.choice(("none", *((today + timedelta(days=dice.randint(-20, 100))).isoformat() for _ in range(4))))
    if what.value in ("whole", "number"):
        few, many = dice.randint(int(what.low), min(int(what.high), 5)), dice.randint(5, 366)
        return str(dice.choice((few, many, 366)) if what.high > 300 else few)
    if what.value == "word":
        return dice.choice(what.words)
    codes = list(what.words or (AUTHORITIES if what.name == "transfer_from" else people))
    return ";".join(dice.sample(codes, min(len(codes), dice.randint(1, 2)))) or "none"


def facts_at_random(
    dice: Random,
    today: date,
    children: Sequence[str],
    homes: Sequence[str],
    residents: Sequence[Resident],
    share: float,
) -> tuple[Fact, ...]:
    """Return rows about a share of those each fact may be about; ids are residents of the home, or homes."""
    about = {"child": children, "home": homes, "resident": list(dict.fromkeys(r.resident_id for r in residents))}
    lives = {home: list(dict.fromkeys(r.resident_id for r in residents if r.home_id == home)) for home in homes}
    return tuple(
        fact(subject, who, name, any_value(dice, shipped()[name], today, lives.get(who, homes)))
        for name in fact_names() for subject in shipped()[name].of for who in about[subject] if dice.random() < share
    )  # fmt: skip
