"""The published data beside the repository, and a command line that can be called like a function."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from placements_cli.main import run


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
