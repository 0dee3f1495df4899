"""Into a region that is there: up to date by id, nothing lost, all files or none; and what `check` then says."""

import os
from pathlib import Path

import pytest
from imports.lists import home, premises, provider_level, save, written

from placements import api
from placements.errors import InputError, UsageError
from placements.imports.ofsted import import_ofsted

HOMES = (
    "home_id,kind,authority,sector,places,available,min_age,max_age,weekly_fee,postcode,grade,owner,our_note\n"
    "ZZ-1,fostering,E08000004,in_house,2,1,0,17,500,OL1 1AA,,,keep me\n"
    "CH-SC000001,residential,E08000004,independent,9,2,8,16,4800,OL4 1AA,good,Old Owner,=mine\n"
)
TOML = '# ours\nname = "Ours"\nas_of = 2026-11-23\n\n[other]\nkey = 1\n'


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    folder.mkdir()
    save(folder / "homes.csv", HOMES)
    save(folder / "region.toml", TOML)
    save(folder / "children.csv", "child_id\n=left alone\n")
    save(folder / "authorities.csv", "code,name,member\nE08000004,Oldham (ours),yes\n")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_home_is_brought_up_to_date_and_what_was_typed_stays(region: Path, tmp_path: Path) -> None:
    before = contents(region)
    path = save(tmp_path / "a.csv", provider_level(2025, home(grade="Inadequate", places="3"), home(urn="SC000002")))
    report = import_ofsted([path], region)
    assert [tuple(w) for w in report.written] == [("authorities", 0, 0, 1), ("homes", 1, 1, 1)]
    known, new, ours = written(region / "homes.csv")
    assert (known["places"], known["grade"], known["owner"]) == ("3", "inadequate", "Sample Care Ltd")
    assert (known["available"], known["min_age"], known["weekly_fee"]) == ("2", "8", "4800")
    assert (known["postcode"], known["latitude"], known["our_note"]) == ("OL4 1AA", "", "=mine")
    assert (new["home_id"], new["available"], new["our_note"]) == ("CH-SC000002", "0", "")
    assert (ours["home_id"], ours["our_note"]) == ("ZZ-1", "keep me")
    assert contents(region)["children.csv"] == before["children.csv"]
    assert written(region / "authorities.csv")[0]["name"] == "Oldham (ours)"
    assert (region / "region.toml").read_text(encoding="utf-8") == (
        '# ours\nname = "Ours"\nas_of = 2026-11-23\n\ncomplete = false\n[other]\nkey = 1\n'
    )


def test_an_update_alone_leaves_a_complete_region_complete(region: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", provider_level(2025, home()))
    assert import_ofsted([path], region).complete
    assert (region / "region.toml").read_text(encoding="utf-8") == TOML


def test_the_same_import_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", provider_level(2025, home(), home(urn="SC000002")))
    import_ofsted([path], tmp_path / "r")
    first = contents(tmp_path / "r")
    report = import_ofsted([path], tmp_path / "r")
    assert contents(tmp_path / "r") == first
    assert [tuple(w)[1:] for w in report.written] == [(0, 0, 1), (0, 0, 2)]


def test_a_better_position_is_never_replaced_and_a_worse_one_is(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    save(folder / "homes.csv", (
        "home_id,kind,latitude,longitude,located,postcode\n"
        "CH-SC000001,residential,53.1,-2.1,authority,\n"
        "CH-SC000002,residential,53.1,-2.1,,\n"
        "CH-SC000003,residential,53.1,-2.1,constituency,\n"
    ))  # fmt: skip
    rows = [home(), home(urn="SC000002"), home(urn="SC000003", postcode="OL1 1AA")]
    import_ofsted([save(tmp_path / "a.csv", provider_level(2025, *rows))], folder)
    one, two, three = written(folder / "homes.csv")
    assert one["located"] == "constituency"
    assert one["latitude"] != "53.1"
    assert (two["latitude"], two["located"]) == ("53.1", "")
    assert (three["latitude"], three["located"], three["postcode"]) == ("", "", "OL1 1AA")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("homes.csv", "home_id,kind\nA\n"),
        ("homes.csv", "id,kind\nA,b\n"),
        ("homes.csv", "home_id,kind\nA,b\nA,c\n"),
        ("homes.csv", b"\xff\xfeh\x00"),
        ("region.toml", "name = \n"),
    ],
)
def test_a_region_that_has_to_be_mended_is_left_as_it_is(
    name: str, text: str | bytes, region: Path, tmp_path: Path
) -> None:
    save(region / name, text)
    before = contents(region)
    with pytest.raises(InputError):
        import_ofsted([save(tmp_path / "a.csv", provider_level(2025, home(urn="SC000009")))], region)
    assert contents(region) == before


def test_if_one_file_cannot_be_written_none_is(region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.csv", provider_level(2025, home(urn="SC000009")))
    before = contents(region)
    replace, calls = os.replace, []

    def fail_the_third(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise PermissionError("open in Excel")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_the_third)
    with pytest.raises(PermissionError):
        import_ofsted([path], region)
    monkeypatch.undo()
    assert contents(region) == before


def test_a_file_is_no_region_folder(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", provider_level(2025, home()))
    with pytest.raises(UsageError):
        import_ofsted([path], path)


def test_after_an_import_check_says_what_is_missing_and_match_refuses(tmp_path: Path) -> None:
    out = tmp_path / "r"
    lists = [save(tmp_path / "a.csv", provider_level(2025, home())), save(tmp_path / "b.csv", premises({}))]
    import_ofsted(lists, out)
    assert [(p.table, p.code) for p in api.check(out)] == [("children.csv", "TABLE")]
    save(
        out / "children.csv",
        "child_id,authority,date_of_birth,sex,needed_by\nC1,E08000004,2014-01-01,F,2025-04-01\n",
    )
    problems = api.check(out)
    assert [(p.severity, p.table, p.code) for p in problems] == [("warning", "region.toml", "INCOMPLETE")]
    loaded = api.load(out)
    assert {h.located for h in loaded.homes} == {"constituency"}
    with pytest.raises(InputError, match="incomplete"):
        api.match(loaded)


def test_as_of_is_written_where_it_is_said(region: Path, tmp_path: Path) -> None:
    from datetime import date

    path = save(tmp_path / "a.csv", provider_level(2025, home()))
    import_ofsted([path], tmp_path / "new", as_of=date(2026, 1, 5))
    assert "as_of = 2026-01-05\n" in (tmp_path / "new" / "region.toml").read_text(encoding="utf-8")
    import_ofsted([path], region, as_of=date(2026, 1, 5))
    assert (region / "region.toml").read_text(encoding="utf-8") == TOML.replace("2026-11-23", "2026-01-05")
