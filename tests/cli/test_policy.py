"""`policy show --authority`, `policy diff` and the whole catalogue of `rules`."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = """
[limits]
far_miles = 15
u8_age = 9

[rules.DIST-20]
mode = "approval"

[authorities.A1]
u8_age = 12

[authorities.A1.rules.OOA-NOM]
mode = "rule_out"

[authorities.A2.rules.KS4]
mode = "rule_out"

[children.C1]
reason = "agreed with the team"

[tie]
key = "our own secret words"
"""


@pytest.fixture
def ours(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text(OURS, encoding="utf-8")
    return file


def test_what_binds_one_authoritys_children(placements, ours):
    said = placements("policy", "show", "--policy", ours, "--authority", "A1")
    assert said.code == 0
    lines = said.out.splitlines()
    assert "  u8_age 12 (its own; the region: 9)" in lines
    assert "  far_miles 15" in lines
    assert "  DIST-20 approval" in lines
    assert "  OOA-NOM rule_out (its own; the region: default)" in lines
    assert not any(word in said.out for word in ("KS4", "secret", "agreed with the team"))


def test_what_binds_one_authoritys_children_as_json(placements, ours):
    shown = placements("policy", "show", "--policy", ours, "--authority", "A1", "--json").json
    assert shown["schema"] == "placements/policy-authority/1"
    assert shown["limits"]["u8_age"] == {"name": "u8_age", "value": 12, "region": 9, "own": True}
    assert shown["limits"]["school_miles"]["own"] is False
    assert shown["rules"].keys() == {"DIST-20", "OOA-NOM"}
    assert shown["rules"]["DIST-20"] == {"name": "DIST-20", "value": "approval", "region": "approval", "own": False}


def test_an_authority_without_an_entry_is_told_so(placements, ours):
    said = placements("policy", "show", "--policy", ours, "--authority", "A9").out
    assert "no entry of its own for this code" in said
    assert "  u8_age 9\n" in said
    assert "no entry" not in placements("policy", "show", "--policy", ours, "--authority", "A1").out


def test_a_policy_beside_the_packaged_one(placements, ours):
    said = placements("policy", "diff", ours)
    assert said.code == 0
    assert said.out.splitlines() == [
        "limits.u8_age: ours.toml has 9, the packaged policy has 8.",
        "limits.far_miles: ours.toml has 15, the packaged policy has 20.",
        "tie.key: ours.toml has a key, the packaged policy has another key.",
        "rules.DIST-20.mode: ours.toml has approval, the packaged policy has none.",
        "authorities.A1.u8_age: ours.toml has 12, the packaged policy has none.",
        "authorities.A1.rules.OOA-NOM.mode: ours.toml has rule_out, the packaged policy has none.",
        "authorities.A2.rules.KS4.mode: ours.toml has rule_out, the packaged policy has none.",
        "children.C1.reason: ours.toml has agreed with the team, the packaged policy has none.",
        "children.C1.lift_floor: ours.toml has False, the packaged policy has none.",
    ]
    assert "secret" not in said.out


def test_two_policies_side_by_side_both_ways(placements, ours, tmp_path):
    theirs = tmp_path / "theirs.toml"
    theirs.write_text(OURS.replace("u8_age = 12", "u8_age = 14"), encoding="utf-8")
    shown = placements("policy", "diff", ours, theirs, "--json").json
    back = placements("policy", "diff", theirs, ours, "--json").json
    assert shown["schema"] == "placements/policy-diff/1"
    assert shown["changes"] == [{"key": "authorities.A1.u8_age", "first": 12, "second": 14}]
    assert back["changes"] == [{"key": "authorities.A1.u8_age", "first": 14, "second": 12}]
    assert (shown["first"], shown["second"]) == (back["second"], back["first"])
    assert "secret" not in json.dumps(shown)


def test_a_policy_is_the_same_as_itself(placements, ours, tmp_path):
    again = tmp_path / "again.toml"
    again.write_text(placements("policy", "show", "--policy", ours).out, encoding="utf-8")
    assert placements("policy", "diff", ours, again).out == "The two policies are the same.\n"
    assert placements("policy", "diff", ours, again, "--json").json["changes"] == []


@pytest.mark.parametrize("command", [("diff",), ("show", "--authority", "A1", "--policy"), ("check",)])
def test_a_loosening_entry_is_wrong_usage_everywhere(placements, tmp_path, command):
    bad = tmp_path / "bad.toml"
    bad.write_text('[authorities.A1]\nu8_age = 3\n[authorities.A2.rules.KS4]\nmode = "off"\n', encoding="utf-8")
    said = placements("policy", *command, bad)
    assert said.code == 2
    assert said.out == ""
    assert "authorities.A2.rules.KS4.mode" in said.err


def test_a_looser_limit_and_an_unknown_rule_are_named(placements, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("[authorities.A1]\nu8_age = 3\n", encoding="utf-8")
    assert "authorities.A1.u8_age" in placements("policy", "check", bad).err
    bad.write_text('[authorities.A1.rules.KS5]\nmode = "rule_out"\n', encoding="utf-8")
    refused = placements("policy", "check", bad)
    assert refused.code == 2
    assert "KS5" in refused.err


def test_the_whole_catalogue_is_listed(placements):
    said, listed = placements("rules").out, placements("rules", "--json").json["rules"]
    codes = {line.split()[0] for line in said.splitlines() if line[:1].strip()}
    assert codes == {row["code"] for row in listed}
    assert "NEAR-HOME      Near home, so far as reasonably practicable (objective)" in said
    assert "Done by: criterion distance." in said
    assert "(out of scope" in said
    adopt = next(row for row in listed if row["code"] == "ADOPT")
    assert adopt["kind"] == "out of scope"
    assert adopt["status"] == "read"
    assert adopt["note"]


def test_the_catalogue_is_plain_for_those_who_listen(placements):
    said = placements("--plain", "rules").out
    assert "Done by: criterion distance." in said
    assert "  " not in said


def test_match_names_the_entries_that_bind_nobody(placements, tmp_path):
    policy = tmp_path / "p.toml"
    policy.write_text("[authorities.E08000003]\nu8_age = 9\n[authorities.E0800003]\nu8_age = 12\n", encoding="utf-8")
    said = placements("match", ROOT / "sample_data" / "small", "--policy", policy)
    assert "Entries of the policy that bind nobody in this match: authorities.E0800003." in said.err
    assert "bind nobody" not in placements("match", ROOT / "sample_data" / "small").err
