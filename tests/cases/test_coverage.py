"""The cases cover what they promise: their number, both sides of every rule, and all fifteen pitfalls."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases.case_files import Case, PairCase, case_files
from pydantic import ValidationError

from placements.rules.catalogue import CODES

HERE = Path(__file__).resolve().parent
LEAST = 600

CASES_OF_RULES = {
    "TYPE-DEF": "supported", "TYPE-SUIT": "residential", "UNREG": "residential", "PREF-KIN": "kinship",
    "FAM-FIRST": "residential", "DIS-SUIT": "residential", "IN-AREA": "out-of-area", "OOA-NOM": "out-of-area",
    "OOA-DCS": "out-of-area", "OOA-EXEMPT": "out-of-area", "DIST-20": "out-of-area", "DIST-WANTED": "out-of-area",
    "EDU-KEEP": "school", "KS4": "school", "F-APPROVED": "fostering", "F-TERMS": "fostering",
    "F-LIMIT3": "fostering-limit", "F-BED": "fostering", "F-SMOKE": "fostering", "F-AVAIL": "capacity",
    "F-CONSENT": "fostering", "K-CHILD-ONLY": "kinship", "K-VIAB": "kinship", "K-REG24": "kinship",
    "CH-REG": "residential", "CH-COND": "residential", "CH-PLACES": "residential", "CH-SOP": "residential",
    "CH-IRA": "residential", "CH-SOLO": "residential", "CH-GRADE": "residential", "CH-U8": "residential",
    "CH-PEER": "safety", "SA-U16": "supported", "SA-16": "supported", "SEC-CRIT": "secure", "SEC-U13": "secure",
    "SEC-AGE": "secure", "SEC-NATIONAL": "secure", "SEC-APPROVED": "secure", "DOL-TYPE": "secure",
    "ZONE-AVOID": "safety", "NOMINATION": "money", "SPOT-AUTH": "money", "SIB-TOGETHER": "siblings",
    "IDENTITY": "identity", "BLOCK-FIRST": "money", "CONSENT-CARER": "capacity", "PIN": "capacity",
}  # fmt: skip
"""Rules whose both sides stand in a file of cases; a new rule is added here with its cases."""


def _all() -> list[Case]:
    return [case for file in case_files().values() for case in (*file.case, *file.region)]


def _pairs(stem: str) -> Iterator[PairCase]:
    yield from case_files()[stem].case


def _bites(case: PairCase) -> set[str]:
    return {*case.expect.rules, *case.expect.remarks, *case.expect.words}


def test_there_are_enough_cases_and_no_two_of_one_name() -> None:
    names = [case.name for case in _all()]
    assert len(names) >= LEAST
    assert len(set(names)) == len(names), sorted({n for n in names if names.count(n) > 1})
    assert all(case.why and case.name[0].isupper() for case in _all())


def test_every_rule_has_a_case_where_it_bites_and_one_where_it_does_not() -> None:
    bites, silent = (
        {code: stem for code, stem in CASES_OF_RULES.items() if not _found(code, stem, side)} for side in (0, 1)
    )
    assert (bites, silent) == ({}, {})


def _found(code: str, stem: str, side: int) -> bool:
    return any(code in (_bites(case), set(case.expect.silent))[side] for case in _pairs(stem))


def test_the_rules_of_the_cases_exist() -> None:
    assert CASES_OF_RULES.keys() <= CODES
    named = {code for stem in case_files() for case in _pairs(stem) for code in (*_bites(case), *case.expect.silent)}
    assert named <= CODES


def test_every_outcome_is_expected_somewhere() -> None:
    met = {case.expect.outcome for stem in case_files() for case in _pairs(stem)}
    assert met == {"available", "if_confirmed", "needs_approval", "cannot_confirm", "ruled_out"}


def test_every_pitfall_has_a_case_or_a_named_test() -> None:
    numbered = {case.pitfall for case in _all()} - {None}
    text = (HERE / "test_pitfalls.py").read_text(encoding="utf-8")
    named = {number for number in range(1, 16) if f"def test_pitfall_{number:02}_" in text}
    assert numbered | named == set(range(1, 16))


def test_a_case_that_is_expected_to_fail_says_why() -> None:
    assert all(len(case.xfail) > 20 for case in _all() if case.xfail)


@pytest.mark.parametrize(
    "slip", [{"childs": {}}, {"expect": {"outcome": "availabel"}}, {"home": {"place": 2}}, {"pitfall": 16}]
)
def test_a_misspelt_case_is_refused(slip: dict[str, Any]) -> None:
    case = {"name": "A name", "why": "a source", "expect": {"outcome": "available"}}
    PairCase.model_validate(case).region()
    with pytest.raises(ValidationError):
        PairCase.model_validate({**case, **slip}).region()
