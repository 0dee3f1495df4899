"""Where a file may be written, and that a folder is never left half changed."""

import os
from pathlib import Path

import pytest

from placements.errors import UsageError
from placements.tables.writing import LONGEST_PATH, checked_file, checked_folder, write_all, write_whole

DEVICES = [
    "CON.xlsx", "con.xlsx", "PRN.xlsx", "AUX.xlsx", "NUL.xlsx", "nul.tar.xlsx", "COM1.xlsx", "com9.xlsx", "LPT1.xlsx",
    "lpt9.xlsx", "CONIN$.xlsx", "CONOUT$.xlsx", "COM¹.xlsx", "NUL .xlsx", "aux/region.xlsx", "con.d/region.xlsx",
]  # fmt: skip
UNOPENABLE = [
    "region.xlsx.", "region.xlsx ", "region.xlsx...", "folder./region.xlsx", "folder /region.xlsx", "~$region.xlsx",
    "re<gion.xlsx", "re>gion.xlsx", 're"gion.xlsx', "re|gion.xlsx", "re?gion.xlsx", "re*gion.xlsx", "C:region.xlsx",
    "region.xlsx:stream.xlsx", "..\\region.xlsx", "\\\\server\\share\\region.xlsx", "re\x00gion.xlsx",
    "re\ngion.xlsx", "re\x1bgion.xlsx", "region\u202exslx.xlsx", "region\u200b.xlsx", "re\udcffgion.xlsx",
    "x" * 252 + ".xlsx", "é" * 130 + ".xlsx", "/".join(["x" * 60] * 5) + ".xlsx", "", ".", "..", "/",
]  # fmt: skip
FINE = [
    "region.xlsx", "Region 2026-11-23.XLSX", "rég=ion.xlsx", "a.b.c.xlsx", "=cmd.xlsx", "console.xlsx", "com10.xlsx",
    "nullable.xlsx", "./region.xlsx", "../x/region.xlsx", "-rf.xlsx", "'; drop.xlsx", "%PATH%.xlsx", "$(x).xlsx",
]  # fmt: skip


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    folder = tmp_path / "x"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("name", [*DEVICES, *UNOPENABLE])
def test_a_name_windows_cannot_open_is_refused(here, name):
    for check in (lambda path: checked_file(path, ".xlsx"), checked_folder):
        with pytest.raises(UsageError) as refused:
            check(Path(name))
        assert refused.value.exit_code == 2
        assert not name.strip("./") or name not in str(refused.value)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("name", FINE)
def test_any_other_name_is_fine(here, name):
    path = checked_file(Path(name), ".xlsx")
    write_whole(path, "text")
    assert path.read_bytes() == b"text"


def test_a_path_of_exactly_the_longest_length_is_fine(here):
    room = LONGEST_PATH - len(str(here)) - 1
    assert checked_folder(Path("y" * room)) == Path("y" * room)
    with pytest.raises(UsageError, match="longer than"):
        checked_folder(Path("y" * (room + 1)))


@pytest.mark.parametrize("name", ["region.csv", "region", "region.xlsx.exe", "xlsx"])
def test_another_ending_is_refused(here, name):
    with pytest.raises(UsageError, match=r"\.xlsx"):
        checked_file(Path(name), ".xlsx")


def test_a_link_is_refused_wherever_it_leads(here):
    (here / "real.xlsx").write_text("old", encoding="utf-8")
    (here / "folder").mkdir()
    for name, target in (("link.xlsx", "real.xlsx"), ("loose.xlsx", "nowhere.xlsx"), ("loop.xlsx", "loop.xlsx")):
        (here / name).symlink_to(target)
        with pytest.raises(UsageError, match="link"):
            checked_file(Path(name), ".xlsx")
    (here / "linked").symlink_to("folder", target_is_directory=True)
    with pytest.raises(UsageError, match="link"):
        checked_folder(Path("linked"))
    (here / "folder" / "homes.csv").symlink_to("../real.xlsx")
    with pytest.raises(UsageError, match="link"):
        checked_folder(Path("folder"))
    assert (here / "real.xlsx").read_text(encoding="utf-8") == "old"


def test_what_is_not_a_file_or_folder_is_refused(here):
    (here / "folder.xlsx").mkdir()
    os.mkfifo(here / "pipe.xlsx")
    for name in ("folder.xlsx", "pipe.xlsx"):
        with pytest.raises(UsageError, match="something else"):
            checked_file(Path(name), ".xlsx")
    (here / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="folder is wanted"):
        checked_folder(Path("file"))
    with pytest.raises(UsageError, match="not there"):
        checked_file(Path("nowhere/region.xlsx"), ".xlsx")


def test_a_folder_nobody_may_write_in_is_refused_before_anything_is_worked_out(here, monkeypatch):
    (here / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        checked_folder(Path("file/monday"))
    (here / "shut").mkdir()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != here / "shut" and may(path, mode))
    for path in (Path("shut"), Path("shut/deep/monday")):
        with pytest.raises(UsageError, match="Nothing may be written there"):
            checked_folder(path)
    assert checked_folder(Path("open/monday")) == Path("open/monday")
    assert sorted(path.name for path in here.iterdir()) == ["file", "shut"]


def test_several_files_are_replaced_together_or_not_at_all(here, monkeypatch):
    """The n-th replacement fails, for every n: the folder is as it was."""
    old = {"a.csv": b"old a", "b.csv": b"old b"}
    for name, content in old.items():
        (here / name).write_bytes(content)
    new = {"a.csv": b"new a", "b.csv": b"new b", "c.csv": b"new c"}
    replace = os.replace
    for failing in range(1, 4):
        calls = iter(range(1, 100))

        def sometimes(source, target, failing=failing, calls=calls):
            if next(calls) == failing:
                raise PermissionError("open in Excel")
            replace(source, target)

        monkeypatch.setattr(os, "replace", sometimes)
        with pytest.raises(PermissionError):
            write_all(here, new)
        monkeypatch.setattr(os, "replace", replace)
        assert {path.name: path.read_bytes() for path in here.iterdir()} == old
    write_all(here, new)
    assert {path.name: path.read_bytes() for path in here.iterdir()} == new


def test_a_full_disk_leaves_the_folder_as_it_was(here, monkeypatch):
    (here / "a.csv").write_bytes(b"old")

    def full(_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    for write in (
        lambda: write_all(here, {"a.csv": b"new", "b.csv": b"new"}),
        lambda: write_whole(here / "a.csv", "n"),
    ):
        with pytest.raises(OSError, match="no space"):
            write()
    assert {path.name: path.read_bytes() for path in here.iterdir()} == {"a.csv": b"old"}
