"""Every case in the files beside this one: what a practitioner expects, held against the program."""

from typing import Any

import pytest
from cases.case_files import PairCase, RegionCase, Word, case_files

import placements
from placements.candidates.verdicts import PairVerdict, judge_pair
from placements.domain.codes import Outcome
from placements.explain.result import MatchResult


def _params(kind: str) -> list[Any]:
    return [
        pytest.param(
            case, id=f"{stem}: {case.name}", marks=[pytest.mark.xfail(reason=case.xfail)] if case.xfail else []
        )
        for stem, file in case_files().items()
        for case in getattr(file, kind)
    ]


@pytest.mark.parametrize("case", _params("case"))
def test_a_child_and_a_home(case: PairCase) -> None:
    expected, verdict = case.expect, judge_pair(case.region(), case.rules_in_force(), "C1", "H1")
    heard = {v.rule.code: v.outcome.word for v in verdict.verdicts}
    assert verdict.outcome.word == expected.outcome, heard
    if expected.outcome != "available":
        assert {code for code, outcome in heard.items() if outcome == expected.outcome} == set(expected.rules), heard
    remarked = {code for code, outcome in heard.items() if outcome == "available"}
    assert set(expected.remarks) <= remarked, heard
    assert not set(expected.silent) & set(heard), heard
    assert not set(expected.fine) & {*heard, *verdict.not_checked}, (heard, verdict.not_checked)
    assert set(expected.not_checked) <= set(verdict.not_checked), verdict.not_checked
    for code, word in expected.words.items():
        _hear(verdict, code, word)


def _hear(verdict: PairVerdict, code: str, word: Word) -> None:
    said = next(v for v in verdict.verdicts if v.rule.code == code)
    for name in ("measured", "limit"):
        wanted = getattr(word, name)
        if wanted is not None:
            assert getattr(said.finding, name) == (None if wanted == "none" else wanted), said.finding
    if word.unlock:
        assert bool(said.unlock) is (word.unlock == "some"), said.unlock
    who, sentence = said.finding.who or "", said.finding.sentence
    assert word.who_has in who, who
    assert not word.who_lacks or word.who_lacks not in who, who
    assert word.sentence_has in sentence, sentence
    assert not [text for text in word.sentence_lacks if text in sentence], sentence


@pytest.mark.parametrize("case", _params("region"))
def test_a_small_region(case: RegionCase) -> None:
    region, expected = case.region(), case.expect
    result = placements.match(region, case.rules_in_force(), previous=case.previous or None)
    found = result.review.placements
    if expected.proposal is not None:
        assert {c: result.home_of.get(c, "") for c in region.group_of} == expected.proposal
    for level, value in expected.levels.items():
        assert result.values[level] == value, (level, result.home_of)
    if expected.stop_gaps is not None:
        assert sorted(c for c, p in found.items() if p.stop_gap) == sorted(expected.stop_gaps)
    for first, second in expected.apart:
        assert result.home_of[first] != result.home_of[second]
    for child_id, outcome in expected.outcomes.items():
        assert found[child_id].verdict.outcome.word == outcome
    for child_id, codes in expected.approvals.items():
        assert {v.rule.code for v in found[child_id].verdict.of(Outcome.NEEDS_APPROVAL)} == set(codes)
    _ask(case, result)
    _read(case, result)


def _ask(case: RegionCase, result: MatchResult) -> None:
    """The order of one child's homes, and practitioners' own proposals."""
    region, policy = result.problem.region, result.problem.policy
    for child_id, homes in case.expect.shortlist.items():
        listed = placements.child(region, child_id, policy).to_dict()["homes"]
        assert tuple(entry["home_id"] for entry in listed) == homes
    for wanted in case.expect.scores:
        assert placements.score(region, wanted.proposal, policy).lawful is wanted.lawful, wanted.proposal


def _read(case: RegionCase, result: MatchResult) -> None:
    """What the written match says of those without a home, of decisions and of settled children."""
    expected = case.expect
    if not (expected.unplaced or expected.decisions or expected.no_unlock_of or expected.settled is not None):
        return
    document = result.to_dict()
    without = {entry["child_id"]: entry for entry in document["unplaced"]}
    for child_id, why in expected.unplaced.items():
        assert without[child_id]["why"] == why, without[child_id]
    assert set(expected.decisions) <= {decision["kind"] for decision in document["decisions"]}, document["decisions"]
    offered = {change["rule"] for entry in without.values() for u in entry["unlocks"] for change in u["changes"]}
    assert not offered & set(expected.no_unlock_of)
    if expected.settled is not None:
        assert tuple(document["settled"]) == expected.settled
