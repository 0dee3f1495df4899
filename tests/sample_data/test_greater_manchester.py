"""The larger sample can be used as it is, and its proposal is proven."""

from pathlib import Path

from placements import check, load, match

FOLDER = Path(__file__).resolve().parents[2] / "sample_data" / "greater_manchester"


def test_it_has_no_errors():
    assert [problem.sentence() for problem in check(FOLDER) if problem.severity == "error"] == []


def test_its_proposal_is_proven():
    document = match(load(FOLDER)).to_dict()
    assert document["solver"]["status"] == "optimal"
    assert [level["name"] for level in document["levels"] if level["gap"]] == []
    assert len(document["placements"]) + len(document["unplaced"]) == len(document["classes"])
