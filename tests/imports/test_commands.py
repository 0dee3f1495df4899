"""`placements import` and `placements map` as a person types them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from imports.lists import home, provider_level, save, written

Call = Callable[..., Any]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return save(tmp_path / "list.csv", provider_level(2025, home(), home(urn="SC000002", kind="Boarding School")))


def test_import_ofsted_tells_what_became_of_every_row(placements: Call, listed: Path, tmp_path: Path) -> None:
    said = placements("import", "ofsted", listed, "--out", tmp_path / "r")
    assert said.code == 0
    assert "list.csv  homes        2         1" in said.out
    assert "OTHER_KIND" in said.out
    assert "complete = false" in said.out
    ways = f"placements template --referral, or placements add children.csv --to {tmp_path / 'r'}"
    assert f"Next: add children ({ways}), then placements check {tmp_path / 'r'}" in said.out
    save(tmp_path / "r" / "children.csv", "child_id,authority,date_of_birth,sex,needed_by\n")
    said = placements("import", "ofsted", listed, "--out", tmp_path / "r")
    assert f"Next: placements check {tmp_path / 'r'}" in said.out


def test_import_json_is_the_contract(placements: Call, listed: Path, tmp_path: Path) -> None:
    said = placements("import", "ofsted", listed, "--out", tmp_path / "r", "--as-of", "2026-11-23", "--json")
    document = said.json
    assert document["schema"] == "placements/import/1"
    assert document["files"] == [
        {"file": "list.csv", "table": "homes", "rows_in": 2, "rows_out": 1, "repaired": 0, "refused": 1}
    ]
    assert document["complete"] is False
    assert str(tmp_path) not in said.out


def test_check_after_an_import_exits_with_3_and_says_why(placements: Call, listed: Path, tmp_path: Path) -> None:
    placements("import", "ofsted", listed, "--out", tmp_path / "r")
    said = placements("check", tmp_path / "r")
    assert said.code == 3
    assert "children.csv" in said.out


def test_an_unknown_list_exits_with_3_and_writes_nothing(placements: Call, tmp_path: Path) -> None:
    said = placements("import", "ofsted", save(tmp_path / "x.csv", "alpha,beta\n1,2\n"), "--out", tmp_path / "r")
    assert said.code == 3
    assert "alpha; beta" in said.err
    assert not (tmp_path / "r").exists()
    assert placements("import", "ofsted", tmp_path / "x.csv", "--out", tmp_path / "r", "--only", "Atlantis").code == 2
    for typed, near in (("Sout East", "South East"), ("Mancester", "Manchester")):
        said = placements("import", "ofsted", tmp_path / "x.csv", "--out", tmp_path / "r", "--only", typed)
        assert f"Maybe {near}?" in said.err


def test_import_schools_and_standard(placements: Call, tmp_path: Path) -> None:
    schools = save(tmp_path / "s.csv", "URN,EstablishmentName,Easting,Northing\n100000,A School,533498,181201\n")
    assert placements("import", "schools", schools, "--out", tmp_path / "r").code == 0
    referrals = save(tmp_path / "a.json", '[{"childId": 1, "referralDate": "2026-11-20", "neededBy": "Today"}]')
    said = placements("import", "standard", referrals, "--out", tmp_path / "r", "--authority", "Bury")
    assert said.code == 0
    assert "worked out from words" in said.err
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "authorities.csv", "children.csv", "facts.csv", "refused-schools.csv", "refused-standard.csv", "region.toml",
        "schools.csv",
    ]  # fmt: skip


def test_map_suggests_saves_and_uses(placements: Call, tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", "Setting ID,Type,Canary column\nH1,Secure unit,secret words\n")
    mapping = tmp_path / "m.toml"
    said = placements("map", path, "--table", "homes", "--save", mapping)
    assert said.code == 0
    assert "Setting ID" in said.out
    assert "secret" not in said.out + said.err + mapping.read_text(encoding="utf-8")
    assert placements("map", path, "--with", mapping, "--to", tmp_path / "o.csv").code == 2
    save(mapping, mapping.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true"))
    said = placements("map", path, "--with", mapping, "--to", tmp_path / "o.csv")
    assert said.code == 0
    assert written(tmp_path / "o.csv") == [{"home_id": "H1", "kind": "secure"}]
    said = placements("map", save(path, path.read_text().replace("Secure unit", "secret")), "--with", mapping,
                      "--to", tmp_path / "p.csv")  # fmt: skip
    assert said.code == 3
    assert "row 2 column kind" in said.err
    assert "secret" not in said.out + said.err


def test_map_options_that_do_not_go_together(placements: Call, tmp_path: Path) -> None:
    path = save(tmp_path / "v.csv", "home_id\nH1\n")
    assert placements("map", path, "--to", tmp_path / "o.csv").code == 2
    assert placements("map", path, "--with", path, "--to", tmp_path / "o.csv", "--save", tmp_path / "m.toml").code == 2
    assert placements("map", path, "--json").json["schema"] == "placements/map/1"
