"""`match --out --for`: a folder for each reader, wrong readers and folders refused; what is said when it stops."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from placements import api

Call = Callable[..., object]


def folders(out: Path) -> set[str]:
    return {path.name.rsplit("-", 1)[0] if path.name.startswith("provider-") else path.name
            for path in out.iterdir() if path.is_dir()}  # fmt: skip


def test_every_authority_gets_a_folder(placements: Call, region: Path, tmp_path: Path) -> None:
    said = placements("match", region, "--out", tmp_path / "monday")
    assert said.code == 0
    assert folders(tmp_path / "monday") == {"region", "authority-A1-alpha", "authority-A2-beta"}
    assert f"Wrote {tmp_path / 'monday'}: policy.toml, certificate.json, match.json" in said.err


def test_authorities_are_chosen_and_others_added(placements: Call, region: Path, tmp_path: Path) -> None:
    out = tmp_path / "monday"
    said = placements("match", region, "--out", out, "--for", "authority:alpha", "--for", "provider:A1",
                      "--for", "public")  # fmt: skip
    assert said.code == 0
    assert folders(out) == {"region", "authority-A1-alpha", "provider-a1", "public"}
    assert "Set [tie] key in your own policy" in said.err
    view = json.loads((out / "authority-A1-alpha" / "match.json").read_text(encoding="utf-8"))
    assert {row["authority"] for part in ("placements", "unplaced") for row in view[part]} == {"A1"}


def test_an_own_key_is_not_remarked_on(placements: Call, region: Path, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[tie]\nkey = "ours alone"\n', encoding="utf-8")
    said = placements("match", region, "--out", tmp_path / "o", "--for", "provider:H1", "--policy", tmp_path / "p.toml")
    assert said.code == 0
    assert "[tie] key" not in said.err
    assert "ours alone" not in next((tmp_path / "o").glob("authority-A1-*/report.html")).read_text(encoding="utf-8")


def test_a_reader_nobody_knows_is_wrong_usage_and_nothing_is_written(
    placements: Call, region: Path, tmp_path: Path
) -> None:
    for reader, hint in (("authority:Alpa", "Maybe Alpha?"), ("provider:Nobody", "No home"), ("all", "Say for whom")):
        said = placements("match", region, "--out", tmp_path / "out", "--for", reader)
        assert said.code == 2
        assert hint in said.err
        assert not (tmp_path / "out").exists()


def test_for_needs_out(placements: Call, region: Path) -> None:
    said = placements("match", region, "--for", "public")
    assert said.code == 2
    assert "--out" in said.err


def test_what_an_earlier_run_left_is_named(placements: Call, region: Path, tmp_path: Path) -> None:
    (tmp_path / "o" / "authority-A9-gone").mkdir(parents=True)
    said = placements("match", region, "--out", tmp_path / "o")
    assert f"Left from an earlier run, and not of this proposal: {tmp_path / 'o' / 'authority-A9-gone'}" in said.err


def test_a_folder_that_cannot_be_is_refused_before_the_region_is_read(
    placements: Call, region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setattr(api, "load", lambda path: pytest.fail("the region was read first"))
    for out in (tmp_path / "file", tmp_path / "file" / "monday"):
        said = placements("match", region, "--out", out)
        assert said.code == 2
        assert "file" in said.err


def test_a_broken_region_prints_twenty_errors_and_check_prints_all(
    placements: Call, edit: Callable[[str, str], Path]
) -> None:
    rows = "".join(f"X{n},fostering,A1,in_house,many,1\n" for n in range(50))
    broken = edit("homes.csv", f"home_id,kind,authority,sector,places,available\n{rows}")
    said = placements("match", broken)
    assert said.code == 3
    assert said.err.count("error NUMBER") == 20
    assert said.err.rstrip().endswith("and 30 more.")
    said = placements("check", broken)
    assert said.code == 3
    assert said.out.count("error NUMBER") == 50


def test_no_fault_of_a_page_is_left_out(placements: Call, region: Path, tmp_path: Path) -> None:
    """Nothing else lists them, so all are printed."""
    lines = "".join(f"question {n}: x\n" for n in range(30))
    (tmp_path / "p.txt").write_text(f"field: value\n{lines}", encoding="utf-8")
    said = placements("child", region, "--new", tmp_path / "p.txt")
    assert said.code == 3
    assert said.err.count("error FIELD") == 30


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(placements: Call, tmp_path: Path) -> None:
    said = placements("check", tmp_path / "no" / "see")
    assert said.code == 3
    assert f"There is no folder {tmp_path / 'no' / 'see'}." in said.err


def test_ctrl_c_says_that_nothing_was_written(placements: Call, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "load", stopped)
    said = placements("match", region)
    assert said.code == 130
    assert said.err == "Stopped. Nothing was written.\n"
