"""The sheet a provider gets: for each of its homes the child proposed, without a name, and a box for the answer."""

from typing import Any, NamedTuple

from placements.domain.needs import need_label
from placements.reports.plain_csv import csv_text
from placements.reports.render import css_string, render
from placements.reports.words import capital, day, listed

COLUMNS = (
    "token", "home_id", "age", "sex", "starts", "ends", "needs", "siblings_together", "questions", "approvals",
    "answer", "said_by", "on",
)  # fmt: skip
"""The columns of offer.csv; the last three are for the provider to fill in."""

SEX = {"F": "girl", "M": "boy", "U": "not recorded"}
ANSWERS = {"offered": "Offered", "accepted": "Accepted", "declined": "Declined"}


class Offer(NamedTuple):
    """One child for one home, in words."""

    token: str
    facts: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    approvals: tuple[str, ...]


class Home(NamedTuple):
    """One home with the children proposed to it."""

    home_id: str
    offers: tuple[Offer, ...]


def offer_page(view: dict[str, Any]) -> str:
    """Return the page of a provider's view (`placements.sharing`)."""
    date = day(view["as_of"])
    return render(
        "offer.html.j2",
        view=view,
        level=view["audience"]["label"],
        date=date,
        homes=_homes(view),
        answers=[ANSWERS.get(code, capital(code)) for code in view["answers"]],
        footer=css_string(f"{view['audience']['label']}. {view['region']}, {date}. A proposal: people decide."),
    )


def offer_csv(view: dict[str, Any]) -> str:
    """Return the same as a table, with room for the answers in the words of offers.csv."""
    return csv_text(COLUMNS, view["offers"])


def _homes(view: dict[str, Any]) -> tuple[Home, ...]:
    ids = dict.fromkeys(row["home_id"] for row in view["offers"])
    return tuple(Home(h, tuple(_offer(row) for row in view["offers"] if row["home_id"] == h)) for h in ids)


def _offer(row: dict[str, Any]) -> Offer:
    age = "not recorded" if row["age"] is None else f"{row['age']} years"
    needs = listed([need_label(code) for code in row["needs"]]) or "none recorded"
    facts = (
        ("Child", f"{age}, {SEX.get(row['sex'], 'not recorded')}"),
        ("Stay", f"from {day(row['starts'])}, to end before {day(row['ends'])}"),
        ("Needs to meet", capital(needs)),
        ("With brothers or sisters", "Yes, in this home" if row["siblings_together"] else "No"),
    )
    return Offer(row["token"], facts, tuple(row["questions"]), tuple(capital(role) for role in row["approvals"]))
