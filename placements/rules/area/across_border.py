"""XBORDER: a home outside England and Wales needs a court for a child in care, and approvals for any other.

A secure home in Scotland is left out of that: section 25 covers it since 2017, and says who approves it.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import CARE_ORDERS, Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

COUNTRY = "country"
COVERED = ("england", "wales")
BY_CODE = ("E", "W")
"""Codes of English and Welsh authorities begin with these letters (ONS); a home there needs no fact to say so."""
NAMES = {"scotland": "Scotland", "northern_ireland": "Northern Ireland"}

Array = npt.NDArray[Any]


def judge(pairs: Pairs) -> Judgement:
    """Ask for approval outside England and Wales; remark on Wales and on a Scottish secure home."""
    country = pairs.facts.of_homes(COUNTRY)
    by_code = pairs.of_homes(lambda h: h.authority[:1] in BY_CODE and h.authority[1:].isdigit())
    not_checked: Array = ~country.known & ~by_code & np.ones((1, 1), dtype=bool)
    if not country.anywhere:
        return Judgement(not_checked=not_checked)
    outside = country.that(lambda word: word not in COVERED)
    scottish = country.that(lambda word: word == "scotland") & pairs.kind(Kind.SECURE)
    return Judgement(
        needs_approval=outside & ~scottish | pairs.none(),
        noted=country.that(lambda word: word == "wales") | scottish | pairs.none(), not_checked=not_checked,
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which country, and who has to agree."""
    word, hers = str(case.pairs.facts.of_homes(COUNTRY).value[0, 0]), case.name_of(case.child.authority)
    director = f"Director of Children's Services, {hers}"
    if word == "wales":
        return Finding("The home is in Wales: lawful, and notices go by Welsh practice.", None, None, None, director)
    if word == "scotland" and case.home.kind is Kind.SECURE:
        return Finding("A secure home in Scotland: section 25 covers it, and Scottish Ministers approve the service.",
                       None, None, None, director)  # fmt: skip
    where = f"in {NAMES[word]}" if word in NAMES else "abroad"
    if case.child.legal_status in CARE_ORDERS:
        return Finding(
            f"The home is {where}: a child in care lives outside England and Wales only with the court's approval.",
            None, None, "The court approves.", f"the court, {hers}",
        )  # fmt: skip
    return Finding(
        f"The home is {where}, outside England and Wales: everyone with parental responsibility and the director "
        "approve.", None, None, "Everyone with parental responsibility and the director approve.", director,
    )  # fmt: skip


RULE = Rule(
    "XBORDER", "Outside England and Wales", RuleKind.APPROVAL,
    (sources.CHILDREN_ACT_1989_SCH_2_PARA_19, sources.CSWA_2017_SCH_1, sources.CPPCR_2010_REG_12),
    judge, say,
    opens_with="the court, or everyone with parental responsibility and the director, approve", reads=(COUNTRY,),
)  # fmt: skip
