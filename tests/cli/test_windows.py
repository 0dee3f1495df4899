"""What a council's Windows computer does to a program, as far as it can be done here."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from imports.lists import home, provider_level, save

from placements_cli.main import app, run

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "sample_data" / "small"
ENCODINGS = ("cp1252", "cp437", "ascii")
NO_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)
"""What Windows takes in no name of a file or folder."""
PAGE = "field: for all | child 1\nAuthority: Salford\nNeeded by: today\nDate of birth: | 2015-05-04\nSex: | F\n"

RETURN = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\nŽ1,01/05/2025,S,C2,N1,U4,PR1,,\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk with a region whose names hold letters no old console has, and files of every kind to bring in."""
    shutil.copytree(SMALL, tmp_path / "region")
    homes = tmp_path / "region" / "homes.csv"
    text = homes.read_text(encoding="utf-8").replace("Agency 12", "Agence Žluť №12 – “Ŵ”")
    homes.write_text(text.replace("Provider E", "Home: a/b\\c? <E>*|"), encoding="utf-8")
    (tmp_path / "ours.toml").write_text('[tie]\nkey = "Žluť №12"\n[limits]\nu8_age = 10\n', encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "vacancies.csv").write_text("Home id,Vacancies\nBOL-F1,1\n", encoding="utf-8")
    (tmp_path / "new.csv").write_text("home_id,available\nBOL-F1,0\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("child_id,home_id\nBOL-01,BOL-F2\n", encoding="utf-8")
    save(tmp_path / "list.csv", provider_level(2025, home(), home(urn="SC000003", kind="Boarding School")))
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "Jahr.csv").write_text(RETURN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMANDS = (
    ("check", "region"),
    ("match", "region", "--out", "monday", "--for", "public", "--for", "provider:STO-F1"),
    ("verify", "region", "monday"),
    ("unlock", "region", "MAN-05", "--apply", "opened"),
    ("match", "region", "--json"),
    ("tasks", "region", "monday", "--by", "person", "--out", "to-do", "--ics", "to-do.ics"),
    ("child", "region", "MAN-02", "--tonight", "--out", "pages"),
    ("child", "region", "--new", "page.txt", "--json"),
    ("home", "region", "STO-F1"),
    ("why", "region", "BOL-01", "BOL-F2"),
    ("score", "region", "mine.csv"),
    ("compare", "region", "monday", "mine.csv", "--out", "beside"),
    ("price", "region", "--rules", "--out", "ruled"),
    ("price", "region", "--out", "prices"),
    ("shadow", "region", "mine.csv", "--out", "review"),
    ("shadow", "region", "mine.csv", "--marked", "review/blind/shadow.xlsx"),
    ("template", "book.xlsx", "--from", "region"),
    ("check", "book.xlsx"),
    ("template", "--referral", "page.xlsx"),
    ("add", "new.csv", "--to", "region", "--dry-run"),
    ("map", "vacancies.csv", "--table", "homes", "--save", "map.toml"),
    ("import", "ofsted", "list.csv", "--out", "north"),
    ("import", "ssda903", "returns", "--out", "past", "--authority", "Salford"),
    ("equality", "region", "monday"),
    ("envy", "region", "mine.csv", "--child", "BOL-01"),
    ("rules",),
    ("atrs",),
    ("policy", "show"),
    ("policy", "show", "--authority", "E08000003"),
    ("policy", "diff", "ours.toml"),
    ("scenario", "check-target", "10000", "3.5"),
    ("scenario", "levers", "fdac", "pause", "staying_put"),
    ("scenario", "new", "next.toml", "--from", "2027-04-01"),
    (
        "sufficiency",
        "region",
        "--weeks",
        "8",
        "--replicates",
        "2",
        "--sampled",
        "2",
        "--rate",
        "3",
        "--places",
        "0",
        "--workers",
        "1",
    ),
    ("--plain", "match", "region"),
)


def exit_code(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["placements", *map(str, words)])
    try:
        run()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


# Consoles


def test_every_command_is_tried():
    """But `demo`, which is check, match, why and score again; `synthesise` and `forecast`, whose data is not shipped;
    and `site`, which says what `sufficiency` says."""
    named = {info.name for info in (*app.registered_commands, *app.registered_groups)}
    assert named - {word for words in COMMANDS for word in words} == {"demo", "synthesise", "forecast", "site"}


def flushed(stream):
    stream.flush()
    return stream


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_console_is_too_old(desk, monkeypatch, encoding):
    for words in COMMANDS:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2))
        with monkeypatch.context() as console:
            console.setattr("sys.stdout", out)
            console.setattr("sys.stderr", err)
            code = exit_code(console, *words)
        said, noted = (stream.buffer.getvalue().decode(encoding) for stream in (flushed(out), flushed(err)))
        assert code == 0, f"{words}: {noted}"
        assert said.strip(), words


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-8"])
def test_json_loses_no_letter(desk, monkeypatch, encoding):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    with monkeypatch.context() as console:
        console.setattr("sys.stdout", out)
        assert exit_code(console, "home", "region", "SAL-F2", "--json") == 0
    assert json.loads(flushed(out).buffer.getvalue().decode("utf-8"))["whom"] == "Agence Žluť №12 – “Ŵ”"


def separate(*words, cwd, **settings):
    """Run the program as a process of its own, with the surroundings of another computer."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "placements_cli", *map(str, words)], cwd=cwd, capture_output=True,
        env={**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'cli'}", **settings}, check=False,
    )  # fmt: skip


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_locale_changes_no_file(desk):
    ended = separate("match", "region", "--out", "here", cwd=desk, LC_ALL="C.UTF-8")
    assert ended.returncode == 0, ended.stderr
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp1252:strict"}
    ended = separate("match", "region", "--out", "there", cwd=desk, **old)
    assert ended.returncode == 0, ended.stderr
    assert contents(desk / "here") == contents(desk / "there")
    for name, content in contents(desk / "there").items():
        if not name.endswith(".xlsx"):
            content.decode("utf-8")


def test_a_workbook_is_read_whatever_the_locale(desk):
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert separate("template", "book.xlsx", "--from", "region", cwd=desk, **old).returncode == 0
    asked = [separate("home", "book.xlsx", "SAL-F2", "--json", cwd=desk, **how).stdout for how in (old, {})]
    assert json.loads(asked[0]) == json.loads(asked[1])
    assert "Žluť" in json.loads(asked[0])["whom"]


# Names


def test_every_name_written_works_on_windows_and_differs_by_more_than_case(desk, monkeypatch):
    assert exit_code(monkeypatch, "match", "region", "--out", "monday", "--for", "public",
                     "--for", "provider:Home: a/b\\c? <E>*|", "--for", "provider:SAL-F2") == 0  # fmt: skip
    assert exit_code(monkeypatch, "child", "region", "BOL-01", "--out", "pages") == 0
    paths = [p.relative_to(desk) for name in ("monday", "pages") for p in (desk / name).rglob("*")]
    assert not [part for path in paths for part in path.parts if NO_NAME.search(part)]
    assert len({str(path).casefold() for path in paths}) == len(paths)
    assert max(len(str(path)) for path in paths) < 120


@pytest.mark.parametrize("two", [("Agency One", "AGENCY ONE"), ("Žluť", "Zlut"), ("a:b", "a?b"), ("con", "CON")])
def test_providers_that_look_alike_keep_two_folders(two):
    from placements.reports.folders import folder_of
    from placements.sharing.audience import Audience, Level

    names = [folder_of(Audience(Level.PROVIDER, code=name, name=name)) for name in two]
    assert len({name.casefold() for name in names}) == 2
    assert not any(NO_NAME.search(name) for name in names)


BAD = ("CON", "nul", "aux.txt", "COM1.xlsx", "ends.", "ends ", "a:b", "what?", "x" * 260, "deep/" + "y" * 200)
WRITERS = {
    "match": lambda bad: ("match", "region", "--out", bad),
    "demo": lambda bad: ("demo", "--out", bad),
    "equality": lambda bad: ("equality", "region", "monday", "--out", bad),
    "import": lambda bad: ("import", "ofsted", "list.csv", "--out", bad),
    "add": lambda bad: ("add", "new.csv", "--to", bad),
    "compare": lambda bad: ("compare", "region", "mine.csv", "mine.csv", "--out", bad),
    "price": lambda bad: ("price", "region", "--out", bad),
    "shadow": lambda bad: ("shadow", "region", "mine.csv", "--out", bad),
    "child": lambda bad: ("child", "region", "MAN-02", "--out", bad),
    "template": lambda bad: ("template", bad if bad.endswith(("xlsx", ".", " ")) else f"{bad}.xlsx"),
    "tasks": lambda bad: ("tasks", "region", "monday", "--out", bad),
    "scenario new": lambda bad: ("scenario", "new", f"{bad}/x.toml", "--from", "2027-04-01"),
    "map": lambda bad: ("map", "vacancies.csv", "--table", "homes", "--save", f"{bad}/map.toml"),
}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad[:12])
@pytest.mark.parametrize("command", WRITERS)
def test_a_name_windows_cannot_take_is_refused_and_nothing_written(desk, monkeypatch, capsys, command, bad):
    before = sorted(desk.rglob("*"))
    code = exit_code(monkeypatch, *WRITERS[command](bad))
    said = capsys.readouterr().err
    assert code == 2, said
    assert re.search(r"Choose another|Shorten it|Make a folder of it first", said), said
    assert sorted(desk.rglob("*")) == before


# Links


def test_nothing_written_is_a_link_and_no_link_is_followed(desk, monkeypatch, capsys):
    assert exit_code(monkeypatch, "match", "region", "--out", "monday") == 0
    assert not [p for p in (desk / "monday").rglob("*") if p.is_symlink()]
    (desk / "elsewhere").mkdir()
    (desk / "link").symlink_to(desk / "elsewhere")
    (desk / "monday" / "match.json").unlink()
    (desk / "monday" / "match.json").symlink_to(desk / "mine.csv")
    for out in ("link", "monday"):
        assert exit_code(monkeypatch, "match", "region", "--out", out) == 2
        assert "link" in capsys.readouterr().err
    assert not list((desk / "elsewhere").iterdir())
    assert (desk / "mine.csv").read_text(encoding="utf-8").startswith("child_id")


# Files as Windows programs save them


def test_lines_that_end_as_on_windows_are_the_same_region(desk, monkeypatch, capsys):
    shutil.copytree(desk / "region", desk / "windows")
    for path in (desk / "windows").glob("*.*"):
        text = path.read_text(encoding="utf-8")
        mark = "" if path.suffix == ".toml" else "\ufeff"
        path.write_bytes((mark + text).replace("\n", "\r\n").encode("utf-8"))
    answers = []
    for folder in ("region", "windows"):
        assert exit_code(monkeypatch, "match", folder, "--json") == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    (desk / "page.txt").write_bytes(PAGE.replace("\n", "\r\n").encode("cp1252"))
    assert exit_code(monkeypatch, "child", "windows", "--new", "page.txt") == 0


# A file somebody has open


@pytest.fixture
def held(monkeypatch):
    """Refuse to replace a file, as Windows does while Excel holds it; from the n-th on."""

    def hold(name=""):
        real = os.replace

        def replace(part, path):
            if str(path).endswith(name):
                raise PermissionError(13, "Access is denied", str(part), None, str(path))
            real(part, path)

        monkeypatch.setattr("os.replace", replace)

    return hold


@pytest.mark.parametrize(
    "words",
    [
        ("match", "region", "--out", "monday"),
        ("child", "region", "BOL-01", "--out", "pages"),
        ("compare", "region", "mine.csv", "mine.csv", "--out", "beside"),
        ("price", "region", "--out", "prices"),
        ("shadow", "region", "mine.csv", "--out", "review"),
        ("add", "new.csv", "--to", "region"),
        ("template", "book.xlsx"),
        ("map", "vacancies.csv", "--table", "homes", "--save", "map.toml"),
        ("import", "ofsted", "list.csv", "--out", "north"),
    ],
    ids=lambda words: words[0],
)
def test_a_file_held_open_is_left_as_it_was_and_named(desk, monkeypatch, capsys, held, words):
    before = contents(desk)
    held()
    assert exit_code(monkeypatch, *words) == 3
    said = capsys.readouterr().err
    assert "Close it and run the command again" in said
    assert ".part" not in said
    assert contents(desk) == before


def test_a_second_run_leaves_each_file_whole(desk, monkeypatch, capsys, held):
    assert exit_code(monkeypatch, "match", "region", "--out", "monday") == 0
    before = contents(desk / "monday")
    assert exit_code(monkeypatch, "add", "new.csv", "--to", "region") == 0
    held("match.xlsx")
    assert exit_code(monkeypatch, "match", "region", "--out", "monday") == 3
    assert "match.xlsx" in capsys.readouterr().err
    after = contents(desk / "monday")
    assert after == before
