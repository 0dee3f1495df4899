"""A match read back from its folder: the same proposal, or a refusal that says what to do."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from placements import api, examine
from placements.errors import InputError, UsageError
from placements.policy.policy import WELFARE, policy_from, policy_text, read_policy

OWN = {
    "levels": {"order": [*WELFARE, "weekly_cost"]},
    "rules": {"CH-GRADE": {"mode": "rule_out"}},
    "authorities": {"E08000003": {"u8_age": 10}},
    "children": {"MAN-01": {"reason": 'She "knows" the area', "points": {"school": 30}}},
}


@cache
def written() -> Path:
    folder = Path(mkdtemp()) / "monday"
    api.write_reports(api.match(api.load(api.sample("small"))), folder)
    return folder


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(written(), tmp_path / "copy"))


def spoil(folder, **changes):
    document = json.loads((folder / "match.json").read_text(encoding="utf-8"))
    (folder / "match.json").write_text(json.dumps({**document, **changes}), encoding="utf-8")


def test_the_proposal_is_read_back_and_counts_the_same():
    region = api.load(api.sample("small"))
    found = examine.recorded(region, written())
    result = api.match(region)
    assert found.home_of == result.home_of
    assert found.policy.digest == result.problem.policy.digest
    assert found.review.placements.keys() == result.review.placements.keys()


def test_a_policy_written_is_the_policy_read(tmp_path):
    policy = policy_from(OWN)
    (tmp_path / "policy.toml").write_text(policy_text(policy), encoding="utf-8")
    assert read_policy(tmp_path / "policy.toml").digest == policy.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "placements/match/2"}, {"placements": None}, {"placements": [{"child_id": "MAN-01"}]},
        {"placements": [{"child_id": "NOBODY", "home_id": "SAL-R2"}]}, {"inputs": "0" * 64}, {"version": 1},
    ],
)  # fmt: skip
def test_a_damaged_document_is_refused(copy, changes):
    spoil(copy, **changes)
    with pytest.raises(InputError):
        examine.recorded(api.load(api.sample("small")), copy)


@pytest.mark.parametrize("name", ["match.json", "policy.toml"])
def test_a_missing_or_broken_file_is_named(copy, name):
    region = api.load(api.sample("small"))
    (copy / name).write_text("{half", encoding="utf-8")
    with pytest.raises((InputError, UsageError), match=name):
        examine.recorded(region, copy)
    (copy / name).unlink()
    with pytest.raises(InputError, match=name):
        examine.recorded(region, copy)


def test_another_policy_is_refused_and_the_right_one_taken(copy):
    region = api.load(api.sample("small"))
    with pytest.raises(UsageError, match="another policy"):
        examine.recorded(region, copy, policy_from(OWN))
    (copy / "policy.toml").unlink()
    assert examine.recorded(region, copy, api.load_policy()).home_of
