"""What `verify` accepts and refuses: every match as it was written, and none with a value changed."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from explain.roomy import roomy, tight
from properties.regions import region_with_facts, roomy_region, small_region
from verify.mutating import mutated, repair

from placements import api, examine
from placements.errors import RejectedError
from placements.policy.policy import policy_from


@cache
def region():
    return api.load(api.sample("small"))


@cache
def written(*readers: str) -> Path:
    folder = Path(mkdtemp()) / "monday"
    api.write_reports(api.match(region()), folder, readers)
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(RejectedError) as fault:
        examine.verify(region(), folder)
    assert fault.value.exit_code == 6
    return str(fault.value)


def change(folder: Path, name: str, **values) -> None:
    document = json.loads((folder / name).read_text(encoding="utf-8"))
    (folder / name).write_text(json.dumps({**document, **values}, indent=1, ensure_ascii=False) + "\n", newline="")


@pytest.fixture
def copy(tmp_path) -> Path:
    return Path(shutil.copytree(written(), tmp_path / "copy"))


@pytest.mark.parametrize("readers", [(), ("public",), ("authority:E08000003",)])
def test_a_match_as_written_is_verified(readers) -> None:
    found = examine.verify(region(), written(*readers)).to_dict()
    assert found["verified"]
    assert found["notes"] == []
    whats = [check["what"] for check in found["checks"]]
    assert {"placements lawful", "values of levels", "certificate", "files, byte for byte"} <= set(whats)
    assert sum(c["number"] for c in found["checks"] if c["what"] == "levels proven best") == 12


def test_quick_says_what_it_leaves_out() -> None:
    found = examine.verify(region(), written(), quick=True).to_dict()
    assert len(found["notes"]) == 1
    assert not any("comparisons" in check["what"] for check in found["checks"])


@pytest.mark.parametrize("seed", range(30))
def test_matches_of_small_regions_are_verified(seed: int, tmp_path) -> None:
    made = small_region(seed)
    api.write_reports(api.match(made), tmp_path / "out")
    assert examine.verify(made, tmp_path / "out").checks


EVERY_KIND = ((small_region, 200), (region_with_facts, 40), (roomy_region, 20), (roomy, 18), (tight, 18))


@pytest.mark.long
@pytest.mark.parametrize(("make", "seed"), [(make, seed) for make, count in EVERY_KIND for seed in range(count)])
def test_matches_of_every_kind_of_region_are_verified(make, seed: int, tmp_path) -> None:
    """The regions the other tests solve: with facts, with homes that run for few, with vacancies of every kind."""
    made = make(seed)
    api.write_reports(api.match(made), tmp_path / "out")
    assert examine.verify(made, tmp_path / "out").checks


def test_a_previous_proposal_and_a_policy_of_ones_own_are_kept(tmp_path) -> None:
    policy = policy_from({"rules": {"CH-GRADE": {"mode": "rule_out"}}, "points": {"distance": 3}})
    first = api.match(region(), policy)
    second = api.match(region(), policy, previous=first.home_of)
    api.write_reports(second, tmp_path / "out")
    assert examine.verify(region(), tmp_path / "out").checks
    change(tmp_path / "out", "certificate.json", previous={})
    assert refused(tmp_path / "out")


def mutations(seeds, tmp_path) -> list[str]:
    """Return the places of changed values that were not refused."""
    accepted = []
    for seed in seeds:
        folder = tmp_path / str(seed)
        where = mutated(written(), folder, seed)
        try:
            examine.verify(region(), folder)
        except RejectedError:
            pass
        else:
            accepted.append(where)
        shutil.rmtree(folder)
    return accepted


@cache
def guaranteed() -> Path:
    """A match under the guarantee, so that the certificate holds every member alone."""
    folder = Path(mkdtemp()) / "guaranteed"
    api.write_reports(api.match(region(), policy_from({"pooling": {"guarantee": True}})), folder)
    return folder


def test_a_match_with_the_guarantee_is_verified() -> None:
    found = examine.verify(region(), guaranteed()).to_dict()
    assert sum(c["number"] for c in found["checks"] if c["what"] == "levels of members alone proven best") == 4 * 12


def test_more_promised_or_claimed_alone_is_refused(tmp_path) -> None:
    document = json.loads((guaranteed() / "certificate.json").read_text(encoding="utf-8"))
    for code in document["alone"]:
        for name, part in (("promised", "soon"), ("least", 0), ("minimised", 2)):
            folder = Path(shutil.copytree(guaranteed(), tmp_path / f"{code}{name}"))
            changed = json.loads(json.dumps(document))
            changed["alone"][code][name][part] += 1
            change(folder, "certificate.json", alone=changed["alone"])
            repair(folder)
            assert refused(folder)


def test_changed_values_are_refused(tmp_path) -> None:
    assert mutations(range(60), tmp_path) == []


@pytest.mark.long
def test_five_hundred_changed_values_are_refused(tmp_path) -> None:
    assert mutations(range(1000, 1500), tmp_path) == []


@pytest.mark.parametrize("name", ["match.json", "certificate.json", "region/report.html", "region/match.xlsx"])
def test_a_missing_file_is_named(copy, name) -> None:
    (copy / name).unlink()
    assert Path(name).name in refused(copy)


@pytest.mark.parametrize("name", ["match.json", "certificate.json"])
def test_a_file_cut_short_is_named(copy, name) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:-40])
    assert name in refused(copy)


def test_a_better_bound_than_can_be_proven_is_refused(copy) -> None:
    """A level is made to look as good as it could be by moving value and bound together, checksums and all."""
    document = json.loads((copy / "certificate.json").read_text(encoding="utf-8"))
    level = next(claim for claim in document["levels"] if claim["support"] == "prices")
    level["least"] += 1
    (copy / "certificate.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", newline="")
    repair(copy)
    assert refused(copy)


def test_a_clique_row_that_does_not_follow_is_refused(copy) -> None:
    change(copy, "certificate.json", cuts=[[0, 1, 2, 3, 4, 5]])
    repair(copy)
    assert "does not follow" in refused(copy)


def test_another_region_is_refused(copy) -> None:
    with pytest.raises(RejectedError, match="other rows"):
        examine.verify(api.load(api.sample("greater_manchester")), copy)


def test_no_cell_of_a_child_is_in_a_refusal(copy) -> None:
    document = json.loads((copy / "match.json").read_text(encoding="utf-8"))
    document["placements"][0]["reasons"] = ["CANARY"]
    document["placements"][0]["miles"] = 987654.3
    change(copy, "match.json", placements=document["placements"])
    said = refused(copy)
    assert "CANARY" not in said
    assert "987654" not in said
    assert "placements.0" in said


def test_sums_are_exact() -> None:
    """The bound of prices is a sum of whole numbers, so that one millionth too much is one too much."""
    from scipy import sparse

    from placements.optimise.certificate import MILLION, Sums
    from placements.optimise.matrix import Matrix

    rows = Matrix(sparse.csr_matrix(np.array([[1.0, 1.0]])), np.array([1.0]), np.array([1.0]))
    bound, reduced = Sums(rows).priced(np.array([3, 5]), {0: 3 * MILLION})
    assert bound == 3 * MILLION
    assert reduced.tolist() == [0, 2 * MILLION]
    bound, _ = Sums(rows).priced(np.array([3, 5]), {0: 3 * MILLION + 1})
    assert bound == 3 * MILLION
