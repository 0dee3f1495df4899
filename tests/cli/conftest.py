"""A command line that can be called like a function, and a small region to call it on."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from placements_cli.main import run

ROOT = Path(__file__).resolve().parents[2]


class Said(NamedTuple):
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def placements(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def call(*arguments: object) -> Said:
        monkeypatch.setattr("sys.argv", ["placements", *map(str, arguments)])
        capsys.readouterr()
        try:
            run()
        except SystemExit as end:
            code = end.code
        else:
            code = 0
        said = capsys.readouterr()
        return Said(int(code or 0), said.out, said.err)

    return call


FILES = {
    "region.toml": 'name = "Two"\nas_of = 2026-11-23\n',
    "authorities.csv": "code,name,latitude,longitude,adjacent\nA1,Alpha,53.5,-2.2,A2\nA2,Beta,53.6,-2.3,\n",
    "children.csv": (
        "child_id,authority,date_of_birth,sex,needed_by,latitude,longitude,sibling_group,needs\n"
        "C1,A1,2015-01-01,F,2026-11-23,53.48,-2.24,,autism\n"
        "C2,A1,01/02/2014,M,2026-11-20,53.48,-2.24,G,\n"
        "C3,A1,2012-05-05,M,2026-11-20,53.48,-2.24,G,\n"
        "C4,A2,2012-05-05,M,2027-01-25,53.6,-2.3,,trauma\n"
    ),
    "homes.csv": (
        "home_id,kind,authority,sector,places,available,latitude,longitude,min_age,max_age,registration,weekly_fee\n"
        "H1,fostering,A1,in_house,2,2,53.49,-2.25,0,17,X,500\n"
        "H2,fostering,A2,independent,1,1,53.61,-2.25,0,17,X,900\n"
        "H3,residential,A1,independent,3,1,53.5,-2.2,8,17,SC1,5000\n"
    ),
}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def edit(region: Path) -> Callable[[str, str], Path]:
    """Add a table, or replace one, in a copy of the region."""

    def change(name: str, text: str) -> Path:
        other = region.parent / "edited"
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(region, other)
        (other / name).write_text(text, encoding="utf-8")
        return other

    return change
