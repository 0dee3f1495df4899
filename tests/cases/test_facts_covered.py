"""Every rule that reads facts has cases that bite, are fine and are not recorded, and both sides of its marks."""

from collections.abc import Iterator
from datetime import date

import pytest
from cases.case_files import FactRow, PairCase, case_files

from placements.domain.facts import shipped
from placements.rules.catalogue import RULES

READING = [rule for rule in RULES if rule.reads]
CODES = [rule.code for rule in READING]
CLOSE = {"whole": 1, "number": 0.5, "date": 1}
"""How near the two sides of a mark lie: a day, a whole number, half a member of staff or half a mile."""
NO_MARK = {("REUNIFY", "return_home_planned"), ("UASC-NTS", "transfer_agreed_on")}
"""Days that are said whatever they are; the ten working days of a transfer are two cases told apart by their words."""
MARKED = [
    pytest.param(rule.code, name, id=f"{rule.code} {name}")
    for rule in READING for name in rule.reads
    if shipped()[name].value in ("whole", "number", "date") and (rule.code, name) not in NO_MARK
]  # fmt: skip


def _cases() -> Iterator[PairCase]:
    for file in case_files().values():
        yield from (case for case in file.case if case.facts)


def _facts(case: PairCase) -> dict[str, str | int | float | date]:
    return {
        name: row.value if isinstance(row, FactRow) else row
        for said in case.facts.values()
        for name, row in said.items()
    }


def _bites(code: str) -> list[PairCase]:
    reads = set(next(rule.reads for rule in READING if rule.code == code))
    found = (case for case in _cases() if code in {*case.expect.rules, *case.expect.remarks, *case.expect.words})
    return [case for case in found if reads & set(_facts(case))]


def _fine(code: str) -> list[PairCase]:
    return [case for case in _cases() if code in case.expect.fine]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_that_reads_facts_has_a_case_of_every_sort(code: str) -> None:
    """One where the fact makes it bite, one where the fact is fine, one where nobody has recorded it."""
    unrecorded = [case for file in case_files().values() for case in file.case if code in case.expect.not_checked]
    left_out = [sort for sort, cases in
                {"bites": _bites(code), "is fine": _fine(code), "is not recorded": unrecorded}.items()
                if not cases]  # fmt: skip
    assert not left_out, f"{code} has no case in which it {left_out}"


@pytest.mark.parametrize("code", CODES)
def test_every_fact_a_rule_reads_is_on_record_in_a_case_of_it(code: str) -> None:
    told = {name for case in (*_bites(code), *_fine(code)) for name in _facts(case)}
    assert set(next(rule.reads for rule in READING if rule.code == code)) <= told


@pytest.mark.parametrize(("code", "name"), MARKED)
def test_a_mark_has_a_case_on_either_side(code: str, name: str) -> None:
    """A number or a day at which a rule begins to bite has two cases next to each other."""
    here, there = ({_value(name, case) for case in side} - {None} for side in (_bites(code), _fine(code)))
    near = [(a, b) for a in here for b in there if 0 < abs(a - b) <= CLOSE[shipped()[name].value]]
    assert near, f"{code} bites at {here} and is fine at {there}"


def _value(name: str, case: PairCase) -> float | None:
    value = _facts(case).get(name)
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, int | float) else None


def test_the_exceptions_are_rules_and_facts_there_are() -> None:
    marks = {(rule.code, name) for rule in READING for name in rule.reads}
    assert marks >= NO_MARK
