"""Two proposals side by side: nothing said that the plain review does not say, and the same either way round."""

import json
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from factories import MONDAY, make_child, make_home, make_region
from properties.regions import small_region

import placements
from placements import api, examine
from placements.candidates.verdicts import judge_pair
from placements.errors import InputError
from placements.explain.comparison import Comparison
from placements.explain.sides import Side
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import pose
from placements.optimise.solve import shown
from placements.policy.policy import default_policy

SEEDS = range(60)
MIRRORED = {"moved": "moved", "gained": "lost", "lost": "gained", "same": "same", "none": "none"}
FLIPPED = {"a": "b", "b": "a", "equal": "equal"}


def somebodys(region, seed):
    """Return a proposal as people make them: the best with a few children elsewhere, lawful or not."""
    random, home_of = Random(seed), dict(placements.match(region).home_of)
    for child_id in random.sample(sorted(region.group_of), min(2, len(region.group_of))):
        home_id = random.choice([None, *region.home])
        home_of.pop(child_id, None)
        home_of |= {child_id: home_id} if home_id else {}
    return home_of


@cache
def compared(seed, turned=False):
    region = small_region(seed)
    sides = (Side("list", placements.match(region).home_of), Side("list", somebodys(region, seed)))
    return Comparison(pose(region, default_policy()), *(sides[::-1] if turned else sides))


def test_a_proposal_beside_itself_shows_nothing():
    for seed in SEEDS:
        region = small_region(seed)
        side = Side("list", somebodys(region, seed))
        found = Comparison(pose(region, default_policy()), side, side).to_dict()
        assert found["first"] is None
        assert found["better"] == "equal"
        assert found["better_in_a"] == found["better_in_b"] == found["new"] == found["left"] == []
        assert set(found["counts"]) <= {"same", "none"}
        assert not any(row["reasons"] for row in found["children"])
        assert all(row["better"] == "equal" for row in (*found["levels"], *found["children"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_turned_round_gains_are_losses(seed):
    one, two = compared(seed).to_dict(), compared(seed, turned=True).to_dict()
    assert one["better"] == FLIPPED[two["better"]]
    assert (one["better_in_a"], one["better_in_b"]) == (two["better_in_b"], two["better_in_a"])
    for a, b in zip(one["levels"], two["levels"], strict=True):
        assert (a["a"], a["b"], a["better"]) == (b["b"], b["a"], FLIPPED[b["better"]])
    for a, b in zip(one["children"], two["children"], strict=True):
        assert (a["change"], a["better"], a["a"], a["b"]) == (
            MIRRORED[b["change"]], FLIPPED[b["better"]], b["b"], b["a"],
        )  # fmt: skip
        assert sorted(r["code"] for r in a["reasons"]) == sorted(r["code"] for r in b["reasons"])
    for a, b in zip(one["authorities"], two["authorities"], strict=True):
        assert (a["placed_a"], a["better_in_a"], a["weekly_cost_a"], a["extra_cost_a"]) == (
            b["placed_b"], b["better_in_b"], b["weekly_cost_b"], b["extra_cost_b"],
        )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_every_level_and_cost_is_the_reviews(seed):
    found = compared(seed)
    document = found.to_dict()
    for row in document["levels"]:
        for side, review in (("a", found.a), ("b", found.b)):
            assert row[side] == shown(row["name"], OBJECTIVES[row["name"]].value(review))
    differing = [row["name"] for row in document["levels"] if row["a"] != row["b"]]
    assert (document["first"] or {"name": None})["name"] == (differing[0] if differing else None)
    for side, review in (("a", found.a), ("b", found.b)):
        assert document[side]["lawful"] == (not faults(review))
        assert document[side]["weekly_cost"] * 100 == pytest.approx(sum(p.full for p in review.placements.values()))
        assert sum(row[f"weekly_cost_{side}"] for row in document["authorities"]) == pytest.approx(
            document[side]["weekly_cost"]
        )


def tried(found, side, children):
    """Return the other proposal with some children put where this one has them."""
    here, there = (found.a, found.b) if side == "a" else (found.b, found.a)
    home_of = {c: h for c, h in there.home_of.items() if c not in children}
    home_of |= {c: here.home_of[c] for c in children if c in here.home_of}
    return there, there.after(home_of)


def held_true(found, row, reason):
    """Try one reason again, from the records."""
    region, side = found.region, reason["about"]
    unit = [row["child_id"], *row["with"]]
    if reason["code"] == "POINTS":
        assert (reason["a"], reason["b"]) == (row["a"]["points"], row["b"]["points"])
        return
    there, other = tried(found, side, unit)
    if reason["code"] == "RULE" and reason["rule"] in _failing(found, row["child_id"], reason["home_id"]):
        return
    new = [f for f in faults(other) if f not in faults(there) and set(f.children) & set(unit)]
    if reason["code"] in ("RULE", "FLOOR", "GROUP", "PIN", "POLICY"):
        assert any(f.rule == reason["rule"] and list(f.children) == reason["children"] for f in new)
    elif reason["code"] == "TAKEN":
        assert set(reason["children"]) <= {c for c, h in there.home_of.items() if h == reason["home_id"]}
        assert reason["rule"] in {f.rule for f in new if f.home_id == reason["home_id"]}
        assert all(region.child[c].child_id in reason["sentence"] for c in reason["children"])
    else:
        assert not new
        before, after = ([shown(n, OBJECTIVES[n].value(r)) for n in found.policy.levels.order] for r in (there, other))
        differing = [k for k, (x, y) in enumerate(zip(before, after, strict=True)) if x != y]
        assert (reason["code"] == "TIE") == (not differing)
        if differing:
            k = differing[0]
            assert (reason["level"], reason["now"], reason["then"]) == (
                found.policy.levels.order[k], before[k], after[k],
            )  # fmt: skip
            better = (after[k] > before[k]) == (OBJECTIVES[reason["level"]].sense == "max")
            assert f"would be {'better' if better else 'worse'}" in reason["sentence"]


def _failing(found, child_id, home_id):
    return {v.rule.code for v in judge_pair(found.region, found.policy, child_id, home_id).failing}


def test_every_reason_holds_when_tried_again_and_every_kind_is_met():
    codes = set()
    for seed in SEEDS:
        found = compared(seed)
        for row in found.to_dict()["children"]:
            if row["change"] in ("moved", "gained", "lost"):
                assert row["reasons"]
            for reason in row["reasons"]:
                codes.add(reason["code"])
                held_true(found, row, reason)
    assert {"RULE", "TAKEN", "LEVEL", "GROUP", "FLOOR", "POINTS"} <= codes


def test_a_tie_is_called_one():
    region = make_region(children=[make_child("C1")], homes=[make_home("H1"), make_home("H2")])
    sides = (Side("list", {"C1": "H1"}), Side("list", {"C1": "H2"}))
    found = Comparison(pose(region, default_policy()), *sides)
    (row,) = found.to_dict()["children"]
    assert (row["change"], row["better"]) == ("moved", "equal")
    assert [r["code"] for r in row["reasons"]] == ["TIE", "TIE", "POINTS"]
    assert found.to_dict()["better"] == "equal"
    for reason in row["reasons"]:
        held_true(found, row, reason)


def test_a_place_taken_by_somebody_more_urgent_is_told_so():
    later = make_child("C2", needed_by=MONDAY.replace(day=27))
    region = make_region(children=[make_child("C1"), later], homes=[make_home("H1", places=1)])
    sides = (Side("list", {"C2": "H1"}), Side("list", {"C1": "H1"}))
    found = Comparison(pose(region, default_policy()), *sides).to_dict()
    rows = {row["child_id"]: row for row in found["children"]}
    assert (rows["C1"]["change"], rows["C2"]["change"]) == ("gained", "lost")
    assert rows["C2"]["reasons"][0]["sentence"] == (
        "H1 has no room left for C2 (soon): B has C1 (today, more urgent) there."
    )
    assert "C2 (soon, less urgent)" in rows["C1"]["reasons"][0]["sentence"]
    assert (found["better"], found["first"]["name"]) == ("b", "placed_today")


# Folders, and other weeks


@cache
def monday():
    folder = Path(mkdtemp()) / "monday"
    api.write_reports(api.match(api.load(api.sample("small"))), folder)
    return folder


@pytest.fixture
def next_week(tmp_path):
    """The small sample a week on: one child has left, and the home of two has gone."""
    folder = Path(shutil.copytree(api.sample("small"), tmp_path / "region"))
    for name, gone in (("children.csv", "SAL-01"), ("homes.csv", "STO-F1")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(li for li in lines if not li.startswith(f"{gone},")), encoding="utf-8")
    for path in folder.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if path.name not in ("children.csv", "homes.csv"):
            kept = [li for li in lines if not {"SAL-01", "STO-F1"} & set(li.strip().split(","))]
            path.write_text("".join(kept), encoding="utf-8")
    settings = folder / "region.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026-11-23", "2026-11-24"), encoding="utf-8")
    return folder


def test_last_weeks_folder_is_counted_by_todays_rows(next_week, tmp_path):
    region = api.load(next_week)
    api.write_reports(api.match(region), tmp_path / "tuesday")
    found = examine.compare(region, monday(), tmp_path / "tuesday").to_dict()
    assert (found["a"]["same_rows"], found["b"]["same_rows"]) == (False, True)
    assert (found["a"]["as_of"], found["b"]["as_of"]) == ("2026-11-23", "2026-11-24")
    assert (found["new"], found["left"]) == ([], ["SAL-01"])
    assert found["a"]["not_in_the_match"].keys() <= {"SAL-01"}
    assert found["a"]["homes_gone"] == {"MAN-02": "STO-F1", "MAN-03": "STO-F1"}
    row = next(row for row in found["children"] if row["child_id"] == "MAN-03")
    assert row["a"] is None
    assert row["reasons"][0]["code"] == "GONE"
    turned = examine.compare(region, tmp_path / "tuesday", monday()).to_dict()
    assert (turned["new"], turned["left"]) == (["SAL-01"], [])


def test_a_folder_beside_itself_as_a_list(tmp_path):
    region = api.load(api.sample("small"))
    document = json.loads((monday() / "match.json").read_text(encoding="utf-8"))
    rows = "".join(f"{p['child_id']},{p['home_id']}\n" for p in document["placements"])
    (tmp_path / "mine.csv").write_text(f"child_id,home_id\n{rows}", encoding="utf-8")
    found = examine.compare(region, monday(), tmp_path / "mine.csv").to_dict()
    assert found["first"] is None
    assert found["counts"].keys() <= {"same", "none"}
    assert [row["a"] for row in found["levels"]] == [row["value"] for row in document["levels"]]


@pytest.mark.parametrize(
    "change", [{"region": "Elsewhere"}, {"schema": "placements/match/9"}, {"as_of": 3}, {"classes": None}]
)
def test_a_folder_of_another_region_or_a_damaged_one_is_refused(tmp_path, change):
    copy = Path(shutil.copytree(monday(), tmp_path / "copy"))
    document = json.loads((copy / "match.json").read_text(encoding="utf-8"))
    (copy / "match.json").write_text(json.dumps({**document, **change}), encoding="utf-8")
    with pytest.raises(InputError):
        examine.compare(api.load(api.sample("small")), copy, monday())


def test_a_folder_made_under_another_policy_says_so(tmp_path):
    region = api.load(api.sample("small"))
    policy = tmp_path / "own.toml"
    policy.write_text("[points]\nschool = 40\n", encoding="utf-8")
    own = api.load_policy(policy)
    found = examine.compare(region, monday(), monday(), own).to_dict()
    assert found["policy"] == own.digest
    assert not found["a"]["same_policy"]
